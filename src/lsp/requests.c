// Requests about a document wait until its newest state has been linted. One about a document that
// is not open has an empty answer.
#include "lsp/actions.h"
#include "lsp/look.h"
#include "lsp/methods.h"
#include "lsp/params.h"
#include "lsp/publish.h"

static Json *copy(Arena *arena, const Json *json);

// The members of `params` that answers need, as messages don't live until then.
static Json *copy_members(Arena *arena, const Json *params) {
  static const Text names[] = {TEXT("range"), TEXT("context"), TEXT("previousResultId")};
  Json *object = arena_new(arena, Json, 1), **link = &object->first_child;
  object->kind = JSON_OBJECT;
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    const Json *member = json_get(params, names[i]);
    if (!member) continue;
    *link = copy(arena, member);
    link = &(*link)->next;
  }
  return object;
}

// A list of diagnostics, which may be long, is left out: we know them ourselves.
static bool is_needed(const Json *json) {
  return !text_is(json->key, TEXT("diagnostics"));
}

// Down to a depth that is enough for what is asked of it.
static Json *copy_to(Arena *arena, const Json *json, uint32_t depth) {
  Json *made = arena_new(arena, Json, 1), **link = &made->first_child;
  *made = (Json){.kind = json->kind, .number = json->number};
  made->key = text_copy(arena, json->key);
  made->text = text_copy(arena, json->text);
  for (const Json *child = json->first_child; child && depth; child = child->next) {
    if (!is_needed(child)) continue;
    *link = copy_to(arena, child, depth - 1);
    link = &(*link)->next;
  }
  return made;
}

static Json *copy(Arena *arena, const Json *json) {
  enum { DEPTH = 3 };
  return copy_to(arena, json, DEPTH);
}

static Waiting *make_waiting(Text id, const Json *params) {
  Arena arena = {0};
  Waiting *waiting = arena_new(&arena, Waiting, 1);
  *waiting = (Waiting){.arena = arena};
  waiting->id = text_copy(&waiting->arena, id);
  waiting->params = copy_members(&waiting->arena, params);
  return waiting;
}

// The document that a request is about. NULL: it is not open, and the request has been answered.
static Document *find_document(Server *server, Text id, const Json *params, Text empty) {
  Document *document = server_document(server, params_uri(params));
  if (!document) say_result(&server->voice, id, empty);
  return document;
}

void handle_diagnostic(Server *server, Text id, const Json *params) {
  Text empty = TEXT("{\"kind\":\"full\",\"items\":[]}");
  Document *document = find_document(server, id, params, empty);
  if (!document) return;
  Waiting *waiting = make_waiting(id, params);
  waiting->answer = publish_answer;
  waiting->outlives_edits = true;
  look_await(document, waiting);
}

void handle_code_action(Server *server, Text id, const Json *params) {
  Document *document = find_document(server, id, params, TEXT("[]"));
  if (!document) return;
  Waiting *waiting = make_waiting(id, params);
  waiting->answer = actions_answer;
  waiting->wants_fixed = actions_want_fixed(waiting->params);
  look_await(document, waiting);
}

// Who saves by and by while typing does not want the text to move.
void handle_will_save_wait_until(Server *server, Text id, const Json *params) {
  enum { AFTER_A_DELAY = 2 };
  Document *document = find_document(server, id, params, TEXT("[]"));
  if (!document) return;
  if (!server->fixes_on_save || params_number(json_get(params, TEXT("reason"))) == AFTER_A_DELAY) {
    say_result(&server->voice, id, TEXT("[]"));
    return;
  }
  Waiting *waiting = make_waiting(id, params);
  waiting->answer = actions_answer_saving;
  waiting->wants_fixed = true;
  look_await(document, waiting);
}

void handle_execute_command(Server *server, Text id, const Json *params) {
  bool is_known =
      text_is(json_text(json_get(params, TEXT("command"))), TEXT(ACTION_FIX_ALL_COMMAND));
  const Json *given = params_items(json_get(params, TEXT("arguments")));
  Document *document = server_document(server, json_text(json_get(given, TEXT("uri"))));
  if (!is_known || !document) {
    say_error(&server->voice, id, ERROR_INVALID_PARAMS,
              is_known ? TEXT("There is no open document of this URI.")
                       : TEXT("There is no such command."));
    return;
  }
  Waiting *waiting = make_waiting(id, NULL);
  waiting->answer = actions_apply_fixes;
  waiting->wants_fixed = true;
  look_await(document, waiting);
}
