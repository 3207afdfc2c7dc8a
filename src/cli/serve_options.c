// The table of serve_options.def, and whether flags fit together.
#include "cli/serve_options.h"

#include "cli/serve_config.h"

#include <stddef.h>

typedef enum ServeGroup {
  GROUP_ADDRESS,
  GROUP_FILES,
  GROUP_ACCESS,
  GROUP_BUILD,
  GROUP_RUN
} ServeGroup;

const char *const serve_group_titles[] = {
    [GROUP_ADDRESS] = "The address", [GROUP_FILES] = "Files", [GROUP_ACCESS] = "Who may ask",
    [GROUP_BUILD] = "What is built", [GROUP_RUN] = "The run",
};
const int serve_group_count = sizeof serve_group_titles / sizeof *serve_group_titles;

enum {
#define OPTION(ID, KIND, name, field, value, GROUP, help) SERVE_OPTION_##ID,
#include "cli/serve_options.def"
  SERVE_OPTION_COUNT
};

static const Option options[] = {
#define OPTION(ID, KIND, name, field, value, GROUP, help)                                          \
  {TEXT(name),                                                                                     \
   OPTION_##KIND,                                                                                  \
   GROUP_##GROUP,                                                                                  \
   offsetof(ServeCommand, field),                                                                  \
   sizeof((ServeCommand){0}.field),                                                                \
   TEXT(value),                                                                                    \
   TEXT(help)},
#include "cli/serve_options.def"
};

static const OptionValue values[] = {
#define VALUE(ID, text, value) {SERVE_OPTION_##ID, TEXT(text), value},
#include "cli/serve_options.def"
};

static const OptionRange ranges[SERVE_OPTION_COUNT] = {
#define RANGE(ID, least, most) [SERVE_OPTION_##ID] = {least, most},
#include "cli/serve_options.def"
};

static const FlagName habits[] = {
#define ELSEWHERE(flag, instead) {TEXT(flag), TEXT(instead)},
#include "cli/serve_options.def"
};

static const FlagName shorts[] = {
#define SHORT(flag, name) {TEXT(flag), TEXT(name)},
#include "cli/serve_options.def"
};

static const Text unavailable[] = {
#define UNAVAILABLE(flag) TEXT(flag),
#include "cli/serve_options.def"
};

static MessageId pair_form(const Option *option) {
  return option == &options[SERVE_OPTION_PROXY] ? MESSAGE_PROXY_FORM : MESSAGE_FLAG_FORM;
}

const FlagTable serve_flags = {
    .help_words = TEXT("cbundle serve --help"),
    .options = options,
    .option_count = SERVE_OPTION_COUNT,
    .values = values,
    .value_count = sizeof values / sizeof *values,
    .ranges = ranges,
    .habits = habits,
    .habit_count = sizeof habits / sizeof *habits,
    .shorts = shorts,
    .short_count = sizeof shorts / sizeof *shorts,
    .unavailable = unavailable,
    .unavailable_count = sizeof unavailable / sizeof *unavailable,
    .is_spaced = true,
    .words_at = offsetof(ServeCommand, paths),
    .help_at = offsetof(ServeCommand, help),
    .pair_form = pair_form,
};

ColorChoice serve_options_color(OptionWords words) {
  const Option *color = &options[SERVE_OPTION_COLOR];
  return (ColorChoice)flags_peek(&serve_flags, color, words, COLOR_AUTOMATIC);
}

// "http://localhost:8080": a scheme and a host.
static bool is_origin(Text text) {
  uint32_t at = text_find(text, TEXT("://"));
  return at != TEXT_NOT_FOUND && at > 0 && at + 3 < text.size &&
         text_find_byte(text, '/', at + 3) == TEXT_NOT_FOUND;
}

static void read_origins(ServeCommand *command, Diagnostics *diagnostics) {
  if (!command->cors) return;
  for (Text rest = text_of(command->cors); rest.size;) {
    Text origin = text_copy(diagnostics->arena, text_next(&rest, ','));
    if (text_is(origin, TEXT("*"))) {
      command->cors_origins.count = 0;
      break;
    }
    if (!is_origin(origin)) diag_add(diagnostics, MESSAGE_SERVE_ORIGIN, NOWHERE, origin);
    flags_add_string(diagnostics->arena, &command->cors_origins, origin.at);
  }
  command->serve.cors = &command->cors_origins;
}

static size_t own_count(OptionWords words) {
  size_t count = 0;
  while (count < words.count && strcmp(words.at[count], "--") != 0) count++;
  return count;
}

void serve_options_read(ServeCommand *command, OptionWords words, Diagnostics *diagnostics) {
  *command = (ServeCommand){.serve.port = 3000};
  serve_config_read(&command->build, diagnostics);
  size_t own = own_count(words);
  flags_read(&serve_flags, command, (OptionWords){words.at, own}, diagnostics);
  if (own < words.count)
    command->arguments = (CbStrings){words.at + own + 1, words.count - own - 1};
  read_origins(command, diagnostics);
  if (command->paths.count > 1)
    diag_add(diagnostics, MESSAGE_SERVE_ONE_PATH, NOWHERE, text_of(command->paths.at[1]));
  if (command->paths.count) command->serve.root = command->paths.at[0];
  command->serve.build = &command->build;
  if (command->allowed_hosts) command->serve.allowed_hosts = *command->allowed_hosts;
}
