// A request has a connection of its own, which is closed behind the answer ("Connection: close"),
// so that no answer can be taken for that of another request.
#include "http/http_client.h"

#include "base/array.h"
#include "base/buffer.h"

#include <errno.h>
#include <llhttp.h>
#include <stdio.h>

enum { HEAD_BYTES = 64 << 10, FIELDS = 500 }; // of an answer, at most

typedef struct Span {
  uint32_t name, value, end; // into `head`
} Span;

struct HttpClient {
  llhttp_t parser;
  Arena arena; // holds this struct
  TcpConnection *tcp;
  const HttpClientEvents *events;
  void *context;
  Buffer head;
  Array(Span) spans;
  uint32_t reason_end;
  int failure;
  bool is_in_value, has_chunks, has_answer, is_done, is_closed, is_upgrade, is_head;
};

// ---- Parsing

static HttpClient *client_of(llhttp_t *parser) {
  return parser->data;
}

static int add_bytes(HttpClient *client, const char *at, size_t size) {
  if (client->head.size + size > HEAD_BYTES) return HPE_USER;
  buffer_add(&client->head, at, size);
  return HPE_OK;
}

static int on_message_begin(llhttp_t *parser) {
  HttpClient *client = client_of(parser);
  client->head.size = client->spans.count = client->reason_end = 0;
  client->is_in_value = false;
  return HPE_OK;
}

static int on_status(llhttp_t *parser, const char *at, size_t size) {
  HttpClient *client = client_of(parser);
  int code = add_bytes(client, at, size);
  client->reason_end = (uint32_t)client->head.size;
  return code;
}

static int on_header_field(llhttp_t *parser, const char *at, size_t size) {
  HttpClient *client = client_of(parser);
  uint32_t start = (uint32_t)client->head.size;
  if (client->is_in_value || client->spans.count == 0) {
    if (client->spans.count == FIELDS) return HPE_USER;
    array_push(&client->arena, &client->spans, (Span){start, start, start});
    client->is_in_value = false;
  }
  return add_bytes(client, at, size);
}

static int on_header_field_complete(llhttp_t *parser) {
  HttpClient *client = client_of(parser);
  Span *span = &array_last(&client->spans);
  span->value = span->end = (uint32_t)client->head.size;
  client->is_in_value = true;
  return HPE_OK;
}

static int on_header_value(llhttp_t *parser, const char *at, size_t size) {
  HttpClient *client = client_of(parser);
  int code = add_bytes(client, at, size);
  array_last(&client->spans).end = (uint32_t)client->head.size;
  return code;
}

static HttpHeaders read_fields(HttpClient *client) {
  uint32_t count = client->spans.count;
  HttpHeader *fields = arena_new(&client->arena, HttpHeader, count);
  Text head = buffer_text(&client->head);
  for (uint32_t i = 0; i < count; i++) {
    const Span *span = &client->spans.at[i];
    fields[i].name = text_slice(head, span->name, span->value);
    fields[i].value = http_trim(text_slice(head, span->value, span->end));
  }
  return (HttpHeaders){fields, count};
}

static int on_headers_complete(llhttp_t *parser) {
  HttpClient *client = client_of(parser);
  bool is_interim = parser->status_code < 200 && parser->status_code != 101;
  if (is_interim) return HPE_OK;
  client->has_answer = true;
  client->is_upgrade = parser->status_code == 101;
  HttpClientAnswer answer = {parser->status_code,
                             text_slice(buffer_text(&client->head), 0, client->reason_end),
                             read_fields(client)};
  client->events->on_answer(client->context, &answer);
  if (client->is_closed) return HPE_USER;
  return client->is_upgrade ? 2 : client->is_head;
}

static int on_body(llhttp_t *parser, const char *at, size_t size) {
  HttpClient *client = client_of(parser);
  client->events->on_body(client->context, at, size);
  return client->is_closed ? HPE_USER : HPE_OK;
}

static int on_message_complete(llhttp_t *parser) {
  HttpClient *client = client_of(parser);
  if (client->is_upgrade || !client->has_answer) return HPE_OK;
  client->is_done = true;
  return HPE_PAUSED;
}

static const llhttp_settings_t settings = {
    .on_message_begin = on_message_begin,
    .on_status = on_status,
    .on_header_field = on_header_field,
    .on_header_field_complete = on_header_field_complete,
    .on_header_value = on_header_value,
    .on_headers_complete = on_headers_complete,
    .on_body = on_body,
    .on_message_complete = on_message_complete,
};

// ---- The connection

static void release(HttpClient *client) {
  Arena arena = client->arena;
  arena_release(&arena);
}

static void upgrade(HttpClient *client, Text rest) {
  tcp_read(client->tcp, false);
  client->events->on_upgrade(client->context, client->tcp, rest);
  release(client);
}

// The user hears of the end when the connection is closed.
static void on_close(void *context, int code) {
  HttpClient *client = context;
  if (!client->is_closed) {
    int failure = client->failure ? client->failure : code ? code : -ECONNRESET;
    client->events->on_end(client->context, client->is_done ? 0 : failure);
  }
  release(client);
}

static void on_read(void *context, const char *bytes, size_t size) {
  HttpClient *client = context;
  llhttp_errno_t code = llhttp_execute(&client->parser, bytes, size);
  if (client->is_closed || code == HPE_OK) return;
  if (code == HPE_PAUSED_UPGRADE && client->is_upgrade) {
    size_t used = (size_t)(llhttp_get_error_pos(&client->parser) - bytes);
    upgrade(client, (Text){bytes + used, (uint32_t)(size - used)});
    return;
  }
  if (!client->is_done) client->failure = -EPROTO;
  tcp_close(client->tcp);
}

// Where the answer has no length, its end is that of the connection.
static void on_end(void *context) {
  HttpClient *client = context;
  llhttp_finish(&client->parser);
  tcp_close(client->tcp);
}

static void on_drain(void *context) {
  HttpClient *client = context;
  client->events->on_drain(client->context);
}

static const TcpEvents events = {
    .on_read = on_read, .on_end = on_end, .on_drain = on_drain, .on_close = on_close};

HttpClient *http_client_make(Loop *loop, const TcpAddress *to, const HttpClientEvents *user,
                             void *context, int *code) {
  Arena arena = {0};
  HttpClient *client = arena_new(&arena, HttpClient, 1);
  client->arena = arena;
  client->events = user;
  client->context = context;
  client->head.arena = &client->arena;
  llhttp_init(&client->parser, HTTP_RESPONSE, &settings);
  client->parser.data = client;
  *code = tcp_connect(loop, to, &events, client, &client->tcp);
  if (*code == 0) return client;
  release(client);
  return NULL;
}

void http_client_encrypt(HttpClient *client, TlsContext *tls, const char *host, TlsTrust trust) {
  tcp_encrypt(client->tcp, &(TcpEncryption){.tls = tls, .server_name = host, .trust = trust});
}

const TlsStream *http_client_tls(const HttpClient *client) {
  return tcp_tls(client->tcp);
}

void http_client_begin(HttpClient *client, const HttpClientRequest *request) {
  Buffer out = {.arena = &client->arena};
  client->is_head = text_is(request->method, TEXT("HEAD"));
  client->has_chunks = request->has_chunks;
  buffer_add_format(&out, "%.*s %.*s HTTP/1.1\r\n", TEXT_ARGS(request->method),
                    TEXT_ARGS(request->target));
  for (uint32_t i = 0; i < request->headers.count; i++) {
    const HttpHeader *header = &request->headers.at[i];
    buffer_add_format(&out, "%.*s: %.*s\r\n", TEXT_ARGS(header->name), TEXT_ARGS(header->value));
  }
  if (request->has_chunks) buffer_add_literal(&out, "Transfer-Encoding: chunked\r\n");
  buffer_add_literal(&out, "\r\n");
  tcp_write_bytes(client->tcp, out.at, out.size);
}

void http_client_write(HttpClient *client, const void *bytes, size_t size) {
  if (size == 0) return;
  char line[24];
  if (!client->has_chunks) {
    tcp_write_bytes(client->tcp, bytes, size);
    return;
  }
  int line_size = snprintf(line, sizeof line, "%zx\r\n", size);
  TcpSpan spans[] = {{line, (size_t)line_size}, {bytes, size}, {"\r\n", 2}};
  tcp_write(client->tcp, spans, 3);
}

void http_client_end(HttpClient *client) {
  if (client->has_chunks) tcp_write_bytes(client->tcp, "0\r\n\r\n", 5);
}

uint64_t http_client_pending(const HttpClient *client) {
  return tcp_pending(client->tcp);
}

void http_client_pause(HttpClient *client, bool is_paused) {
  tcp_read(client->tcp, !is_paused);
}

void http_client_close(HttpClient *client) {
  client->is_closed = true;
  tcp_close(client->tcp);
}
