// Lines are indexed in one pass over the text, when somebody asks for the first.
#include "rules/source_code.h"
#include "base/search.h"
#include "base/utf8.h"

// How many bytes the end of a line at `at` has, or 0.
static uint32_t line_end_size(Text text, uint32_t at) {
  const unsigned char *bytes = (const unsigned char *)text.at + at;
  if (bytes[0] == '\n') return 1;
  if (bytes[0] == '\r') return at + 1 < text.size && bytes[1] == '\n' ? 2 : 1;
  bool is_separator = bytes[0] == 0xE2 && at + 2 < text.size && bytes[1] == 0x80;
  return is_separator && (bytes[2] == 0xA8 || bytes[2] == 0xA9) ? 3 : 0;
}

// A byte order mark is no part of the first line.
static void index_lines(SourceCode *code) {
  Array(uint32_t) starts = {0};
  array_push(code->arena, &starts, source_mark_size(code->text));
  for (uint32_t at = 0; at < code->text.size;) {
    uint32_t size = line_end_size(code->text, at);
    if (size) array_push(code->arena, &starts, at + size);
    at += size ? size : 1;
  }
  code->lines = (SourceLines){starts.at, starts.count};
}

const SourceLines *source_lines(SourceCode *code) {
  if (!code->lines.count) index_lines(code);
  return &code->lines;
}

uint32_t source_mark_size(Text text) {
  Text mark = TEXT("\xEF\xBB\xBF");
  return text_starts(text, mark) ? mark.size : 0;
}

uint32_t source_line(SourceCode *code, uint32_t offset) {
  const SourceLines *lines = source_lines(code);
  if (offset < lines->starts[0]) return 0;
  return search_keys(lines->starts, lines->count, sizeof(uint32_t), offset + 1) - 1;
}

Text source_line_text(SourceCode *code, uint32_t line) {
  const SourceLines *lines = source_lines(code);
  uint32_t start = lines->starts[line];
  uint32_t end = line + 1 < lines->count ? lines->starts[line + 1] : code->text.size;
  Text text = text_slice(code->text, start, end);
  for (uint32_t at = text.size > 3 ? text.size - 3 : 0; at < text.size; at++) {
    uint32_t size = line_end_size(text, at);
    if (size && at + size == text.size) return text_slice(text, 0, at);
  }
  return text;
}

// The units from `base` to `offset`, counted from the nearer of `base` and the last place.
static uint32_t count_units(UnitCursor *cursor, Text text, uint32_t base, uint32_t offset) {
  bool is_near =
      cursor->base == base && (offset >= cursor->offset || cursor->offset - offset < offset - base);
  if (!is_near) *cursor = (UnitCursor){base, base, 0};
  if (offset >= cursor->offset)
    cursor->units += utf8_utf16_length(text_slice(text, cursor->offset, offset));
  else
    cursor->units -= utf8_utf16_length(text_slice(text, offset, cursor->offset));
  cursor->offset = offset;
  return cursor->units;
}

uint32_t source_line_start(SourceCode *code, uint32_t offset) {
  return source_lines(code)->starts[source_line(code, offset)];
}

uint32_t source_column(SourceCode *code, uint32_t offset) {
  uint32_t start = source_line_start(code, offset);
  return offset < start ? 0 : count_units(&code->column, code->text, start, offset);
}

uint32_t source_unit(SourceCode *code, uint32_t offset) {
  return count_units(&code->unit, code->text, 0, offset);
}

bool source_same_line(SourceCode *code, uint32_t a, uint32_t b) {
  return source_line(code, a) == source_line(code, b);
}

// ---- Reading

// A block that a line end closes reaches, in the grammar's tree, over comments up to the next line:
// every node is made to end where its last token does.
static void trim_ends(Tree *tree) {
  for (NodeId id = NODE_ROOT + 1; id < tree->node_count; id++) {
    const Node *last = &tree->nodes[tree->nodes[id].after - 1];
    if (last->end < tree->nodes[id].end) tree->nodes[id].end = last->end;
  }
}

// Before ES2016, a function with default values could have a "use strict" of its own: takes back
// what was said against that.
static void forgive_strictness(Diagnostics *diagnostics, uint32_t first) {
  uint32_t kept = first;
  for (uint32_t i = first; i < diagnostics->items.count; i++) {
    Diagnostic *each = diagnostics->items.at[i];
    if (each->id == MESSAGE_STRICT_AFTER_PARAMETERS)
      diag_set_severity(diagnostics, each, SEVERITY_SILENT);
    else
      diagnostics->items.at[kept++] = each;
  }
  diagnostics->items.count = kept;
}

bool source_code_read(Arena *arena, const SourceFile *file, const Language *language,
                      SourceCode *code, Diagnostics *diagnostics) {
  Tree *tree = arena_new(arena, Tree, 1);
  ScopeTable *scopes = arena_new(arena, ScopeTable, 1);
  uint32_t errors = diagnostics->error_count, first = diagnostics->items.count;
  SyntaxGoal goal = language->returns_globally ? SYNTAX_COMMONJS : language->goal;
  syntax_parse(arena, file, goal, tree, diagnostics);
  if (language->ecma_version < 2016) forgive_strictness(diagnostics, first);
  if (diagnostics->error_count > errors) return false;
  trim_ends(tree);
  scope_analyze(arena, tree, NULL, scopes);
  *code = (SourceCode){.arena = arena,
                       .tree = tree,
                       .scopes = scopes,
                       .text = tree->source,
                       .path = file->path,
                       .language = *language};
  return true;
}
