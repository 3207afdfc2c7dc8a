// HTTP servers: the room `http` reads requests and writes answers; JavaScript is called once for
// each request, with texts that it takes apart when somebody asks.
//
// An exchange is known to JavaScript by a small number, its place in a table. It gives the number
// back with the answer, when it is whole and the request has no body: then nothing more is told of
// it. A connection is known by a number that is never used again.
#include "runtime/bindings.h"
#include "runtime/handles.h"

#include "http/http_server.h"

#include <glib.h>
#include <unistd.h>

// What is told. The functions are those of js/internal/http_server.js.
typedef enum HttpListener {
  ON_REQUEST,
  ON_BODY,
  ON_BODY_END,
  ON_DRAIN,
  ON_DONE,
  ON_ABORT,
  TAKES_UPGRADE,
  ON_UPGRADE,
  ON_OPEN,
  ON_CLOSE,
  ON_CLIENT_ERROR,
  ON_SECURE,
  ON_INSECURE,
  ON_IDLE,
  LISTENER_COUNT,
} HttpListener;

static JSObjectRef listeners[LISTENER_COUNT];

typedef struct Server {
  HttpServer *http;
  TcpListener *listener;
  JSObjectRef object, owner; // kept while it listens or has connections; the owner holds the object
  uint32_t connection_count;
  bool tells_connections;
  HttpServerOptions options;
  TlsHolder *tls;     // of encrypted connections, or NULL
  char *address;      // that it was asked to listen at, or a path; NULL: all
  uint16_t port;      // likewise
  GPtrArray *waiting; // requests that have come between two scripts
} Server;

// Servers of the script before, which the next one takes over by listening at the same place.
static GPtrArray *kept;

// ---- Tables of what JavaScript knows by numbers

typedef struct Table {
  void **at;
  uint32_t *uses; // how often a place has been given out
  uint32_t *free;
  uint32_t count, free_count, capacity;
} Table;

static Table exchanges, connections;

static uint32_t table_add(Table *table, void *item) {
  if (table->free_count == 0 && table->count == table->capacity) {
    table->capacity = table->capacity * 2 + 64;
    table->at = g_renew(void *, table->at, table->capacity);
    table->uses = g_renew(uint32_t, table->uses, table->capacity);
    table->free = g_renew(uint32_t, table->free, table->capacity);
  }
  uint32_t place = table->free_count ? table->free[--table->free_count] : table->count;
  if (place == table->count) table->uses[table->count++] = 0;
  table->at[place] = item;
  table->uses[place]++;
  return place;
}

static void table_remove(Table *table, uint32_t place) {
  table->at[place] = NULL;
  table->free[table->free_count++] = place;
}

// Contexts are places, from 1 on: NULL is none.
static void *context_of(uint32_t place) {
  return (void *)(uintptr_t)(place + 1);
}

static uint32_t place_of(const void *context) {
  return (uint32_t)(uintptr_t)context - 1;
}

static HttpExchange *exchange_at(const Call *call) {
  double number = call_number(call, 0);
  return number >= 0 && number < exchanges.count ? exchanges.at[(uint32_t)number] : NULL;
}

static JSValueRef exchange_number(const HttpExchange *exchange) {
  return value_of_number(place_of(exchange->context));
}

static void forget_exchange(HttpExchange *exchange) {
  table_remove(&exchanges, place_of(exchange->context));
  exchange->context = NULL;
}

// A connection's number: its place, and how often that was given out.
enum { PLACE_RANGE = 1 << 20 };

static double connection_key(const HttpConnection *connection) {
  const void *context = http_context(connection);
  if (!context) return -1;
  uint32_t place = place_of(context);
  return (double)connections.uses[place] * PLACE_RANGE + place;
}

static HttpConnection *connection_at(const Call *call) {
  double key = call_number(call, 0);
  if (key < 0) return NULL;
  uint32_t place = (uint32_t)((uint64_t)key % PLACE_RANGE);
  uint32_t use = (uint32_t)((uint64_t)key / PLACE_RANGE);
  if (place >= connections.count || connections.uses[place] != use) return NULL;
  HttpConnection *connection = connections.at[place];
  return connection && http_tcp_of(connection) ? connection : NULL;
}

// ---- Requests

// Texts that come again and again: those of the request before.
typedef struct Repeated {
  char *bytes;
  size_t size, capacity;
  JSValueRef value;
} Repeated;

static Repeated last_method, last_target, last_head;

static JSValueRef repeated_value(Repeated *last, const char *bytes, size_t size) {
  if (last->value && last->size == size && memcmp(last->bytes, bytes, size) == 0)
    return last->value;
  if (last->value) JSValueUnprotect(engine.context, last->value);
  if (size > last->capacity) last->bytes = g_realloc(last->bytes, last->capacity = size * 2);
  memcpy(last->bytes, bytes, size);
  last->size = size;
  last->value = value_of_latin1(bytes, size);
  JSValueProtect(engine.context, last->value);
  return last->value;
}

// "name\nvalue\nname\nvalue", which is split when somebody asks for a header.
static Text head_text(HttpHeaders headers) {
  static char *text;
  static size_t capacity;
  size_t size = 0;
  for (uint32_t i = 0; i < headers.count; i++)
    size += headers.at[i].name.size + headers.at[i].value.size + 2;
  if (size > capacity) text = g_realloc(text, capacity = size * 2);
  char *at = text;
  for (uint32_t i = 0; i < headers.count; i++) {
    const HttpHeader *header = &headers.at[i];
    memcpy(at, header->name.at, header->name.size);
    at += header->name.size;
    *at++ = '\n';
    if (header->value.size) memcpy(at, header->value.at, header->value.size);
    at += header->value.size;
    *at++ = '\n';
  }
  return (Text){text, size ? (uint32_t)size - 1 : 0};
}

// What js/internal/http_server.js knows as bits of one number; the connection's key is above them.
enum {
  REQUEST_KEEPS_ALIVE = 1,
  REQUEST_HAS_BODY = 2,
  REQUEST_IS_1_0 = 4,
  REQUEST_EXPECTS_CONTINUE = 8,
  REQUEST_EXPECTS_OTHER = 16,
  REQUEST_IS_UPGRADE = 32,
  REQUEST_IS_SURPLUS = 64,
  REQUEST_BITS = 128,
};

static double request_flags(const HttpExchange *exchange) {
  int bits = 0;
  if (exchange->keeps_alive) bits |= REQUEST_KEEPS_ALIVE;
  if (exchange->has_body) bits |= REQUEST_HAS_BODY;
  if (exchange->minor == 0) bits |= REQUEST_IS_1_0;
  if (exchange->expects == HTTP_EXPECTS_CONTINUE) bits |= REQUEST_EXPECTS_CONTINUE;
  if (exchange->expects == HTTP_EXPECTS_OTHER) bits |= REQUEST_EXPECTS_OTHER;
  if (exchange->is_upgrade) bits |= REQUEST_IS_UPGRADE;
  if (exchange->is_surplus) bits |= REQUEST_IS_SURPLUS;
  return bits + connection_key(http_connection(exchange)) * REQUEST_BITS;
}

static void tell_request(Server *server, HttpExchange *exchange, HttpListener listener,
                         JSValueRef rest) {
  exchange->context = context_of(table_add(&exchanges, exchange));
  Text head = head_text(exchange->headers);
  JSValueRef arguments[] = {
      server->owner,
      exchange_number(exchange),
      repeated_value(&last_method, exchange->method.at, exchange->method.size),
      repeated_value(&last_target, exchange->target.at, exchange->target.size),
      repeated_value(&last_head, head.at, head.size),
      value_of_number(request_flags(exchange)),
      rest,
  };
  engine_dispatch(listeners[listener], rest ? 7 : 6, arguments);
}

static void on_request(void *context, HttpExchange *exchange) {
  Server *server = context;
  if (server->owner) {
    tell_request(server, exchange, ON_REQUEST, NULL);
  } else {
    http_pause(exchange);
    g_ptr_array_add(server->waiting, exchange);
  }
}

static void on_body(void *context, HttpExchange *exchange, const char *bytes, size_t size) {
  (void)context;
  if (!exchange->context) return;
  engine_tell(listeners[ON_BODY], exchange_number(exchange), value_of_bytes(bytes, size));
}

static void on_body_end(void *context, HttpExchange *exchange) {
  (void)context;
  if (!exchange->context || (!exchange->has_body && exchange->trailers.count == 0)) return;
  Text trailers = head_text(exchange->trailers);
  engine_tell(listeners[ON_BODY_END], exchange_number(exchange),
              value_of_latin1(trailers.at, trailers.size));
}

static void on_drain(void *context, HttpExchange *exchange) {
  (void)context;
  if (exchange->context) engine_tell(listeners[ON_DRAIN], exchange_number(exchange));
}

static void on_done(void *context, HttpExchange *exchange) {
  (void)context;
  if (!exchange->context) return;
  JSValueRef number = exchange_number(exchange);
  forget_exchange(exchange);
  engine_tell(listeners[ON_DONE], number);
}

static void on_abort(void *context, HttpExchange *exchange, int code) {
  const Server *server = context;
  if (server->waiting) g_ptr_array_remove(server->waiting, exchange);
  if (!exchange->context) return;
  JSValueRef number = exchange_number(exchange);
  forget_exchange(exchange);
  engine_tell(listeners[ON_ABORT], number, value_of_number(code));
}

// ---- Connections

static void on_open(void *context, HttpConnection *connection) {
  Server *server = context;
  server->connection_count++;
  http_set_context(connection, context_of(table_add(&connections, connection)));
  if (server->tells_connections && server->owner)
    engine_tell(listeners[ON_OPEN], server->owner, value_of_number(connection_key(connection)));
}

// The handshake of a connection is done.
static void on_secure(void *context, HttpConnection *connection) {
  const Server *server = context;
  if (server->tells_connections && server->owner)
    engine_tell(listeners[ON_SECURE], server->owner, value_of_number(connection_key(connection)));
}

// It ends before its handshake is done.
static void tell_insecure(const Server *server, const HttpConnection *connection) {
  const TcpConnection *tcp = http_tcp_of(connection);
  const TlsStream *tls = tcp ? tcp_tls(tcp) : NULL;
  if (!tls || tls_is_open(tls) || !server->owner) return;
  JSValueRef problem = tls_has_failed(tls) ? tls_problem_value(tls_problem(tls)) : engine.undefined;
  engine_tell(listeners[ON_INSECURE], server->owner, value_of_number(connection_key(connection)),
              problem);
}

static void release_if_idle(Server *server);

static void on_close(void *context, HttpConnection *connection) {
  Server *server = context;
  const void *own = http_context(connection);
  if (!own) return;
  tell_insecure(server, connection);
  server->connection_count--;
  double key = connection_key(connection);
  table_remove(&connections, place_of(own));
  http_set_context(connection, NULL);
  if (server->owner) engine_tell(listeners[ON_CLOSE], server->owner, value_of_number(key));
  release_if_idle(server);
}

// JavaScript closes it, or does not.
static bool on_idle(void *context, HttpConnection *connection) {
  const Server *server = context;
  if (!server->owner) return false;
  engine_tell(listeners[ON_IDLE], server->owner, value_of_number(connection_key(connection)));
  return true;
}

static bool asks_javascript(HttpListener listener, size_t count, const JSValueRef *arguments) {
  if (engine_is_over()) return false;
  JSValueRef answer =
      JSObjectCallAsFunction(engine.context, listeners[listener], NULL, count, arguments, NULL);
  return answer && JSValueToBoolean(engine.context, answer);
}

static bool takes_upgrade(void *context, HttpExchange *exchange) {
  const Server *server = context;
  if (!server->owner) return false;
  JSValueRef method = value_of_latin1(exchange->method.at, exchange->method.size);
  return asks_javascript(TAKES_UPGRADE, 2, (JSValueRef[]){server->owner, method});
}

// The rest is told once, in js: the connection has a descriptor of its own from here on.
static void on_upgrade(void *context, HttpExchange *exchange, Text rest) {
  JSValueRef bytes = value_of_bytes(rest.at, rest.size);
  tell_request(context, exchange, ON_UPGRADE, bytes);
  if (exchange->context) forget_exchange(exchange);
}

static bool on_client_error(void *context, HttpConnection *connection,
                            const HttpClientError *error) {
  const Server *server = context;
  if (!server->owner) return false;
  JSValueRef details[] = {
      value_of_number(error->status), value_of_string(error->code), value_of_string(error->reason),
      value_of_bytes(error->packet.at, error->packet.size), value_of_number((double)error->parsed)};
  JSValueRef arguments[] = {server->owner, value_of_number(connection_key(connection)),
                            array_make(sizeof details / sizeof *details, details)};
  return asks_javascript(ON_CLIENT_ERROR, 3, arguments);
}

static const HttpEvents events = {
    .on_request = on_request,
    .on_body = on_body,
    .on_body_end = on_body_end,
    .on_drain = on_drain,
    .on_done = on_done,
    .on_abort = on_abort,
    .takes_upgrade = takes_upgrade,
    .on_upgrade = on_upgrade,
    .on_open = on_open,
    .on_secure = on_secure,
    .on_idle = on_idle,
    .on_close = on_close,
    .on_client_error = on_client_error,
};

// ---- Servers

static GPtrArray *servers; // those that have something of the loop

static void release_server(Server *server) {
  if (server->listener) tcp_listener_close(server->listener);
  if (server->http) http_server_release(server->http);
  if (server->waiting) g_ptr_array_free(server->waiting, TRUE);
  tls_let_go(server->tls);
  server->tls = NULL;
  g_free(server->address);
  server->waiting = NULL;
  server->address = NULL;
  server->listener = NULL;
  server->http = NULL;
}

static void keep_server(Server *server) {
  if (g_ptr_array_find(servers, server, NULL)) return;
  g_ptr_array_add(servers, server);
  JSValueProtect(engine.context, server->owner);
}

// One that no script has taken over goes with its last connection.
static void release_if_idle(Server *server) {
  if (server->listener || server->connection_count > 0) return;
  if (!server->owner)
    g_free(server);
  else if (g_ptr_array_remove_fast(servers, server))
    JSValueUnprotect(engine.context, server->owner);
}

static void finalize_server(JSObjectRef object) {
  Server *server = JSObjectGetPrivate(object);
  if (!server) return; // it lives on
  release_server(server);
  g_free(server);
}

static NativeClass server_class = {.name = "HttpServer", .finalize = finalize_server};

static Server *server_at(const Call *call) {
  return native_held(&server_class, call_at(call, 0));
}

// server(owner): an object; events are told with the owner
NATIVE(make_server) {
  if (!servers) servers = g_ptr_array_new();
  Server *server = g_new0(Server, 1);
  HttpServerOptions options = http_server_defaults();
  options.events = &events;
  options.context = server;
  server->http = http_server_make(engine.own_loop, &options);
  server->object = native_object(&server_class, server);
  server->owner = (JSObjectRef)call_at(call, 0);
  return server->object;
}

// setOptions(server, head ms, request ms, keep alive ms, bytes of a head, connections, requests of
// one, needs host, tells connections)
NATIVE(set_options) {
  Server *server = server_at(call);
  if (!server || !server->http) return engine.undefined;
  HttpServerOptions options = http_server_defaults();
  options.events = &events;
  options.context = server;
  options.head_ms = (uint32_t)call_number(call, 1);
  options.request_ms = (uint32_t)call_number(call, 2);
  options.keep_alive_ms = (uint32_t)call_number(call, 3);
  options.head_bytes = (uint32_t)call_number(call, 4);
  options.connections = (uint32_t)call_number(call, 5);
  options.requests = (uint32_t)call_number(call, 6);
  options.needs_host = call_bool(call, 7);
  server->tells_connections = call_bool(call, 8);
  options.header_count = UINT32_MAX; // those that are too many are left out in JavaScript
  options.tls = server->options.tls;
  options.tls_trust = server->options.tls_trust;
  server->options = options;
  http_server_set_options(server->http, &options);
  return engine.undefined;
}

// setTls(server, context, is verified): connections that come from now on are encrypted
NATIVE(set_tls) {
  Server *server = server_at(call);
  TlsHolder *tls = tls_hold(call_at(call, 1));
  if (!server || !server->http || !tls) return engine.undefined;
  server->options.tls = tls_held(tls);
  server->options.tls_trust = call_bool(call, 2) ? TLS_TRUST_VERIFIED : TLS_TRUST_ALL;
  http_server_set_options(server->http, &server->options);
  tls_let_go(server->tls);
  server->tls = tls;
  return engine.undefined;
}

// ---- From one script to the next

static void keep_loop_for(const Server *server, bool keeps) {
  tcp_listener_keeps_loop(server->listener, keeps);
  for (uint32_t i = 0; i < connections.count; i++) {
    const HttpConnection *connection = connections.at[i];
    TcpConnection *tcp = connection ? http_tcp_of(connection) : NULL;
    if (tcp) tcp_keeps_loop(tcp, keeps);
  }
}

// Requests that the old script has not answered are lost with it.
static void abort_exchanges(void) {
  for (uint32_t i = 0; i < exchanges.count; i++) {
    HttpExchange *exchange = exchanges.at[i];
    if (!exchange) continue;
    forget_exchange(exchange);
    http_abort(exchange);
  }
}

static void keep_for_next(Server *server) {
  JSObjectSetPrivate(server->object, NULL);
  server->object = server->owner = NULL;
  server->waiting = g_ptr_array_new();
  keep_loop_for(server, false);
  g_ptr_array_add(kept, server);
}

static Server *find_kept(const char *address, uint16_t port) {
  for (guint i = 0; kept && i < kept->len; i++) {
    Server *server = g_ptr_array_index(kept, i);
    if (server->port == port && g_strcmp0(server->address, address) == 0) return server;
  }
  return NULL;
}

// The server that the script has made becomes the one that listens already.
static void take_over(Server *server, Server *old) {
  g_ptr_array_remove_fast(kept, old);
  old->object = server->object;
  old->owner = server->owner;
  old->tells_connections = server->tells_connections;
  old->options = server->options;
  old->options.context = old;
  tls_let_go(old->tls);
  old->tls = server->tls;
  server->tls = NULL;
  http_server_set_options(old->http, &old->options);
  JSObjectSetPrivate(old->object, old);
  release_server(server);
  g_free(server);
  keep_loop_for(old, true);
  keep_server(old);
  GPtrArray *waiting = old->waiting;
  old->waiting = NULL;
  for (guint i = 0; i < waiting->len; i++) {
    HttpExchange *exchange = g_ptr_array_index(waiting, i);
    http_resume(exchange);
    tell_request(old, exchange, ON_REQUEST, NULL);
  }
  g_ptr_array_free(waiting, TRUE);
}

void http_drop_kept(void) {
  for (guint i = 0; kept && i < kept->len; i++) {
    Server *server = g_ptr_array_index(kept, i);
    release_server(server);
    release_if_idle(server);
  }
  if (kept) g_ptr_array_set_size(kept, 0);
}

// listen(server, address or path, port or -1, backlog, only IPv6, descriptor): 0 or an error
NATIVE(start_listening) {
  Server *server = server_at(call);
  if (!server) return value_of_number(UV_EBADF);
  Utf8 address;
  utf8_take(&address, call_at(call, 1));
  bool has_descriptor = !value_is_nothing(call_at(call, 5));
  const char *place = value_is_nothing(call_at(call, 1)) ? NULL : address.at;
  bool is_path = call_number(call, 2) < 0;
  TcpListenOptions options = {
      .address = is_path ? NULL : place,
      .path = is_path ? place : NULL,
      .port = is_path ? 0 : (uint16_t)call_number(call, 2),
      .backlog = call_int(call, 3),
      .is_v6_only = call_bool(call, 4),
      .has_descriptor = has_descriptor,
      .descriptor = has_descriptor ? call_int(call, 5) : -1,
  };
  Server *old = has_descriptor ? NULL : find_kept(place, options.port);
  int error = 0;
  if (old) {
    take_over(server, old);
  } else {
    error =
        tcp_listen(engine.own_loop, &options, http_server_accept, server->http, &server->listener);
    server->port = options.port;
    server->address = g_strdup(place);
    if (!error) keep_server(server);
  }
  utf8_drop(&address);
  return value_of_number(error);
}

static JSValueRef address_value(TcpAddress address) {
  if (!*address.text) return engine.undefined;
  return array_make(3, (JSValueRef[]){value_of_string(address.text),
                                      value_of_string(address.is_v6 ? "IPv6" : "IPv4"),
                                      value_of_number(address.port)});
}

// address(server): address, family, port
NATIVE(listening_address) {
  const Server *server = server_at(call);
  if (!server || !server->listener) return engine.undefined;
  return address_value(tcp_listener_address(server->listener));
}

NATIVE(stop_listening) {
  Server *server = server_at(call);
  if (!server || !server->listener) return engine.undefined;
  tcp_listener_close(server->listener);
  server->listener = NULL;
  release_if_idle(server);
  return engine.undefined;
}

NATIVE(keep_loop) {
  Server *server = server_at(call);
  if (server && server->listener) tcp_listener_keeps_loop(server->listener, call_bool(call, 1));
  return engine.undefined;
}

NATIVE(connection_count) {
  const Server *server = server_at(call);
  return value_of_number(server ? server->connection_count : 0);
}

// closeConnections(server, 0: those that wait for a request, 1: likewise, and others when they have
// been answered, 2: all)
NATIVE(close_connections) {
  Server *server = server_at(call);
  if (!server || !server->http) return engine.undefined;
  int which = call_int(call, 1);
  if (which == 0) http_server_close_idle(server->http);
  if (which == 1) http_server_stop(server->http);
  if (which == 2) http_server_close_all(server->http);
  return engine.undefined;
}

// ---- Answers

enum { HEADER_LIMIT = 1024 }; // of an answer

// An answer's head as JavaScript gives it.
typedef struct Head {
  Utf8 reason, lines; // "Name: value\r\n"…
  HttpHeader headers[HEADER_LIMIT];
  HttpAnswer answer;
} Head;

enum {
  ANSWER_CHUNKED = 1,
  ANSWER_CLOSE_FRAMED = 2,
  ANSWER_NO_DATE = 4,
  ANSWER_NO_CONNECTION = 8,
  ANSWER_IS_LAST = 16,
};

// Headers are bytes: what JavaScript gives has no characters beyond U+00FF.
static void narrow(Utf8 *text) {
  size_t to = 0;
  for (size_t i = 0; i < text->size; i++) {
    unsigned char byte = (unsigned char)text->at[i];
    if (byte >= 0xc2 && byte <= 0xc3 && i + 1 < text->size)
      byte = (unsigned char)(byte << 6 | (text->at[++i] & 0x3f));
    text->at[to++] = (char)byte;
  }
  text->size = to;
}

static HttpHeaders split_headers(Utf8 *lines, HttpHeader *headers) {
  uint32_t count = 0;
  const char *at = lines->at, *end = at + lines->size;
  while (at < end && count < HEADER_LIMIT) {
    const char *colon = memchr(at, ':', (size_t)(end - at));
    const char *line_end = memchr(at, '\r', (size_t)(end - at));
    if (!colon || !line_end || colon > line_end) break;
    const char *value = colon + 2 <= line_end ? colon + 2 : line_end;
    headers[count++] =
        (HttpHeader){{at, (uint32_t)(colon - at)}, {value, (uint32_t)(line_end - value)}};
    at = line_end + 2;
  }
  return (HttpHeaders){headers, count};
}

static void take_lines(Utf8 *out, JSValueRef value) {
  if (JSValueIsUndefined(engine.context, value)) {
    out->at = out->small;
    out->size = 0;
    return;
  }
  utf8_take(out, value);
  narrow(out);
}

// Arguments from `first` on: status, reason, lines, bits.
static void head_take(Head *head, const Call *call, size_t first) {
  take_lines(&head->reason, call_at(call, first + 1));
  take_lines(&head->lines, call_at(call, first + 2));
  int bits = call_int(call, first + 3);
  head->answer = (HttpAnswer){
      .status = call_int(call, first),
      .reason = {head->reason.at, (uint32_t)head->reason.size},
      .headers = split_headers(&head->lines, head->headers),
      .framing = bits & ANSWER_CHUNKED        ? HTTP_FRAMING_CHUNKED
                 : bits & ANSWER_CLOSE_FRAMED ? HTTP_FRAMING_CLOSE
                                              : HTTP_FRAMING_FITTING,
      .has_no_date = bits & ANSWER_NO_DATE,
      .has_no_connection = bits & ANSWER_NO_CONNECTION,
      .is_last = bits & ANSWER_IS_LAST,
  };
}

static void head_drop(Head *head) {
  utf8_drop(&head->reason);
  utf8_drop(&head->lines);
}

// The answer is whole. If nothing waits and the request has no body, JavaScript is done with it.
static JSValueRef answered(HttpExchange *exchange, bool is_read) {
  if (!is_read || http_pending(exchange) > 0) return engine.no;
  forget_exchange(exchange);
  return engine.yes;
}

// respond(exchange, status, reason, lines, bits, body, is read): whether nothing more will be told
NATIVE(respond) {
  HttpExchange *exchange = exchange_at(call);
  if (!exchange) return engine.yes;
  Head head;
  head_take(&head, call, 1);
  JSValueRef body = call_at(call, 5);
  Bytes bytes = {.at = NULL, .text.at = bytes.text.small};
  if (!JSValueIsUndefined(engine.context, body)) bytes_take(&bytes, body);
  http_respond(exchange, &head.answer, bytes.at, bytes.size);
  bytes_drop(&bytes);
  head_drop(&head);
  return answered(exchange, call_bool(call, 6));
}

// begin(exchange, status, reason, lines, bits)
NATIVE(begin) {
  HttpExchange *exchange = exchange_at(call);
  if (!exchange) return engine.undefined;
  Head head;
  head_take(&head, call, 1);
  http_begin(exchange, &head.answer);
  head_drop(&head);
  return engine.undefined;
}

NATIVE(flush) {
  HttpExchange *exchange = exchange_at(call);
  if (exchange) http_flush(exchange);
  return engine.undefined;
}

// write(exchange, bytes): how many wait
NATIVE(write_body) {
  HttpExchange *exchange = exchange_at(call);
  if (!exchange) return value_of_number(0);
  Bytes bytes;
  bytes_take(&bytes, call_at(call, 1));
  if (bytes.size) http_write(exchange, bytes.at, bytes.size);
  bytes_drop(&bytes);
  return value_of_number((double)http_pending(exchange));
}

// end(exchange, trailers, is read): as respond
NATIVE(end_body) {
  HttpExchange *exchange = exchange_at(call);
  if (!exchange) return engine.yes;
  Head head;
  take_lines(&head.lines, call_at(call, 1));
  http_end(exchange, split_headers(&head.lines, head.headers));
  utf8_drop(&head.lines);
  return answered(exchange, call_bool(call, 2));
}

// inform(exchange, status, lines)
NATIVE(inform) {
  HttpExchange *exchange = exchange_at(call);
  if (!exchange) return engine.undefined;
  Head head;
  take_lines(&head.lines, call_at(call, 2));
  if (call_int(call, 1) == 100)
    http_continue(exchange);
  else
    http_inform(exchange, call_int(call, 1), split_headers(&head.lines, head.headers));
  utf8_drop(&head.lines);
  return engine.undefined;
}

NATIVE(pause_body) {
  HttpExchange *exchange = exchange_at(call);
  if (exchange) http_pause(exchange);
  return engine.undefined;
}

NATIVE(resume_body) {
  HttpExchange *exchange = exchange_at(call);
  if (exchange) http_resume(exchange);
  return engine.undefined;
}

NATIVE(abort_exchange) {
  HttpExchange *exchange = exchange_at(call);
  if (exchange) http_abort(exchange);
  return engine.undefined;
}

NATIVE(pending) {
  HttpExchange *exchange = exchange_at(call);
  return value_of_number(exchange ? (double)http_pending(exchange) : 0);
}

static void forget_connection(void *context, int code) {
  (void)context, (void)code;
}

// detach(exchange): a descriptor of the connection, which is ours no more, and its stream of TLS,
// or undefined. Only while `on_upgrade` is told.
NATIVE(detach) {
  HttpExchange *exchange = exchange_at(call);
  if (!exchange) return engine.undefined;
  TcpConnection *connection = http_detach(exchange);
  static const TcpEvents nothing = {.on_close = forget_connection};
  int descriptor = dup(tcp_descriptor(connection));
  JSValueRef tls =
      tcp_tls(connection) ? tls_stream_value(tcp_take_tls(connection)) : engine.undefined;
  tcp_hand_over(connection, &nothing, NULL);
  tcp_close(connection);
  return array_make(2, (JSValueRef[]){value_of_number(descriptor), tls});
}

// ---- Connections, by their keys

// addresses(connection): those of the peer and our own, as `address`
NATIVE(addresses) {
  HttpConnection *connection = connection_at(call);
  if (!connection) return engine.undefined;
  const TcpConnection *tcp = http_tcp_of(connection);
  return array_make(2, (JSValueRef[]){address_value(tcp_peer(tcp)), address_value(tcp_local(tcp))});
}

// tlsFacts(connection): as `describe` of binding_tls.c; undefined before the handshake
NATIVE(tls_facts) {
  HttpConnection *connection = connection_at(call);
  const TlsStream *tls = connection ? tcp_tls(http_tcp_of(connection)) : NULL;
  return tls && tls_is_open(tls) ? tls_describe(tls) : engine.undefined;
}

// tlsCertificate(connection, index): one that the client has shown, or undefined
NATIVE(tls_certificate) {
  HttpConnection *connection = connection_at(call);
  const TlsStream *tls = connection ? tcp_tls(http_tcp_of(connection)) : NULL;
  return tls ? tls_certificate_value(tls, (uint32_t)call_int(call, 1)) : engine.undefined;
}

NATIVE(is_open) {
  return value_of_bool(connection_at(call) != NULL);
}

// quiet(connection): for how many milliseconds nothing has come or gone; -1 where it waits for the
// next request, -2 where it is gone
NATIVE(quiet) {
  HttpConnection *connection = connection_at(call);
  if (!connection) return value_of_number(-2);
  return value_of_number(http_is_idle(connection) ? -1 : (double)http_quiet_ms(connection));
}

NATIVE(close_connection) {
  HttpConnection *connection = connection_at(call);
  if (connection) http_close(connection);
  return engine.undefined;
}

// writeRaw(connection, bytes), for answers to what is no request
NATIVE(write_raw) {
  HttpConnection *connection = connection_at(call);
  if (!connection) return engine.undefined;
  Bytes bytes;
  bytes_take(&bytes, call_at(call, 1));
  tcp_write_bytes(http_tcp_of(connection), bytes.at, bytes.size);
  bytes_drop(&bytes);
  return engine.undefined;
}

NATIVE(end_raw) {
  HttpConnection *connection = connection_at(call);
  if (connection) tcp_shutdown(http_tcp_of(connection));
  return engine.undefined;
}

// setup(functions): those of HttpListener, in its order
NATIVE(setup) {
  for (unsigned i = 0; i < LISTENER_COUNT; i++)
    listeners[i] = engine_keep(array_at(call_at(call, 0), i));
  return engine.undefined;
}

static void forget_text(Repeated *text) {
  if (text->value) JSValueUnprotect(engine.context, text->value);
  text->value = NULL;
}

void http_keep(void) {
  if (!kept) kept = g_ptr_array_new();
  abort_exchanges();
  for (guint i = 0; servers && i < servers->len; i++) {
    Server *server = g_ptr_array_index(servers, i);
    if (server->listener)
      keep_for_next(server);
    else
      release_server(server);
  }
  if (servers) g_ptr_array_set_size(servers, 0);
  forget_text(&last_method);
  forget_text(&last_target);
  forget_text(&last_head);
}

JSObjectRef binding_http(void) {
  static const NativeFunction functions[] = {
      {"setup", setup},
      {"server", make_server},
      {"setOptions", set_options},
      {"setTls", set_tls},
      {"listen", start_listening},
      {"address", listening_address},
      {"stop", stop_listening},
      {"keepLoop", keep_loop},
      {"connectionCount", connection_count},
      {"closeConnections", close_connections},
      {"respond", respond},
      {"begin", begin},
      {"flush", flush},
      {"write", write_body},
      {"end", end_body},
      {"inform", inform},
      {"pause", pause_body},
      {"resume", resume_body},
      {"abort", abort_exchange},
      {"pending", pending},
      {"detach", detach},
      {"addresses", addresses},
      {"tlsFacts", tls_facts},
      {"tlsCertificate", tls_certificate},
      {"isOpen", is_open},
      {"quiet", quiet},
      {"close", close_connection},
      {"writeRaw", write_raw},
      {"endRaw", end_raw},
  };
  JSObjectRef binding = object_make();
  native_add_all(binding, functions);
  return binding;
}
