// A message is judged first: whether it is one, whether its time has come, whether it is known.
#include "lsp/methods.h"

typedef struct Method {
  Text name;
  MethodHandler *handle;
  bool is_request;
} Method;

static const Method methods[] = {
#define METHOD(method, handler, is_request) {TEXT(method), handle_##handler, is_request},
#include "lsp/methods.def"
};

static const Method *find(Text name) {
  for (size_t i = 0; i < sizeof methods / sizeof *methods; i++) {
    if (text_is(methods[i].name, name)) return &methods[i];
  }
  return NULL;
}

// An id as JSON; empty: it is a notification.
static Text spell_id(Arena *arena, const Json *message) {
  const Json *id = json_get(message, TEXT("id"));
  if (json_is(id, JSON_NUMBER)) return id->text;
  if (!json_is(id, JSON_STRING)) return id ? TEXT("null") : TEXT("");
  Buffer spelled = {.arena = arena};
  buffer_add_json_string(&spelled, id->text);
  return buffer_text(&spelled);
}

static void call_request(Server *server, Text name, Text id, const Json *params) {
  Voice *voice = &server->voice;
  const Method *method = find(name);
  bool begins = text_is(name, TEXT("initialize"));
  if (server->phase == PHASE_NEW && !begins)
    say_error(voice, id, ERROR_NOT_INITIALIZED, TEXT("The first request must be \"initialize\"."));
  else if (server->phase == PHASE_SHUT)
    say_error(voice, id, ERROR_INVALID_REQUEST, TEXT("The server has been shut down."));
  else if (server->phase == PHASE_RUNNING && begins)
    say_error(voice, id, ERROR_INVALID_REQUEST, TEXT("The server is initialized already."));
  else if (!method || !method->is_request)
    say_error(voice, id, ERROR_NO_METHOD, TEXT("There is no such request."));
  else
    method->handle(server, id, params);
}

static void call_notification(Server *server, Text name, const Json *params) {
  const Method *method = find(name);
  bool is_exit = text_is(name, TEXT("exit"));
  if (!method || method->is_request || (server->phase != PHASE_RUNNING && !is_exit)) return;
  method->handle(server, TEXT(""), params);
}

void method_call(Server *server, const Json *message) {
  Arena arena = {0};
  Text id = spell_id(&arena, message);
  const Json *name = json_get(message, TEXT("method"));
  bool is_answer =
      !name && id.size && (json_get(message, TEXT("result")) || json_get(message, TEXT("error")));
  if (json_is(name, JSON_STRING) && id.size)
    call_request(server, name->text, id, json_get(message, TEXT("params")));
  else if (json_is(name, JSON_STRING))
    call_notification(server, name->text, json_get(message, TEXT("params")));
  else if (!is_answer)
    say_error(&server->voice, id.size ? id : TEXT("null"), ERROR_INVALID_REQUEST,
              TEXT("This is no message of JSON-RPC 2.0."));
  arena_release(&arena);
}
