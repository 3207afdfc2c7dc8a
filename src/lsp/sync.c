// Documents are opened, changed and closed; what is wrong with a message of that kind nobody can be
// told, as notifications have no answers: it is passed over.
#include "lsp/look.h"
#include "lsp/methods.h"
#include "lsp/params.h"
#include "lsp/publish.h"

static void set_version(Document *document, const Json *version) {
  arena_reset(&document->version_arena, 4096);
  bool is_number = json_is(version, JSON_NUMBER);
  document->version = is_number ? text_copy(&document->version_arena, version->text) : TEXT("");
}

// A client that goes itself is not told that there are no problems any more.
static void forget(Document *document) {
  const Server *server = document->server;
  look_refuse(document);
  document->is_closed = true;
  if (server->phase == PHASE_RUNNING && !server->can.pulls && document->is_ours)
    publish_problems(document);
  timer_stop(document->timer);
  if (!document->is_looked_at) document_release(document);
}

static void close(Server *server, Text uri) {
  for (uint32_t i = 0; i < server->documents.count; i++) {
    Document *document = server->documents.at[i];
    if (!text_is(document->uri, uri)) continue;
    server->documents.at[i] = array_last(&server->documents);
    server->documents.count--;
    forget(document);
    return;
  }
}

void server_close_all(Server *server) {
  while (server->documents.count) forget(array_pop(&server->documents));
}

void handle_did_open(Server *server, Text id, const Json *params) {
  (void)id;
  const Json *item = json_get(params, TEXT("textDocument"));
  Text uri = json_text(json_get(item, TEXT("uri"))), text = json_text(json_get(item, TEXT("text")));
  if (!uri.size) return;
  close(server, uri); // a client that opens it twice means the second
  Document *document = document_make(server, uri, json_text(json_get(item, TEXT("languageId"))));
  set_version(document, json_get(item, TEXT("version")));
  document_edit(document, 0, 0, text);
  array_push(&server->arena, &server->documents, document);
  look_soon(document);
}

static void change(Document *document, const Json *item) {
  const Json *range = json_get(item, TEXT("range")), *given = json_get(item, TEXT("text"));
  Text text = document_text(document);
  PositionEncoding encoding = document->server->can.encoding;
  if (!json_is(given, JSON_STRING) || given->text.size > UINT32_MAX / 2 - text.size) return;
  uint32_t start = 0, end = text.size;
  if (json_is(range, JSON_OBJECT)) {
    Range places = params_range(range);
    start = position_offset(text, places.start, encoding);
    end = position_offset(text, places.end, encoding);
  }
  if (end < start) end = start;
  document_edit(document, start, end, given->text);
}

void handle_did_change(Server *server, Text id, const Json *params) {
  (void)id;
  Document *document = server_document(server, params_uri(params));
  const Json *changes = json_get(params, TEXT("contentChanges"));
  if (!document || !json_is(changes, JSON_ARRAY)) return;
  for (const Json *item = changes->first_child; item; item = item->next) change(document, item);
  set_version(document, params_get(params, TEXT("textDocument"), TEXT("version")));
  look_soon(document);
}

// What other documents import may be what has been saved.
void handle_did_save(Server *server, Text id, const Json *params) {
  (void)id;
  server_look_around(server, server_document(server, params_uri(params)));
}

void handle_did_close(Server *server, Text id, const Json *params) {
  (void)id;
  close(server, params_uri(params));
}
