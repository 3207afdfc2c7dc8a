// Standard output belongs to the bundle, the dump or the help; all else goes to standard error.
#include "cli/build_command.h"

#include "cli/builds.h"
#include "cli/delivered.h"
#include "cli/help.h"
#include "cli/progress.h"
#include "cli/report.h"
#include "cli/side_files.h"
#include "cli/summary.h"
#include "cli/watch.h"
#include "host/clock.h"

#include <stdlib.h>

static ExitCode run_all(const BuildCommand *flags, OptionWords words, Diagnostics *diagnostics,
                        const Screen *screen);
static ExitCode show_help(const Screen *errors, ColorChoice color, Arena *arena);

ExitCode build_command_run(const char *const *at, size_t count) {
  Arena arena = {0};
  Diagnostics diagnostics = {.arena = &arena};
  OptionWords words = {at, count};
  BuildCommand flags = options_defaults();
  options_read(&flags, words, &diagnostics);
  flags.color = options_color(at, count);
  Screen screen = screen_stderr(flags.color);
  ExitCode code = EXIT_CODE_MISUSED;
  if (flags.help)
    code = show_help(&screen, flags.color, &arena);
  else if (diagnostics.error_count > 0)
    report_usage(&screen, &diagnostics);
  else
    code = run_all(&flags, words, &diagnostics, &screen);
  arena_release(&arena);
  return code;
}

// What builds share that one command line asks for.
typedef struct Run {
  const BuildCommand *flags;
  OptionWords words;
  const Screen *screen;
  Delivered delivered;
  Progress progress;
} Run;

static ExitCode build(Run *run, BuildCommand *command);
static ExitCode watch(Run *run, Builds *builds);

static bool watches(const BuildCommand *command) {
  return command->watch != WATCH_NEVER && !command->dump;
}

static bool any_watches(const Builds *builds) {
  bool watched = false;
  for (uint32_t i = 0; i < builds->list.count; i++) watched |= watches(&builds->list.at[i]);
  return watched;
}

// Each build, even if one before has failed. The exit code is the worst.
static ExitCode run_all(const BuildCommand *flags, OptionWords words, Diagnostics *diagnostics,
                        const Screen *screen) {
  Builds builds = {0};
  ExitCode code = builds_plan(flags, words, diagnostics, &builds);
  if (code != EXIT_CODE_DONE) {
    report_usage(screen, diagnostics);
    return code;
  }
  Run run = {.flags = flags, .words = words, .screen = screen};
  run.delivered = (Delivered){.arena = diagnostics->arena, .is_complete = true};
  if (any_watches(&builds)) return watch(&run, &builds);
  for (uint32_t i = 0; i < builds.list.count; i++) {
    if (build(&run, &builds.list.at[i]) == EXIT_CODE_DONE) continue;
    run.delivered.is_complete = false;
    code = EXIT_CODE_FAILED;
  }
  return code;
}

static ExitCode show_help(const Screen *errors, ColorChoice color, Arena *arena) {
  Screen output = screen_stdout(color);
  Buffer help = {.arena = arena};
  help_add_build(&help, &output);
  return report_text(errors, &help);
}

// The folders in NODE_PATH.
static CbStrings node_paths(Arena *arena) {
  const char *variable = getenv("NODE_PATH");
  Array(const char *) paths = {0};
  for (Text rest = text_of(variable ? variable : ""); rest.size;) {
    Text path = text_next(&rest, ':');
    if (path.size) array_push(arena, &paths, text_copy(arena, path).at);
  }
  return (CbStrings){paths.at, paths.count};
}

static bool deliver(const BuildCommand *command, CbBuild *build, const Screen *screen);
static void show_analysis(const BuildCommand *command, CbBuild *build, const Screen *screen);

// Builds, or builds again what `build` is.
static CbBuild *build_once(BuildCommand *command, const Screen *screen, CbBuild *build,
                           bool *is_done) {
  Progress *progress = command->build.progress_context;
  bool has_progress = command->log_level <= LOG_INFO && progress_init(progress, screen);
  command->build.progress = has_progress ? progress_report : NULL;
  if (build)
    cb_rebuild(build);
  else
    build = cb_build(&command->build);
  if (has_progress) progress_end(progress);
  *is_done = deliver(command, build, screen);
  report_build(screen, build, command);
  if (*is_done) show_analysis(command, build, screen);
  return build;
}

static void show_summary(CbBuild *build, const Screen *screen, Arena *arena, uint64_t duration_ns) {
  Buffer summary = {.arena = arena};
  size_t count;
  const CbOutput *outputs = cb_build_outputs(build, &count);
  summary_add_outputs(&summary, screen, outputs, count);
  summary_add_time(&summary, screen, duration_ns);
  screen_show(screen, &summary);
}

// Completes what was asked for by what the program itself knows.
static void prepare(Run *run, BuildCommand *command, Arena *arena) {
  command->delivered = &run->delivered;
  command->build.node_paths = node_paths(arena);
  command->build.source = command->source.bytes ? &command->source : NULL;
  command->build.metafile = command->metafile || command->analysis;
  command->build.dumps = command->dump != 0;
  command->build.watch = watches(command);
  command->build.incremental = command->build.watch;
  command->build.progress_context = &run->progress;
}

static ExitCode build(Run *run, BuildCommand *command) {
  Arena *arena = run->delivered.arena;
  uint64_t started_ns = clock_now_ns();
  Screen screen = screen_stderr(command->color);
  report_name(&screen, command);
  prepare(run, command, arena);
  bool is_done;
  CbBuild *build = build_once(command, &screen, NULL, &is_done);
  if (is_done && report_has_summary(command)) {
    show_summary(build, &screen, arena, clock_now_ns() - started_ns);
  }
  if (is_done && options_write_files(command)) delivered_add(&run->delivered, command, build);
  cb_build_release(build);
  return is_done ? EXIT_CODE_DONE : EXIT_CODE_FAILED;
}

// What the other builds that are watched have made. `is_complete`: none has failed.
static Delivered others_of(Arena *arena, const WatchedBuilds *all, uint32_t index) {
  Delivered others = {.arena = arena, .is_complete = true};
  for (uint32_t i = 0; i < all->count; i++) {
    const Watched *other = &all->at[i];
    if (i == index) continue;
    if (other->is_done && options_write_files(other->command))
      delivered_add(&others, other->command, other->build);
    bool has_failed = !other->is_done && (other->build || i < index);
    if (has_failed) others.is_complete = false;
  }
  return others;
}

static void watch_once(void *context, WatchedBuilds *all, uint32_t index) {
  const Run *run = context;
  Watched *own = &all->at[index];
  Arena scratch = {0};
  Delivered others = others_of(&scratch, all, index);
  report_name(run->screen, own->command);
  own->command->delivered = &others;
  own->build = build_once(own->command, run->screen, own->build, &own->is_done);
  own->command->delivered = NULL;
  arena_release(&scratch);
}

// They go on being watched, even if the configuration does not say so any more.
static void prepare_watched(Run *run, Builds *builds, Arena *arena) {
  WatchMode mode = WATCH_NEVER;
  for (uint32_t i = 0; i < builds->list.count; i++) {
    if (builds->list.at[i].watch != WATCH_NEVER) mode = builds->list.at[i].watch;
  }
  for (uint32_t i = 0; i < builds->list.count; i++) {
    BuildCommand *command = &builds->list.at[i];
    command->dump = DUMP_NOTHING;
    command->watch = mode == WATCH_NEVER ? WATCH_FOREVER : mode;
    prepare(run, command, arena);
  }
}

// As builds_plan, when the configuration has changed while it is watched.
static bool plan_again(void *context, Builds *builds, Arena *arena) {
  Run *run = context;
  Diagnostics diagnostics = {.arena = arena};
  builds_plan(run->flags, run->words, &diagnostics, builds);
  report_usage(run->screen, &diagnostics);
  if (diagnostics.error_count > 0) return false;
  prepare_watched(run, builds, arena);
  return true;
}

static ExitCode watch(Run *run, Builds *builds) {
  Screen screen = screen_stderr(builds->list.at[0].color);
  run->screen = &screen;
  prepare_watched(run, builds, run->delivered.arena);
  WatchWork work = {.build_once = watch_once, .plan_again = plan_again, .context = run};
  return watch_run(builds, &screen, &work) ? EXIT_CODE_DONE : EXIT_CODE_FAILED;
}

static bool print_dump(const BuildCommand *command, CbBuild *build, const Screen *screen) {
  static const char *const stages[] = {
      [DUMP_TREE] = "tree", [DUMP_SCOPE] = "scope", [DUMP_GRAPH] = "graph", [DUMP_LINK] = "link"};
  const char *text = cb_build_dump(build, stages[command->dump]);
  return !text || report_output(screen, text, strlen(text));
}

static bool print_outputs(CbBuild *build, const Screen *screen) {
  size_t count;
  const CbOutput *outputs = cb_build_outputs(build, &count);
  for (size_t i = 0; i < count; i++) {
    if (!report_output(screen, outputs[i].bytes, outputs[i].size)) return false;
  }
  return true;
}

// The table of the analysis; the page is a file.
static void show_analysis(const BuildCommand *command, CbBuild *build, const Screen *screen) {
  bool is_table =
      command->analysis == CB_ANALYSIS_TABLE || command->analysis == CB_ANALYSIS_VERBOSE;
  if (!is_table || command->log_level == LOG_SILENT) return;
  const char *text = cb_build_analysis(build, command->analysis, screen->color);
  screen_write(screen, text, strlen(text));
}

// Takes the results of a build to where they were asked for. False if something is amiss.
static bool deliver(const BuildCommand *command, CbBuild *build, const Screen *screen) {
  if (command->dump && !print_dump(command, build, screen)) return false;
  if (cb_build_error_count(build) > 0) return false;
  if (command->dump) return true;
  if (!side_files_check(command, build, screen)) return false;
  bool to_files = options_write_files(command);
  if (to_files && !delivered_check(command, build, screen)) return false;
  if (!to_files && !print_outputs(build, screen)) return false;
  const Delivered *others = command->delivered;
  cb_build_leave(build, others->is_complete ? &others->list : NULL);
  if (!cb_build_write(build)) return false; // there may be a file beside what was printed
  return side_files_write(command, build, screen);
}
