// no-compare-neg-zero: `x === -0`, which is true for 0 as well.
#include "rules/operators.h"
#include "rules/rule.h"
#include "rules/static_names.h"

enum { UNEXPECTED, REMOVE_MINUS, OBJECT_IS, NOT_OBJECT_IS };

static const RuleMessage messages[] = {
    [UNEXPECTED] = {"unexpected", "Do not use the '{0}' operator to compare against -0."},
    [REMOVE_MINUS] = {"suggestRemoveMinus",
                      "Replace '-0' with '0' (keeps the current comparison behavior)."},
    [OBJECT_IS] =
        {"suggestObjectIs",
         "Replace with 'Object.is()' (changes the comparison to distinguish -0 from +0)."},
    [NOT_OBJECT_IS] = {"suggestNotObjectIs", "Replace with '!Object.is()' (changes the comparison "
                                             "to distinguish -0 from +0)."},
};

static bool is_zero(Text number) {
  for (uint32_t i = 0; i < number.size; i++) {
    char byte = number.at[i];
    bool is_prefix = i == 1 && strchr("xXoObB", byte);
    if (byte == 'e' || byte == 'E') return i > 0 && !is_prefix;
    if (byte != '0' && byte != '.' && byte != '_' && !is_prefix) return false;
  }
  return true;
}

static bool is_negative_zero(const Tree *tree, NodeId side) {
  if (!is_unary(tree, side, TOKEN_MINUS)) return false;
  NodeId number = estree_child(tree, side, FIELD_ARGUMENT);
  return tree_kind(tree, number) == NODE_NUMBER && is_zero(tree_text(tree, number));
}

static Span span_of(const Tree *tree, NodeId node) {
  return (Span){tree_node(tree, node)->start, tree_node(tree, node)->end};
}

// A side as it can be an argument.
static Text argument(const Tree *tree, NodeId side) {
  NodeId inside = tree_inside_parentheses(tree, side);
  bool is_list = tree_kind(tree, inside) == NODE_SEQUENCE_EXPRESSION;
  return tree_text(tree, is_list ? tree_node(tree, inside)->parent : inside);
}

static void suggest_object_is(RuleContext *context, RuleReport *made, NodeId node) {
  const Tree *tree = context->tree;
  NodeKind sign = estree_operator(tree, node);
  bool is_negated = sign == TOKEN_STRICT_NOT_EQUAL;
  Span span = span_of(tree, node);
  if (!is_negated && sign != TOKEN_STRICT_EQUAL) return;
  if (tokens_have_comment(source_tokens(context->code), span.start, span.end)) return;
  if (!sees_global(context->code, node, TEXT("Object"))) return;
  RuleSuggestion *suggestion = suggest(context, made, is_negated ? NOT_OBJECT_IS : OBJECT_IS);
  Text text = text_concat(context->arena, is_negated ? TEXT("!") : TEXT(""), TEXT("Object.is("),
                          argument(tree, tree_child(tree, node, FIELD_LEFT)), TEXT(", "),
                          argument(tree, tree_child(tree, node, FIELD_RIGHT)), TEXT(")"));
  edits_replace(&suggestion->edits, context->arena, span, text);
}

static void check_binary(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeId sign = tree_child(tree, node, FIELD_OPERATOR);
  if (!operator_compares(tree_kind(tree, sign))) return;
  NodeId sides[] = {estree_child(tree, node, FIELD_LEFT), estree_child(tree, node, FIELD_RIGHT)};
  bool is_left = is_negative_zero(tree, sides[0]), is_right = is_negative_zero(tree, sides[1]);
  if (!is_left && !is_right) return;
  RuleReport *made = report(context, node, UNEXPECTED, tree_text(tree, sign));
  RuleSuggestion *positive = suggest(context, made, REMOVE_MINUS);
  Edits *edits = &positive->edits;
  if (is_left) edits_replace(edits, context->arena, span_of(tree, sides[0]), TEXT("0"));
  if (is_right) edits_replace(edits, context->arena, span_of(tree, sides[1]), TEXT("0"));
  suggest_object_is(context, made, node);
}

const Rule rule_no_compare_neg_zero = {
    .name = "no-compare-neg-zero",
    .type = RULE_PROBLEM,
    .flags = RULE_RECOMMENDED | RULE_SUGGESTS,
    .summary = "Disallow comparing with -0",
    .why = "`x === -0` is true for 0 and for -0, so that it does not ask what it seems to. "
           "`Object.is(x, -0)` does.",
    .messages = messages,
    .bad = EXAMPLES({"if (x === -0) flip();"}),
    .good = EXAMPLES({"if (Object.is(x, -0)) flip();"}, {"if (x === 0) stop();"}),
    .visits = VISITS({NODE_BINARY_EXPRESSION, check_binary}),
};
