// jsx-curly-newline: line ends inside of the braces of expressions.
#include "rules/jsx.h"

enum { EXPECTED_BEFORE, EXPECTED_AFTER, UNEXPECTED_BEFORE, UNEXPECTED_AFTER };

static const RuleMessage messages[] = {
    [EXPECTED_BEFORE] = {"expectedBefore", "Expected newline before '}'."},
    [EXPECTED_AFTER] = {"expectedAfter", "Expected newline after '{'."},
    [UNEXPECTED_BEFORE] = {"unexpectedBefore", "Unexpected newline before '}'."},
    [UNEXPECTED_AFTER] = {"unexpectedAfter", "Unexpected newline after '{'."},
};

static bool are_wanted(RuleContext *context, bool is_multiline, bool has_left) {
  if (option_is(context, 0, "never")) return false;
  Text word = json_text(option_field(context, 0, is_multiline ? "multiline" : "singleline"));
  if (text_is(word, TEXT("require"))) return true;
  return !text_is(word, TEXT("forbid")) && has_left;
}

// Reports a brace; line ends are taken out unless comments stand beside them.
static void report_brace(RuleContext *context, TokenId brace, int message, Span gap) {
  const TokenTable *tokens = source_tokens(context->code);
  RuleReport *made = report_span(context, token_span(tokens, brace), message);
  bool is_before = message == EXPECTED_BEFORE;
  if (is_before || message == EXPECTED_AFTER) {
    fix_insert(made, context->arena, is_before ? gap.end : gap.start, TEXT("\n"));
    return;
  }
  if (!tokens_have_comment(tokens, gap.start, gap.end)) fix_remove(made, context->arena, gap);
}

static void check_braces(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  const TokenTable *tokens = source_tokens(context->code);
  NodeId value = jsx_expression_value(tree, node);
  if (tree_kind(tree, value) == NODE_SPREAD_ELEMENT) return;
  TokenId left = token_first(tokens, tree, node), right = token_last(tokens, tree, node),
          first = token_next(tokens, left), last = token_previous(tokens, right);
  bool has_left = !is_on_one_line(context->code, left, first),
       has_right = !is_on_one_line(context->code, last, right);
  bool is_multiline = value ? jsx_is_multiline(context->code, value) : has_left;
  bool is_wanted = are_wanted(context, is_multiline, has_left);
  if (has_left != is_wanted)
    report_brace(context, left, is_wanted ? EXPECTED_AFTER : UNEXPECTED_AFTER,
                 gap_between(tokens, left, first));
  if (has_right != is_wanted)
    report_brace(context, right, is_wanted ? EXPECTED_BEFORE : UNEXPECTED_BEFORE,
                 gap_between(tokens, last, right));
}

const Rule rule_jsx_curly_newline = {
    .name = "@stylistic/jsx-curly-newline",
    .type = RULE_LAYOUT,
    .flags = RULE_FIXABLE,
    .summary = "Require or disallow line ends inside of the braces of JSX",
    .why = "One way everywhere is easier to read.",
    .options = "('consistent' | 'never' | { singleline: 'consistent' | 'require' | 'forbid', "
               "multiline: 'consistent' | 'require' | 'forbid' }) = consistent",
    .messages = messages,
    .bad = EXAMPLES({"<p>{name\n}</p>;"}),
    .good = EXAMPLES({"<p>{name}</p>;"}, {"<p>{\n  name\n}</p>;"}),
    .visits = VISITS({NODE_JSX_EXPRESSION, check_braces}),
};
