// no-implicit-coercion: values made booleans, numbers and texts by operators.
#include "rules/operators.h"
#include "rules/rule.h"
#include "rules/static_names.h"
#include "rules/touching.h"
#include "syntax/literal_number.h"

enum { COERCION, USE };

static const RuleMessage messages[] = {
    [COERCION] = {"implicitCoercion",
                  "Unexpected implicit coercion encountered. Use `{0}` instead."},
    [USE] = {"useRecommendation", "Use `{0}` instead."},
};

typedef enum Mend { MEND_NOT, MEND_SUGGEST, MEND_FIX } Mend;

static bool is_wanted(RuleContext *context, const char *kind, const char *operation) {
  return option_flag(context, 0, kind) &&
         !json_list_has(option_field(context, 0, "allow"), text_of(operation));
}

static void report_coercion(RuleContext *context, NodeId node, Text better, Mend mend) {
  RuleReport *made = report(context, node, COERCION, better);
  if (mend == MEND_NOT) return;
  Span span = estree_span(context->code, node);
  const char *space = touches_left(context->code, span.start, better) ? " " : "";
  Text text = text_format(context->arena, "%s%.*s", space, TEXT_ARGS(better));
  if (mend == MEND_FIX) {
    fix_replace(made, context->arena, span, text);
  } else {
    edits_replace(&suggest(context, made, USE, better)->edits, context->arena, span, text);
  }
}

static Text call(RuleContext *context, const char *function, NodeId value) {
  const Tree *tree = context->tree;
  bool is_list = tree_kind(tree, value) == NODE_SEQUENCE_EXPRESSION;
  return text_format(context->arena, is_list ? "%s((%.*s))" : "%s(%.*s)", function,
                     TEXT_ARGS(tree_text(tree, value)));
}

static bool is_number(const Tree *tree, NodeId node, double value) {
  Text text = tree_text(tree, node);
  return tree_kind(tree, node) == NODE_NUMBER && text.at[text.size - 1] != 'n' &&
         literal_number_value(text) == value;
}

// Whether an expression is a number as it stands.
static bool is_numeric(const Tree *tree, NodeId node) {
  Text text = tree_text(tree, node);
  if (tree_kind(tree, node) == NODE_NUMBER) return text.at[text.size - 1] != 'n';
  NodeId called = called_function(tree, node);
  return called &&
         (is_identifier(tree, called, "Number") || is_identifier(tree, called, "parseInt") ||
          is_identifier(tree, called, "parseFloat"));
}

static bool is_literal_text(const Tree *tree, NodeId node) {
  NodeKind kind = tree_kind(tree, node);
  return kind == NODE_STRING || kind == NODE_TEMPLATE_STRING;
}

// Whether an expression is a text as it stands.
static bool is_text(const Tree *tree, NodeId node) {
  NodeId called = called_function(tree, node);
  bool is_chain = called && tree_child_of_kind(tree, node, NODE_OPTIONAL_CHAIN);
  return is_literal_text(tree, node) ||
         (called && !is_chain && is_identifier(tree, called, "String"));
}

static bool is_empty_text(const Tree *tree, NodeId node) {
  return is_literal_text(tree, node) && tree_text(tree, node).size == 2;
}

// ---- !!a, ~a.indexOf(b), +a, -(-a)

// Whether it is a call of `….indexOf` or `….lastIndexOf`.
static bool is_search(RuleContext *context, NodeId node, bool *is_chain) {
  const Tree *tree = context->tree;
  NodeId called = called_function(tree, node);
  Text name;
  if (!called || !static_member_name(context->code, called, &name)) return false;
  *is_chain = false;
  for (NodeId at = node; kind_is_link(tree_kind(tree, at)); at = tree_first_child(tree, at)) {
    if (tree_child_of_kind(tree, at, NODE_OPTIONAL_CHAIN)) *is_chain = true;
  }
  return text_is(name, TEXT("indexOf")) || text_is(name, TEXT("lastIndexOf"));
}

static void check_unary(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeKind sign = estree_operator(tree, node);
  NodeId argument = estree_child(tree, node, FIELD_ARGUMENT);
  bool is_double = is_unary(tree, argument, sign);
  NodeId inner = is_double ? estree_child(tree, argument, FIELD_ARGUMENT) : NO_NODE;
  bool is_chain;
  if (sign == TOKEN_NOT && is_double && is_wanted(context, "boolean", "!!")) {
    bool is_known = sees_global(context->code, node, TEXT("Boolean"));
    Mend mend = is_known ? MEND_FIX : MEND_SUGGEST;
    report_coercion(context, node, call(context, "Boolean", inner), mend);
  } else if (sign == TOKEN_TILDE && is_wanted(context, "boolean", "~") &&
             is_search(context, argument, &is_chain)) {
    Text better = text_format(context->arena, "%.*s %s", TEXT_ARGS(tree_text(tree, argument)),
                              is_chain ? ">= 0" : "!== -1");
    report_coercion(context, node, better, MEND_NOT);
  } else if (sign == TOKEN_PLUS && is_wanted(context, "number", "+") &&
             !is_numeric(tree, argument)) {
    report_coercion(context, node, call(context, "Number", argument), MEND_SUGGEST);
  } else if (sign == TOKEN_MINUS && is_double && is_wanted(context, "number", "- -") &&
             !is_numeric(tree, inner)) {
    report_coercion(context, node, call(context, "Number", inner), MEND_SUGGEST);
  }
}

// ---- a * 1, a - 0, a + ""

// `a * 1 / b` is a fraction of 1.
static bool is_fraction(const Tree *tree, NodeId node) {
  const Node *at = tree_node(tree, node);
  return is_number(tree, estree_child(tree, node, FIELD_RIGHT), 1) && at->field == FIELD_LEFT &&
         is_binary(tree, at->parent, TOKEN_SLASH);
}

static bool can_be_text(const Tree *tree, NodeId node) {
  return tree_kind(tree, node) != NODE_BINARY_EXPRESSION && !is_numeric(tree, node);
}

// What a multiplication makes a number, or NO_NODE.
static NodeId multiplied(const Tree *tree, NodeId left, NodeId right) {
  if (!is_number(tree, left, 1) && !is_number(tree, right, 1)) return NO_NODE;
  if (can_be_text(tree, right)) return right;
  return can_be_text(tree, left) ? left : NO_NODE;
}

static void check_binary(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeKind sign = estree_operator(tree, node);
  if (sign != TOKEN_STAR && sign != TOKEN_MINUS && sign != TOKEN_PLUS) return;
  NodeId left = estree_child(tree, node, FIELD_LEFT), right = estree_child(tree, node, FIELD_RIGHT);
  if (sign == TOKEN_STAR) {
    NodeId value = multiplied(tree, left, right);
    if (value && is_wanted(context, "number", "*") && !is_fraction(tree, node))
      report_coercion(context, node, call(context, "Number", value), MEND_SUGGEST);
  } else if (sign == TOKEN_MINUS) {
    if (is_number(tree, right, 0) && !is_numeric(tree, left) && is_wanted(context, "number", "-"))
      report_coercion(context, node, call(context, "Number", left), MEND_SUGGEST);
  } else {
    bool is_left = is_empty_text(tree, left) && !is_text(tree, right);
    bool is_right = is_empty_text(tree, right) && !is_text(tree, left);
    if ((is_left || is_right) && is_wanted(context, "string", "+"))
      report_coercion(context, node, call(context, "String", is_left ? right : left), MEND_SUGGEST);
  }
}

static void check_augmented(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  if (estree_operator(tree, node) != TOKEN_PLUS_ASSIGN || !is_wanted(context, "string", "+"))
    return;
  if (!is_empty_text(tree, estree_child(tree, node, FIELD_RIGHT))) return;
  Text target = tree_text(tree, estree_child(tree, node, FIELD_LEFT));
  report_coercion(
      context, node,
      text_format(context->arena, "%.*s = String(%.*s)", TEXT_ARGS(target), TEXT_ARGS(target)),
      MEND_SUGGEST);
}

// ---- `${a}`

// A backslash at the end of a line, which is nothing.
static bool is_line_continued(const Tree *tree, NodeId part) {
  Text text = tree_text(tree, part);
  return tree_kind(tree, part) == NODE_ESCAPE_SEQUENCE && text.size > 1 &&
         (text.at[1] == '\n' || text.at[1] == '\r');
}

static void check_template(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  if (!option_flag(context, 0, "disallowTemplateShorthand")) return;
  const Node *at = tree_node(tree, node);
  NodeId only = NO_NODE;
  tree_each_named(tree, node, part) {
    bool is_value = tree_kind(tree, part) == NODE_TEMPLATE_SUBSTITUTION;
    if (is_value ? only != NO_NODE : !is_line_continued(tree, part)) return;
    if (is_value) only = part;
  }
  bool is_tagged =
      at->field == FIELD_ARGUMENTS && tree_kind(tree, at->parent) == NODE_CALL_EXPRESSION;
  if (is_tagged || !only) return;
  NodeId value = tree_inside_parentheses(tree, tree_first_named(tree, only));
  if (is_text(tree, value)) return;
  report_coercion(context, node, call(context, "String", value), MEND_SUGGEST);
}

const Rule rule_no_implicit_coercion = {
    .name = "no-implicit-coercion",
    .type = RULE_SUGGESTION,
    .flags = RULE_FIXABLE | RULE_SUGGESTS,
    .summary = "Disallow conversions by operators",
    .why = "`!!a`, `+a` and `\"\" + a` are short and say nothing; `Boolean(a)`, `Number(a)` and "
           "`String(a)` say what is meant.",
    .options = "{ boolean: boolean = true, number: boolean = true, string: boolean = true, "
               "disallowTemplateShorthand: boolean = false, allow: ('~' | '!!' | '+' | '- -' | '-' "
               "| '*')[] = [] }",
    .messages = messages,
    .bad = EXAMPLES({"const isReady = !!answer;"}, {"const count = +text;"},
                    {"const label = `${count}`;", "[{\"disallowTemplateShorthand\": true}]"}),
    .good = EXAMPLES({"const isReady = Boolean(answer);"}, {"const count = Number(text);"},
                     {"const count = +text;", "[{\"allow\": [\"+\"]}]"}),
    .visits =
        VISITS({NODE_UNARY_EXPRESSION, check_unary}, {NODE_BINARY_EXPRESSION, NULL, check_binary},
               {NODE_AUGMENTED_ASSIGNMENT_EXPRESSION, check_augmented},
               {NODE_TEMPLATE_STRING, check_template}),
};
