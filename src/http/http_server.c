// One timer looks at all connections now and then; deadlines are a matter of seconds, so that no
// request has to set a timer of its own.
#include "http/http_server.h"

#include "http/inside.h"

#include <assert.h>
#include <time.h>

enum {
  LOOK_MS = 1000,     // how often deadlines are looked at, at least
  LOOK_LEAST_MS = 20, // and at most
  LINGER_MS = 2000,   // for a client to end a connection that we have ended
};

HttpServerOptions http_server_defaults(void) {
  return (HttpServerOptions){.head_ms = 60000,
                             .request_ms = 300000,
                             .keep_alive_ms = 5000,
                             .head_bytes = 16 << 10,
                             .header_count = 2000};
}

// ---- Deadlines

static bool is_stalled(HttpConnection *connection, uint64_t now) {
  uint32_t limit = connection->server->options.stall_ms;
  uint64_t sent = tcp_sent(connection->tcp);
  if (tcp_pending(connection->tcp) == 0 || sent != connection->sent) {
    connection->sent = sent;
    connection->stalled_ms = now;
  }
  return limit && now - connection->stalled_ms >= limit;
}

static void refuse_slow(HttpConnection *connection) {
  static const HttpClientError error = {408, "ERR_HTTP_REQUEST_TIMEOUT", "Request timeout", {0}, 0};
  connection_refuse(connection, &error);
}

static bool is_past(uint64_t spent, uint32_t limit) {
  return limit && spent >= limit;
}

static void end_idle(HttpConnection *connection) {
  const HttpServerOptions *options = &connection->server->options;
  if (connection->is_told_idle) return;
  connection->is_told_idle =
      options->events->on_idle && options->events->on_idle(options->context, connection);
  if (!connection->is_told_idle) http_close(connection);
}

static void look_at(HttpConnection *connection, uint64_t now) {
  const HttpServerOptions *options = &connection->server->options;
  uint64_t spent = now - connection->since_ms;
  if (connection->state == CONNECTION_GONE) return;
  if (is_stalled(connection, now)) {
    tcp_reset(connection->tcp);
    return;
  }
  switch (connection->state) {
  case CONNECTION_IDLE:
    if (connection->is_new && is_past(spent, options->head_ms)) refuse_slow(connection);
    if (!connection->is_new && is_past(spent, options->keep_alive_ms)) end_idle(connection);
    break;
  case CONNECTION_HEAD:
    if (is_past(spent, options->head_ms) || is_past(spent, options->request_ms))
      refuse_slow(connection);
    break;
  case CONNECTION_BODY:
    if (is_past(spent, options->request_ms)) refuse_slow(connection);
    break;
  case CONNECTION_LINGER:
    if (tcp_pending(connection->tcp) == 0 && spent >= LINGER_MS) tcp_close(connection->tcp);
    break;
  case CONNECTION_ANSWER:
  case CONNECTION_GONE: break;
  }
}

static void look_at_all(void *context) {
  HttpServer *server = context;
  uint64_t now = loop_now_ms(server->loop);
  for (HttpConnection *connection = server->first, *next; connection; connection = next) {
    next = connection->next; // none of this ends another connection's memory
    look_at(connection, now);
  }
}

static uint32_t least_limit(const HttpServerOptions *options) {
  const uint32_t limits[] = {options->head_ms, options->request_ms, options->keep_alive_ms,
                             options->stall_ms};
  uint32_t least = 2 * LOOK_MS;
  for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
    if (limits[i] && limits[i] < least) least = limits[i];
  }
  return least / 2 > LOOK_LEAST_MS ? least / 2 : LOOK_LEAST_MS;
}

static void watch_deadlines(HttpServer *server) {
  bool wants = server->count > 0;
  if (wants == server->is_timing) return;
  server->is_timing = wants;
  uint32_t pace = least_limit(&server->options);
  if (wants)
    timer_start(server->timer, pace, pace);
  else
    timer_stop(server->timer);
}

// ---- Connections

void http_server_accept(void *context, TcpConnection *tcp) {
  static const char busy[] = "HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\n\r\n";
  HttpServer *server = context;
  const HttpServerOptions *options = &server->options;
  if (options->connections && server->count >= options->connections) {
    if (!options->tls) tcp_write_bytes(tcp, busy, sizeof busy - 1);
    tcp_close(tcp);
    return;
  }
  HttpConnection *connection = pool_take(&server->connections, sizeof *connection);
  connection->server = server;
  connection->tcp = tcp;
  connection->next = server->first;
  if (server->first) server->first->previous = connection;
  server->first = connection;
  server->count++;
  watch_deadlines(server);
  connection_start(connection);
  if (options->events->on_open) options->events->on_open(options->context, connection);
}

static void release_if_empty(HttpServer *server) {
  if (!server->is_released || server->count) return;
  Arena arena = server->arena;
  arena_release(&arena);
}

void server_forget(HttpConnection *connection) {
  HttpServer *server = connection->server;
  const HttpServerOptions *options = &server->options;
  if (options->events->on_close) options->events->on_close(options->context, connection);
  loop_forget(&connection->task);
  arena_release(&connection->arena);
  *(connection->previous ? &connection->previous->next : &server->first) = connection->next;
  if (connection->next) connection->next->previous = connection->previous;
  pool_give(&server->connections, connection);
  server->count--;
  if (!server->is_released) watch_deadlines(server);
  release_if_empty(server);
}

// ---- The server

HttpServer *http_server_make(Loop *loop, const HttpServerOptions *options) {
  assert(options->events && options->events->on_request);
  Arena arena = {0};
  HttpServer *server = arena_new(&arena, HttpServer, 1);
  server->arena = arena;
  server->loop = loop;
  server->options = *options;
  server->timer = timer_make(loop, look_at_all, server);
  timer_keeps_loop(server->timer, false);
  return server;
}

void http_server_set_options(HttpServer *server, const HttpServerOptions *options) {
  server->options = *options;
  server->is_timing = false;
  watch_deadlines(server);
}

void http_server_stop(HttpServer *server) {
  server->is_stopping = true;
  http_server_close_idle(server);
}

void http_server_close_idle(HttpServer *server) {
  for (HttpConnection *connection = server->first; connection; connection = connection->next) {
    if (connection->state == CONNECTION_IDLE) http_close(connection);
  }
}

void http_server_close_all(HttpServer *server) {
  for (HttpConnection *connection = server->first; connection; connection = connection->next)
    http_close(connection);
}

void http_server_release(HttpServer *server) {
  server->is_released = true;
  timer_release(server->timer);
  http_server_close_all(server);
  while (server->spare_count) arena_release(&server->spare[--server->spare_count]);
  release_if_empty(server);
}

const char *server_date(HttpServer *server) {
  uint64_t now = loop_now_ms(server->loop);
  if (now < server->date_until_ms) return server->date;
  struct timespec time;
  clock_gettime(CLOCK_REALTIME, &time);
  http_date_write(time.tv_sec, server->date);
  server->date_until_ms = now + 1000 - (uint64_t)time.tv_nsec / 1000000;
  return server->date;
}
