// What a client can do decides how it is told: who can ask for diagnostics, and can be told that
// there are new ones, asks; all others are told.
#include "base/url.h"
#include "lsp/actions.h"
#include "lsp/look.h"
#include "lsp/methods.h"
#include "lsp/params.h"

enum { PARENT_CHECK_MS = 3000 };

// The first of the client's encodings that we have, as it likes that one best.
static PositionEncoding choose_encoding(const Json *can) {
  const Json *list = params_get(can, TEXT("general"), TEXT("positionEncodings"));
  for (const Json *each = params_items(list); each; each = each->next) {
    Text name = json_text(each);
    if (text_is(name, TEXT("utf-8"))) return POSITION_UTF8;
    if (text_is(name, TEXT("utf-16"))) return POSITION_UTF16;
    if (text_is(name, TEXT("utf-32"))) return POSITION_UTF32;
  }
  return POSITION_UTF16;
}

static Abilities read_abilities(const Json *can) {
  const Json *text = json_get(can, TEXT("textDocument"));
  const Json *workspace = json_get(can, TEXT("workspace"));
  const Json *published = json_get(text, TEXT("publishDiagnostics"));
  return (Abilities){.encoding = choose_encoding(can),
                     .has_tags = json_is(json_get(published, TEXT("tagSupport")), JSON_OBJECT),
                     .has_data = params_flag(published, TEXT("dataSupport")),
                     .pulls = json_is(json_get(text, TEXT("diagnostic")), JSON_OBJECT) &&
                              params_flag(workspace, TEXT("diagnostics"), TEXT("refreshSupport")),
                     .registers_watches = params_flag(workspace, TEXT("didChangeWatchedFiles"),
                                                      TEXT("dynamicRegistration")),
                     .applies_edits = params_flag(workspace, TEXT("applyEdit")),
                     .has_document_changes =
                         params_flag(workspace, TEXT("workspaceEdit"), TEXT("documentChanges"))};
}

// The folders of the workspace, in whichever of three ways the client has them; where it has none,
// ours.
static void set_folders(Server *server, const Json *params) {
  Arena arena = {0};
  Texts folders = {0};
  params_add_paths(&arena, json_get(params, TEXT("workspaceFolders")), &folders);
  Text root = url_file_path(&arena, json_text(json_get(params, TEXT("rootUri"))));
  if (!root.size) root = json_text(json_get(params, TEXT("rootPath")));
  if (!folders.count && path_is_absolute(root)) array_push(&arena, &folders, root);
  if (folders.count) rulebooks_set(&server->books, folders.at, folders.count);
  arena_release(&arena);
}

static void add_capabilities(Buffer *out, const Abilities *can, bool fixes_on_save) {
  static const char *const encodings[] = {
      [POSITION_UTF16] = "utf-16", [POSITION_UTF8] = "utf-8", [POSITION_UTF32] = "utf-32"};
  buffer_add_format(out, "{\"capabilities\":{\"positionEncoding\":\"%s\"",
                    encodings[can->encoding]);
  buffer_add_literal(out, ",\"textDocumentSync\":{\"openClose\":true,\"change\":2,\"save\":true");
  if (fixes_on_save) buffer_add_literal(out, ",\"willSaveWaitUntil\":true");
  buffer_add_byte(out, '}');
  buffer_add_literal(out, ",\"codeActionProvider\":{\"codeActionKinds\":"
                          "[\"quickfix\",\"source.fixAll\",\"" ACTION_FIX_ALL_KIND "\"]}");
  if (can->applies_edits)
    buffer_add_literal(out, ",\"executeCommandProvider\":"
                            "{\"commands\":[\"" ACTION_FIX_ALL_COMMAND "\"]}");
  if (can->pulls)
    buffer_add_literal(out, ",\"diagnosticProvider\":{\"identifier\":\"cbundle\","
                            "\"interFileDependencies\":true,\"workspaceDiagnostics\":false}");
  buffer_add_literal(out, ",\"workspace\":{\"workspaceFolders\":"
                          "{\"supported\":true,\"changeNotifications\":true}}}");
  buffer_add_literal(out,
                     ",\"serverInfo\":{\"name\":\"cbundle\",\"version\":\"" CBUNDLE_VERSION "\"}}");
}

void handle_initialize(Server *server, Text id, const Json *params) {
  server->phase = PHASE_RUNNING;
  server->can = read_abilities(json_get(params, TEXT("capabilities")));
  const Json *parent = json_get(params, TEXT("processId"));
  if (json_is(parent, JSON_NUMBER)) {
    server->parent = params_number(parent);
    timer_start(server->parent_timer, PARENT_CHECK_MS, PARENT_CHECK_MS);
  }
  set_folders(server, params);
  server->fixes_on_save = params_flag(params, TEXT("initializationOptions"), TEXT("fixOnSave"));
  Arena arena = {0};
  Buffer result = {.arena = &arena};
  add_capabilities(&result, &server->can, server->fixes_on_save);
  say_result(&server->voice, id, buffer_text(&result));
  arena_release(&arena);
}

void handle_shutdown(Server *server, Text id, const Json *params) {
  (void)params;
  server->phase = PHASE_SHUT;
  server_close_all(server);
  say_result(&server->voice, id, TEXT("null"));
}

void handle_exit(Server *server, Text id, const Json *params) {
  (void)id, (void)params;
  server_end(server);
}

void handle_cancel(Server *server, Text id, const Json *params) {
  (void)id;
  const Json *given = json_get(params, TEXT("id"));
  Arena arena = {0};
  Buffer spelled = {.arena = &arena};
  if (json_is(given, JSON_NUMBER))
    buffer_add_text(&spelled, given->text);
  else if (json_is(given, JSON_STRING))
    buffer_add_json_string(&spelled, given->text);
  look_cancel(server, buffer_text(&spelled));
  arena_release(&arena);
}
