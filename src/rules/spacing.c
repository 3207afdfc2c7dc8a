// Between two tokens are comments, and what is not in one is space.
#include "rules/spacing.h"
#include "base/buffer.h"

Span token_span(const TokenTable *tokens, TokenId id) {
  return (Span){tokens->at[id].start, tokens->at[id].end};
}

Span gap_between(const TokenTable *tokens, TokenId left, TokenId right) {
  return (Span){tokens->at[left].end, tokens->at[right].start};
}

bool is_spaced(const TokenTable *tokens, TokenId left, TokenId right) {
  for (TokenId id = left; id && id < right; id = token_next_any(tokens, id)) {
    if (tokens->at[id].end < tokens->at[id + 1].start) return true;
  }
  return false;
}

void check_space_with(RuleContext *context, const SpaceCheck *check, const Text *arguments) {
  bool is_there = check->gap.start < check->gap.end;
  if (is_there == check->is_wanted) return;
  Span at = is_there ? check->extra_at : check->missing_at;
  int message = is_there ? check->extra : check->missing;
  RuleReport *made = report_with(context, at, message, arguments);
  fix_replace(made, context->arena, check->gap, is_there ? TEXT("") : TEXT(" "));
}

bool is_on_one_line(SourceCode *code, TokenId left, TokenId right) {
  const TokenTable *tokens = source_tokens(code);
  return source_same_line(code, tokens->at[left].end, tokens->at[right].start);
}

Span place_behind(SourceCode *code, uint32_t end) {
  uint32_t line = source_line(code, end);
  const SourceLines *lines = source_lines(code);
  bool is_line_end = end == lines->starts[line] + source_line_text(code, line).size;
  if (!is_line_end) return (Span){end, end + 1};
  return (Span){end, line + 1 < lines->count ? lines->starts[line + 1] : SPAN_OPEN};
}

bool gap_without_spaces(RuleContext *context, TokenId left, TokenId right, Text *text) {
  const TokenTable *tokens = source_tokens(context->code);
  Buffer kept = {.arena = context->arena};
  for (TokenId id = left + 1; id < right; id++) {
    if (tokens->at[id].type == TOKEN_TYPE_LINE_COMMENT) return false;
    buffer_add_text(&kept, token_text(tokens, id));
  }
  *text = buffer_text(&kept);
  return true;
}

void fix_replace_inside(RuleContext *context, RuleReport *report, Span around, Span span,
                        Text text) {
  Text source = context->tree->source;
  Text before = text_slice(source, around.start, span.start);
  Text behind = text_slice(source, span.end, around.end);
  fix_replace(report, context->arena, around,
              text_format(context->arena, "%.*s%.*s%.*s", TEXT_ARGS(before), TEXT_ARGS(text),
                          TEXT_ARGS(behind)));
}

NodeId infix_sign(const Tree *tree, NodeId node) {
  NodeId sign = tree_child(tree, node, FIELD_OPERATOR);
  return sign ? sign : tree_child_of_kind(tree, node, TOKEN_ASSIGN);
}
