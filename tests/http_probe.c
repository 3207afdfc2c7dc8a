// The server of HTTP without anything on top of it, for tests/serve/: what is asked for is what a
// target says. It prints its port, and ends when standard input does.
#include "http/http_server.h"

#include "host/job.h"
#include "host/timer.h"
#include "host/tls_certificate.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

typedef struct Probe {
  Loop *loop;
  HttpServer *server;
  TcpListener *listener;
  uint32_t done, aborted;
} Probe;

// What an answer in pieces still has to do.
typedef struct Stream {
  HttpExchange *exchange;
  Timer *timer;
  uint64_t left;
  bool echoes;
} Stream;

static const HttpHeader plain[] = {{TEXT("Content-Type"), TEXT("text/plain")}};
static const HttpAnswer ok = {.status = 200, .headers = {plain, 1}};

static void respond(HttpExchange *exchange, const HttpAnswer *answer, const char *body) {
  http_respond(exchange, answer, body, strlen(body));
}

static bool has_path(const HttpExchange *exchange, const char *path) {
  return text_is(text_until(exchange->target, '?'), text_of(path));
}

static uint64_t number_of(const HttpExchange *exchange) {
  uint32_t at = text_find_byte(exchange->target, '?', 0);
  return at == TEXT_NOT_FOUND ? 0 : strtoull(exchange->target.at + at + 1, NULL, 10);
}

static void pour(Stream *stream) {
  static char bytes[16 << 10];
  memset(bytes, 'x', sizeof bytes);
  while (stream->left && http_pending(stream->exchange) < 64 << 10) {
    size_t part = stream->left < sizeof bytes ? (size_t)stream->left : sizeof bytes;
    http_write(stream->exchange, bytes, part);
    stream->left -= part;
  }
  if (stream->left == 0) http_end(stream->exchange, (HttpHeaders){0});
}

static void on_late(void *context) {
  Stream *stream = context;
  timer_release(stream->timer);
  stream->timer = NULL;
  if (stream->echoes)
    http_resume(stream->exchange);
  else
    respond(stream->exchange, &ok, "late");
}

static Stream *begin_stream(Probe *probe, HttpExchange *exchange) {
  Stream *stream = arena_new(exchange->arena, Stream, 1);
  exchange->context = stream;
  stream->exchange = exchange;
  (void)probe;
  return stream;
}

static void set_timer(Probe *probe, Stream *stream, uint64_t ms) {
  stream->timer = timer_make(probe->loop, on_late, stream);
  timer_start(stream->timer, ms, 0);
}

static void tell_headers(HttpExchange *exchange) {
  char text[4096];
  size_t size = 0;
  for (uint32_t i = 0; i < exchange->headers.count; i++) {
    const HttpHeader *header = &exchange->headers.at[i];
    size += (size_t)snprintf(text + size, sizeof text - size, "[%.*s|%.*s]",
                             TEXT_ARGS(header->name), TEXT_ARGS(header->value));
    if (size >= sizeof text) size = sizeof text - 1;
  }
  http_respond(exchange, &ok, text, size);
}

static void on_request(void *context, HttpExchange *exchange) {
  Probe *probe = context;
  Stream *stream = begin_stream(probe, exchange);
  if (exchange->expects == HTTP_EXPECTS_CONTINUE && !has_path(exchange, "/refuse"))
    http_continue(exchange);
  if (has_path(exchange, "/echo") || has_path(exchange, "/slow-echo")) {
    stream->echoes = true;
    http_begin(exchange, &ok);
    if (!has_path(exchange, "/slow-echo")) return;
    http_pause(exchange);
    set_timer(probe, stream, 50);
  } else if (has_path(exchange, "/late")) {
    set_timer(probe, stream, number_of(exchange));
  } else if (has_path(exchange, "/big")) {
    stream->left = number_of(exchange);
    http_begin(exchange, &ok);
    pour(stream);
  } else if (has_path(exchange, "/empty")) {
    respond(exchange, &(HttpAnswer){.status = 204}, "never");
  } else if (has_path(exchange, "/chunked")) {
    respond(exchange, &(HttpAnswer){.status = 200, .framing = HTTP_FRAMING_CHUNKED}, "Hello");
  } else if (has_path(exchange, "/trailers")) {
    http_begin(exchange, &ok);
    http_write(exchange, "body", 4);
    http_end(exchange, (HttpHeaders){plain, 1});
  } else if (has_path(exchange, "/hints")) {
    http_inform(exchange, 103, (HttpHeaders){plain, 1});
    respond(exchange, &ok, "after hints");
  } else if (has_path(exchange, "/headers")) {
    tell_headers(exchange);
  } else if (has_path(exchange, "/last")) {
    respond(exchange, &(HttpAnswer){.status = 200, .is_last = true}, "last");
  } else if (has_path(exchange, "/break")) {
    http_abort(exchange);
  } else if (has_path(exchange, "/counts")) {
    char text[64];
    snprintf(text, sizeof text, "%u %u", probe->done, probe->aborted);
    respond(exchange, &ok, text);
  } else {
    respond(exchange, &ok, "Hello");
  }
}

static void on_body(void *context, HttpExchange *exchange, const char *bytes, size_t size) {
  (void)context;
  Stream *stream = exchange->context;
  if (stream->echoes) http_write(exchange, bytes, size);
}

static void on_body_end(void *context, HttpExchange *exchange) {
  (void)context;
  Stream *stream = exchange->context;
  if (stream->echoes) http_end(exchange, exchange->trailers);
}

static void on_drain(void *context, HttpExchange *exchange) {
  (void)context;
  Stream *stream = exchange->context;
  if (stream && stream->left) pour(stream);
}

static void on_done(void *context, HttpExchange *exchange) {
  (void)exchange;
  ((Probe *)context)->done++;
}

static void on_abort(void *context, HttpExchange *exchange, int code) {
  (void)code;
  Stream *stream = exchange->context;
  if (stream && stream->timer) timer_release(stream->timer);
  ((Probe *)context)->aborted++;
}

// ---- Another protocol: every byte comes back.

static void on_raw(void *context, const char *bytes, size_t size) {
  TcpConnection **connection = context;
  tcp_write_bytes(*connection, bytes, size);
}

static void on_raw_end(void *context) {
  tcp_close(*(TcpConnection **)context);
}

static void on_raw_drain(void *context) {
  (void)context;
}

static void on_raw_close(void *context, int code) {
  (void)context, (void)code;
}

static const TcpEvents raw_events = {
    .on_read = on_raw, .on_end = on_raw_end, .on_drain = on_raw_drain, .on_close = on_raw_close};

static bool takes_upgrade(void *context, HttpExchange *exchange) {
  (void)context;
  return text_is(http_find_header(exchange->headers, TEXT("upgrade")), TEXT("raw"));
}

static void on_upgrade(void *context, HttpExchange *exchange, Text rest) {
  (void)context;
  static const char head[] = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: raw\r\n\r\n";
  static TcpConnection *connections[64];
  static uint32_t count;
  TcpConnection **slot = &connections[count++ % 64];
  *slot = http_detach(exchange);
  tcp_write_bytes(*slot, head, sizeof head - 1);
  tcp_start(*slot, &raw_events, slot);
  tcp_write_bytes(*slot, rest.at, rest.size);
}

static const HttpEvents events = {.on_request = on_request,
                                  .on_body = on_body,
                                  .on_body_end = on_body_end,
                                  .on_drain = on_drain,
                                  .on_done = on_done,
                                  .on_abort = on_abort,
                                  .takes_upgrade = takes_upgrade,
                                  .on_upgrade = on_upgrade};

// ---- The end of standard input, waited for on another thread

static void wait_for_end(void *context) {
  (void)context;
  char bytes[64];
  while (read(STDIN_FILENO, bytes, sizeof bytes) > 0) continue;
}

static void stop(void *context) {
  Probe *probe = context;
  tcp_listener_close(probe->listener);
  http_server_release(probe->server);
}

static uint32_t option(int argc, char **argv, int index, uint32_t otherwise) {
  return argc > index ? (uint32_t)atoi(argv[index]) : otherwise;
}

// A certificate made on the spot, which nobody has to trust.
static TlsContext *make_tls(void) {
  static const Text name = TEXT("localhost");
  Arena arena = {0};
  TlsCertificate own = {0};
  TlsProblem problem;
  bool is_made = tls_certificate_make(&arena, (TlsNames){&name, 1}, 1, &own);
  TlsSettings settings = {.certificate = own.certificate,
                          .key = own.key,
                          .protocols = TEXT("\x08http/1.1"),
                          .is_server = true};
  TlsContext *context = is_made ? tls_context_make(&settings, &problem) : NULL;
  arena_release(&arena);
  return context;
}

// Arguments: milliseconds for a head, a request, between requests; connections; half-open; TLS.
int main(int argc, char **argv) {
  Probe probe = {.loop = loop_make()};
  HttpServerOptions options = http_server_defaults();
  options.events = &events;
  options.context = &probe;
  options.head_ms = option(argc, argv, 1, options.head_ms);
  options.request_ms = option(argc, argv, 2, options.request_ms);
  options.keep_alive_ms = option(argc, argv, 3, options.keep_alive_ms);
  options.connections = option(argc, argv, 4, 0);
  options.allows_half_open = option(argc, argv, 5, 0);
  options.needs_host = true;
  if (option(argc, argv, 6, 0)) {
    options.tls = make_tls();
    options.plain_answer = TEXT("plain");
    if (!options.tls) return 1;
  }
  probe.server = http_server_make(probe.loop, &options);
  TcpListenOptions at = {.address = "127.0.0.1"};
  int code = tcp_listen(probe.loop, &at, http_server_accept, probe.server, &probe.listener);
  if (code < 0) return 1;
  printf("%d\n", tcp_listener_address(probe.listener).port);
  fflush(stdout);
  job_start(probe.loop, &(Job){wait_for_end, stop, &probe});
  loop_run(probe.loop);
  loop_release(probe.loop);
  if (options.tls) tls_context_release(options.tls);
  return 0;
}
