// The order matters: first the watches are set, then it is asked what has changed, so that nothing
// falls between a build and the waiting. What others do in several steps is one change: the watcher
// waits for a moment of quiet, and git for as long as it holds its lock.
#include "cli/watch.h"

#include "base/path.h"
#include "host/files.h"
#include "host/stamp.h"
#include "host/watcher.h"

enum { GIT_PATIENCE_S = 20 }; // a lock that is older was left behind by a git that crashed

typedef struct Watch {
  BuildCommand *command;
  const Screen *screen;
  Watcher *watcher;
  Arena arena;
  Text git_lock; // of the repository around the working folder; empty if there is none
} Watch;

static void say(const Watch *watch, Text text) {
  if (watch->command->log_level > LOG_INFO) return;
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

// What has changed since the build; NULL once standard input has ended.
static const char *wait_for_change(const Watch *watch, const CbBuild *build) {
  size_t count;
  const char *const *paths = cb_build_watched(build, &count);
  watcher_set_paths(watch->watcher, paths, count);
  const char *changed = cb_build_changed(build);
  while (!changed) {
    if (watcher_wait(watch->watcher) == WATCH_CLOSED) return NULL;
    changed = cb_build_changed(build);
  }
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
static bool has_inputs(const CbBuild *build) {
  size_t count;
  cb_build_watched(build, &count);
  return count > 0;
}

bool watch_run(BuildCommand *command, const Screen *screen, BuildOnce build_once) {
  Watch watch = {.command = command, .screen = screen};
  watch.git_lock = find_git_lock(&watch.arena);
  watch.watcher = watcher_make(command->watch != WATCH_FOREVER);
  bool is_done;
  CbBuild *build = build_once(command, screen, NULL, &is_done);
  if (has_inputs(build)) {
    say(&watch, TEXT("build finished, watching for changes..."));
    for (const char *changed; (changed = wait_for_change(&watch, build));) {
      say_started(&watch, changed);
      build_once(command, screen, build, &is_done);
      say(&watch, TEXT("build finished"));
    }
    say_stopped(&watch);
  }
  cb_build_release(build);
  watcher_release(watch.watcher);
  arena_release(&watch.arena);
  return is_done;
}
