// The table of serve_options.def, and whether flags fit together.
#include "cli/serve_options.h"

#include "cli/config.h"

typedef enum ServeGroup {
  GROUP_ADDRESS,
  GROUP_FILES,
  GROUP_ACCESS,
  GROUP_BUILD,
  GROUP_RUN,
  GROUP_CONFIG
} ServeGroup;

static const char *const group_titles[] = {
    [GROUP_ADDRESS] = "The address", [GROUP_FILES] = "Files",
    [GROUP_ACCESS] = "Who may ask",  [GROUP_BUILD] = "What is built",
    [GROUP_RUN] = "The run",         [GROUP_CONFIG] = "The configuration file",
};

#define FLAG_ROWS    "cli/serve_options.def"
#define FLAG_COMMAND ServeCommand
#include "cli/flag_tables.h"

const FlagTable serve_flags = {
    .help_words = TEXT("cbundle serve --help"),
    .group_off_file = GROUP_CONFIG,
    FLAG_TABLES,
    .is_spaced = true,
    .words_at = offsetof(ServeCommand, paths),
    .help_at = offsetof(ServeCommand, help),
};

ColorChoice serve_options_color(OptionWords words) {
  flags_take_rest(&words);
  const Option *color = &options[FLAG_ID_COLOR];
  return (ColorChoice)flags_peek(&serve_flags, color, words, COLOR_AUTOMATIC);
}

Text serve_options_of_pages(OptionWords words) {
  flags_take_rest(&words);
  for (size_t i = 0; i < words.count; i++) {
    const Option *option = flags_find(&serve_flags, text_of(words.at[i]));
    bool is_for_scripts = !option || option->group == GROUP_RUN || option->group == GROUP_CONFIG;
    if (!is_for_scripts) return text_until(text_of(words.at[i]), '=');
  }
  return TEXT("");
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

// What the configuration says that the flags name, and then those, which win.
static void read_all(ServeCommand *command, OptionWords words, Diagnostics *diagnostics) {
  ServeCommand flags = {0};
  Config config = {0};
  flags_read(&serve_flags, &flags, words, diagnostics);
  if (diagnostics->error_count > 0) {
    *command = flags; // it may ask for help
    return;
  }
  if (!flags.no_config) config_read(&config, flags.config, diagnostics);
  if (diagnostics->error_count == 0) config_apply_serve(&config, command, diagnostics->arena);
  Diagnostics none = {.arena = diagnostics->arena};
  flags_read(&serve_flags, command, words, &none);
}

// Who gives a certificate wants it to be used.
static void read_certificate(ServeOptions *serve, Diagnostics *diagnostics) {
  Text cert = TEXT("--cert"), key = TEXT("--key");
  if (serve->certificate && !serve->key)
    diag_add(diagnostics, MESSAGE_SERVE_CERT_ALONE, NOWHERE, cert, key);
  if (serve->key && !serve->certificate)
    diag_add(diagnostics, MESSAGE_SERVE_CERT_ALONE, NOWHERE, key, cert);
  serve->is_encrypted |= serve->certificate != NULL;
}

void serve_options_read(ServeCommand *command, OptionWords words, Diagnostics *diagnostics) {
  *command = (ServeCommand){.serve.port = 3000};
  command->arguments = flags_take_rest(&words);
  CbStrings rest = command->arguments;
  read_all(command, words, diagnostics);
  command->arguments = rest;
  read_origins(command, diagnostics);
  read_certificate(&command->serve, diagnostics);
  if (command->paths.count > 1)
    diag_add(diagnostics, MESSAGE_SERVE_ONE_PATH, NOWHERE, text_of(command->paths.at[1]));
  if (command->paths.count) command->serve.root = command->paths.at[0];
  command->serve.build = &command->build;
  if (command->allowed_hosts) command->serve.allowed_hosts = *command->allowed_hosts;
}
