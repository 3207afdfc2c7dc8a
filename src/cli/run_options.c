// The table of run_options.def, and what `cbundle run --help` shows.
#include "cli/run_options.h"

#include "cli/help_page.h"

#include <stddef.h>

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

enum { GROUP_RUN };
static const char *const group_titles[] = {[GROUP_RUN] = "Flags"};

enum {
#define OPTION(ID, KIND, name, field, value, GROUP, help) RUN_OPTION_##ID,
#include "cli/run_options.def"
  RUN_OPTION_COUNT
};

static const Option options[] = {
#define OPTION(ID, KIND, name, field, value, GROUP, help)                                          \
  {TEXT(name),                                                                                     \
   OPTION_##KIND,                                                                                  \
   GROUP_##GROUP,                                                                                  \
   offsetof(RunCommand, field),                                                                    \
   sizeof((RunCommand){0}.field),                                                                  \
   TEXT(value),                                                                                    \
   TEXT(help)},
#include "cli/run_options.def"
};

static const OptionValue values[] = {
#define VALUE(ID, text, value) {RUN_OPTION_##ID, TEXT(text), value},
#include "cli/run_options.def"
};

static MessageId pair_form(const Option *option) {
  switch (option - options) {
  case RUN_OPTION_ALIAS: return MESSAGE_ALIAS_FORM;
  case RUN_OPTION_DEFINE: return MESSAGE_DEFINE_FORM;
  case RUN_OPTION_LOADER: return MESSAGE_LOADER_FORM;
  default: return MESSAGE_FLAG_FORM;
  }
}

const FlagTable run_flags = {
    .help_words = TEXT("cbundle run --help"),
    .options = options,
    .option_count = RUN_OPTION_COUNT,
    .values = values,
    .value_count = COUNT_OF(values),
    .words_at = offsetof(RunCommand, build.entries),
    .help_at = offsetof(RunCommand, help),
    .pair_form = pair_form,
};

static size_t own_count(OptionWords words) {
  size_t count = 0;
  while (count < words.count && strcmp(words.at[count], "--") != 0) count++;
  return count;
}

void run_options_read(RunCommand *command, OptionWords words, Diagnostics *diagnostics) {
  *command = (RunCommand){0};
  size_t own = own_count(words);
  flags_read(&run_flags, command, (OptionWords){words.at, own}, diagnostics);
  if (own < words.count)
    command->arguments = (CbStrings){words.at + own + 1, words.count - own - 1};
  if (command->help || diagnostics->error_count > 0) return;
  size_t scripts = command->build.entries.count;
  if (scripts == 0) diag_add(diagnostics, MESSAGE_RUN_NEEDS_SCRIPT, NOWHERE);
  if (scripts > 1) {
    Diagnostic *several = diag_add(diagnostics, MESSAGE_RUN_ONE_SCRIPT, NOWHERE);
    diag_note(diagnostics, several, MESSAGE_RUN_ARGUMENTS, NOWHERE,
              text_of(command->build.entries.at[0]));
  }
}

ColorChoice run_options_color(OptionWords words) {
  words.count = own_count(words);
  const Option *color = &options[RUN_OPTION_COLOR];
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
  help_add_flags(out, screen, &run_flags, group_titles, COUNT_OF(group_titles));
  buffer_add_byte(out, '\n');
  help_add_examples(out, screen, examples, COUNT_OF(examples));
}
