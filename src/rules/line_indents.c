// Only spaces and tabs are looked at.
#include "rules/line_indents.h"

LineIndent indent_of_blanks(Text blanks) {
  LineIndent indent = {0};
  for (uint32_t i = 0; i < blanks.size; i++) {
    indent.spaces += blanks.at[i] == ' ';
    indent.tabs += blanks.at[i] == '\t';
  }
  return indent;
}

LineIndent line_indent_at(SourceCode *code, uint32_t offset) {
  uint32_t start = source_lines(code)->starts[source_line(code, offset)], end = start;
  while (end < code->text.size && (code->text.at[end] == ' ' || code->text.at[end] == '\t')) ++end;
  return indent_of_blanks(text_slice(code->text, start, end));
}

static Text count_of(Arena *arena, uint32_t count, const char *word) {
  return text_format(arena, "%u %s%s", count, word, count == 1 ? "" : "s");
}

Text indent_amount(Arena *arena, IndentUnit unit, uint32_t count) {
  return count_of(arena, count, unit.is_tab ? "tab" : "space");
}

Text indent_found_words(Arena *arena, IndentUnit unit, LineIndent found) {
  uint32_t count = found.spaces ? found.spaces : found.tabs;
  bool is_other = found.spaces ? unit.is_tab : !unit.is_tab;
  if (count && is_other) return count_of(arena, count, found.spaces ? "space" : "tab");
  return text_format(arena, "%u", count);
}
