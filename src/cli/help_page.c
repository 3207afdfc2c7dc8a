// Two columns, one for the flag and one for what it does, wrapped to the terminal.
#include "cli/help_page.h"

enum {
  DEFAULT_WIDTH = 80,
  LEAST_WIDTH = 60, // narrower terminals wrap by themselves
  MOST_WIDTH = 110, // longer lines are hard to read
  INDENT = 2,
  GAP = 2, // between the columns
};

void help_add_heading(Buffer *out, const Screen *screen, const char *title) {
  screen_paint(screen, out, PAINT_BOLD);
  buffer_add_format(out, "%s:", title);
  screen_paint(screen, out, PAINT_NONE);
  buffer_add_byte(out, '\n');
}

void help_add_examples(Buffer *out, const Screen *screen, const HelpExample *examples, int count) {
  help_add_heading(out, screen, "Examples");
  for (int i = 0; i < count; i++) {
    if (i > 0) buffer_add_byte(out, '\n');
    screen_paint(screen, out, PAINT_DIM);
    buffer_add_format(out, "  # %s", examples[i].what);
    screen_paint(screen, out, PAINT_NONE);
    buffer_add_format(out, "\n  %s\n", examples[i].command);
  }
}

static void add_spaces(Buffer *out, uint32_t count) {
  for (uint32_t i = 0; i < count; i++) buffer_add_byte(out, ' ');
}

// How many bytes of `text` fit into a line of `width` columns: all, or up to a space.
static uint32_t fitting(Text text, uint32_t width) {
  if (text.size <= width) return text.size;
  uint32_t end = width;
  while (end > 0 && text.at[end] != ' ') end--;
  return end ? end : width;
}

void help_add_wrapped(Buffer *out, Text text, uint32_t margin, uint32_t width) {
  for (bool first = true; text.size; first = false) {
    if (!first) add_spaces(out, margin);
    uint32_t length = fitting(text, width - margin);
    buffer_add(out, text.at, length);
    buffer_add_byte(out, '\n');
    while (length < text.size && text.at[length] == ' ') length++;
    text = text_slice(text, length, text.size);
  }
}

uint32_t help_width(const Screen *screen) {
  uint32_t width = screen->width ? screen->width : DEFAULT_WIDTH;
  if (width < LEAST_WIDTH) return LEAST_WIDTH;
  return width > MOST_WIDTH ? MOST_WIDTH : width;
}

// Flags that are longer than the column have it for themselves; the help then follows below.
enum { FLAG_COLUMN = 29 };

static void add_option(Buffer *out, const Screen *screen, const Option *option, Text flag) {
  uint32_t width = help_width(screen);
  uint32_t margin = INDENT + FLAG_COLUMN + GAP;
  add_spaces(out, INDENT);
  screen_paint(screen, out, PAINT_CYAN);
  buffer_add_text(out, flag);
  screen_paint(screen, out, PAINT_NONE);
  if (flag.size > FLAG_COLUMN) {
    buffer_add_byte(out, '\n');
    add_spaces(out, margin);
  } else {
    add_spaces(out, FLAG_COLUMN - flag.size + GAP);
  }
  help_add_wrapped(out, option->help, margin, width);
}

void help_add_flags(Buffer *out, const Screen *screen, const FlagTable *table) {
  for (size_t group = 0; group < table->group_count; group++) {
    buffer_add_byte(out, '\n');
    help_add_heading(out, screen, table->group_titles[group]);
    for (size_t i = 0; i < table->option_count; i++) {
      const Option *option = &table->options[i];
      if (option->group != (int)group) continue;
      add_option(out, screen, option, flags_spelling(table, out->arena, option));
    }
  }
}
