// Standard output belongs to the report; all else goes to standard error.
#include "cli/lint_command.h"

#include "cli/lint_help.h"
#include "cli/lint_options.h"
#include "cli/progress.h"
#include "cli/report.h"
#include "host/clock.h"
#include "host/files.h"
#include "lint/explain.h"
#include "lint/init.h"

#include <stdlib.h>

typedef struct Lint {
  LintCommand *command;
  Arena *arena;
  Diagnostics *diagnostics;
  const Screen *output, *errors;
} Lint;

static ExitCode run(Lint *lint);

ExitCode lint_command_run(const char *const *at, size_t count) {
  Arena arena = {0};
  Diagnostics diagnostics = {.arena = &arena};
  OptionWords words = {at, count};
  LintCommand command;
  lint_options_read(&command, words, &diagnostics);
  ColorChoice color = lint_options_color(words);
  Screen output = screen_stdout(color), errors = screen_stderr(color);
  Lint lint = {&command, &arena, &diagnostics, &output, &errors};
  ExitCode code = EXIT_CODE_MISUSED;
  if (command.help || diagnostics.error_count == 0)
    code = run(&lint);
  else
    report_usage(&errors, &diagnostics);
  arena_release(&arena);
  return code;
}

static ExitCode print(Lint *lint, const Buffer *text) {
  return report_output(lint->errors, text->at, text->size) ? EXIT_CODE_DONE : EXIT_CODE_FAILED;
}

// Tells what is wrong with the command, if anything is.
static ExitCode tell_mistakes(Lint *lint, ExitCode code) {
  report_usage(lint->errors, lint->diagnostics);
  return code;
}

// ---- Linting

// The format can't be shown a colour where it goes into a file.
static void complete(Lint *lint) {
  LintOptions *options = &lint->command->lint;
  options->color = lint->output->color && !lint->command->output_file;
  options->width = lint->output->width;
}

static bool deliver(Lint *lint, const LintOutcome *outcome) {
  const char *path = lint->command->output_file;
  if (!path) return report_output(lint->errors, outcome->report.at, outcome->report.size);
  int code = file_write(path, outcome->report.at, outcome->report.size, false);
  if (code < 0)
    report_error(lint->errors, MESSAGE_COULD_NOT_WRITE, text_of(path),
                 text_of(file_error_text(code)));
  return code == 0;
}

static ExitCode judge(Lint *lint, const LintOutcome *outcome) {
  unsigned limit = lint->command->max_warnings;
  bool are_too_many = outcome->tally.warnings > limit;
  if (are_too_many && outcome->tally.errors == 0)
    report_error(lint->errors, MESSAGE_LINT_TOO_MANY_WARNINGS,
                 text_format(lint->arena, "%u", limit));
  bool is_bad = outcome->tally.errors > 0 || are_too_many || lint->diagnostics->error_count > 0;
  return is_bad ? EXIT_CODE_FAILED : EXIT_CODE_DONE;
}

typedef struct RuleTime {
  const Rule *rule;
  uint64_t spent_ns;
} RuleTime;

static int compare_times(const void *left, const void *right) {
  uint64_t a = ((const RuleTime *)left)->spent_ns, b = ((const RuleTime *)right)->spent_ns;
  return (a < b) - (a > b);
}

// A table of the rules that took longest, as ESLint's.
static void show_times(Lint *lint, const uint64_t *spent_ns) {
  enum { MOST_ROWS = 25 };
  uint32_t count;
  const Rule *const *rules = rules_all(&count);
  RuleTime *times = arena_new(lint->arena, RuleTime, count);
  double all = 0;
  for (uint32_t i = 0; i < count; i++) {
    times[i] = (RuleTime){rules[i], spent_ns[i]};
    all += (double)spent_ns[i];
  }
  qsort(times, count, sizeof *times, compare_times);
  Buffer out = {.arena = lint->arena};
  buffer_add_literal(&out, "Rule                                     | Time (ms) | Relative\n");
  buffer_add_literal(&out, ":----------------------------------------|----------:|--------:\n");
  for (uint32_t i = 0; i < count && i < MOST_ROWS && times[i].spent_ns; i++) {
    const Rule *rule = times[i].rule;
    buffer_add_format(&out, "%-40s | %9.3f | %7.1f%%\n", rule->name ? rule->name : rule->stylistic,
                      (double)times[i].spent_ns / 1e6, 100 * (double)times[i].spent_ns / all);
  }
  screen_show(lint->errors, &out);
}

// A line for who waits in front of a terminal.
static void show_time(Lint *lint, const LintOutcome *outcome, uint64_t duration_ns) {
  if (!lint->errors->is_terminal) return;
  Buffer line = {.arena = lint->arena};
  buffer_add_format(&line, "Linted %u file%s in %.0f ms", outcome->file_count,
                    outcome->file_count == 1 ? "" : "s", (double)duration_ns / 1e6);
  if (outcome->fixed_count) buffer_add_format(&line, ", fixed %u", outcome->fixed_count);
  buffer_add_literal(&line, ".\n");
  screen_show(lint->errors, &line);
}

static ExitCode lint_all(Lint *lint) {
  LintOptions *options = &lint->command->lint;
  uint64_t started_ns = clock_now_ns();
  Progress progress;
  bool has_progress = progress_init(&progress, lint->errors);
  progress.what = "Linting files";
  options->progress = has_progress ? progress_report : NULL;
  options->progress_context = &progress;
  complete(lint);
  uint32_t rule_count;
  rules_all(&rule_count);
  if (lint->command->timing) options->rule_times = arena_new(lint->arena, uint64_t, rule_count);
  LintOutcome outcome;
  bool is_done = lint_run(options, lint->diagnostics, &outcome);
  if (has_progress) progress_end(&progress);
  if (!is_done) return tell_mistakes(lint, EXIT_CODE_MISUSED);
  bool is_delivered = deliver(lint, &outcome);
  report_usage(lint->errors, lint->diagnostics);
  if (options->rule_times) show_times(lint, options->rule_times);
  show_time(lint, &outcome, clock_now_ns() - started_ns);
  ExitCode code = judge(lint, &outcome);
  return is_delivered ? code : EXIT_CODE_MISUSED;
}

// ---- What else can be asked for

static ExitCode print_config(Lint *lint) {
  Buffer out = {.arena = lint->arena};
  LintCommand *command = lint->command;
  bool is_done = lint_print_config(&command->lint, command->print_config, lint->diagnostics, &out);
  if (!is_done) return tell_mistakes(lint, EXIT_CODE_MISUSED);
  report_usage(lint->errors, lint->diagnostics);
  return print(lint, &out);
}

static ExitCode init(Lint *lint) {
  Buffer out = {.arena = lint->arena};
  if (!lint_init(lint->diagnostics, &out)) return tell_mistakes(lint, EXIT_CODE_MISUSED);
  report_usage(lint->errors, lint->diagnostics);
  return print(lint, &out);
}

static ExitCode explain(Lint *lint) {
  Buffer out = {.arena = lint->arena};
  ExplainStyle style = {lint->output->color, lint->output->width};
  Text name = text_of(lint->command->explain);
  OwnRules own = {0};
  bool is_ours = rule_named(name, &(bool){false}) != NULL;
  if (!is_ours && !lint_own_rules(&lint->command->lint, lint->diagnostics, &own))
    return tell_mistakes(lint, EXIT_CODE_MISUSED);
  if (!explain_rule(&out, name, &style, &own, lint->diagnostics))
    return tell_mistakes(lint, EXIT_CODE_MISUSED);
  return print(lint, &out);
}

static ExitCode list_rules(Lint *lint) {
  Buffer out = {.arena = lint->arena};
  OwnRules own = {0};
  if (!lint_own_rules(&lint->command->lint, lint->diagnostics, &own))
    return tell_mistakes(lint, EXIT_CODE_MISUSED);
  explain_list(&out, &(ExplainStyle){lint->output->color, lint->output->width}, &own);
  return print(lint, &out);
}

static ExitCode run(Lint *lint) {
  LintCommand *command = lint->command;
  Buffer out = {.arena = lint->arena};
  if (command->help) {
    help_add_lint(&out, lint->output);
    return print(lint, &out);
  }
  if (command->list_rules) return list_rules(lint);
  if (command->explain) return explain(lint);
  if (command->print_config) return print_config(lint);
  return command->init ? init(lint) : lint_all(lint);
}
