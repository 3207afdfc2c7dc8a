// A bracket is reported where it is; what is added or taken out stands beside it.
#include "rules/line_breaks.h"
#include <math.h>

BreakSetting break_setting(const Json *given, const char *least) {
  BreakSetting setting = {.least = INFINITY};
  if (json_is(given, JSON_STRING)) {
    if (text_is(given->text, TEXT("always"))) setting.least = 0;
    setting.is_consistent = text_is(given->text, TEXT("consistent"));
    return setting;
  }
  const Json *number = json_get(given, text_of(least));
  if (json_is(number, JSON_NUMBER)) setting.least = number->number;
  setting.is_multiline = json_is(json_get(given, TEXT("multiline")), JSON_TRUE);
  setting.is_consistent = json_is(json_get(given, TEXT("consistent")), JSON_TRUE);
  return setting;
}

bool breaks_behind(SourceCode *code, TokenId open) {
  return !is_on_one_line(code, open, token_next(source_tokens(code), open));
}

bool breaks_before(SourceCode *code, TokenId close) {
  return !is_on_one_line(code, token_previous(source_tokens(code), close), close);
}

bool is_multiline_inside(SourceCode *code, TokenId open, TokenId close) {
  const TokenTable *tokens = source_tokens(code);
  TokenId first = token_next_any(tokens, open), last = token_previous_any(tokens, close);
  return !source_same_line(code, tokens->at[first].start, tokens->at[last].end);
}

void check_breaks_wanted(RuleContext *context, const BreakCheck *check, bool keeps_comments) {
  SourceCode *code = context->code;
  const TokenTable *tokens = source_tokens(code);
  if (!breaks_behind(code, check->open)) {
    RuleReport *made = report_span(context, token_span(tokens, check->open), check->missing_open);
    if (!keeps_comments || !token_is_comment(tokens, check->open + 1))
      fix_insert(made, context->arena, tokens->at[check->open].end, TEXT("\n"));
  }
  if (!breaks_before(code, check->close)) {
    RuleReport *made = report_span(context, token_span(tokens, check->close), check->missing_close);
    if (!keeps_comments || !token_is_comment(tokens, check->close - 1))
      fix_insert(made, context->arena, tokens->at[check->close].start, TEXT("\n"));
  }
}

// Reports one of two neighbours, and takes out the line end between them.
static void report_extra(RuleContext *context, TokenId bracket, TokenId left, TokenId right,
                         int message) {
  const TokenTable *tokens = source_tokens(context->code);
  RuleReport *made = report_span(context, token_span(tokens, bracket), message);
  if (right == left + 1) fix_remove(made, context->arena, gap_between(tokens, left, right));
}

void check_breaks_unwanted(RuleContext *context, const BreakCheck *check) {
  SourceCode *code = context->code;
  const TokenTable *tokens = source_tokens(code);
  TokenId open = check->open, close = check->close;
  if (breaks_behind(code, open))
    report_extra(context, open, open, token_next(tokens, open), check->extra_open);
  if (breaks_before(code, close))
    report_extra(context, close, token_previous(tokens, close), close, check->extra_close);
}

enum { BRACE_EXTRA_CLOSE, BRACE_EXTRA_OPEN, BRACE_MISSING_CLOSE, BRACE_MISSING_OPEN };

const RuleMessage brace_messages[] = {
    [BRACE_EXTRA_CLOSE] = {"unexpectedLinebreakBeforeClosingBrace",
                           "Unexpected line break before this closing brace."},
    [BRACE_EXTRA_OPEN] = {"unexpectedLinebreakAfterOpeningBrace",
                          "Unexpected line break after this opening brace."},
    [BRACE_MISSING_CLOSE] = {"expectedLinebreakBeforeClosingBrace",
                             "Expected a line break before this closing brace."},
    [BRACE_MISSING_OPEN] = {"expectedLinebreakAfterOpeningBrace",
                            "Expected a line break after this opening brace."},
};

void check_brace_breaks(RuleContext *context, TokenId open, TokenId close,
                        const BreakSetting *setting, uint32_t count) {
  SourceCode *code = context->code;
  BreakCheck check = {
      open, close, BRACE_MISSING_OPEN, BRACE_MISSING_CLOSE, BRACE_EXTRA_OPEN, BRACE_EXTRA_CLOSE};
  bool is_wanted = count >= setting->least ||
                   (setting->is_multiline && count && is_multiline_inside(code, open, close));
  if (is_wanted)
    check_breaks_wanted(context, &check, true);
  else if (!setting->is_consistent || breaks_behind(code, open) != breaks_before(code, close))
    check_breaks_unwanted(context, &check);
}

bool breaks_between(SourceCode *code, NodeId left, NodeId right) {
  const Tree *tree = code->tree;
  uint32_t end = tree_node(tree, tree_inside_parentheses(tree, left))->end;
  uint32_t start = tree_node(tree, tree_inside_parentheses(tree, right))->start;
  return !source_same_line(code, end, start);
}

void report_line_wanted(RuleContext *context, TokenId token, int message) {
  Span gap = gap_between(source_tokens(context->code), token - 1, token);
  fix_replace(report_span(context, gap, message), context->arena, gap, TEXT("\n"));
}

void report_line_unwanted(RuleContext *context, TokenId token, int message, bool keeps_comments) {
  const TokenTable *tokens = source_tokens(context->code);
  Span gap = gap_between(tokens, token - 1, token);
  RuleReport *made = report_span(context, gap, message);
  bool keeps = keeps_comments ? token_is_comment(tokens, token - 1)
                              : tokens->at[token - 1].type == TOKEN_TYPE_LINE_COMMENT;
  if (!keeps) fix_replace(made, context->arena, gap, TEXT(" "));
}
