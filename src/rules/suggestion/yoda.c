// yoda: `5 === a`, or `a === 5`: on which side the literal stands.
#include "rules/operators.h"
#include "rules/rule.h"
#include "rules/same_reference.h"
#include "rules/touching.h"
#include "syntax/literal_number.h"

enum { EXPECTED };

static const RuleMessage messages[] = {
    [EXPECTED] = {"expected", "Expected literal to be on the {0} side of {1}."},
};

static bool is_literal(const Tree *tree, NodeId node) {
  switch ((int)tree_kind(tree, node)) {
  case NODE_TEMPLATE_STRING: return !tree_child_of_kind(tree, node, NODE_TEMPLATE_SUBSTITUTION);
  case NODE_UNARY_EXPRESSION:
    return estree_operator(tree, node) == TOKEN_MINUS &&
           tree_kind(tree, estree_child(tree, node, FIELD_ARGUMENT)) == NODE_NUMBER;
  default: return estree_is_literal(tree_kind(tree, node));
  }
}

static NodeKind flipped(NodeKind sign) {
  switch ((int)sign) {
  case TOKEN_LESS: return TOKEN_GREATER;
  case TOKEN_LESS_EQUAL: return TOKEN_GREATER_EQUAL;
  case TOKEN_GREATER: return TOKEN_LESS;
  case TOKEN_GREATER_EQUAL: return TOKEN_LESS_EQUAL;
  default: return sign;
  }
}

// ---- Ranges: 0 <= a && a < 10, and a < 0 || 10 <= a, in parentheses

static bool is_less(NodeKind sign) {
  return sign == TOKEN_LESS || sign == TOKEN_LESS_EQUAL;
}

// Whether two literals are in order, as numbers or as texts; an unknown one is.
static bool is_ordered(RuleContext *context, NodeId left, NodeId right) {
  const Tree *tree = context->tree;
  double values[2];
  Text texts[2];
  bool are_numbers = true;
  NodeId sides[2] = {left, right};
  for (int i = 0; i < 2; i++) {
    bool is_negative = tree_kind(tree, sides[i]) == NODE_UNARY_EXPRESSION;
    NodeId at = is_negative ? estree_child(tree, sides[i], FIELD_ARGUMENT) : sides[i];
    are_numbers = are_numbers && tree_kind(tree, at) == NODE_NUMBER;
    if (tree_kind(tree, at) == NODE_NUMBER) {
      Text text = tree_text(tree, at);
      if (text.at[text.size - 1] == 'n') text.size--;
      values[i] = literal_number_value(text) * (is_negative ? -1 : 1);
    } else if (!static_string(context->code, at, &texts[i])) {
      return false;
    }
  }
  if (are_numbers) return values[0] <= values[1];
  bool are_texts = tree_kind(tree, left) != NODE_NUMBER && tree_kind(tree, right) != NODE_NUMBER &&
                   tree_kind(tree, left) != NODE_UNARY_EXPRESSION &&
                   tree_kind(tree, right) != NODE_UNARY_EXPRESSION;
  return are_texts && text_compare(texts[0], texts[1]) <= 0;
}

static bool is_range(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  if (tree_kind(tree, node) != NODE_BINARY_EXPRESSION) return false;
  NodeKind sign = estree_operator(tree, node);
  NodeId left = tree_child(tree, node, FIELD_LEFT), right = tree_child(tree, node, FIELD_RIGHT);
  if (tree_kind(tree, left) != NODE_BINARY_EXPRESSION ||
      tree_kind(tree, right) != NODE_BINARY_EXPRESSION)
    return false;
  if (!is_less(estree_operator(tree, left)) || !is_less(estree_operator(tree, right))) return false;
  if (!estree_is_parenthesized(tree, node)) return false;
  NodeId a = estree_child(tree, left, FIELD_LEFT), b = estree_child(tree, left, FIELD_RIGHT);
  NodeId c = estree_child(tree, right, FIELD_LEFT), d = estree_child(tree, right, FIELD_RIGHT);
  if (sign == TOKEN_LOGICAL_AND) { // a <= x && x < d: one end may be no literal
    if (!is_literal(tree, a) && !is_literal(tree, d)) return false;
    bool is_good = !is_literal(tree, a) || !is_literal(tree, d) || is_ordered(context, a, d);
    return is_good && is_same_reference(context->code, b, c);
  }
  if (sign != TOKEN_LOGICAL_OR) return false;
  if (!is_literal(tree, b) && !is_literal(tree, c)) return false;
  bool is_good = !is_literal(tree, b) || !is_literal(tree, c) || is_ordered(context, b, c);
  return is_good && is_same_reference(context->code, a, d);
}

// ---- Reports

static void report_side(RuleContext *context, NodeId node, bool is_right_wanted) {
  const Tree *tree = context->tree;
  NodeId sign = tree_child(tree, node, FIELD_OPERATOR);
  Text shown = tree_text(tree, sign);
  RuleReport *made =
      report(context, node, EXPECTED, is_right_wanted ? TEXT("right") : TEXT("left"), shown);
  const Node *left = tree_node(tree, tree_child(tree, node, FIELD_LEFT));
  const Node *right = tree_node(tree, tree_child(tree, node, FIELD_RIGHT));
  const Node *at = tree_node(tree, sign);
  Text before = text_slice(tree->source, left->end, at->start),
       after = text_slice(tree->source, at->end, right->start);
  Text text = text_concat(context->arena, text_slice(tree->source, right->start, right->end),
                          before, kind_name(flipped(at->kind)), after,
                          text_slice(tree->source, left->start, left->end));
  Span span = estree_span(context->code, node);
  fix_replace(made, context->arena, span, touching_text(context->code, span.start, span.end, text));
}

static void check_binary(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeKind sign = estree_operator(tree, node);
  // "Only equality" leaves out `!=` and `!==`, too.
  bool is_equality = sign == TOKEN_EQUAL || sign == TOKEN_STRICT_EQUAL;
  if (!operator_compares(sign) || (option_flag(context, 1, "onlyEquality") && !is_equality)) return;
  bool is_left = is_literal(tree, estree_child(tree, node, FIELD_LEFT));
  bool is_right = is_literal(tree, estree_child(tree, node, FIELD_RIGHT));
  bool wants_left = option_is(context, 0, "always");
  if (is_left == is_right || is_left == wants_left) return;
  if (option_flag(context, 1, "exceptRange") && is_range(context, tree_node(tree, node)->parent))
    return;
  report_side(context, node, !wants_left);
}

const Rule rule_yoda = {
    .name = "yoda",
    .type = RULE_SUGGESTION,
    .flags = RULE_FIXABLE,
    .summary = "Require or disallow literals on the left of comparisons",
    .why = "\"If red the light is\" reads oddly. Once it kept people from writing `=` for `==`, "
           "which rules find today.",
    .options = "('never' | 'always') = never, { exceptRange: boolean = false, onlyEquality: "
               "boolean = false }",
    .messages = messages,
    .bad = EXAMPLES({"if (\"red\" === light) stop();"},
                    {"if (-1 === size) stop();", "[\"never\", {\"onlyEquality\": true}]"}),
    .good = EXAMPLES({"if (light === \"red\") stop();"},
                     {"if (0 < n && n < 9) go();", "[\"never\", {\"exceptRange\": true}]"},
                     {"if (0 !== n) go();", "[\"never\", {\"onlyEquality\": true}]"}),
    .visits = VISITS({NODE_BINARY_EXPRESSION, check_binary}),
};
