// space-in-parens: spaces inside of parentheses.
#include "rules/spacing.h"

enum { MISSING_OPENING, MISSING_CLOSING, REJECTED_OPENING, REJECTED_CLOSING };

static const RuleMessage messages[] = {
    [MISSING_OPENING] = {"missingOpeningSpace", "There must be a space after this paren."},
    [MISSING_CLOSING] = {"missingClosingSpace", "There must be a space before this paren."},
    [REJECTED_OPENING] = {"rejectedOpeningSpace", "There should be no space after this paren."},
    [REJECTED_CLOSING] = {"rejectedClosingSpace", "There should be no space before this paren."},
};

static bool has_exception(RuleContext *context, const char *pair) {
  return json_list_has(option_field(context, 1, "exceptions"), text_of(pair));
}

static bool is_opener_exception(RuleContext *context, TokenId id) {
  switch ((int)source_tokens(context->code)->at[id].kind) {
  case TOKEN_BRACE_OPEN: return has_exception(context, "{}");
  case TOKEN_BRACKET_OPEN: return has_exception(context, "[]");
  case TOKEN_PAREN_OPEN: return has_exception(context, "()");
  case TOKEN_PAREN_CLOSE: return has_exception(context, "empty");
  default: return false;
  }
}

static bool is_closer_exception(RuleContext *context, TokenId id) {
  switch ((int)source_tokens(context->code)->at[id].kind) {
  case TOKEN_BRACE_CLOSE: return has_exception(context, "{}");
  case TOKEN_BRACKET_CLOSE: return has_exception(context, "[]");
  case TOKEN_PAREN_CLOSE: return has_exception(context, "()");
  case TOKEN_PAREN_OPEN: return has_exception(context, "empty");
  default: return false;
  }
}

static void check_open(RuleContext *context, NodeId node) {
  const TokenTable *tokens = source_tokens(context->code);
  TokenId open = token_first(tokens, context->tree, node), first = token_next_any(tokens, open);
  if (!first) return;
  Span gap = gap_between(tokens, open, first), span = token_span(tokens, open);
  bool is_always = option_is(context, 0, "always"), is_there = gap.start < gap.end;
  bool is_wanted = is_always != is_opener_exception(context, first);
  bool is_empty = token_is(tokens, first, TOKEN_PAREN_CLOSE);
  if (is_there) {
    bool is_comment = tokens->at[first].type == TOKEN_TYPE_LINE_COMMENT;
    if (!is_wanted && is_on_one_line(context->code, open, first) && !is_comment)
      report_extra_space(context, gap, gap, REJECTED_OPENING);
  } else if (is_wanted && !(is_empty && is_always)) {
    report_missing_space(context, span, span.end, MISSING_OPENING);
  }
}

static void check_close(RuleContext *context, NodeId node) {
  const TokenTable *tokens = source_tokens(context->code);
  TokenId close = token_first(tokens, context->tree, node),
          last = token_previous_any(tokens, close);
  Span gap = gap_between(tokens, last, close), span = token_span(tokens, close);
  bool is_always = option_is(context, 0, "always"), is_there = gap.start < gap.end;
  bool is_wanted = is_always != is_closer_exception(context, last);
  bool is_empty = token_is(tokens, last, TOKEN_PAREN_OPEN);
  if (is_empty && (is_there || is_always)) return; // the opening one has said it
  if (is_there) {
    if (!is_wanted && is_on_one_line(context->code, last, close))
      report_extra_space(context, gap, gap, REJECTED_CLOSING);
  } else if (is_wanted) {
    report_missing_space(context, span, span.start, MISSING_CLOSING);
  }
}

const Rule rule_space_in_parens = {
    .name = "space-in-parens",
    .stylistic = "@stylistic/space-in-parens",
    .type = RULE_LAYOUT,
    .flags = RULE_DEPRECATED | RULE_FIXABLE,
    .summary = "Require or disallow spaces inside of parentheses",
    .why = "One way everywhere is easier to read.",
    .options =
        "('never' | 'always') = never, { exceptions: ('{}' | '[]' | '()' | 'empty')[] = [] }",
    .messages = messages,
    .bad = EXAMPLES({"go( 1 );"}),
    .good = EXAMPLES({"go(1);"}, {"go( 1 );", "[\"always\"]"}),
    .visits = VISITS({TOKEN_PAREN_OPEN, check_open}, {TOKEN_PAREN_CLOSE, check_close}),
};
