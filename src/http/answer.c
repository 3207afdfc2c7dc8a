// What goes out: which headers are added, and in which order, follows Node's _storeHeader, so that
// a server script's answers are the same to the byte.
#include "http/inside.h"
#include "http/status.h"

#include <assert.h>
#include <stdio.h>
#include <unistd.h>

enum {
  ADDED_BYTES = 256, // of a head: the first line and what we add
  CHUNK_LINE = 24,   // "ffffffffffffffff\r\n"
};

// Which headers are there already, and what they say.
typedef struct Given {
  bool date, connection, keep_alive, length, encoding, trailer;
  bool closes, is_chunked;
} Given;

static void note_header(Given *given, const HttpHeader *header) {
  Text name = header->name, value = header->value;
  switch (name.size) {
  case 4: given->date |= text_is_but_case(name, TEXT("date")); break;
  case 7: given->trailer |= text_is_but_case(name, TEXT("trailer")); break;
  case 10:
    given->keep_alive |= text_is_but_case(name, TEXT("keep-alive"));
    if (!text_is_but_case(name, TEXT("connection"))) break;
    given->connection = true;
    given->closes |= http_has_item(value, TEXT("close"));
    break;
  case 14: given->length |= text_is_but_case(name, TEXT("content-length")); break;
  case 17:
    if (!text_is_but_case(name, TEXT("transfer-encoding"))) break;
    given->encoding = true;
    given->is_chunked |= http_has_item(value, TEXT("chunked"));
    break;
  default: break;
  }
}

static void add_fields(Buffer *out, HttpHeaders headers) {
  for (uint32_t i = 0; i < headers.count; i++) {
    const HttpHeader *header = &headers.at[i];
    char *to = buffer_reserve(out, (size_t)header->name.size + header->value.size + 4);
    memcpy(to, header->name.at, header->name.size);
    to += header->name.size;
    *to++ = ':', *to++ = ' ';
    if (header->value.size) memcpy(to, header->value.at, header->value.size);
    to += header->value.size;
    *to++ = '\r', *to++ = '\n';
    out->size = (size_t)(to - out->at);
  }
}

static void add_number(Buffer *out, uint64_t number) {
  char digits[20], *at = digits + sizeof digits;
  do *--at = (char)('0' + number % 10);
  while (number /= 10);
  buffer_add(out, at, (size_t)(digits + sizeof digits - at));
}

static void add_first_line(Buffer *out, int status, Text reason) {
  buffer_add_literal(out, "HTTP/1.1 ");
  add_number(out, (uint64_t)status);
  buffer_add_byte(out, ' ');
  buffer_add_text(out, reason.at ? reason : http_status_name(status));
  buffer_add_literal(out, "\r\n");
}

static bool has_chunks(const HttpExchange *shown) {
  bool is_recent = shown->major > 1 || (shown->major == 1 && shown->minor >= 1);
  return is_recent || http_has_item(http_find_header(shown->headers, TEXT("te")), TEXT("chunked"));
}

// Behind the last request that a connection may have, the client is told; it is up to the client to
// end it, as further requests are answered, too, if only to refuse them.
static void add_keep_alive(Buffer *out, const HttpConnection *connection, bool is_given) {
  const HttpServerOptions *options = &connection->server->options;
  if (options->requests && connection->requests >= options->requests) {
    buffer_add_literal(out, "Connection: close\r\n");
    return;
  }
  buffer_add_literal(out, "Connection: keep-alive\r\n");
  if (!options->keep_alive_ms || is_given) return;
  buffer_add_literal(out, "Keep-Alive: timeout=");
  add_number(out, options->keep_alive_ms / 1000);
  if (options->requests) {
    buffer_add_literal(out, ", max=");
    add_number(out, options->requests);
  }
  buffer_add_literal(out, "\r\n");
}

static void add_connection(Exchange *exchange, const HttpAnswer *answer, const Given *given,
                           bool keeps) {
  Buffer *out = &exchange->out;
  if (answer->has_no_connection) {
    exchange->is_last |= !keeps;
  } else if (given->connection) {
    exchange->is_last |= given->closes;
  } else if (keeps && (given->length || has_chunks(&exchange->shown))) {
    add_keep_alive(out, exchange->connection, given->keep_alive);
  } else {
    exchange->is_last = true;
    buffer_add_literal(out, "Connection: close\r\n");
  }
}

static void add_framing(Exchange *exchange, const HttpAnswer *answer, const Given *given,
                        int64_t size) {
  Buffer *out = &exchange->out;
  if (given->length || given->encoding) return;
  if (exchange->has_no_body) {
    exchange->is_chunked = false;
  } else if (answer->framing == HTTP_FRAMING_CLOSE || !has_chunks(&exchange->shown)) {
    exchange->is_last = true;
  } else if (answer->framing == HTTP_FRAMING_FITTING && size >= 0 && !given->trailer) {
    buffer_add_literal(out, "Content-Length: ");
    add_number(out, (uint64_t)size);
    buffer_add_literal(out, "\r\n");
  } else {
    buffer_add_literal(out, "Transfer-Encoding: chunked\r\n");
    exchange->is_chunked = true;
  }
}

// A client that waits for "100 Continue" and gets an answer may send the body or not: nobody knows
// what comes next on this connection.
static bool is_body_uncertain(const Exchange *exchange) {
  return exchange->shown.expects == HTTP_EXPECTS_CONTINUE && !exchange->has_continued &&
         !exchange->has_ended;
}

// Writes the head into `out`; `size` is that of the body, or -1 where it is not known.
static void compose(Exchange *exchange, const HttpAnswer *answer, int64_t size) {
  HttpServer *server = exchange->connection->server;
  Buffer *out = &exchange->out;
  assert(!exchange->has_begun);
  exchange->has_begun = true;
  int status = answer->status;
  bool is_bare = status == 204 || status == 304 || status < 200;
  exchange->has_no_body = exchange->shown.is_head || is_bare;
  Given given = {0};
  for (uint32_t i = 0; i < answer->headers.count; i++) note_header(&given, &answer->headers.at[i]);
  exchange->is_last |= answer->is_last || server->is_stopping || is_body_uncertain(exchange);
  bool must_close = exchange->is_last, keeps = exchange->shown.keeps_alive && !must_close;
  exchange->is_chunked = given.is_chunked && !exchange->has_no_body;
  if (given.is_chunked && is_bare) keeps = false;
  buffer_reserve(out, ADDED_BYTES);
  add_first_line(out, status, answer->reason);
  add_fields(out, answer->headers);
  if (!given.date && !answer->has_no_date) {
    buffer_add_literal(out, "Date: ");
    buffer_add(out, server_date(server), HTTP_DATE_SIZE);
    buffer_add_literal(out, "\r\n");
  }
  add_connection(exchange, answer, &given, keeps);
  if (given.connection && !given.closes) exchange->is_last = must_close;
  add_framing(exchange, answer, &given, size);
  buffer_add_literal(out, "\r\n");
}

static void mark_answered(Exchange *exchange) {
  exchange->is_answered = true;
  connection_advance_soon(exchange->connection);
}

static uint32_t write_hex(uint64_t number, char *to) {
  int size = snprintf(to, CHUNK_LINE, "%llx\r\n", (unsigned long long)number);
  return (uint32_t)size;
}

// Sends the head, if it still waits, with these bytes of the body behind it.
static void send_part(Exchange *exchange, const void *bytes, size_t size, bool ends) {
  TcpSpan spans[4];
  uint32_t count = 0;
  char line[CHUNK_LINE];
  bool is_chunked = exchange->is_chunked;
  if (exchange->has_no_body) size = 0;
  if (exchange->out.size) spans[count++] = (TcpSpan){exchange->out.at, exchange->out.size};
  if (size && is_chunked) spans[count++] = (TcpSpan){line, write_hex(size, line)};
  if (size) spans[count++] = (TcpSpan){bytes, size};
  Text tail = !is_chunked    ? (Text){0}
              : ends && size ? TEXT("\r\n0\r\n\r\n")
              : ends         ? TEXT("0\r\n\r\n")
              : size         ? TEXT("\r\n")
                             : (Text){0};
  if (tail.size) spans[count++] = (TcpSpan){tail.at, tail.size};
  if (count) tcp_write(exchange->connection->tcp, spans, count);
  exchange->has_sent |= count > 0;
  exchange->out.size = 0;
}

void http_respond(HttpExchange *shown, const HttpAnswer *answer, const void *body, size_t size) {
  Exchange *exchange = (Exchange *)shown;
  compose(exchange, answer, (int64_t)size);
  send_part(exchange, body, size, true);
  mark_answered(exchange);
}

void http_begin(HttpExchange *shown, const HttpAnswer *answer) {
  compose((Exchange *)shown, answer, -1);
}

void http_flush(HttpExchange *shown) {
  send_part((Exchange *)shown, NULL, 0, false);
}

void http_write(HttpExchange *shown, const void *bytes, size_t size) {
  send_part((Exchange *)shown, bytes, size, false);
}

void http_write_file(HttpExchange *shown, int descriptor, int64_t offset, uint64_t size) {
  Exchange *exchange = (Exchange *)shown;
  TcpConnection *tcp = exchange->connection->tcp;
  send_part(exchange, NULL, 0, false);
  if (exchange->has_no_body) {
    close(descriptor);
    return;
  }
  char line[CHUNK_LINE];
  bool is_chunked = exchange->is_chunked && size;
  if (is_chunked) tcp_write_bytes(tcp, line, write_hex(size, line));
  tcp_write_file(tcp, descriptor, offset, size);
  if (is_chunked) tcp_write_bytes(tcp, "\r\n", 2);
}

void http_end(HttpExchange *shown, HttpHeaders trailers) {
  Exchange *exchange = (Exchange *)shown;
  if (exchange->is_answered) return;
  if (exchange->is_chunked && trailers.count) {
    buffer_add_literal(&exchange->out, "0\r\n");
    add_fields(&exchange->out, trailers);
    buffer_add_literal(&exchange->out, "\r\n");
    exchange->is_chunked = false;
  }
  send_part(exchange, NULL, 0, true);
  mark_answered(exchange);
}

void http_inform(HttpExchange *shown, int status, HttpHeaders headers) {
  Exchange *exchange = (Exchange *)shown;
  Buffer out = {.arena = &exchange->arena};
  add_first_line(&out, status, (Text){0});
  add_fields(&out, headers);
  buffer_add_literal(&out, "\r\n");
  tcp_write_bytes(exchange->connection->tcp, out.at, out.size);
}

void http_continue(HttpExchange *shown) {
  ((Exchange *)shown)->has_continued = true;
  http_inform(shown, 100, (HttpHeaders){0});
}

uint64_t http_pending(const HttpExchange *shown) {
  return tcp_pending(((const Exchange *)shown)->connection->tcp);
}
