// Folders are watched rather than files: editors replace files, and a file that is not there yet
// can't be watched. A folder such as "/tmp" is a busy place: what happens there to names that
// nobody asked for is passed over. Where the system has no watches left, we look every second.
#include "host/watcher.h"

#include "base/path.h"

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>
#include <uv.h>

enum {
  QUIET_MS = 100,          // without an event, so that saving many files is one change
  LONGEST_NOISE_MS = 2000, // then we look all the same
  POLL_MS = 1000,
};

typedef struct WatchedFolder {
  uv_fs_event_t handle;
  Watcher *watcher;
  Text path;
} WatchedFolder;

struct Watcher {
  uv_loop_t loop;
  Arena own;   // holds this struct
  Arena arena; // of what is watched now
  Map paths;
  Array(WatchedFolder *) folders;
  uv_timer_t quiet, noise, poll;
  uv_poll_t input;
  uv_signal_t interrupts[2];
  bool minds_input, minds_interrupts, needs_polling;
  bool has_event, is_settled, is_closed;
};

static void on_quiet(uv_timer_t *timer) {
  Watcher *watcher = timer->data;
  watcher->is_settled = true;
  uv_stop(&watcher->loop);
}

static void note_event(Watcher *watcher) {
  if (!watcher->has_event) uv_timer_start(&watcher->noise, on_quiet, LONGEST_NOISE_MS, 0);
  watcher->has_event = true;
  uv_timer_start(&watcher->quiet, on_quiet, QUIET_MS, 0);
}

static bool is_watched(Watcher *watcher, Text folder, const char *name) {
  Arena scratch = {0};
  bool found = map_has(&watcher->paths, path_join(&scratch, folder, text_of(name))) ||
               map_has(&watcher->paths, text_concat(&scratch, folder, TEXT("/")));
  arena_release(&scratch);
  return found;
}

static void on_folder(uv_fs_event_t *handle, const char *name, int events, int status) {
  (void)events;
  WatchedFolder *folder = handle->data;
  // Without a name, it is the folder itself that has gone.
  bool is_own = !name || status < 0 || text_is(text_of(name), path_basename(folder->path));
  if (is_own || is_watched(folder->watcher, folder->path, name)) note_event(folder->watcher);
}

static void on_poll(uv_timer_t *timer) {
  Watcher *watcher = timer->data;
  if (!watcher->has_event) note_event(watcher);
}

static void on_input(uv_poll_t *handle, int status, int events) {
  (void)events;
  Watcher *watcher = handle->data;
  char bytes[4096]; // nobody wants them
  ssize_t count = status < 0 ? 0 : read(STDIN_FILENO, bytes, sizeof bytes);
  if (count != 0) return;
  watcher->is_closed = true;
  uv_poll_stop(handle);
  uv_stop(&watcher->loop);
}

// What can't be waited for (a file, /dev/null) is at its end already.
static void mind_input(Watcher *watcher) {
  uv_handle_type type = uv_guess_handle(STDIN_FILENO);
  if (type == UV_TTY) return;
  if (uv_poll_init(&watcher->loop, &watcher->input, STDIN_FILENO) < 0) {
    watcher->is_closed = true;
    return;
  }
  watcher->minds_input = true;
  watcher->input.data = watcher;
  uv_poll_start(&watcher->input, UV_READABLE | UV_DISCONNECT, on_input);
}

Watcher *watcher_make(bool minds_stdin) {
  Arena own = {0};
  Watcher *watcher = arena_new(&own, Watcher, 1);
  watcher->own = own;
  uv_loop_init(&watcher->loop);
  uv_timer_t *timers[] = {&watcher->quiet, &watcher->noise, &watcher->poll};
  for (size_t i = 0; i < sizeof timers / sizeof *timers; i++) {
    uv_timer_init(&watcher->loop, timers[i]);
    timers[i]->data = watcher;
  }
  if (minds_stdin) mind_input(watcher);
  return watcher;
}

static void on_interrupt(uv_signal_t *handle, int number) {
  (void)number;
  Watcher *watcher = handle->data;
  watcher->is_closed = true;
  uv_stop(&watcher->loop);
}

void watcher_mind_interrupts(Watcher *watcher) {
  static const int numbers[] = {SIGINT, SIGTERM};
  watcher->minds_interrupts = true;
  for (int i = 0; i < 2; i++) {
    uv_signal_init(&watcher->loop, &watcher->interrupts[i]);
    watcher->interrupts[i].data = watcher;
    uv_signal_start(&watcher->interrupts[i], on_interrupt, numbers[i]);
  }
}

// Closing takes a turn of the loop.
static void close_folders(Watcher *watcher) {
  for (uint32_t i = 0; i < watcher->folders.count; i++) {
    uv_close((uv_handle_t *)&watcher->folders.at[i]->handle, NULL);
  }
  uv_run(&watcher->loop, UV_RUN_NOWAIT);
  arena_release(&watcher->arena);
  watcher->paths = (Map){0};
  watcher->folders.at = NULL;
  watcher->folders.count = watcher->folders.capacity = 0;
}

void watcher_release(Watcher *watcher) {
  close_folders(watcher);
  uv_close((uv_handle_t *)&watcher->quiet, NULL);
  uv_close((uv_handle_t *)&watcher->noise, NULL);
  uv_close((uv_handle_t *)&watcher->poll, NULL);
  if (watcher->minds_input) uv_close((uv_handle_t *)&watcher->input, NULL);
  for (int i = 0; i < 2 && watcher->minds_interrupts; i++)
    uv_close((uv_handle_t *)&watcher->interrupts[i], NULL);
  uv_run(&watcher->loop, UV_RUN_DEFAULT);
  uv_loop_close(&watcher->loop);
  Arena own = watcher->own;
  arena_release(&own);
}

static void watch_folder(Watcher *watcher, Text path) {
  WatchedFolder *folder = arena_new(&watcher->arena, WatchedFolder, 1);
  *folder = (WatchedFolder){.watcher = watcher, .path = path};
  uv_fs_event_init(&watcher->loop, &folder->handle);
  folder->handle.data = folder;
  array_push(&watcher->arena, &watcher->folders, folder);
  int code = uv_fs_event_start(&folder->handle, on_folder, path.at, 0);
  // A folder that is not there is looked for in the one above.
  watcher->needs_polling |= code < 0 && code != UV_ENOENT && code != UV_ENOTDIR;
}

void watcher_set_paths(Watcher *watcher, const char *const *paths, size_t count) {
  close_folders(watcher);
  watcher->needs_polling = false;
  Map folders = {0};
  for (size_t i = 0; i < count; i++) {
    Text path = text_copy(&watcher->arena, text_of(paths[i]));
    bool is_folder = path.size > 1 && path.at[path.size - 1] == '/';
    Text inside = is_folder ? text_slice(path, 0, path.size - 1) : path_dirname(path);
    Text folder = text_copy(&watcher->arena, inside);
    bool is_new;
    map_set(&watcher->arena, &watcher->paths, path, 1);
    map_add(&watcher->arena, &folders, folder, &is_new);
    if (is_new) watch_folder(watcher, folder);
  }
  uv_timer_stop(&watcher->poll);
  if (watcher->needs_polling) uv_timer_start(&watcher->poll, on_poll, POLL_MS, POLL_MS);
}

static void run_until_settled(Watcher *watcher) {
  while (!watcher->is_settled && !watcher->is_closed) uv_run(&watcher->loop, UV_RUN_DEFAULT);
  uv_timer_stop(&watcher->quiet);
  uv_timer_stop(&watcher->noise);
}

WatchEvent watcher_rest(Watcher *watcher) {
  watcher->has_event = watcher->is_settled = false;
  uv_timer_start(&watcher->quiet, on_quiet, QUIET_MS, 0);
  run_until_settled(watcher);
  return watcher->is_settled ? WATCH_CHANGE : WATCH_CLOSED;
}

WatchEvent watcher_wait(Watcher *watcher) {
  watcher->has_event = watcher->is_settled = false;
  run_until_settled(watcher);
  return watcher->is_settled ? WATCH_CHANGE : WATCH_CLOSED;
}
