// multiline-ternary: line ends between the parts of a conditional expression.
#include "rules/spacing.h"

enum { EXPECTED_FIRST, EXPECTED_SECOND, UNEXPECTED_FIRST, UNEXPECTED_SECOND };

static const RuleMessage messages[] = {
    [EXPECTED_FIRST] = {"expectedTestCons",
                        "Expected newline between test and consequent of ternary expression."},
    [EXPECTED_SECOND] =
        {"expectedConsAlt",
         "Expected newline between consequent and alternate of ternary expression."},
    [UNEXPECTED_FIRST] = {"unexpectedTestCons",
                          "Unexpected newline between test and consequent of ternary expression."},
    [UNEXPECTED_SECOND] =
        {"unexpectedConsAlt",
         "Unexpected newline between consequent and alternate of ternary expression."},
};

// One of the two signs, with the part before it that is reported.
static void check_sign(RuleContext *context, NodeId sign, TokenId first, bool has_comment,
                       bool is_second) {
  SourceCode *code = context->code;
  const TokenTable *tokens = source_tokens(code);
  TokenId token = token_first(tokens, context->tree, sign), before = token_previous(tokens, token),
          after = token_next(tokens, token);
  bool is_beside = is_on_one_line(code, before, after), is_never = option_is(context, 0, "never");
  if (is_beside == is_never) return;
  Span part = {tokens->at[first].start, tokens->at[before].end};
  Span left = gap_between(tokens, before, token), right = gap_between(tokens, token, after);
  if (!is_never) {
    RuleReport *made = report_span(context, part, is_second ? EXPECTED_SECOND : EXPECTED_FIRST);
    if (!has_comment) fix_replace(made, context->arena, left, TEXT("\n"));
    return;
  }
  RuleReport *made = report_span(context, part, is_second ? UNEXPECTED_SECOND : UNEXPECTED_FIRST);
  if (has_comment) return;
  if (!is_on_one_line(code, before, token)) fix_remove(made, context->arena, left);
  if (!is_on_one_line(code, token, after)) fix_remove(made, context->arena, right);
}

static bool has_jsx(const Tree *tree, NodeId node) {
  NodeField fields[] = {FIELD_CONDITION, FIELD_CONSEQUENCE, FIELD_ALTERNATIVE};
  for (int i = 0; i < 3; i++) {
    NodeKind kind = tree_kind(tree, estree_child(tree, node, fields[i]));
    if (kind == NODE_JSX_ELEMENT || kind == NODE_JSX_SELF_CLOSING_ELEMENT) return true;
  }
  return tree_kind(tree, estree_parent(tree, node)) == NODE_JSX_EXPRESSION;
}

static void check_ternary(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  const TokenTable *tokens = source_tokens(context->code);
  const Node *at = tree_node(tree, node);
  if (option_flag(context, 1, "ignoreJSX") && has_jsx(tree, node)) return;
  if (option_is(context, 0, "always-multiline") &&
      source_same_line(context->code, at->start, at->end))
    return;
  bool has_comment = tokens_have_comment(tokens, at->start, at->end);
  NodeId question = tree_child_of_kind(tree, node, TOKEN_QUESTION),
         colon = tree_child_of_kind(tree, node, TOKEN_COLON);
  check_sign(context, question, token_first(tokens, tree, node), has_comment, false);
  check_sign(context, colon, token_next(tokens, token_first(tokens, tree, question)), has_comment,
             true);
}

const Rule rule_multiline_ternary = {
    .name = "multiline-ternary",
    .stylistic = "@stylistic/multiline-ternary",
    .type = RULE_LAYOUT,
    .flags = RULE_DEPRECATED | RULE_FIXABLE,
    .summary = "Require or disallow line ends between the parts of conditional expressions",
    .why = "One way everywhere is easier to read.",
    .options = "('always' | 'always-multiline' | 'never') = always, { ignoreJSX: boolean = false }",
    .messages = messages,
    .bad = EXAMPLES({"const a = b ? c : d;"}),
    .good = EXAMPLES({"const a = b\n  ? c\n  : d;"}, {"const a = b ? c : d;", "[\"never\"]"}),
    .visits = VISITS({NODE_TERNARY_EXPRESSION, check_ternary}),
};
