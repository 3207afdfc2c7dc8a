// The client is asked to tell of changed configurations; where it can't, and for files that
// configurations extend, which may be called anything, we watch folders ourselves. What comes
// together is one change.
#include "lsp/look.h"
#include "lsp/methods.h"
#include "lsp/params.h"

enum { RELOAD_WAIT_MS = 30 };

static bool is_configuring(const Server *server, Text path) {
  Text name = path_basename(path);
  for (int i = 0; i < CONFIG_NAME_COUNT; i++) {
    if (text_is(name, config_names[i])) return true;
  }
  for (uint32_t i = 0; i < server->books.books.count; i++) {
    const Rulebook *book = server->books.books.at[i];
    const ConfigPaths *paths = book ? book->setup.folders.reading.paths : NULL;
    for (uint32_t j = 0; paths && j < paths->count; j++) {
      if (text_is(paths->at[j], path)) return true;
    }
    const char *given = book ? book->options.config : NULL;
    if (given && text_is(path_basename(text_of(given)), name)) return true;
  }
  return false;
}

static void reload_soon(Server *server) {
  timer_start(server->reload_timer, RELOAD_WAIT_MS, 0);
}

void server_look_around(Server *server, const Document *unless) {
  for (uint32_t i = 0; i < server->documents.count; i++) {
    Document *document = server->documents.at[i];
    if (!document->asks_around || document == unless) continue;
    document->are_surroundings_old = true;
    look_soon(document);
  }
}

// ---- Our own watches

static void on_changes(void *context, const Text *paths, uint32_t count) {
  Server *server = context;
  for (uint32_t i = 0; i < count; i++) {
    if (!is_configuring(server, paths[i])) continue;
    reload_soon(server);
    return;
  }
}

static void watch(Server *server, Text folder) {
  if (!server->changes) server->changes = changes_make(server->loop, on_changes, NULL, server);
  changes_add(server->changes, folder);
}

void server_watch_folders(Server *server, const Rulebook *book) {
  const LintFolders *folders = &book->setup.folders;
  for (uint32_t i = 0; i < folders->all.count && !server->can.registers_watches; i++)
    watch(server, folders->all.at[i]->path);
  const ConfigPaths *paths = folders->reading.paths;
  for (uint32_t i = 0; i < paths->count; i++) watch(server, path_dirname(paths->at[i]));
}

// Reads the configurations of all folders of the workspace themselves, and watches them.
static void open_folders(Server *server) {
  for (uint32_t i = 0; i < server->books.folders.count; i++) {
    Text folder = server->books.folders.at[i];
    Rulebook *book = rulebook_take(server, folder);
    lint_folder_get(&book->setup.folders, folder, NULL);
    server_watch_folders(server, book);
    rulebook_give(book);
  }
}

void server_reload(Server *server) {
  if (server->phase != PHASE_RUNNING) return;
  rulebooks_forget(&server->books);
  open_folders(server);
  for (uint32_t i = 0; i < server->documents.count; i++) {
    server->documents.at[i]->are_surroundings_old = true;
    look_soon(server->documents.at[i]);
  }
  rulebooks_tell(server);
  if (server->can.pulls)
    say_request(&server->voice, TEXT("workspace/diagnostic/refresh"), TEXT(""));
}

// ---- Those of the client

static void add_watcher(Buffer *out, Text glob) {
  if (out->at[out->size - 1] == '}') buffer_add_byte(out, ',');
  buffer_add_literal(out, "{\"globPattern\":");
  buffer_add_json_string(out, text_concat(out->arena, TEXT("**/"), glob));
  buffer_add_byte(out, '}');
}

static void register_watchers(Server *server, const char *id, const Text *globs, size_t count) {
  Arena arena = {0};
  Buffer params = {.arena = &arena};
  buffer_add_format(&params,
                    "{\"registrations\":[{\"id\":\"%s\","
                    "\"method\":\"workspace/didChangeWatchedFiles\","
                    "\"registerOptions\":{\"watchers\":[",
                    id);
  for (size_t i = 0; i < count; i++) add_watcher(&params, globs[i]);
  buffer_add_literal(&params, "]}}]}");
  say_request(&server->voice, TEXT("client/registerCapability"), buffer_text(&params));
  arena_release(&arena);
}

void server_watch_scripts(Server *server) {
  static const Text scripts[] = {TEXT("*.{js,mjs,cjs,jsx}")};
  if (server->watches_scripts) return;
  server->watches_scripts = true;
  if (server->can.registers_watches) register_watchers(server, "cbundle-scripts", scripts, 1);
}

void handle_initialized(Server *server, Text id, const Json *params) {
  (void)id, (void)params;
  if (server->can.registers_watches)
    register_watchers(server, "cbundle-configurations", config_names, CONFIG_NAME_COUNT);
  open_folders(server);
  rulebooks_tell(server);
}

void handle_did_change_watched_files(Server *server, Text id, const Json *params) {
  (void)id;
  bool reloads = false;
  Arena arena = {0};
  Texts paths = {0};
  params_add_paths(&arena, json_get(params, TEXT("changes")), &paths);
  for (uint32_t i = 0; i < paths.count; i++)
    reloads = reloads || is_configuring(server, paths.at[i]);
  arena_release(&arena);
  if (reloads)
    reload_soon(server);
  else
    server_look_around(server, NULL);
}

void handle_did_change_configuration(Server *server, Text id, const Json *params) {
  (void)id, (void)params;
  reload_soon(server);
}

void handle_did_change_workspace_folders(Server *server, Text id, const Json *params) {
  (void)id;
  Arena arena = {0};
  Texts removed = {0}, folders = {0};
  Map gone = {0};
  params_add_paths(&arena, params_get(params, TEXT("event"), TEXT("removed")), &removed);
  for (uint32_t i = 0; i < removed.count; i++)
    map_set(&arena, &gone, path_resolve(&arena, TEXT("/"), removed.at[i]), 1);
  for (uint32_t i = 0; i < server->books.folders.count; i++) {
    Text folder = server->books.folders.at[i];
    if (!map_has(&gone, folder)) array_push(&arena, &folders, folder);
  }
  params_add_paths(&arena, params_get(params, TEXT("event"), TEXT("added")), &folders);
  Text ours = file_working_folder(&arena);
  if (!folders.count) array_push(&arena, &folders, ours);
  rulebooks_set(&server->books, folders.at, folders.count);
  arena_release(&arena);
  server_reload(server);
}
