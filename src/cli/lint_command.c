// Standard output belongs to the report; all else goes to standard error.
#include "cli/lint_command.h"

#include "cli/lint_help.h"
#include "cli/lint_options.h"
#include "cli/progress.h"
#include "cli/report.h"
#include "host/clock.h"
#include "host/files.h"
#include "host/watcher.h"
#include "lint/explain.h"
#include "lint/init.h"
#include "lsp/lsp.h"

#include <stdlib.h>

typedef struct Lint Lint;
struct Lint {
  LintCommand *command;
  Arena *arena;
  Diagnostics *diagnostics;
  const Screen *output, *errors;
  LintOutcome outcome; // of the last linting
  // While watching: what was said last is not said again, unless files have changed.
  const Lint *before;
  bool is_quiet;
};

static ExitCode run(Lint *lint);

ExitCode lint_command_run(const char *const *at, size_t count) {
  Arena arena = {0};
  Diagnostics diagnostics = {.arena = &arena};
  OptionWords words = {at, count};
  LintCommand command;
  lint_options_read(&command, words, &diagnostics);
  ColorChoice color = lint_options_color(words);
  Screen output = screen_stdout(color), errors = screen_stderr(color);
  Lint lint = {.command = &command,
               .arena = &arena,
               .diagnostics = &diagnostics,
               .output = &output,
               .errors = &errors};
  ExitCode code = EXIT_CODE_MISUSED;
  if (command.help || diagnostics.error_count == 0)
    code = run(&lint);
  else
    report_usage(&errors, &diagnostics);
  arena_release(&arena);
  return code;
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
  if (outcome->failed_count) return EXIT_CODE_MISUSED;
  return is_bad ? EXIT_CODE_FAILED : EXIT_CODE_DONE;
}

// A table of the rules that took longest, as ESLint's.
static void show_times(Lint *lint, LintTimes *times, const LintOutcome *outcome) {
  enum { MOST_ROWS = 25 };
  double all = 0;
  lint_times_sort(times);
  for (uint32_t i = 0; i < times->all.count; i++) all += (double)times->all.at[i].spent_ns;
  Buffer out = {.arena = lint->arena};
  buffer_add_literal(&out, "Rule                                     | Time (ms) | Relative\n");
  buffer_add_literal(&out, ":----------------------------------------|----------:|--------:\n");
  for (uint32_t i = 0; i < times->all.count && i < MOST_ROWS; i++) {
    const LintTime *time = &times->all.at[i];
    buffer_add_format(&out, "%-40.*s | %9.3f | %7.1f%%\n", TEXT_ARGS(time->rule),
                      (double)time->spent_ns / 1e6, 100 * (double)time->spent_ns / all);
  }
  if (lint->command->lint.cache.is_on)
    buffer_add_format(&out, "Files: %u linted, %u known to the cache\n",
                      outcome->linted_count - outcome->cached_count, outcome->cached_count);
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

// Whether a later linting says what the one before said.
static bool is_same(const Lint *lint, const Lint *before) {
  const Diagnostics *a = lint->diagnostics, *b = before->diagnostics;
  bool is_same = text_is(lint->outcome.report, before->outcome.report);
  is_same = is_same && a->items.count == b->items.count;
  for (uint32_t i = 0; is_same && i < a->items.count; i++)
    is_same = text_is(a->items.at[i]->text, b->items.at[i]->text);
  return is_same;
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
  LintTimes times = {.arena = lint->arena};
  options->times = lint->command->timing ? &times : NULL;
  LintOutcome *outcome = &lint->outcome;
  bool is_done = lint_run(options, lint->diagnostics, outcome);
  if (has_progress) progress_end(&progress);
  bool is_quiet = lint->before && !outcome->linted_count && is_same(lint, lint->before);
  lint->is_quiet = is_quiet;
  if (!is_done) return is_quiet ? EXIT_CODE_MISUSED : tell_mistakes(lint, EXIT_CODE_MISUSED);
  bool is_delivered = is_quiet || deliver(lint, outcome);
  if (!is_quiet) report_usage(lint->errors, lint->diagnostics);
  if (options->times) show_times(lint, &times, outcome);
  if (!is_quiet) show_time(lint, outcome, clock_now_ns() - started_ns);
  ExitCode code = judge(lint, outcome);
  return is_delivered ? code : EXIT_CODE_MISUSED;
}

// ---- Watching

// One linting of several, in an arena of its own.
typedef struct Round {
  Arena arena;
  Diagnostics diagnostics;
  Lint lint;
  ExitCode code;
} Round;

static Round *begin_round(const Lint *lint, Round *before) {
  Arena arena = {0};
  Round *round = arena_new(&arena, Round, 1);
  *round = (Round){.arena = arena, .lint = *lint};
  round->diagnostics.arena = round->lint.arena = &round->arena;
  round->lint.diagnostics = &round->diagnostics;
  round->lint.before = before ? &before->lint : NULL;
  round->code = lint_all(&round->lint);
  return round;
}

static void end_round(Round *round) {
  Arena arena = round->arena; // holds the round itself
  arena_release(&arena);
}

static void say(const Round *round) {
  const Lint *lint = &round->lint;
  Buffer line = {.arena = lint->arena};
  screen_paint(lint->errors, &line, PAINT_DIM);
  buffer_add_format(&line, "[watch] linted %u of %u files, watching for changes...",
                    lint->outcome.linted_count, lint->outcome.file_count);
  screen_paint(lint->errors, &line, PAINT_NONE);
  buffer_add_byte(&line, '\n');
  screen_show(lint->errors, &line);
}

static void set_paths(Watcher *watcher, const LintOutcome *outcome) {
  Arena scratch = {0};
  Array(const char *) paths = {0};
  for (uint32_t i = 0; i < outcome->watched.count; i++)
    array_push(&scratch, &paths, outcome->watched.at[i].at);
  watcher_set_paths(watcher, paths.at, paths.count);
  arena_release(&scratch);
}

// Lints again until there is something new to say; when the watches have been set it is looked at
// once, as a file may have changed meanwhile. NULL: it ends.
static Round *next_round(Watcher *watcher, const Lint *lint, Round **last) {
  for (bool is_first = true;; is_first = false) {
    WatchEvent event = is_first ? watcher_rest(watcher) : watcher_wait(watcher);
    if (event == WATCH_CLOSED) return NULL;
    Round *round = begin_round(lint, *last);
    end_round(*last);
    *last = round;
    if (!round->lint.is_quiet) return round;
  }
}

static ExitCode watch(Lint *lint) {
  Watcher *watcher = watcher_make(true);
  watcher_mind_interrupts(watcher);
  lint->command->lint.memory = lint_memory_make();
  Round *last = begin_round(lint, NULL);
  bool is_open = last->lint.outcome.watched.count > 0;
  while (is_open) {
    say(last);
    set_paths(watcher, &last->lint.outcome);
    is_open = next_round(watcher, lint, &last) != NULL;
  }
  ExitCode code = last->code;
  end_round(last);
  lint_memory_release(lint->command->lint.memory);
  watcher_release(watcher);
  return code;
}

// ---- What else can be asked for

static ExitCode print_config(Lint *lint) {
  Buffer out = {.arena = lint->arena};
  LintCommand *command = lint->command;
  bool is_done = lint_print_config(&command->lint, command->print_config, lint->diagnostics, &out);
  if (!is_done) return tell_mistakes(lint, EXIT_CODE_MISUSED);
  report_usage(lint->errors, lint->diagnostics);
  return report_text(lint->errors, &out);
}

static ExitCode init(Lint *lint) {
  Buffer out = {.arena = lint->arena};
  if (!lint_init(lint->diagnostics, &out)) return tell_mistakes(lint, EXIT_CODE_MISUSED);
  report_usage(lint->errors, lint->diagnostics);
  return report_text(lint->errors, &out);
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
  return report_text(lint->errors, &out);
}

static ExitCode list_rules(Lint *lint) {
  Buffer out = {.arena = lint->arena};
  OwnRules own = {0};
  if (!lint_own_rules(&lint->command->lint, lint->diagnostics, &own))
    return tell_mistakes(lint, EXIT_CODE_MISUSED);
  explain_list(&out, &(ExplainStyle){lint->output->color, lint->output->width}, &own);
  return report_text(lint->errors, &out);
}

static ExitCode run(Lint *lint) {
  LintCommand *command = lint->command;
  Buffer out = {.arena = lint->arena};
  if (command->help) {
    help_add_lint(&out, lint->output);
    return report_text(lint->errors, &out);
  }
  if (command->list_rules) return list_rules(lint);
  if (command->explain) return explain(lint);
  if (command->print_config) return print_config(lint);
  if (command->init) return init(lint);
  if (command->lsp) return lsp_run(&command->lint) ? EXIT_CODE_DONE : EXIT_CODE_FAILED;
  return command->watch ? watch(lint) : lint_all(lint);
}
