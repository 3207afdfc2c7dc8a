// The table of run_options.def, and what `cbundle run --help` shows.
#include "cli/run_options.h"

#include "cli/help_page.h"

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

enum { GROUP_RUN };
static const char *const group_titles[] = {[GROUP_RUN] = "Flags"};

#define FLAG_ROWS    "cli/run_options.def"
#define FLAG_COMMAND RunCommand
#include "cli/flag_tables.h"

const FlagTable run_flags = {
    .help_words = TEXT("cbundle run --help"),
    FLAG_TABLES,
    .words_at = offsetof(RunCommand, build.entries),
    .help_at = offsetof(RunCommand, help),
};

void run_options_read(RunCommand *command, OptionWords words, Diagnostics *diagnostics) {
  *command = (RunCommand){0};
  command->arguments = flags_take_rest(&words);
  flags_read(&run_flags, command, words, diagnostics);
  if (command->help || diagnostics->error_count > 0) return;
  size_t scripts = command->build.entries.count;
  if (scripts == 0) diag_add(diagnostics, MESSAGE_RUN_NEEDS_SCRIPT, NOWHERE);
  if (scripts > 1) {
    Diagnostic *several = diag_add(diagnostics, MESSAGE_RUN_ONE_SCRIPT, NOWHERE);
    diag_note(diagnostics, several, MESSAGE_RUN_ARGUMENTS, NOWHERE,
              text_of(command->build.entries.at[0]));
  }
}

CbStrings run_options_for_children(Arena *arena, OptionWords words) {
  CbStrings flags = {0};
  flags_take_rest(&words);
  for (size_t i = 0; i < words.count; i++) {
    const Option *option = flags_find(&run_flags, text_of(words.at[i]));
    bool is_passed_on = option && option != &options[FLAG_ID_WATCH];
    if (is_passed_on) flags_add_string(arena, &flags, words.at[i]);
  }
  return flags;
}

ColorChoice run_options_color(OptionWords words) {
  flags_take_rest(&words);
  const Option *color = &options[FLAG_ID_COLOR];
  return (ColorChoice)flags_peek(&run_flags, color, words, COLOR_AUTOMATIC);
}

static const HelpExample examples[] = {
    {"Run a server", "cbundle run server.js"},
    {"With arguments of its own", "cbundle run server.js -- --verbose 8080"},
    {"Start it again after each change", "cbundle run --watch server.js"},
};

void run_options_help(Buffer *out, const Screen *screen) {
  help_add_heading(out, screen, "Usage");
  buffer_add_literal(out, "  cbundle run SCRIPT [FLAG...] [-- ARGUMENT...]\n\n");
  help_add_wrapped(
      out,
      TEXT("Bundles a program for Node, with all that it imports, and runs it. Node itself is not "
           "needed: its modules (http, fs, path and others) are part of cbundle. The exit code is "
           "the script's."),
      0, help_width(screen));
  help_add_flags(out, screen, &run_flags);
  buffer_add_byte(out, '\n');
  help_add_examples(out, screen, examples, COUNT_OF(examples));
}
