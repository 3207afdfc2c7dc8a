// Arenas of exchanges are used again: with the block that each keeps, a request costs no
// allocation. Fields are first stretches of one growing text, and become texts when it has stopped
// growing.
#include "http/inside.h"

enum {
  KEPT_BYTES = 16 << 10, // of a spare arena
  FIRST_FIELDS = 16,
  FIRST_HEAD_BYTES = 512,
};

Exchange *exchange_make(HttpConnection *connection) {
  HttpServer *server = connection->server;
  Arena arena = {0};
  if (server->spare_count) arena = server->spare[--server->spare_count];
  Exchange *exchange = arena_new(&arena, Exchange, 1);
  exchange->arena = arena;
  exchange->connection = connection;
  exchange->shown.arena = &exchange->arena;
  exchange->head.arena = exchange->held.arena = exchange->out.arena = &exchange->arena;
  buffer_reserve(&exchange->head, FIRST_HEAD_BYTES);
  array_reserve(&exchange->arena, &exchange->spans, FIRST_FIELDS);
  return exchange;
}

void exchange_release(Exchange *exchange) {
  HttpServer *server = exchange->connection->server;
  exchange->connection->exchange = NULL;
  Arena arena = exchange->arena;
  arena_reset(&arena, KEPT_BYTES);
  bool is_wanted = server->spare_count < SPARE_ARENAS && !server->is_released;
  if (arena.newest && is_wanted)
    server->spare[server->spare_count++] = arena;
  else
    arena_release(&arena);
}

static HttpHeaders show_fields(Exchange *exchange, uint32_t from) {
  uint32_t count = exchange->spans.count - from;
  HttpHeader *fields = arena_new(&exchange->arena, HttpHeader, count);
  Text head = buffer_text(&exchange->head);
  for (uint32_t i = 0; i < count; i++) {
    const FieldSpan *span = &exchange->spans.at[from + i];
    fields[i].name = text_slice(head, span->name, span->value);
    fields[i].value = http_trim(text_slice(head, span->value, span->end));
  }
  return (HttpHeaders){fields, count};
}

static HttpExpectation read_expectation(HttpHeaders headers) {
  Text expectation = http_find_header(headers, TEXT("expect"));
  if (!expectation.at) return HTTP_EXPECTS_NOTHING;
  bool is_continue = text_is_but_case(expectation, TEXT("100-continue"));
  return is_continue ? HTTP_EXPECTS_CONTINUE : HTTP_EXPECTS_OTHER;
}

void exchange_show_request(Exchange *exchange) {
  HttpExchange *shown = &exchange->shown;
  const llhttp_t *parser = &exchange->connection->parser;
  shown->method = text_of(llhttp_method_name(parser->method));
  shown->target = text_slice(buffer_text(&exchange->head), 0, exchange->target_size);
  shown->headers = show_fields(exchange, 0);
  shown->major = parser->http_major;
  shown->minor = parser->http_minor;
  shown->keeps_alive = llhttp_should_keep_alive(parser);
  shown->is_head = parser->method == HTTP_HEAD;
  shown->has_body = (parser->flags & F_CHUNKED) || parser->content_length > 0;
  shown->is_upgrade = parser->upgrade;
  bool is_recent = shown->major > 1 || (shown->major == 1 && shown->minor >= 1);
  if (is_recent) shown->expects = read_expectation(shown->headers);
  // What has been shown stays where it is: trailers get a text of their own.
  exchange->head = (Buffer){.arena = &exchange->arena};
  exchange->spans.count = 0;
}

void exchange_show_trailers(Exchange *exchange) {
  exchange->shown.trailers = show_fields(exchange, 0);
}
