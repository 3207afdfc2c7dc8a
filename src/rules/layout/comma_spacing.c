// comma-spacing: spaces around commas.
#include "rules/spacing.h"

enum { MISSING, UNEXPECTED };

static const RuleMessage messages[] = {
    [MISSING] = {"missing", "A space is required {0} ','."},
    [UNEXPECTED] = {"unexpected", "There should be no space {0} ','."},
};

static void check_side(RuleContext *context, TokenId comma, Span gap, bool is_before) {
  Span at = token_span(source_tokens(context->code), comma);
  bool is_wanted = option_flag(context, 0, is_before ? "before" : "after");
  check_space(context, ((SpaceCheck){gap, is_wanted, at, at, MISSING, UNEXPECTED}),
              is_before ? TEXT("before") : TEXT("after"));
}

// A comma behind a hole has nothing before it that a space could belong to.
static bool is_behind_hole(const Tree *tree, const TokenTable *tokens, TokenId comma) {
  TokenId before = token_previous(tokens, comma);
  NodeKind parent = tree_kind(tree, tree_node(tree, tokens->at[comma].node)->parent);
  bool is_list = parent == NODE_ARRAY || parent == NODE_ARRAY_PATTERN;
  return is_list &&
         (token_is(tokens, before, TOKEN_COMMA) || token_is(tokens, before, TOKEN_BRACKET_OPEN));
}

static void check_comma(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  SourceCode *code = context->code;
  const TokenTable *tokens = source_tokens(code);
  TokenId comma = token_first(tokens, tree, node);
  TokenId before = token_previous_any(tokens, comma), after = token_next_any(tokens, comma);
  bool is_hole = is_behind_hole(tree, tokens, comma);
  if (is_hole && context->is_stylistic) return; // there, not even what is behind it
  is_hole = is_hole || token_is(tokens, before, TOKEN_COMMA);
  if (before && !is_hole && is_on_one_line(code, before, comma))
    check_side(context, comma, gap_between(tokens, before, comma), true);
  NodeKind next = tokens->at[after].kind;
  bool is_closed =
      next == TOKEN_PAREN_CLOSE || next == TOKEN_BRACKET_CLOSE || next == TOKEN_BRACE_CLOSE;
  bool is_comment = tokens->at[after].type == TOKEN_TYPE_LINE_COMMENT;
  if (!after || next == TOKEN_COMMA || !is_on_one_line(code, comma, after)) return;
  if ((is_closed && next == TOKEN_PAREN_CLOSE) || (is_comment && !option_flag(context, 0, "after")))
    return;
  Span gap = gap_between(tokens, comma, after);
  // Nothing has to stand between a last comma and its bracket; no space is taken for granted
  // either.
  if (is_closed && (option_flag(context, 0, "after") || gap.start < gap.end)) return;
  check_side(context, comma, gap, false);
}

const Rule rule_comma_spacing = {
    .name = "comma-spacing",
    .stylistic = "@stylistic/comma-spacing",
    .type = RULE_LAYOUT,
    .flags = RULE_DEPRECATED | RULE_FIXABLE,
    .summary = "Require or disallow spaces around commas",
    .why = "One way everywhere is easier to read.",
    .options = "{ before: boolean = false, after: boolean = true }",
    .messages = messages,
    .bad = EXAMPLES({"add(one ,two);"}),
    .good = EXAMPLES({"add(one, two);"}),
    .visits = VISITS({TOKEN_COMMA, check_comma}),
};
