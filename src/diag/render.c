// The layout is the one that people know from esbuild: a headline, then the place, the line of
// code, and a mark below the part that is meant. Long lines (minified code) are shown around the
// mark.
#include "diag/render.h"

#include "base/utf8.h"
#include "diag/lines.h"

enum {
  DEFAULT_WIDTH = 80,
  LEAST_WIDTH = 20,
  GUTTER = 12,     // columns that the line number and margins take
  TAB_COLUMNS = 2, // a tab is shown as this many spaces
};

typedef struct Style {
  const char *headline, *badge, *name;
} Style;

static const Style styles[] = {
    [SEVERITY_ERROR] = {"\033[31m", "\033[41;31m[\033[41;97mERROR\033[41;31m]\033[0m", "ERROR"},
    [SEVERITY_WARNING] = {"\033[33m", "\033[43;33m[\033[43;30mWARNING\033[43;33m]\033[0m",
                          "WARNING"},
    [SEVERITY_INFO] = {"\033[34m", "\033[44;34m[\033[44;97mINFO\033[44;34m]\033[0m", "INFO"},
    [SEVERITY_NOTE] = {"", "", ""},
};

static const char *signs[] = {
    [SEVERITY_ERROR] = "✘", [SEVERITY_WARNING] = "▲", [SEVERITY_INFO] = "▶", [SEVERITY_NOTE] = " "};

static void paint(Buffer *out, const RenderOptions *options, const char *code) {
  if (options->color) buffer_add_text(out, text_of(code));
}

// The part of a line that is shown: bytes [start, end) of the line, and where the mark is in it.
typedef struct Excerpt {
  Text text;
  uint32_t mark_start, mark_end; // bytes into text
  bool cut_before, cut_after;
} Excerpt;

// `offset` moved back to the start of the character that it is in.
static uint32_t to_boundary(Text line, uint32_t offset) {
  while (offset > 0 && offset < line.size && ((unsigned char)line.at[offset] & 0xC0) == 0x80)
    offset--;
  return offset;
}

static Excerpt excerpt_of(Text line, uint32_t mark_start, uint32_t mark_end, uint32_t width) {
  uint32_t start = 0, end = line.size;
  if (line.size > width) {
    uint32_t marked = mark_end - mark_start < width / 2 ? mark_end - mark_start : width / 2;
    uint32_t before = (width - marked) / 2;
    start = mark_start > before ? mark_start - before : 0;
    end = line.size - start > width ? start + width : line.size;
    start = to_boundary(line, start);
    end = to_boundary(line, end);
  }
  if (mark_end > end) mark_end = end;
  return (Excerpt){text_slice(line, start, end), mark_start - start, mark_end - start, start > 0,
                   end < line.size};
}

// Appends `text` so that a terminal shows it harmlessly: tabs as spaces, control bytes as dots.
static void add_visible(Buffer *out, Text text) {
  for (uint32_t i = 0; i < text.size; i++) {
    unsigned char byte = (unsigned char)text.at[i];
    uint32_t length = 1;
    if (byte == '\t') {
      buffer_add(out, "  ", TAB_COLUMNS);
    } else if (byte < 0x20 || byte == 0x7F) {
      buffer_add_literal(out, "·");
    } else if (byte >= 0x80 && utf8_decode(text, i, &length) == UTF8_INVALID) {
      buffer_add_literal(out, "\xEF\xBF\xBD");
    } else {
      buffer_add(out, text.at + i, length);
      i += length - 1;
    }
  }
}

// How many columns add_visible takes, wide characters counted as one.
static uint32_t visible_columns(Text text) {
  uint32_t columns = 0;
  for (uint32_t i = 0; i < text.size; i++) {
    columns += (text.at[i] & 0xC0) != 0x80;
    if (text.at[i] == '\t') columns += TAB_COLUMNS - 1;
  }
  return columns;
}

static void add_mark(Buffer *out, const RenderOptions *options, const Excerpt *excerpt) {
  uint32_t before = visible_columns(text_slice(excerpt->text, 0, excerpt->mark_start));
  uint32_t marked =
      visible_columns(text_slice(excerpt->text, excerpt->mark_start, excerpt->mark_end));
  for (uint32_t i = 0; i < before + (excerpt->cut_before ? 3 : 0); i++) buffer_add_byte(out, ' ');
  paint(out, options, "\033[32m");
  if (marked <= 1) buffer_add_byte(out, marked ? '~' : '^');
  for (uint32_t i = 0; marked > 1 && i < marked; i++) buffer_add_byte(out, '~');
  paint(out, options, "\033[37m");
}

static void add_line(Buffer *out, const RenderOptions *options, uint32_t line,
                     const Excerpt *excerpt) {
  buffer_add_format(out, "%7u │ ", line + 1);
  if (excerpt->cut_before) buffer_add_literal(out, "...");
  add_visible(out, text_slice(excerpt->text, 0, excerpt->mark_start));
  paint(out, options, "\033[32m");
  add_visible(out, text_slice(excerpt->text, excerpt->mark_start, excerpt->mark_end));
  paint(out, options, "\033[37m");
  add_visible(out, text_slice(excerpt->text, excerpt->mark_end, excerpt->text.size));
  if (excerpt->cut_after) buffer_add_literal(out, "...");
  buffer_add_byte(out, '\n');
}

static void add_frame(Buffer *out, const RenderOptions *options, const Place *place) {
  Arena scratch = {0};
  Text text = place->file->text;
  uint32_t start = place->start < text.size ? place->start : text.size;
  uint32_t end = place->end < start ? start : place->end;
  LineIndex index = lines_index(&scratch, text);
  uint32_t line = lines_find(&index, start);
  uint32_t line_start = index.starts.at[line];
  Text shown = lines_text(&index, line);
  uint32_t column = start - line_start < shown.size ? start - line_start : shown.size;
  uint32_t column_end = end - line_start < shown.size ? end - line_start : shown.size;
  uint32_t width = options->width ? options->width : DEFAULT_WIDTH;
  Excerpt excerpt = excerpt_of(shown, column, column_end,
                               width > GUTTER + LEAST_WIDTH ? width - GUTTER : LEAST_WIDTH);

  buffer_add_format(out, "    %.*s:%u:%u:\n", TEXT_ARGS(place->file->path), line + 1,
                    utf8_utf16_length(text_slice(shown, 0, column)));
  paint(out, options, "\033[37m");
  add_line(out, options, line, &excerpt);
  buffer_add_format(out, "        %s ", place->suggestion.size ? "│" : "╵");
  add_mark(out, options, &excerpt);
  buffer_add_byte(out, '\n');
  if (place->suggestion.size) {
    buffer_add_literal(out, "        ╵ ");
    uint32_t before = visible_columns(text_slice(excerpt.text, 0, excerpt.mark_start));
    for (uint32_t i = 0; i < before + (excerpt.cut_before ? 3 : 0); i++) buffer_add_byte(out, ' ');
    paint(out, options, "\033[32m");
    add_visible(out, place->suggestion);
    buffer_add_byte(out, '\n');
  }
  paint(out, options, "\033[0m");
  arena_release(&scratch);
}

static void add_note(Buffer *out, const RenderOptions *options, const Diagnostic *note) {
  buffer_add_literal(out, "  ");
  add_visible(out, note->text);
  buffer_add_literal(out, "\n\n");
  if (!note->place.file) return;
  add_frame(out, options, &note->place);
  buffer_add_byte(out, '\n');
}

void diag_render(Buffer *out, const Diagnostic *diagnostic, const RenderOptions *options) {
  const Style *style = &styles[diagnostic->severity];
  paint(out, options, style->headline);
  buffer_add_format(out, "%s ", signs[diagnostic->severity]);
  if (options->color)
    buffer_add_format(out, "%s ", style->badge);
  else
    buffer_add_format(out, "[%s] ", style->name);
  paint(out, options, "\033[1m");
  add_visible(out, diagnostic->text);
  paint(out, options, "\033[0m");
  buffer_add_literal(out, "\n\n");
  if (diagnostic->place.file) {
    add_frame(out, options, &diagnostic->place);
    buffer_add_byte(out, '\n');
  }
  for (const Diagnostic *note = diagnostic->notes; note; note = note->next)
    add_note(out, options, note);
}
