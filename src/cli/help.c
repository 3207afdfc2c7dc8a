// The flags come from options.def; here is only how they are laid out: a column for the flag, one
// for what it does, wrapped to the terminal.
#include "cli/help.h"

enum {
  DEFAULT_WIDTH = 80,
  LEAST_WIDTH = 60, // narrower terminals wrap by themselves
  MOST_WIDTH = 110, // longer lines are hard to read
  INDENT = 2,
  GAP = 2, // between the columns
};

#define COUNT_OF(array) (int)(sizeof(array) / sizeof *(array))

static void add_heading(Buffer *out, const Screen *screen, const char *title) {
  screen_paint(screen, out, PAINT_BOLD);
  buffer_add_format(out, "%s:", title);
  screen_paint(screen, out, PAINT_NONE);
  buffer_add_byte(out, '\n');
}

typedef struct Example {
  const char *what, *command;
} Example;

static void add_examples(Buffer *out, const Screen *screen, const Example *examples, int count) {
  add_heading(out, screen, "Examples");
  for (int i = 0; i < count; i++) {
    if (i > 0) buffer_add_byte(out, '\n');
    screen_paint(screen, out, PAINT_DIM);
    buffer_add_format(out, "  # %s", examples[i].what);
    screen_paint(screen, out, PAINT_NONE);
    buffer_add_format(out, "\n  %s\n", examples[i].command);
  }
}

static const Example program_examples[] = {
    {"Bundle a page's script and all that it imports, with a source map",
     "cbundle build src/app.js --outfile=dist/app.js --sourcemap"},
    {"Bundle a program for Node, but leave its packages in node_modules",
     "cbundle build server.js --platform=node --packages=external --outdir=dist"},
    {"Look at the bundle without writing a file", "cbundle build src/app.js --format=esm"},
};

void help_add_program(Buffer *out, const Screen *screen) {
  screen_paint(screen, out, PAINT_BOLD);
  buffer_add_format(out, "cbundle %s", cb_version());
  screen_paint(screen, out, PAINT_NONE);
  buffer_add_literal(out, " turns the modules of a JavaScript program into files to ship.\n\n");
  add_heading(out, screen, "Usage");
  buffer_add_literal(out, "  cbundle COMMAND [ENTRY...] [FLAG...]\n\n");
  add_heading(out, screen, "Commands");
  buffer_add_literal(out, "  build    Follow import and require() from the entries; write bundles\n"
                          "  help     Show this, or the help of a command: cbundle help build\n\n");
  add_examples(out, screen, program_examples, COUNT_OF(program_examples));
  buffer_add_byte(out, '\n');
  add_heading(out, screen, "Go on with");
  buffer_add_literal(out,
                     "  cbundle build --help    Every flag of build; they are those of esbuild\n"
                     "  cbundle --version       The version alone\n");
}

static const Example build_examples[] = {
    {"A script for the browser; its exports become the global \"shop\"",
     "cbundle build shop.js --outfile=dist/shop.js --global-name=shop"},
    {"Two pages, for production",
     "cbundle build home.js cart.js --outdir=dist --minify --sourcemap"},
    {"A library as an ES module; its users bring react themselves",
     "cbundle build index.js --format=esm --external:react --outfile=dist/index.mjs"},
};

static const char *const group_titles[] = {
    [GROUP_OUTPUT] = "Output",
    [GROUP_MODULES] = "Modules",
    [GROUP_CODE] = "Code",
    [GROUP_RUN] = "The run",
    [GROUP_CONFIG] = "The configuration file",
};

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

// Appends `text` in lines that end before column `width`, all but the first after `margin` spaces.
static void add_wrapped(Buffer *out, Text text, uint32_t margin, uint32_t width) {
  for (bool first = true; text.size; first = false) {
    if (!first) add_spaces(out, margin);
    uint32_t length = fitting(text, width - margin);
    buffer_add(out, text.at, length);
    buffer_add_byte(out, '\n');
    while (length < text.size && text.at[length] == ' ') length++;
    text = text_slice(text, length, text.size);
  }
}

// Flags that are longer than the column have it for themselves; the help then follows below.
enum { FLAG_COLUMN = 29 };

static void add_option(Buffer *out, const Screen *screen, const Option *option, uint32_t width) {
  Text flag = options_spelling(out->arena, option);
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
  add_wrapped(out, option->help, margin, width);
}

static uint32_t page_width(const Screen *screen) {
  uint32_t width = screen->width ? screen->width : DEFAULT_WIDTH;
  if (width < LEAST_WIDTH) return LEAST_WIDTH;
  return width > MOST_WIDTH ? MOST_WIDTH : width;
}

void help_add_build(Buffer *out, const Screen *screen) {
  uint32_t width = page_width(screen);
  add_heading(out, screen, "Usage");
  buffer_add_literal(out, "  cbundle build [ENTRY...] [FLAG...]\n\n");
  add_wrapped(
      out,
      TEXT("Reads the entries and all that they import, and writes one bundle for each entry: to "
           "--outfile, into --outdir, or, for a single entry, to standard output. NAME=PATH as "
           "an entry gives its bundle another name."),
      0, width);
  buffer_add_byte(out, '\n');
  add_wrapped(out,
              TEXT("All flags may stand in the file cbundle.json of the working folder instead, "
                   "named as in \"sourceRoot\" for --source-root. Flags win over the file."),
              0, width);
  for (int group = 0; group < COUNT_OF(group_titles); group++) {
    buffer_add_byte(out, '\n');
    add_heading(out, screen, group_titles[group]);
    for (int i = 0; i < OPTION_COUNT; i++) {
      const Option *option = &options_table[i];
      if ((int)option->group == group) add_option(out, screen, option, width);
    }
  }
  buffer_add_byte(out, '\n');
  add_examples(out, screen, build_examples, COUNT_OF(build_examples));
}
