// The form is esbuild's: people's eyes and scripts know it.
#include "cli/summary.h"

#include "base/byte_size.h"
#include "base/path.h"
#include "host/files.h"

#include <stdlib.h>

enum {
  MOST_ROWS = 20,         // the files that are not shown are small
  LARGE_OUTPUT = 1 << 20, // bytes; a script of this size is worth a look
};

typedef struct Row {
  const CbOutput *output;
  Text path;               // relative to the working folder
  Text size, gzip, brotli; // as shown; empty where not asked for
} Row;

// Scripts before maps, large before small, then by name.
static int compare_rows(const void *a_at, const void *b_at) {
  const Row *a = a_at, *b = b_at;
  if (a->output->is_map != b->output->is_map) return a->output->is_map ? 1 : -1;
  if (a->output->size != b->output->size) return a->output->size < b->output->size ? 1 : -1;
  return text_compare(a->path, b->path);
}

static Text size_text(Arena *arena, size_t bytes) {
  Buffer out = {.arena = arena};
  byte_size_add(&out, bytes);
  return buffer_text(&out);
}

static Row row_of(Arena *arena, Text folder, const CbOutput *output) {
  return (Row){.output = output,
               .path = path_relative(arena, folder, text_of(output->path)),
               .size = size_text(arena, output->size),
               .gzip = output->gzip_size ? size_text(arena, output->gzip_size) : TEXT(""),
               .brotli = output->brotli_size ? size_text(arena, output->brotli_size) : TEXT("")};
}

// Columns as wide as the widest of the rows that are shown.
typedef struct Columns {
  uint32_t path, size, gzip, brotli;
} Columns;

static void widen(uint32_t *column, Text text) {
  if (text.size > *column) *column = text.size;
}

// "  gzip 4.1kb", below those of other rows.
static void add_compressed(Buffer *out, const Screen *screen, Text name, Text size,
                           uint32_t width) {
  if (size.size == 0) return;
  screen_paint(screen, out, PAINT_DIM);
  buffer_add_format(out, "  %.*s %*.*s", TEXT_ARGS(name), (int)width, TEXT_ARGS(size));
  screen_paint(screen, out, PAINT_NONE);
}

static void add_row(Buffer *out, const Screen *screen, const Row *row, Columns width) {
  Text name = path_basename(row->path);
  bool is_large = !row->output->is_map && row->output->size > LARGE_OUTPUT;
  buffer_add_literal(out, "  ");
  screen_paint(screen, out, PAINT_DIM);
  buffer_add(out, row->path.at, row->path.size - name.size);
  screen_paint(screen, out, PAINT_NONE);
  screen_paint(screen, out, PAINT_BOLD);
  buffer_add_text(out, name);
  screen_paint(screen, out, PAINT_NONE);
  buffer_add_format(out, "%*s", (int)(width.path - row->path.size + 2), "");
  screen_paint(screen, out, is_large ? PAINT_YELLOW : PAINT_CYAN);
  buffer_add_format(out, "%*.*s", (int)width.size, TEXT_ARGS(row->size));
  if (is_large) buffer_add_literal(out, " ⚠️");
  screen_paint(screen, out, PAINT_NONE);
  add_compressed(out, screen, TEXT("gzip"), row->gzip, width.gzip);
  add_compressed(out, screen, TEXT("brotli"), row->brotli, width.brotli);
  buffer_add_byte(out, '\n');
}

void summary_add_outputs(Buffer *out, const Screen *screen, const CbOutput *outputs, size_t count) {
  Text folder = file_working_folder(out->arena);
  Row *rows = arena_new(out->arena, Row, count);
  for (size_t i = 0; i < count; i++) rows[i] = row_of(out->arena, folder, &outputs[i]);
  qsort(rows, count, sizeof *rows, compare_rows);
  size_t shown = count < MOST_ROWS ? count : MOST_ROWS;
  Columns width = {0};
  for (size_t i = 0; i < shown; i++) {
    widen(&width.path, rows[i].path);
    widen(&width.size, rows[i].size);
    widen(&width.gzip, rows[i].gzip);
    widen(&width.brotli, rows[i].brotli);
  }
  buffer_add_byte(out, '\n');
  for (size_t i = 0; i < shown; i++) add_row(out, screen, &rows[i], width);
  if (shown < count) {
    size_t more = count - shown;
    buffer_add_format(out, "  ...and %zu more output file%s...\n", more, more == 1 ? "" : "s");
  }
  buffer_add_byte(out, '\n');
}

void summary_add_name(Buffer *out, const Screen *screen, Text name) {
  screen_paint(screen, out, PAINT_BOLD);
  buffer_add_format(out, "▶ Build \"%.*s\"", TEXT_ARGS(name));
  screen_paint(screen, out, PAINT_NONE);
  buffer_add_byte(out, '\n');
}

void summary_add_time(Buffer *out, const Screen *screen, uint64_t duration_ns) {
  buffer_add_literal(out, "⚡ ");
  screen_paint(screen, out, PAINT_GREEN);
  buffer_add_format(out, "Done in %llums", (unsigned long long)(duration_ns / 1000000));
  screen_paint(screen, out, PAINT_NONE);
  buffer_add_byte(out, '\n');
}

// Appends "1 error", or "6 of 12 errors" if not all were shown.
static void add_count(Buffer *out, size_t shown, size_t all, const char *noun) {
  if (shown < all) buffer_add_format(out, "%zu of ", shown);
  buffer_add_format(out, "%zu %s%s", all, noun, all == 1 ? "" : "s");
}

void summary_add_tally(Buffer *out, const Tally *tally) {
  if (tally->errors == 0 && tally->warnings == 0) return;
  if (tally->warnings) add_count(out, tally->warnings_shown, tally->warnings, "warning");
  if (tally->warnings && tally->errors) buffer_add_literal(out, " and ");
  if (tally->errors) add_count(out, tally->errors_shown, tally->errors, "error");
  if (tally->errors_shown < tally->errors || tally->warnings_shown < tally->warnings) {
    buffer_add_literal(out, " shown (disable the message limit with --log-limit=0)");
  }
  buffer_add_byte(out, '\n');
}
