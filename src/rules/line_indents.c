// Only spaces and tabs are looked at.
#include "rules/line_indents.h"

int32_t indent_steps(const Json *given, int32_t otherwise) {
  if (json_is(given, JSON_NUMBER)) return (int32_t)given->number;
  Text word = json_text(given);
  if (text_is(word, TEXT("first"))) return STEPS_FIRST;
  return text_is(word, TEXT("off")) ? STEPS_OFF : otherwise;
}

int32_t indent_steps_at(const Json *options, const char *key, int32_t otherwise) {
  return indent_steps(json_get(options, text_of(key)), otherwise);
}

Text line_indent(SourceCode *code, uint32_t offset) {
  Text line = source_line_text(code, source_line(code, offset));
  uint32_t size = 0;
  while (size < line.size && (line.at[size] == ' ' || line.at[size] == '\t')) ++size;
  return text_slice(line, 0, size);
}

bool is_first_in_line(SourceCode *code, uint32_t offset) {
  uint32_t start = source_line_start(code, offset);
  return start + line_indent(code, offset).size >= offset;
}

LineIndent indent_of_blanks(Text blanks) {
  LineIndent indent = {0};
  for (uint32_t i = 0; i < blanks.size; i++) {
    indent.spaces += blanks.at[i] == ' ';
    indent.tabs += blanks.at[i] == '\t';
  }
  return indent;
}

LineIndent line_indent_at(SourceCode *code, uint32_t offset) {
  return indent_of_blanks(line_indent(code, offset));
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
