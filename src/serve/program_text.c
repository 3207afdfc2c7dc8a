// The text that is sent for an entry: the program, and behind it what connects it to the page.
// What is imported is run first, wherever it stands.
#include "serve/program.h"

#include "base/hash.h"
#include "base/url.h"
#include "print/string_literal.h"

enum { SHOWN_WIDTH = 100 }; // of what is wrong

static void add_string(Buffer *out, Text text) {
  string_literal_add(out, text, true);
}

// ---- Errors

static void add_place(Buffer *out, const CbDiagnostic *diagnostic) {
  if (!diagnostic->path) return;
  buffer_add_literal(out, ",\"file\":");
  buffer_add_json_string(out, text_of(diagnostic->path));
  buffer_add_format(out, ",\"line\":%u,\"column\":%u", diagnostic->line, diagnostic->column);
}

static uint32_t indentation_of(Text text) {
  uint32_t least = text.size;
  for (Text rest = text; rest.size;) {
    Text line = text_next(&rest, '\n');
    uint32_t blanks = 0;
    while (blanks < line.size && line.at[blanks] == ' ') blanks++;
    if (blanks < line.size && blanks < least) least = blanks;
  }
  return least;
}

static Text without_indentation(Arena *arena, Text text) {
  uint32_t indentation = indentation_of(text);
  Buffer out = {.arena = arena};
  for (Text rest = text; rest.size;) {
    Text line = text_next(&rest, '\n');
    uint32_t cut = line.size < indentation ? line.size : indentation;
    buffer_add_text(&out, text_slice(line, cut, line.size));
    buffer_add_byte(&out, '\n');
  }
  while (out.size && out.at[out.size - 1] == '\n') out.size--;
  return buffer_text(&out);
}

// What a terminal shows below the first line, and below that of the place, which the overlay has as
// a link.
static Text frame_of(CbBuild *build, Arena *arena, size_t index, bool has_place) {
  Text whole = text_of(cb_build_render_diagnostic(build, index, false, SHOWN_WIDTH));
  uint32_t end = text_find(whole, TEXT("\n\n"));
  if (end == TEXT_NOT_FOUND) return TEXT("");
  Text frame = text_slice(whole, end + 2, whole.size);
  if (has_place) text_next(&frame, '\n');
  return without_indentation(arena, frame);
}

Text program_errors(Program *program, Arena *arena) {
  enum { MOST = 10 };
  CbBuild *build = program_cb_build(program);
  Buffer out = {.arena = arena};
  size_t count, shown = 0;
  const CbDiagnostic *list = cb_build_diagnostics(build, &count);
  buffer_add_byte(&out, '[');
  for (size_t i = 0; i < count && shown < MOST; i++) {
    if (list[i].severity != CB_ERROR) continue;
    if (shown++) buffer_add_byte(&out, ',');
    buffer_add_literal(&out, "{\"kind\":\"ERROR\",\"text\":");
    buffer_add_json_string(&out, text_of(list[i].text));
    add_place(&out, &list[i]);
    buffer_add_literal(&out, ",\"frame\":");
    buffer_add_json_string(&out, frame_of(build, arena, i, list[i].path != NULL));
    buffer_add_byte(&out, '}');
  }
  buffer_add_byte(&out, ']');
  return buffer_text(&out);
}

// ---- Texts

static void add_import(Program *program, Buffer *out, const char *file) {
  buffer_add_literal(out, "import ");
  add_string(out, text_format(&program->sent.arena, "%.*s/@cbundle/%s",
                              TEXT_ARGS(program->live->site->base), file));
  buffer_add_literal(out, ";\n");
}

// A worker has no page to show it in: the error is its own.
static void make_worker_error(Program *program, Buffer *out) {
  CbBuild *build = program_cb_build(program);
  size_t count, first = 0;
  const CbDiagnostic *list = cb_build_diagnostics(build, &count);
  while (first + 1 < count && list[first].severity != CB_ERROR) first++;
  buffer_add_literal(out, "throw new Error(");
  add_string(out, text_of(cb_build_render_diagnostic(build, first, false, SHOWN_WIDTH)));
  buffer_add_literal(out, ");\n");
}

static void make_error(Program *program, Buffer *out) {
  add_import(program, out, "client.js");
  buffer_add_literal(out, "globalThis.__cbundle.fail(");
  add_string(out, program->id);
  buffer_add_format(out, ", %u, ", program->number);
  buffer_add_text(out, program_errors(program, &program->sent.arena));
  buffer_add_literal(out, ");\n");
}

static void make_hot(Program *program, Buffer *out) {
  HotCode code = hot_program(program->hot);
  buffer_reserve(out, code.text.size + 1024);
  // The page is kept up to date even where the code throws, or waits for ever. It stands on a line
  // that has no code of the program, and adds none, as lines are those of the map.
  buffer_add_literal(out, "globalThis.__cbundle.loaded(");
  add_string(out, program->id);
  buffer_add_format(out, ", %u); ", program->number);
  buffer_add_text(out, code.text);
  add_import(program, out, "client.js");
  if (program->live->refreshes) add_import(program, out, "refresh.js");
  buffer_add_format(out, "//# sourceMappingURL=%.*s/@cbundle/program.map?n=%u&entry=",
                    TEXT_ARGS(program->live->site->base), program->number);
  url_add_path(out, program->id);
  buffer_add_byte(out, '\n');
  program->sent.map = text_copy(&program->sent.arena, code.map);
}

static void make_plain(Program *program, Buffer *out) {
  size_t count;
  const CbOutput *outputs = cb_build_outputs(program->plain, &count);
  if (count) buffer_add(out, outputs[0].bytes, outputs[0].size);
}

void program_make_text(Program *program) {
  ProgramText *sent = &program->sent;
  arena_release(&sent->arena);
  *sent = (ProgramText){.is_made = true};
  Buffer out = {.arena = &sent->arena};
  if (program_is_broken(program))
    (program->is_worker ? make_worker_error : make_error)(program, &out);
  else if (program->plain)
    make_plain(program, &out);
  else
    make_hot(program, &out);
  sent->text = buffer_text(&out);
  sent->etag = text_format(&sent->arena, "\"%016llx\"", (unsigned long long)hash_text(sent->text));
}
