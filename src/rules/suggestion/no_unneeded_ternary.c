// no-unneeded-ternary: `a ? true : false`, and `a ? a : b`.
#include "rules/rule.h"
#include "rules/static_names.h"
#include "syntax/precedence.h"

enum { BOOLEANS, DEFAULT };

static const RuleMessage messages[] = {
    [BOOLEANS] = {"unnecessaryConditionalExpression",
                  "Unnecessary use of boolean literals in conditional expression."},
    [DEFAULT] = {"unnecessaryConditionalAssignment",
                 "Unnecessary use of conditional expression for default assignment."},
};

static bool is_boolean(NodeKind kind) {
  return kind == NODE_TRUE || kind == NODE_FALSE;
}

static bool gives_boolean(const Tree *tree, NodeId node) {
  NodeKind sign = estree_operator(tree, node);
  switch ((int)tree_kind(tree, node)) {
  case NODE_BINARY_EXPRESSION: return kind_is_comparison(sign);
  case NODE_UNARY_EXPRESSION: return sign == TOKEN_NOT || sign == TOKEN_DELETE_WORD;
  default: return false;
  }
}

static NodeKind inverse_of(NodeKind sign) {
  switch ((int)sign) {
  case TOKEN_EQUAL: return TOKEN_NOT_EQUAL;
  case TOKEN_NOT_EQUAL: return TOKEN_EQUAL;
  case TOKEN_STRICT_EQUAL: return TOKEN_STRICT_NOT_EQUAL;
  case TOKEN_STRICT_NOT_EQUAL: return TOKEN_STRICT_EQUAL;
  default: return NODE_NONE;
  }
}

// `!test`, in the shortest way.
static Text inverted(RuleContext *context, NodeId test) {
  const Tree *tree = context->tree;
  NodeId sign = tree_child(tree, test, FIELD_OPERATOR);
  NodeKind inverse = inverse_of(tree_kind(tree, sign));
  Text text = tree_text(tree, test);
  if (tree_kind(tree, test) == NODE_BINARY_EXPRESSION && inverse) {
    uint32_t start = tree_node(tree, test)->start;
    Text left = text_slice(text, 0, tree_node(tree, sign)->start - start);
    Text right = text_slice(text, tree_node(tree, sign)->end - start, text.size);
    return text_format(context->arena, "%.*s%.*s%.*s", TEXT_ARGS(left),
                       TEXT_ARGS(kind_name(inverse)), TEXT_ARGS(right));
  }
  bool is_loose = precedence_of(tree, test) < LEVEL_PREFIX;
  return text_format(context->arena, is_loose ? "!(%.*s)" : "!%.*s", TEXT_ARGS(text));
}

static void check_booleans(RuleContext *context, NodeId node, NodeId test, bool is_true,
                           bool is_else_true) {
  const Tree *tree = context->tree;
  RuleReport *made = report(context, node, BOOLEANS);
  Span span = estree_span(context->code, node);
  if (is_true == is_else_true) {
    if (is_identifier(tree, test, NULL))
      fix_replace(made, context->arena, span, is_true ? TEXT("true") : TEXT("false"));
  } else if (!is_true) {
    fix_replace(made, context->arena, span, inverted(context, test));
  } else {
    NodeId outside = tree_child(tree, node, FIELD_CONDITION);
    bool is_bool = gives_boolean(tree, test);
    Text text = is_bool ? tree_text(tree, outside)
                        : text_format(context->arena, "!%.*s", TEXT_ARGS(inverted(context, test)));
    fix_replace(made, context->arena, span, text);
  }
}

static void check_default(RuleContext *context, NodeId node, NodeId test, NodeId otherwise) {
  const Tree *tree = context->tree;
  RuleReport *made = report(context, node, DEFAULT);
  NodeId outside = tree_child(tree, node, FIELD_ALTERNATIVE);
  Level level = precedence_of(tree, otherwise);
  bool is_loose = level < LEVEL_LOGICAL_OR || level == LEVEL_NULLISH;
  bool needs = is_loose && outside == otherwise;
  fix_replace(made, context->arena, estree_span(context->code, node),
              text_format(context->arena, needs ? "%.*s || (%.*s)" : "%.*s || %.*s",
                          TEXT_ARGS(tree_text(tree, test)), TEXT_ARGS(tree_text(tree, outside))));
}

static void check_ternary(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeId test = estree_child(tree, node, FIELD_CONDITION);
  NodeId then = estree_child(tree, node, FIELD_CONSEQUENCE);
  NodeId otherwise = estree_child(tree, node, FIELD_ALTERNATIVE);
  NodeKind kind = tree_kind(tree, then), other = tree_kind(tree, otherwise);
  if (is_boolean(kind) && is_boolean(other)) {
    check_booleans(context, node, test, kind == NODE_TRUE, other == NODE_TRUE);
  } else if (!option_flag(context, 0, "defaultAssignment") && is_identifier(tree, test, NULL) &&
             is_identifier(tree, then, NULL) &&
             text_is(tree_text(tree, test), tree_text(tree, then))) {
    check_default(context, node, test, otherwise);
  }
}

const Rule rule_no_unneeded_ternary = {
    .name = "no-unneeded-ternary",
    .type = RULE_SUGGESTION,
    .flags = RULE_FIXABLE,
    .summary = "Disallow conditional expressions that a simpler one can stand for",
    .why = "`a > b ? true : false` is `a > b`.",
    .options = "{ defaultAssignment: boolean = true }",
    .messages = messages,
    .bad = EXAMPLES({"const is_big = size > 10 ? true : false;"}),
    .good = EXAMPLES({"const is_big = size > 10;"}),
    .visits = VISITS({NODE_TERNARY_EXPRESSION, check_ternary}),
};
