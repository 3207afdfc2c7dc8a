// eqeqeq: `==` and `!=`, which convert what they compare.
#include "rules/operators.h"
#include "rules/rule.h"
#include "rules/static_names.h"

enum { UNEXPECTED, REPLACE };

static const RuleMessage messages[] = {
    [UNEXPECTED] = {"unexpected", "Expected '{0}' and instead saw '{1}'."},
    [REPLACE] = {"replaceOperator", "Use '{0}' instead of '{1}'."},
};

// The type of a literal, so that two of one type can be told; 0 for anything else.
static int type_of(const Tree *tree, NodeId node) {
  switch ((int)tree_kind(tree, node)) {
  case NODE_STRING: return 1;
  case NODE_NUMBER: {
    Text text = tree_text(tree, node);
    return text.at[text.size - 1] == 'n' ? 3 : 2;
  }
  case NODE_TRUE:
  case NODE_FALSE: return 4;
  case NODE_NULL:
  case NODE_REGEX: return 5;
  default: return 0;
  }
}

static bool is_static_template(const Tree *tree, NodeId node) {
  return tree_kind(tree, node) == NODE_TEMPLATE_STRING &&
         !tree_child_of_kind(tree, node, NODE_TEMPLATE_SUBSTITUTION);
}

typedef struct Sides {
  NodeId left, right;
} Sides;

// Whether both have one type for sure, so that the strict operator does the same.
static bool is_same_type(const Tree *tree, Sides sides) {
  int left = type_of(tree, sides.left);
  return left && left == type_of(tree, sides.right);
}

static bool has_typeof(const Tree *tree, Sides sides) {
  return is_unary(tree, sides.left, TOKEN_TYPEOF_WORD) ||
         is_unary(tree, sides.right, TOKEN_TYPEOF_WORD);
}

static bool has_null(const Tree *tree, Sides sides) {
  return tree_kind(tree, sides.left) == NODE_NULL || tree_kind(tree, sides.right) == NODE_NULL;
}

static bool is_string(const Tree *tree, NodeId node) {
  return tree_kind(tree, node) == NODE_STRING || is_static_template(tree, node);
}

static bool is_safe(const Tree *tree, Sides sides) {
  bool are_strings = is_string(tree, sides.left) && is_string(tree, sides.right);
  return has_typeof(tree, sides) || are_strings || is_same_type(tree, sides);
}

static void report_operator(RuleContext *context, Sides sides, NodeId sign, NodeKind expected) {
  const Tree *tree = context->tree;
  Text wanted = kind_name(expected), seen = tree_text(tree, sign);
  RuleReport *made = report(context, sign, UNEXPECTED, wanted, seen);
  Span span = estree_span(context->code, sign);
  if (is_safe(tree, sides)) {
    fix_replace(made, context->arena, span, wanted);
  } else {
    RuleSuggestion *replace = suggest(context, made, REPLACE, wanted, seen);
    edits_replace(&replace->edits, context->arena, span, wanted);
  }
}

static bool ignores_null(RuleContext *context) {
  const Json *null = option_field(context, 1, "null");
  return option_is(context, 0, "allow-null") || text_is(json_text(null), TEXT("ignore"));
}

static NodeKind other_operator(NodeKind sign) {
  switch ((int)sign) {
  case TOKEN_EQUAL: return TOKEN_STRICT_EQUAL;
  case TOKEN_NOT_EQUAL: return TOKEN_STRICT_NOT_EQUAL;
  case TOKEN_STRICT_EQUAL: return TOKEN_EQUAL;
  default: return TOKEN_NOT_EQUAL;
  }
}

static void check_binary(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeId sign = tree_child(tree, node, FIELD_OPERATOR);
  NodeKind kind = tree_kind(tree, sign);
  bool is_loose = kind == TOKEN_EQUAL || kind == TOKEN_NOT_EQUAL;
  if (!kind_is_equality(kind)) return;
  Sides sides = {estree_child(tree, node, FIELD_LEFT), estree_child(tree, node, FIELD_RIGHT)};
  bool is_null = has_null(tree, sides);
  bool is_never = text_is(json_text(option_field(context, 1, "null")), TEXT("never"));
  if (!is_loose) {
    if (is_never && is_null) report_operator(context, sides, sign, other_operator(kind));
    return;
  }
  if (option_is(context, 0, "smart") && (is_safe(tree, sides) || is_null)) return;
  if (is_null && (is_never || ignores_null(context))) return;
  report_operator(context, sides, sign, other_operator(kind));
}

const Rule rule_eqeqeq = {
    .name = "eqeqeq",
    .type = RULE_SUGGESTION,
    .flags = RULE_FIXABLE | RULE_SUGGESTS,
    .summary = "Require `===` and `!==`",
    .why = "`==` converts what it compares: `[] == false`, `[] == ![]` and `3 == \"03\"` are true.",
    .options = "('always' | 'smart' | 'allow-null') = always, { null: ('always' | 'never' | "
               "'ignore') = always }",
    .messages = messages,
    .bad = EXAMPLES({"if (count == 0) stop();"}),
    .good = EXAMPLES({"if (count === 0) stop();"}, {"if (user == null) login();", "[\"smart\"]"},
                     {"if (null == null) login();", "[\"allow-null\"]"}),
    .visits = VISITS({NODE_BINARY_EXPRESSION, check_binary}),
};
