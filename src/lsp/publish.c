// Pushed or pulled, the list is the same.
#include "lsp/publish.h"

void publish_add_problem(Buffer *out, const Problem *problem, const Abilities *can) {
  static const char *const tags[] = {[PROBLEM_UNNECESSARY] = "1", [PROBLEM_DEPRECATED] = "2"};
  buffer_add_literal(out, "{\"range\":");
  say_range(out, &problem->range);
  buffer_add_format(out, ",\"severity\":%u,\"source\":\"cbundle\"", problem->severity);
  if (problem->rule.size) {
    buffer_add_literal(out, ",\"code\":");
    buffer_add_json_string(out, problem->rule);
  }
  if (problem->tag && can->has_tags) buffer_add_format(out, ",\"tags\":[%s]", tags[problem->tag]);
  if (can->has_data)
    buffer_add_format(out, ",\"data\":{\"isFixable\":%s,\"suggestions\":%u}",
                      problem->fix ? "true" : "false", problem->suggestions.count);
  buffer_add_literal(out, ",\"message\":");
  buffer_add_json_string(out, problem->message);
  buffer_add_byte(out, '}');
}

static void add_problems(Buffer *out, const Document *document) {
  const Problems *problems = document->problems;
  for (uint32_t i = 0; i < problems->items.count; i++) {
    if (i) buffer_add_byte(out, ',');
    publish_add_problem(out, &problems->items.at[i], &document->server->can);
  }
}

void publish_problems(const Document *document) {
  bool is_open = !document->is_closed;
  Arena arena = {0};
  Buffer items = {.arena = &arena};
  if (is_open) add_problems(&items, document);
  say_diagnostics(&document->server->voice, document->uri, is_open ? document->version : TEXT(""),
                  buffer_text(&items));
  arena_release(&arena);
}

void publish_answer(Document *document, const Waiting *waiting, const Text *fixed) {
  (void)fixed;
  Arena arena = {0};
  Buffer result = {.arena = &arena};
  Text state = text_format(&arena, "%u", document->state);
  bool is_known = text_is(json_text(json_get(waiting->params, TEXT("previousResultId"))), state);
  buffer_add_format(&result, "{\"kind\":\"%s\",\"resultId\":\"%s\"",
                    is_known ? "unchanged" : "full", state.at);
  if (!is_known) {
    buffer_add_literal(&result, ",\"items\":[");
    add_problems(&result, document);
    buffer_add_byte(&result, ']');
  }
  buffer_add_byte(&result, '}');
  say_result(&document->server->voice, waiting->id, buffer_text(&result));
  arena_release(&arena);
}
