// A comment goes on a line of its own before the problem's, with the indentation of that; one that
// is there already gets one more rule. Between the tags of JSX it stands in braces; within any
// other token over several lines, such as a template, there is no place for it.
#include "lsp/comments.h"

#include "lsp/server.h"

static const Text next_line = TEXT("eslint-disable-next-line ");

static Text line_of(const Document *document, uint32_t line) {
  Text text = document_text(document);
  uint32_t start = position_offset(text, (Position){line, 0}, POSITION_UTF8);
  uint32_t end = position_offset(text, (Position){line, UINT32_MAX}, POSITION_UTF8);
  return text_slice(text, start, end);
}

static Text line_end(const Document *document) {
  Text text = document_text(document);
  uint32_t end = text_find_byte(text, '\n', 0);
  bool is_pair = end != TEXT_NOT_FOUND && end > 0 && text.at[end - 1] == '\r';
  return is_pair ? TEXT("\r\n") : TEXT("\n");
}

static Text indentation(Text line) {
  uint32_t size = 0;
  while (size < line.size && (line.at[size] == ' ' || line.at[size] == '\t')) size++;
  return text_slice(line, 0, size);
}

// Where one more rule can be named in the comment that a line is, seen in bytes; or 0.
static uint32_t list_end(Text line) {
  uint32_t start = indentation(line).size;
  Text rest = text_slice(line, start, line.size);
  Text opening = text_starts(rest, TEXT("{/* "))  ? TEXT("{/* ")
                 : text_starts(rest, TEXT("/* ")) ? TEXT("/* ")
                                                  : TEXT("// ");
  Text inside = text_slice(rest, text_starts(rest, opening) ? opening.size : 0, rest.size);
  if (inside.size == rest.size || !text_starts(inside, next_line)) return 0;
  uint32_t at = start + opening.size + next_line.size, end = at;
  for (; at < line.size && !text_starts(text_slice(line, at, line.size), TEXT("--")) &&
         !text_starts(text_slice(line, at, line.size), TEXT("*/"));
       at++) {
    if (line.at[at] != ' ' && line.at[at] != '\t') end = at + 1;
  }
  return end;
}

bool comment_for_line(Arena *arena, const Document *document, const Problem *problem,
                      Change *change) {
  uint32_t line = problem->range.start.line;
  const LongToken *token = problems_token_at(document->problems, line);
  PositionEncoding encoding = document->server->can.encoding;
  if (token && !token->is_jsx) return false;
  Text before = line > 0 ? line_of(document, line - 1) : TEXT("");
  uint32_t end = list_end(before);
  if (end) {
    PositionFinder finder = position_finder(arena, before, encoding);
    Position at = {line - 1, position_find(&finder, end).character};
    *change = (Change){{at, at}, text_concat(arena, TEXT(", "), problem->rule)};
    return true;
  }
  Position at = {line, 0};
  Text indent = indentation(line_of(document, line));
  Text opening = token ? TEXT("{/* ") : TEXT("// "), closing = token ? TEXT(" */}") : TEXT("");
  *change = (Change){
      {at, at},
      text_concat(arena, indent, opening, next_line, problem->rule, closing, line_end(document))};
  return true;
}

void comment_for_file(Arena *arena, const Document *document, const Problem *problem,
                      Change *change) {
  bool has_hashbang = text_starts(document_text(document), TEXT("#!"));
  Position at = {has_hashbang, 0};
  *change = (Change){{at, at},
                     text_concat(arena, TEXT("/* eslint-disable "), problem->rule, TEXT(" */"),
                                 line_end(document))};
}
