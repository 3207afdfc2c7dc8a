// The system tells of names in folders. A file that is written anew is empty for a moment: so we
// wait until it is quiet, but not for as long as watcher.c does, where nobody waits for a page.
#include "host/changes.h"

#include "base/path.h"
#include "host/folder_poll.h"
#include "host/stamp.h"
#include "host/timer.h"

#include <uv.h>

enum {
  QUIET_MS = 4,
  LONGEST_NOISE_MS = 300, // then we tell what there is
  LONGEST_EMPTY_MS = 100, // so long a file may stay empty before what is written comes
  MOST_LOOKED_AT = 64,
  POLL_MS = 1000,
};

typedef struct ChangesFolder {
  uv_fs_event_t handle;
  Changes *changes;
  Text path;
  bool is_closed;
} ChangesFolder;

// One that the system does not watch.
typedef struct PolledFolder {
  Text path;
  FolderPoll poll;
} PolledFolder;

struct Changes {
  Arena arena; // holds this struct
  Loop *loop;
  ChangesEvent *on_changes;
  ChangesFilter *is_wanted;
  void *context;
  Timer *quiet, *poll;
  Array(PolledFolder) polled;
  uint64_t noise_since; // 0: there is none
  Array(ChangesFolder *) folders;
  Map known; // folder → index + 1, 0: it is polled
  Arena noted_arena;
  Map noted;     // paths
  uint32_t open; // handles whose closing has not ended
  bool is_released;
};

// Whether a file has nothing in it: whoever writes it may have been put off.
static bool some_is_empty(const Changes *changes) {
  for (uint32_t i = 0; i < changes->noted.entries.count && i < MOST_LOOKED_AT; i++) {
    FileStamp stamp = stamp_of(changes->noted.entries.at[i].key.at);
    if (stamp.exists && stamp.size == 0) return true;
  }
  return false;
}

static void tell(void *context) {
  Changes *changes = context;
  bool may_wait = loop_now_ms(changes->loop) - changes->noise_since < LONGEST_EMPTY_MS;
  if (may_wait && some_is_empty(changes)) {
    timer_start(changes->quiet, QUIET_MS, 0);
    return;
  }
  Arena arena = changes->noted_arena;
  Map noted = changes->noted;
  changes->noted_arena = (Arena){0};
  changes->noted = (Map){0};
  changes->noise_since = 0;
  Array(Text) paths = {0};
  for (uint32_t i = 0; i < noted.entries.count; i++)
    array_push(&arena, &paths, noted.entries.at[i].key);
  if (paths.count) changes->on_changes(changes->context, paths.at, paths.count);
  arena_release(&arena);
}

static void note_path(Changes *changes, Text path) {
  if (changes->is_wanted && !changes->is_wanted(changes->context, path)) return;
  Text copy = text_copy(&changes->noted_arena, path);
  map_set(&changes->noted_arena, &changes->noted, copy, 1);
  uint64_t now = loop_now_ms(changes->loop);
  if (!changes->noise_since) changes->noise_since = now;
  if (now - changes->noise_since < LONGEST_NOISE_MS) timer_start(changes->quiet, QUIET_MS, 0);
}

static void note(Changes *changes, Text folder, const char *name) {
  Arena scratch = {0};
  note_path(changes, path_join(&scratch, folder, text_of(name)));
  arena_release(&scratch);
}

static void note_changed(void *context, Text folder, const char *name) {
  note(context, folder, name);
}

static void end(Changes *changes) {
  if (changes->open > 0) return;
  arena_release(&changes->noted_arena);
  Arena arena = changes->arena;
  arena_release(&arena);
}

static void on_close(uv_handle_t *handle) {
  ChangesFolder *folder = handle->data;
  folder->changes->open--;
  if (folder->changes->is_released) end(folder->changes);
}

static bool listen_to(Changes *changes, Text path);

// It may have gone, or another may be in its place by now.
static void note_itself(ChangesFolder *folder) {
  Changes *changes = folder->changes;
  folder->is_closed = true;
  uv_close((uv_handle_t *)&folder->handle, on_close);
  note(changes, path_dirname(folder->path), path_basename(folder->path).at);
  listen_to(changes, folder->path);
}

// What happens to the folder itself comes with its own name: so may what happens to a file in it
// that is called the same.
static void on_event(uv_fs_event_t *handle, const char *name, int events, int status) {
  (void)events;
  ChangesFolder *folder = handle->data;
  if (!name || status < 0 || folder->is_closed) return;
  note(folder->changes, folder->path, name);
  if (text_is(text_of(name), path_basename(folder->path))) note_itself(folder);
}

static void on_poll(void *context) {
  Changes *changes = context;
  for (uint32_t i = 0; i < changes->polled.count; i++) {
    PolledFolder *folder = &changes->polled.at[i];
    folder_poll_look(&folder->poll, folder->path, note_changed, changes);
  }
}

static void poll_folder(Changes *changes, Text path) {
  PolledFolder folder = {.path = path};
  folder_poll_look(&folder.poll, path, NULL, NULL);
  if (!changes->polled.count) timer_start(changes->poll, POLL_MS, POLL_MS);
  array_push(&changes->arena, &changes->polled, folder);
  map_set(&changes->arena, &changes->known, path, 0);
}

bool changes_is_slow(const Changes *changes) {
  return changes->polled.count > 0;
}

Changes *changes_make(Loop *loop, ChangesEvent *on_changes, ChangesFilter *is_wanted,
                      void *context) {
  Arena arena = {0};
  Changes *changes = arena_new(&arena, Changes, 1);
  *changes = (Changes){.arena = arena,
                       .loop = loop,
                       .on_changes = on_changes,
                       .is_wanted = is_wanted,
                       .context = context};
  changes->quiet = timer_make(loop, tell, changes);
  timer_keeps_loop(changes->quiet, false);
  changes->poll = timer_make(loop, on_poll, changes);
  timer_keeps_loop(changes->poll, false);
  return changes;
}

static ChangesFolder *start_folder(Changes *changes, Text path, int *code) {
  ChangesFolder *folder = arena_new(&changes->arena, ChangesFolder, 1);
  folder->changes = changes;
  folder->path = path;
  folder->handle.data = folder;
  uv_fs_event_init(loop_handle(changes->loop), &folder->handle);
  changes->open++;
  *code = uv_fs_event_start(&folder->handle, on_event, path.at, 0);
  return folder;
}

// `path` lives as long as we do. One that is not there may be later: who adds it again is
// listened to.
static bool listen_to(Changes *changes, Text path) {
  int code;
  ChangesFolder *folder = start_folder(changes, path, &code);
  if (code < 0) {
    uv_close((uv_handle_t *)&folder->handle, on_close);
    bool is_there = code != UV_ENOENT && code != UV_ENOTDIR;
    if (is_there) poll_folder(changes, path);
    return is_there;
  }
  uv_unref((uv_handle_t *)&folder->handle);
  array_push(&changes->arena, &changes->folders, folder);
  map_set(&changes->arena, &changes->known, path, changes->folders.count);
  return true;
}

static bool is_listened_to(const Changes *changes, Text path) {
  const uint32_t *known = map_find(&changes->known, path);
  return known && (*known == 0 || !changes->folders.at[*known - 1]->is_closed);
}

bool changes_add(Changes *changes, Text path) {
  if (is_listened_to(changes, path)) return false;
  return listen_to(changes, text_copy(&changes->arena, path));
}

void changes_release(Changes *changes) {
  timer_release(changes->quiet);
  timer_release(changes->poll);
  for (uint32_t i = 0; i < changes->polled.count; i++)
    folder_poll_release(&changes->polled.at[i].poll);
  changes->is_released = true;
  for (uint32_t i = 0; i < changes->folders.count; i++) {
    ChangesFolder *folder = changes->folders.at[i];
    if (!folder->is_closed) uv_close((uv_handle_t *)&folder->handle, on_close);
  }
  end(changes);
}
