// Folders are watched rather than files: editors replace files. What happens in them is looked at
// when nothing has happened for a moment.
#include "runtime/restart.h"

#include <glib.h>

enum { REST_MS = 30 };

typedef struct Watch {
  uv_fs_event_t event;
} Watch;

static const RuntimeProgram *program;
static GPtrArray *watches;
static GHashTable *folders; // of those watches
static uv_loop_t *loop;
static uv_timer_t rest;
static bool is_due, has_timer;

static void on_rest(uv_timer_t *timer) {
  if (!program->watch->has_changed(program->watch->context)) return;
  is_due = true;
  uv_stop(timer->loop);
}

static void on_event(uv_fs_event_t *event, const char *name, int events, int status) {
  (void)event, (void)name, (void)events, (void)status;
  uv_timer_start(&rest, on_rest, REST_MS, 0);
}

static void free_watch(uv_handle_t *handle) {
  g_free(handle->data);
}

static void drop_watches(void) {
  for (guint i = 0; watches && i < watches->len; i++) {
    Watch *watch = g_ptr_array_index(watches, i);
    uv_close((uv_handle_t *)&watch->event, free_watch);
  }
  if (watches) g_ptr_array_set_size(watches, 0);
  if (folders) g_hash_table_remove_all(folders);
}

static void watch_folder(const char *folder) {
  Watch *watch = g_new0(Watch, 1);
  uv_fs_event_init(loop, &watch->event);
  watch->event.data = watch;
  g_ptr_array_add(watches, watch);
  uv_fs_event_start(&watch->event, on_event, folder, 0);
}

static void watch_file(const char *path) {
  char *folder = g_path_get_dirname(path);
  if (g_hash_table_add(folders, folder)) watch_folder(folder);
}

void restart_watch_file(const char *path) {
  if (!program) return;
  program->watch->note(program->watch->context, path);
  watch_file(path);
}

void restart_watch(const RuntimeProgram *of, uv_loop_t *own_loop) {
  program = of;
  loop = own_loop;
  if (!watches) watches = g_ptr_array_new();
  if (!folders) folders = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  if (!has_timer) uv_timer_init(loop, &rest);
  has_timer = true;
  uv_unref((uv_handle_t *)&rest);
  drop_watches();
  size_t count;
  const char *const *files = of->watch->files(of->watch->context, &count);
  for (size_t i = 0; i < count; i++) watch_file(files[i]);
}

void restart_keep_loop(bool keeps) {
  for (guint i = 0; i < watches->len; i++) {
    Watch *watch = g_ptr_array_index(watches, i);
    if (keeps)
      uv_ref((uv_handle_t *)&watch->event);
    else
      uv_unref((uv_handle_t *)&watch->event);
  }
}

bool restart_is_due(void) {
  bool was_due = is_due;
  is_due = false;
  return was_due;
}
