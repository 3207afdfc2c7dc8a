// The program: it looks at the first word and hands the others to the command that it names.
#include "base/suggest.h"
#include "cli/build_command.h"
#include "cli/help.h"
#include "cli/lint_command.h"
#include "cli/options.h"
#include "cli/report.h"
#include "cli/run_command.h"
#include "cli/serve_command.h"
#include "host/files.h"

#include <signal.h>

typedef struct Command {
  Text name;
  ExitCode (*run)(const char *const *words, size_t count);
} Command;

static ExitCode help_run(const char *const *words, size_t count);

static const Command commands[] = {
    {TEXT("build"), build_command_run}, {TEXT("help"), help_run},
    {TEXT("lint"), lint_command_run},   {TEXT("run"), run_command_run},
    {TEXT("serve"), serve_command_run},
};
enum { COMMAND_COUNT = sizeof commands / sizeof *commands };

static ExitCode show_version(void);
static ExitCode show_help(void);
static ExitCode complain(Text word, const char *const *words, size_t count);

static const Command *find_command(Text word) {
  for (size_t i = 0; i < COMMAND_COUNT; i++) {
    if (text_is(commands[i].name, word)) return &commands[i];
  }
  return NULL;
}

int main(int argc, char **argv) {
  // A reader that goes away, and a file that may not grow, are errors of writing, told as such.
  signal(SIGPIPE, SIG_IGN);
  signal(SIGXFSZ, SIG_IGN);
  const char *const *words = (const char *const *)argv + 1;
  size_t count = argc > 1 ? (size_t)argc - 1 : 0;
  if (count == 0) return show_help();
  Text first = text_of(words[0]);
  if (text_is_one_of(first, (const char *const[]){"--version", "-v", NULL})) return show_version();
  if (text_is_one_of(first, (const char *const[]){"--help", "-h", NULL})) return show_help();
  const Command *command = find_command(first);
  if (command) return command->run(words + 1, count - 1);
  return complain(first, words, count);
}

static ExitCode show_version(void) {
  Screen screen = {.stream = stderr};
  Arena arena = {0};
  Text line = text_format(&arena, "%s\n", cb_version());
  bool is_shown = report_output(&screen, line.at, line.size);
  arena_release(&arena);
  return is_shown ? EXIT_CODE_DONE : EXIT_CODE_FAILED;
}

static ExitCode show_help(void) {
  Screen errors = screen_stderr(COLOR_AUTOMATIC);
  Screen output = screen_stdout(COLOR_AUTOMATIC);
  Arena arena = {0};
  Buffer help = {.arena = &arena};
  help_add_program(&help, &output);
  ExitCode code = report_text(&errors, &help);
  arena_release(&arena);
  return code;
}

// `cbundle help build` is `cbundle build --help`.
static ExitCode help_run(const char *const *words, size_t count) {
  if (count == 0) return show_help();
  Text word = text_of(words[0]);
  const Command *command = find_command(word);
  if (!command) return complain(word, words, 1);
  if (command->run == help_run) return show_help();
  return command->run((const char *const[]){"--help"}, 1);
}

static const Text help_words = TEXT("cbundle --help");

// The command that comes closest to `word`; empty if none does.
static Text closest(Text word) {
  Suggestion best = {0};
  for (size_t i = 0; i < COMMAND_COUNT; i++) {
    suggest_consider(&best, word, commands[i].name);
  }
  suggest_consider(&best, word, TEXT("--help"));
  suggest_consider(&best, word, TEXT("--version"));
  return best.name;
}

static void explain(Diagnostics *list, Text word, size_t count) {
  Diagnostic *unknown = diag_add(list, MESSAGE_UNKNOWN_COMMAND, NOWHERE, word);
  bool is_for_build = flags_find(&options_flags, word) || file_kind(word.at) != FILE_NONE;
  Text meant = closest(word);
  if (is_for_build) {
    meant = text_concat(list->arena, TEXT("build "), word, count > 1 ? TEXT(" ...") : TEXT(""));
  }
  if (meant.size) meant = text_concat(list->arena, TEXT("cbundle "), meant);
  if (meant.size)
    diag_note(list, unknown, MESSAGE_DID_YOU_MEAN, NOWHERE, meant);
  else
    diag_note(list, unknown, MESSAGE_SEE_HELP, NOWHERE, help_words);
}

static ExitCode complain(Text word, const char *const *words, size_t count) {
  Arena arena = {0};
  Diagnostics list = {.arena = &arena};
  explain(&list, word, count);
  Screen screen = screen_stderr(options_color(words, count));
  report_usage(&screen, &list);
  arena_release(&arena);
  return EXIT_CODE_MISUSED;
}
