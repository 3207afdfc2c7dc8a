// The length of a message stands before it, so that it is put together first.
#include "lsp/voice.h"

#define BEGINNING "{\"jsonrpc\":\"2.0\""

static void say(Voice *voice, Buffer *body) {
  buffer_add_byte(body, '}');
  Text head = text_format(body->arena, "Content-Length: %zu\r\n\r\n", body->size);
  standard_io_write(voice->io, head);
  standard_io_write(voice->io, buffer_text(body));
  arena_release(body->arena);
}

void say_result(Voice *voice, Text id, Text result) {
  Arena arena = {0};
  Buffer body = {.arena = &arena};
  buffer_add_literal(&body, BEGINNING ",\"id\":");
  buffer_add_text(&body, id);
  buffer_add_literal(&body, ",\"result\":");
  buffer_add_text(&body, result);
  say(voice, &body);
}

void say_error(Voice *voice, Text id, ErrorCode code, Text text) {
  Arena arena = {0};
  Buffer body = {.arena = &arena};
  buffer_add_literal(&body, BEGINNING ",\"id\":");
  buffer_add_text(&body, id);
  buffer_add_format(&body, ",\"error\":{\"code\":%d,\"message\":", (int)code);
  buffer_add_json_string(&body, text);
  buffer_add_byte(&body, '}');
  say(voice, &body);
}

static void say_method(Voice *voice, Buffer *body, Text method, Text params) {
  buffer_add_literal(body, ",\"method\":");
  buffer_add_json_string(body, method);
  if (params.size) buffer_add_literal(body, ",\"params\":");
  buffer_add_text(body, params);
  say(voice, body);
}

void say_notification(Voice *voice, Text method, Text params) {
  Arena arena = {0};
  Buffer body = {.arena = &arena};
  buffer_add_literal(&body, BEGINNING);
  say_method(voice, &body, method, params);
}

void say_request(Voice *voice, Text method, Text params) {
  Arena arena = {0};
  Buffer body = {.arena = &arena};
  buffer_add_format(&body, BEGINNING ",\"id\":\"cbundle-%u\"", ++voice->request_count);
  say_method(voice, &body, method, params);
}

void say_message(Voice *voice, MessageType type, Text text) {
  Arena arena = {0};
  Buffer params = {.arena = &arena};
  buffer_add_format(&params, "{\"type\":%d,\"message\":", (int)type);
  buffer_add_json_string(&params, text);
  buffer_add_byte(&params, '}');
  say_notification(voice, TEXT("window/showMessage"), buffer_text(&params));
  arena_release(&arena);
}

void say_diagnostics(Voice *voice, Text uri, Text version, Text items) {
  Arena arena = {0};
  Buffer params = {.arena = &arena};
  buffer_add_literal(&params, "{\"uri\":");
  buffer_add_json_string(&params, uri);
  if (version.size) buffer_add_literal(&params, ",\"version\":");
  buffer_add_text(&params, version);
  buffer_add_literal(&params, ",\"diagnostics\":[");
  buffer_add_text(&params, items);
  buffer_add_literal(&params, "]}");
  say_notification(voice, TEXT("textDocument/publishDiagnostics"), buffer_text(&params));
  arena_release(&arena);
}

void say_range(Buffer *out, const Range *range) {
  buffer_add_format(out, "{\"start\":{\"line\":%u,\"character\":%u},\"end\":{\"line\":%u,",
                    range->start.line, range->start.character, range->end.line);
  buffer_add_format(out, "\"character\":%u}}", range->end.character);
}
