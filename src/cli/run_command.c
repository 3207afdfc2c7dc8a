// Standard output and standard error belong to the script; ours are the diagnostics of its build.
#include "cli/run_command.h"

#include "cli/report.h"
#include "cli/run_options.h"
#include "cli/run_script.h"

static ExitCode show_help(const Screen *errors, ColorChoice color, Arena *arena) {
  Screen output = screen_stdout(color);
  Buffer help = {.arena = arena};
  run_options_help(&help, &output);
  return report_text(errors, &help);
}

ExitCode run_command_run(const char *const *at, size_t count) {
  Arena arena = {0};
  Diagnostics diagnostics = {.arena = &arena};
  OptionWords words = {at, count};
  RunCommand command;
  run_options_read(&command, words, &diagnostics);
  ColorChoice color = run_options_color(words);
  Screen screen = screen_stderr(color);
  ExitCode code = EXIT_CODE_MISUSED;
  if (command.help) {
    code = show_help(&screen, color, &arena);
  } else if (diagnostics.error_count > 0) {
    report_usage(&screen, &diagnostics);
  } else {
    ScriptRun run = {
        .path = command.build.entries.at[0],
        .arguments = command.arguments,
        .flags = run_options_for_children(&arena, words),
        .build = &command.build,
        .watches = command.watch,
    };
    code = run_script(&run, &screen);
  }
  arena_release(&arena);
  return code;
}
