// A connection goes through the states of inside.h. Whatever happens in a callback or in a call of
// the user's only leaves marks on the exchange; connection_settle draws the conclusions.
#include "http/inside.h"
#include "http/status.h"

#include <errno.h>
#include <stdio.h>

enum { DISCARDED_BYTES = 4 << 20 }; // of a client that goes on sending to deaf ears

void connection_set_state(HttpConnection *connection, ConnectionState state) {
  connection->state = state;
  connection->is_told_idle = false;
  connection->since_ms = loop_now_ms(connection->server->loop);
}

// ---- Reading

static bool wants_bytes(const HttpConnection *connection) {
  const Exchange *exchange = connection->exchange;
  bool is_paused = exchange && exchange->is_paused && !exchange->has_ended;
  return connection->kept.size == 0 && !is_paused;
}

static void drop_kept(HttpConnection *connection) {
  arena_release(&connection->arena);
  connection->kept = (Buffer){.arena = &connection->arena};
}

static void parse_kept(HttpConnection *connection) {
  if (connection->kept.size == 0 || connection->state != CONNECTION_IDLE) return;
  Arena arena = connection->arena;
  Buffer kept = connection->kept;
  connection->arena = (Arena){0};
  connection->kept = (Buffer){.arena = &connection->arena};
  connection_parse(connection, kept.at, kept.size);
  arena_release(&arena);
}

static void give_held(Exchange *exchange) {
  const HttpServerOptions *options = &exchange->connection->server->options;
  Buffer held = exchange->held;
  if (held.size == 0 || exchange->is_paused) return;
  exchange->held.size = 0;
  options->events->on_body(options->context, &exchange->shown, held.at, held.size);
}

static void tell_end(Exchange *exchange) {
  const HttpServerOptions *options = &exchange->connection->server->options;
  bool is_due = exchange->has_ended && !exchange->end_is_told && !exchange->is_paused &&
                exchange->held.size == 0;
  if (!is_due) return;
  exchange->end_is_told = true;
  if (options->events->on_body_end)
    options->events->on_body_end(options->context, &exchange->shown);
}

static void end_exchange(HttpConnection *connection, Exchange *exchange) {
  const HttpServerOptions *options = &connection->server->options;
  bool is_last = exchange->is_last || connection->server->is_stopping;
  if (options->events->on_done) options->events->on_done(options->context, &exchange->shown);
  exchange_release(exchange);
  if (is_last)
    connection_finish(connection);
  else
    connection_set_state(connection, CONNECTION_IDLE);
}

void connection_settle(HttpConnection *connection) {
  Exchange *exchange = connection->exchange;
  if (!exchange || !exchange->is_given || connection->state == CONNECTION_GONE) return;
  if (tcp_is_closing(connection->tcp)) return; // it has failed: whatever was answered is lost
  give_held(exchange);
  if (connection->exchange == exchange) tell_end(exchange);
  if (connection->exchange != exchange || !exchange->is_answered) return;
  if (exchange->end_is_told || exchange->is_last) end_exchange(connection, exchange);
}

// Where nothing more will come, a request that has begun never ends.
static void mind_end(HttpConnection *connection) {
  static const HttpClientError error = {400, "HPE_INVALID_EOF_STATE", "Invalid EOF state", {0}, 0};
  if (connection->state == CONNECTION_IDLE) connection_finish(connection);
  if (connection->state == CONNECTION_HEAD || connection->state == CONNECTION_BODY)
    connection_refuse(connection, &error);
}

static void go_on(HttpConnection *connection) {
  connection->is_running = false;
  if (connection->has_ended) mind_end(connection);
  bool is_live = connection->state != CONNECTION_GONE && connection->state != CONNECTION_LINGER;
  if (is_live) tcp_read(connection->tcp, wants_bytes(connection));
}

static void advance(void *context) {
  HttpConnection *connection = context;
  if (connection->state == CONNECTION_GONE || connection->state == CONNECTION_LINGER) return;
  connection->is_running = true;
  connection_settle(connection);
  parse_kept(connection);
  go_on(connection);
}

void connection_advance_soon(HttpConnection *connection) {
  if (!connection->is_running && connection->state != CONNECTION_GONE)
    loop_defer(connection->server->loop, &connection->task);
}

static void on_read(void *context, const char *bytes, size_t size) {
  HttpConnection *connection = context;
  if (connection->state == CONNECTION_LINGER) {
    connection->discarded += size;
    if (connection->discarded > DISCARDED_BYTES) tcp_close(connection->tcp);
    return;
  }
  connection->is_running = true;
  connection_parse(connection, bytes, size);
  go_on(connection);
}

// ---- Ending

static void abort_exchange(HttpConnection *connection, int code) {
  Exchange *exchange = connection->exchange;
  if (!exchange) return;
  const HttpServerOptions *options = &connection->server->options;
  if (exchange->is_given && options->events->on_abort)
    options->events->on_abort(options->context, &exchange->shown, code);
  exchange_release(exchange);
}

void connection_finish(HttpConnection *connection) {
  if (connection->state == CONNECTION_GONE || connection->state == CONNECTION_LINGER) return;
  connection_set_state(connection, CONNECTION_LINGER);
  abort_exchange(connection, -ECONNRESET);
  drop_kept(connection);
  tcp_shutdown(connection->tcp);
  if (connection->has_ended && tcp_pending(connection->tcp) == 0)
    tcp_close(connection->tcp);
  else
    tcp_read(connection->tcp, true);
}

void connection_refuse(HttpConnection *connection, const HttpClientError *error) {
  const HttpServerOptions *options = &connection->server->options;
  const HttpEvents *events = options->events;
  const TlsStream *tls = tcp_tls(connection->tcp);
  if (tls && !tls_is_open(tls)) { // nothing can be said to it
    http_close(connection);
    return;
  }
  bool has_sent = connection->exchange && connection->exchange->has_sent;
  bool is_done =
      events->on_client_error && events->on_client_error(options->context, connection, error);
  if (!is_done && !has_sent) {
    char answer[128];
    int size = snprintf(answer, sizeof answer, "HTTP/1.1 %d %.*s\r\nConnection: close\r\n\r\n",
                        error->status, TEXT_ARGS(http_status_name(error->status)));
    tcp_write_bytes(connection->tcp, answer, (size_t)size);
  }
  connection_finish(connection);
}

// The client has said all that it wants to say.
static void on_end(void *context) {
  HttpConnection *connection = context;
  connection->has_ended = true;
  bool is_over = connection->state == CONNECTION_LINGER || connection->state == CONNECTION_GONE;
  if (is_over && tcp_pending(connection->tcp) == 0) tcp_close(connection->tcp);
  if (is_over) return;
  bool waits = connection->state == CONNECTION_ANSWER || connection->kept.size;
  const Exchange *exchange = connection->exchange;
  // Who ends in the middle of an answer that goes on and on has gone, and should not be kept.
  bool is_streaming = exchange && exchange->has_begun && !exchange->is_answered;
  if (!waits)
    mind_end(connection);
  else if (!connection->server->options.allows_half_open || is_streaming)
    connection_finish(connection);
}

static void on_drain(void *context) {
  HttpConnection *connection = context;
  const HttpServerOptions *options = &connection->server->options;
  if (connection->state == CONNECTION_LINGER) {
    if (connection->has_ended) tcp_close(connection->tcp);
    return;
  }
  Exchange *exchange = connection->exchange;
  if (exchange && exchange->is_given && options->events->on_drain)
    options->events->on_drain(options->context, &exchange->shown);
}

static void on_close(void *context, int code) {
  HttpConnection *connection = context;
  connection->state = CONNECTION_GONE;
  abort_exchange(connection, code ? code : -ECONNRESET);
  server_forget(connection);
}

static void on_secure(void *context) {
  HttpConnection *connection = context;
  const HttpServerOptions *options = &connection->server->options;
  if (options->events->on_secure) options->events->on_secure(options->context, connection);
}

static const TcpEvents events = {.on_secure = on_secure,
                                 .on_read = on_read,
                                 .on_end = on_end,
                                 .on_drain = on_drain,
                                 .on_close = on_close};

static void encrypt(HttpConnection *connection) {
  const HttpServerOptions *options = &connection->server->options;
  TcpEncryption encryption = {
      .tls = options->tls, .trust = options->tls_trust, .plain_answer = options->plain_answer};
  if (options->tls) tcp_encrypt(connection->tcp, &encryption);
}

void connection_start(HttpConnection *connection) {
  encrypt(connection);
  connection->task.run = advance;
  connection->task.context = connection;
  connection->kept.arena = &connection->arena;
  llhttp_init(&connection->parser, HTTP_REQUEST, parse_settings());
  connection->parser.data = connection;
  connection_set_state(connection, CONNECTION_IDLE);
  connection->is_new = true; // until its first request
  tcp_start(connection->tcp, &events, connection);
}

uint64_t http_quiet_ms(const HttpConnection *connection) {
  return loop_now_ms(connection->server->loop) - tcp_active_ms(connection->tcp);
}

bool http_is_idle(const HttpConnection *connection) {
  return connection->state == CONNECTION_IDLE && !connection->is_new;
}

void http_close(HttpConnection *connection) {
  if (!connection->tcp) return;
  tcp_close(connection->tcp);
  if (connection->state != CONNECTION_LINGER) connection->state = CONNECTION_GONE;
}

// ---- What the user says about reading

void http_pause(HttpExchange *shown) {
  Exchange *exchange = (Exchange *)shown;
  exchange->is_paused = true;
  connection_advance_soon(exchange->connection);
}

void http_resume(HttpExchange *shown) {
  Exchange *exchange = (Exchange *)shown;
  exchange->is_paused = false;
  connection_advance_soon(exchange->connection);
}

void http_abort(HttpExchange *shown) {
  http_close(((Exchange *)shown)->connection);
}

HttpConnection *http_connection(const HttpExchange *shown) {
  return ((const Exchange *)shown)->connection;
}

void http_set_context(HttpConnection *connection, void *context) {
  connection->context = context;
}

void *http_context(const HttpConnection *connection) {
  return connection->context;
}

bool http_is_encrypted(const HttpConnection *connection) {
  return tcp_tls(connection->tcp) != NULL;
}

TcpConnection *http_tcp_of(const HttpConnection *connection) {
  return connection->tcp;
}

static void forget(void *context) {
  HttpConnection *connection = context;
  if (connection->exchange) exchange_release(connection->exchange);
  server_forget(connection);
}

Text http_kept(const HttpExchange *shown) {
  return buffer_text(&((const Exchange *)shown)->connection->kept);
}

TcpConnection *http_detach(HttpExchange *shown) {
  HttpConnection *connection = ((Exchange *)shown)->connection;
  TcpConnection *tcp = connection->tcp;
  tcp_read(tcp, false);
  connection->tcp = NULL;
  connection->state = CONNECTION_GONE;
  connection->task.run = forget;
  loop_defer(connection->server->loop, &connection->task);
  return tcp;
}
