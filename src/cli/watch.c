// The order matters: first the watches are set, then it is asked what has changed, so that nothing
// falls between a build and the waiting. What others do in several steps is one change: the watcher
// waits for a moment of quiet, and git for as long as it holds its lock.
#include "cli/watch.h"

#include "base/path.h"
#include "host/clock.h"
#include "host/files.h"
#include "host/stamp.h"
#include "host/watcher.h"

enum { GIT_PATIENCE_S = 20 }; // a lock that is older was left behind by a git that crashed

typedef struct Watch {
  const WatchWork *work;
  const Screen *screen;
  Watcher *watcher;
  Arena arena;
  Text git_lock; // of the repository around the working folder; empty if there is none
  WatchedBuilds builds;
  LogLevel log_level;
  ConfigSources sources; // as the configuration was read last, right or wrong
  Arena sources_arena;
  Arena builds_arena; // holds the builds' commands, unless watching began with them
} Watch;

static void say(const Watch *watch, Text text) {
  if (watch->log_level > LOG_INFO) return;
  Arena arena = {0};
  Buffer line = {.arena = &arena};
  screen_paint(watch->screen, &line, PAINT_DIM);
  buffer_add_format(&line, "[watch] %.*s", TEXT_ARGS(text));
  screen_paint(watch->screen, &line, PAINT_NONE);
  buffer_add_byte(&line, '\n');
  screen_show(watch->screen, &line);
  arena_release(&arena);
}

// Where git puts its lock while it changes files.
static Text find_git_lock(Arena *arena) {
  Text folder = file_working_folder(arena);
  while (folder.size > 1) {
    Text git = text_concat(arena, folder, TEXT("/.git"));
    if (file_kind(git.at) == FILE_FOLDER) return text_concat(arena, git, TEXT("/index.lock"));
    folder = path_dirname(folder);
  }
  return TEXT("");
}

static bool is_held(const char *lock_path) {
  const uint64_t patience_ns = (uint64_t)GIT_PATIENCE_S * 1000 * 1000 * 1000;
  FileStamp lock = stamp_of(lock_path);
  // A lock from the future, by another machine's clock, is as good as old: the age wraps around.
  return lock.exists && stamp_time_now_ns() - lock.modified_ns < patience_ns;
}

// False if standard input has ended.
static bool wait_for_git(const Watch *watch, const char *lock_path) {
  while (is_held(lock_path)) {
    if (watcher_rest(watch->watcher) == WATCH_CLOSED) return false;
  }
  return true;
}

// What the builds depend on, and the configuration.
static void set_paths(Watch *watch) {
  Arena scratch = {0};
  Array(const char *) all = {0};
  for (uint32_t b = 0; b < watch->builds.count; b++) {
    size_t count;
    const char *const *paths = cb_build_watched(watch->builds.at[b].build, &count);
    for (size_t i = 0; i < count; i++) array_push(&scratch, &all, paths[i]);
  }
  const ConfigSources *sources = &watch->sources;
  for (uint32_t i = 0; i < sources->count; i++) array_push(&scratch, &all, sources->at[i].path.at);
  watcher_set_paths(watch->watcher, all.at, all.count);
  arena_release(&scratch);
}

// What has changed since the last build, or since the configuration was read.
static const char *find_changed(const Watch *watch) {
  const char *changed = config_changed(&watch->sources);
  for (uint32_t i = 0; i < watch->builds.count && !changed; i++)
    changed = cb_build_changed(watch->builds.at[i].build);
  return changed;
}

// --watch-delay. False if standard input has ended.
static bool wait_longer(const Watch *watch) {
  uint64_t delay_ns = (uint64_t)watch->builds.at[0].command->watch_delay * 1000000;
  for (uint64_t started_ns = clock_now_ns(); clock_now_ns() - started_ns < delay_ns;) {
    if (watcher_rest(watch->watcher) == WATCH_CLOSED) return false;
  }
  return true;
}

// NULL once standard input has ended.
static const char *wait_for_change(Watch *watch) {
  set_paths(watch);
  const char *changed = find_changed(watch);
  while (!changed) {
    if (watcher_wait(watch->watcher) == WATCH_CLOSED) return NULL;
    changed = find_changed(watch);
  }
  if (!wait_longer(watch)) return NULL;
  bool has_lock = watch->git_lock.size > 0;
  return has_lock && !wait_for_git(watch, watch->git_lock.at) ? NULL : changed;
}

static void say_started(const Watch *watch, const char *changed) {
  Arena arena = {0};
  Text path = path_relative(&arena, file_working_folder(&arena), text_of(changed));
  say(watch, text_concat(&arena, TEXT("build started (change: \""), path, TEXT("\")")));
  arena_release(&arena);
}

static void say_stopped(const Watch *watch) {
  say(watch, TEXT("stopped automatically because stdin was closed (use \"--watch=forever\" to keep "
                  "watching even after stdin is closed)"));
}

// There are none where the options themselves are wrong.
static bool has_inputs(const Watch *watch) {
  size_t count = 0;
  for (uint32_t i = 0; i < watch->builds.count && !count; i++)
    cb_build_watched(watch->builds.at[i].build, &count);
  return count > 0;
}

static void keep_sources(Watch *watch, const ConfigSources *sources) {
  Arena *arena = &watch->sources_arena;
  arena_release(arena);
  watch->sources = (ConfigSources){0};
  for (uint32_t i = 0; i < sources->count; i++) {
    ConfigSource source = sources->at[i];
    source.path = text_copy(arena, source.path);
    source.text = text_copy(arena, source.text);
    array_push(arena, &watch->sources, source);
  }
}

// ---- Building

static void build_all(Watch *watch) {
  for (uint32_t i = 0; i < watch->builds.count; i++)
    watch->work->build_once(watch->work->context, &watch->builds, i);
}

static void release_builds(Watch *watch) {
  for (uint32_t i = 0; i < watch->builds.count; i++) cb_build_release(watch->builds.at[i].build);
  watch->builds = (WatchedBuilds){0};
}

static void take_builds(Watch *watch, Arena *arena, const Builds *builds) {
  for (uint32_t i = 0; i < builds->list.count; i++)
    array_push(arena, &watch->builds, (Watched){.command = &builds->list.at[i]});
  watch->log_level = builds->list.at[0].log_level;
}

// Reads the configuration, and builds what it says now. If it is wrong, the builds stay what they
// are.
static void start_again(Watch *watch) {
  const WatchWork *work = watch->work;
  Arena arena = {0};
  Builds builds = {0};
  bool is_right = work->plan_again(work->context, &builds, &arena);
  keep_sources(watch, &builds.sources);
  if (!is_right) {
    arena_release(&arena);
    return;
  }
  release_builds(watch);
  arena_release(&watch->builds_arena);
  take_builds(watch, &arena, &builds);
  watch->builds_arena = arena;
  build_all(watch);
}

// Builds that depend on nothing that has changed stay as they are.
static void build_changed(Watch *watch) {
  for (uint32_t i = 0; i < watch->builds.count; i++) {
    if (cb_build_changed(watch->builds.at[i].build))
      watch->work->build_once(watch->work->context, &watch->builds, i);
  }
}

static void build_again(Watch *watch, const char *changed) {
  say_started(watch, changed);
  if (config_changed(&watch->sources))
    start_again(watch);
  else
    build_changed(watch);
  say(watch, TEXT("build finished"));
}

static bool are_done(const Watch *watch) {
  bool are_done = true;
  for (uint32_t i = 0; i < watch->builds.count; i++) are_done &= watch->builds.at[i].is_done;
  return are_done;
}

bool watch_run(const Builds *builds, const Screen *screen, const WatchWork *work) {
  Watch watch = {.work = work, .screen = screen};
  take_builds(&watch, &watch.arena, builds);
  keep_sources(&watch, &builds->sources);
  watch.git_lock = find_git_lock(&watch.arena);
  watch.watcher = watcher_make(builds->list.at[0].watch != WATCH_FOREVER);
  build_all(&watch);
  if (has_inputs(&watch) || builds->has_config) {
    say(&watch, TEXT("build finished, watching for changes..."));
    for (const char *changed; (changed = wait_for_change(&watch));) build_again(&watch, changed);
    say_stopped(&watch);
  }
  bool is_done = are_done(&watch);
  release_builds(&watch);
  arena_release(&watch.sources_arena);
  arena_release(&watch.builds_arena);
  watcher_release(watch.watcher);
  arena_release(&watch.arena);
  return is_done;
}
