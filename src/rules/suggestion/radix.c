// radix: `parseInt` without a base.
#include "rules/constants.h"
#include "rules/rule.h"

enum { NOTHING, MISSING, INVALID, ADD_TEN };

static const RuleMessage messages[] = {
    [NOTHING] = {"missingParameters", "Missing parameters."},
    [MISSING] = {"missingRadix", "Missing radix parameter."},
    [INVALID] = {"invalidRadix", "Invalid radix parameter, must be an integer between 2 and 36."},
    [ADD_TEN] = {"addRadixParameter10", "Add radix parameter `10` for parsing decimal numbers."},
};

static bool is_parse_int(RuleContext *context, NodeId callee) {
  if (is_global(context->code, callee, "parseInt")) return true;
  return is_member_of(context->code, callee, NULL, "parseInt") &&
         is_global(context->code, estree_child(context->tree, callee, FIELD_OBJECT), "Number");
}

// `-1`, `+10`: the number.
static NodeId without_sign(const Tree *tree, NodeId node, bool *is_negative) {
  if (tree_kind(tree, node) != NODE_UNARY_EXPRESSION) return node;
  NodeKind sign = estree_operator(tree, node);
  NodeId number = estree_child(tree, node, FIELD_ARGUMENT);
  if (tree_kind(tree, number) != NODE_NUMBER || (sign != TOKEN_MINUS && sign != TOKEN_PLUS))
    return node;
  *is_negative = sign == TOKEN_MINUS;
  return number;
}

static bool is_base(RuleContext *context, NodeId node) {
  Text text;
  bool is_negative = false;
  node = without_sign(context->tree, node, &is_negative);
  if (is_negative) return false;
  switch ((int)tree_kind(context->tree, node)) {
  case NODE_NUMBER: {
    if (!static_string(context->code, node, &text) || text.size == 0 || text.size > 2) return false;
    int value = 0;
    for (uint32_t i = 0; i < text.size; i++) {
      if (text.at[i] < '0' || text.at[i] > '9') return false;
      value = value * 10 + text.at[i] - '0';
    }
    return value >= 2 && value <= 36 && !text_ends(tree_text(context->tree, node), TEXT("n"));
  }
  case NODE_STRING:
  case NODE_REGEX:
  case NODE_NULL:
  case NODE_TRUE:
  case NODE_FALSE: return false;
  case NODE_UNDEFINED: return !is_global(context->code, node, "undefined");
  default: return true;
  }
}

static void offer_ten(RuleContext *context, RuleReport *made, NodeId call) {
  const Tree *tree = context->tree;
  const TokenTable *tokens = source_tokens(context->code);
  NodeId arguments = tree_child(tree, call, FIELD_ARGUMENTS);
  TokenId last = token_last(tokens, tree, arguments);
  bool has_comma = token_is(tokens, token_previous(tokens, last), TOKEN_COMMA);
  uint32_t at = tokens->at[last].start;
  RuleSuggestion *offered = suggest(context, made, ADD_TEN);
  edits_replace(&offered->edits, context->arena, (Span){at, at},
                has_comma ? TEXT(" 10,") : TEXT(", 10"));
}

static void check_call(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeId callee = called_function(tree, node);
  if (!callee || !is_parse_int(context, callee)) return;
  NodeId arguments = tree_child(tree, node, FIELD_ARGUMENTS);
  if (tree_kind(tree, arguments) != NODE_ARGUMENTS) return;
  NodeId first = tree_first_named(tree, arguments);
  NodeId second = first ? tree_next_named(tree, first) : NO_NODE;
  if (tree_kind(tree, first) == NODE_SPREAD_ELEMENT ||
      tree_kind(tree, second) == NODE_SPREAD_ELEMENT)
    return;
  if (!first)
    report(context, node, NOTHING);
  else if (!second)
    offer_ten(context, report(context, node, MISSING), node);
  else if (!is_base(context, tree_inside_parentheses(tree, second)))
    report(context, node, INVALID);
}

const Rule rule_radix = {
    .name = "radix",
    .type = RULE_SUGGESTION,
    .flags = RULE_SUGGESTS,
    .summary = "Require a base for `parseInt`",
    .why = "Without one, `parseInt(\"0x10\")` is 16, and old engines read `071` as octal.",
    .options = "('always' | 'as-needed')",
    .messages = messages,
    .bad = EXAMPLES({"const size = parseInt(text);"}, {"const size = Number.parseInt(text, 37);"}),
    .good = EXAMPLES({"const size = parseInt(text, 10);"}, {"const size = Number(text);"}),
    .visits = VISITS({NODE_CALL_EXPRESSION, check_call}),
};
