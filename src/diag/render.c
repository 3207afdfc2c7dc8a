// The layout is the one that people know from esbuild: a headline, then the place, the line of
// code, and a mark below the part that is meant. Long lines (minified code) are shown around the
// mark.
#include "diag/render.h"

#include "base/utf8.h"

enum {
  DEFAULT_WIDTH = 80,
  LEAST_WIDTH = 20,
  GUTTER = 12,     // columns that the line number and margins take
  TAB_COLUMNS = 2, // a tab is shown as this many spaces
  MOST_WIDTH = 4000,
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
    [SEVERITY_DEBUG] = {"\033[34m", "\033[44;34m[\033[44;97mDEBUG\033[44;34m]\033[0m", "DEBUG"},
    [SEVERITY_VERBOSE] = {"\033[36m", "\033[46;36m[\033[46;30mVERBOSE\033[46;36m]\033[0m",
                          "VERBOSE"},
    [SEVERITY_SILENT] = {"\033[36m", "\033[46;36m[\033[46;30mSILENT\033[46;36m]\033[0m", "SILENT"},
};

static const char *signs[] = {
    [SEVERITY_ERROR] = "✘", [SEVERITY_WARNING] = "▲", [SEVERITY_INFO] = "▶",  [SEVERITY_NOTE] = " ",
    [SEVERITY_DEBUG] = "●", [SEVERITY_VERBOSE] = "⬥", [SEVERITY_SILENT] = " "};

enum { SEVERITY_COUNT = SEVERITY_SILENT + 1 };
_Static_assert(sizeof styles / sizeof *styles == SEVERITY_COUNT, "each severity has a style");
_Static_assert(sizeof signs / sizeof *signs == SEVERITY_COUNT, "each severity has a sign");

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

static void add_suggestion(Buffer *out, const RenderOptions *options, const Excerpt *excerpt,
                           Text suggestion) {
  buffer_add_literal(out, "        ╵ ");
  uint32_t before = visible_columns(text_slice(excerpt->text, 0, excerpt->mark_start));
  for (uint32_t i = 0; i < before + (excerpt->cut_before ? 3 : 0); i++) buffer_add_byte(out, ' ');
  paint(out, options, "\033[32m");
  add_visible(out, suggestion);
  buffer_add_byte(out, '\n');
}

// The marked part of the line that the cursor is in. Of a line that may be very long, only as much
// as can be shown is looked at.
static Excerpt find_excerpt(const LineCursor *cursor, const Place *place, uint32_t width) {
  if (width == 0) width = DEFAULT_WIDTH;
  if (width > MOST_WIDTH) width = MOST_WIDTH;
  width = width > GUTTER + LEAST_WIDTH ? width - GUTTER : LEAST_WIDTH;
  uint32_t line_end = lines_end(cursor, cursor->offset, MOST_WIDTH * 2);
  Text line = text_slice(cursor->text, cursor->line_start, line_end);
  uint32_t start = cursor->offset - cursor->line_start;
  uint32_t end = place->end > cursor->offset ? place->end - cursor->line_start : start;
  return excerpt_of(line, start, end < line.size ? end : line.size, width);
}

static void add_frame(Buffer *out, const RenderOptions *options, LineCursor *cursor,
                      const Place *place) {
  lines_seek(cursor, place->file->text, place->start);
  Excerpt excerpt = find_excerpt(cursor, place, options->width);
  buffer_add_format(out, "    ");
  add_visible(out, place->file->path);
  buffer_add_format(out, ":%u:%u:\n", cursor->line + 1, cursor->column);
  paint(out, options, "\033[37m");
  add_line(out, options, cursor->line, &excerpt);
  buffer_add_format(out, "        %s ", place->suggestion.size ? "│" : "╵");
  add_mark(out, options, &excerpt);
  buffer_add_byte(out, '\n');
  if (place->suggestion.size) add_suggestion(out, options, &excerpt, place->suggestion);
  paint(out, options, "\033[0m");
}

static void add_note(Buffer *out, const RenderOptions *options, const Diagnostic *note) {
  buffer_add_literal(out, "  ");
  add_visible(out, note->text);
  buffer_add_literal(out, "\n\n");
  if (!note->place.file) return;
  LineCursor cursor = {0};
  add_frame(out, options, &cursor, &note->place);
  buffer_add_byte(out, '\n');
}

static void add_id(Buffer *out, const Diagnostic *diagnostic) {
  Arena scratch = {0};
  buffer_add_format(out, " [%.*s]", TEXT_ARGS(message_name(&scratch, diagnostic->id)));
  arena_release(&scratch);
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
  if (options->shows_id && message_severity(diagnostic->id) != SEVERITY_ERROR)
    add_id(out, diagnostic);
  paint(out, options, "\033[0m");
  buffer_add_literal(out, "\n\n");
  if (diagnostic->place.file) {
    LineCursor cursor = {0};
    add_frame(out, options, options->cursor ? options->cursor : &cursor, &diagnostic->place);
    buffer_add_byte(out, '\n');
  }
  for (const Diagnostic *note = diagnostic->notes; note; note = note->next)
    add_note(out, options, note);
}
