// Each token and each comment marks its lines.
#include "rules/line_counts.h"
#include "rules/spaces.h"

enum { LINE_HAS_TOKEN = 1 << 0, LINE_HAS_COMMENT = 1 << 1 };

static void mark_lines(SourceCode *code, uint8_t *marks) {
  const TokenTable *tokens = source_tokens(code);
  const SourceLines *lines = source_lines(code);
  uint32_t line = 0;
  for (TokenId id = 1; id < tokens->count; id++) {
    const Token *token = &tokens->at[id];
    uint8_t mark = token_is_comment(tokens, id) ? LINE_HAS_COMMENT : LINE_HAS_TOKEN;
    while (line + 1 < lines->count && lines->starts[line + 1] <= token->start) ++line;
    marks[line] |= mark;
    while (line + 1 < lines->count && lines->starts[line + 1] < token->end) marks[++line] |= mark;
  }
}

const uint32_t *count_lines(SourceCode *code, bool skips_blank, bool skips_comments) {
  uint32_t line_count = source_lines(code)->count;
  uint32_t *counts = arena_new(code->arena, uint32_t, line_count + 1);
  uint8_t *marks = arena_new(code->arena, uint8_t, line_count);
  if (skips_comments) mark_lines(code, marks);
  for (uint32_t line = 0; line < line_count; line++) {
    bool counts_here = !skips_comments || marks[line] != LINE_HAS_COMMENT;
    if (skips_blank && counts_here) counts_here = !text_is_blank(source_line_text(code, line));
    counts[line + 1] = counts[line] + counts_here;
  }
  return counts;
}
