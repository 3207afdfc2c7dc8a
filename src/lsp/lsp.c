// One thread speaks with the client and owns all documents; others lint them (look.c).
#include "lsp/lsp.h"

#include "base/json_tree.h"
#include "lsp/frames.h"
#include "lsp/methods.h"

typedef struct Connection {
  Server server;
  Frames frames;
} Connection;

static void on_message(void *context, FrameKind kind, Text body) {
  Server *server = context;
  if (server->phase == PHASE_ENDED) return;
  Arena arena = {0};
  const Json *message = kind == FRAME_MESSAGE ? json_tree_read(&arena, body) : NULL;
  if (message)
    method_call(server, message);
  else if (kind == FRAME_TOO_LARGE)
    say_error(&server->voice, TEXT("null"), ERROR_INVALID_REQUEST,
              TEXT("The message is too large."));
  else
    say_error(&server->voice, TEXT("null"), ERROR_PARSE,
              kind == FRAME_MESSAGE ? TEXT("The message is no JSON.")
                                    : TEXT("There is no valid Content-Length before the message."));
  arena_release(&arena);
}

static void on_bytes(void *context, Text bytes) {
  Connection *connection = context;
  frames_feed(&connection->frames, bytes, on_message, &connection->server);
}

static void on_end(void *context) {
  server_end(&((Connection *)context)->server);
}

void server_end(Server *server) {
  if (server->phase == PHASE_ENDED) return;
  server->is_good_end = server->phase == PHASE_SHUT;
  server->phase = PHASE_ENDED;
  standard_io_stop(server->voice.io);
  server_close_all(server);
  timer_stop(server->parent_timer);
  timer_stop(server->reload_timer);
}

Text server_first_folder(const Server *server) {
  return server->books.folders.at[0];
}

Document *server_document(const Server *server, Text uri) {
  for (uint32_t i = 0; i < server->documents.count; i++) {
    if (text_is(server->documents.at[i]->uri, uri)) return server->documents.at[i];
  }
  return NULL;
}

static void on_reload_time(void *context) {
  server_reload(context);
}

static void on_parent_time(void *context) {
  Server *server = context;
  if (!process_is_alive(server->parent)) server_end(server);
}

bool lsp_run(const LintOptions *options) {
  static const StandardIoEvents events = {on_bytes, on_end};
  Arena arena = {0};
  Connection *connection = arena_new(&arena, Connection, 1);
  Server *server = &connection->server;
  Text folder = file_working_folder(&arena);
  server->options = options;
  server->loop = loop_make();
  server->parent_timer = timer_make(server->loop, on_parent_time, server);
  server->reload_timer = timer_make(server->loop, on_reload_time, server);
  timer_keeps_loop(server->parent_timer, false);
  server->voice.io = standard_io_make(server->loop, &events, connection);
  rulebooks_set(&server->books, &folder, 1);
  loop_run(server->loop);
  bool is_good_end = server->is_good_end;
  if (server->changes) changes_release(server->changes);
  timer_release(server->parent_timer);
  timer_release(server->reload_timer);
  standard_io_release(server->voice.io);
  loop_release(server->loop);
  rulebooks_release(&server->books);
  frames_release(&connection->frames);
  arena_release(&server->arena);
  arena_release(&arena);
  return is_good_end;
}
