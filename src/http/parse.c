// llhttp calls back as it finds the parts of a request. It is stopped behind each request, so that
// the user is never within it when the next one begins, and what is left is parsed when the answer
// is done.
#include "http/inside.h"

enum { EXTENSION_BYTES = 16 << 10 }; // of chunks, as in Node

static HttpConnection *connection_of(llhttp_t *parser) {
  return parser->data;
}

static int refuse_limit(HttpConnection *connection, int status) {
  connection->limit = status;
  return HPE_USER;
}

static bool is_too_long(HttpConnection *connection, size_t size) {
  connection->head_bytes += (uint32_t)size;
  return connection->head_bytes >= connection->server->options.head_bytes;
}

// ---- The head

static int on_message_begin(llhttp_t *parser) {
  HttpConnection *connection = connection_of(parser);
  connection->exchange = exchange_make(connection);
  connection->head_bytes = connection->extension_bytes = 0;
  connection->is_in_value = connection->is_new = false;
  connection_set_state(connection, CONNECTION_HEAD);
  return HPE_OK;
}

static int on_url(llhttp_t *parser, const char *at, size_t size) {
  HttpConnection *connection = connection_of(parser);
  Exchange *exchange = connection->exchange;
  uint32_t most = connection->server->options.target_bytes;
  exchange->target_size += (uint32_t)size;
  if (most && exchange->target_size > most) return refuse_limit(connection, 414);
  if (is_too_long(connection, size)) return refuse_limit(connection, 431);
  buffer_add(&exchange->head, at, size);
  return HPE_OK;
}

static int on_header_field(llhttp_t *parser, const char *at, size_t size) {
  HttpConnection *connection = connection_of(parser);
  Exchange *exchange = connection->exchange;
  if (is_too_long(connection, size)) return refuse_limit(connection, 431);
  uint32_t start = (uint32_t)exchange->head.size;
  if (connection->is_in_value || exchange->spans.count == 0) {
    if (exchange->spans.count == connection->server->options.header_count)
      return refuse_limit(connection, 431);
    array_push(&exchange->arena, &exchange->spans, (FieldSpan){start, start, start});
    connection->is_in_value = false;
  }
  buffer_add(&exchange->head, at, size);
  return HPE_OK;
}

static int on_header_field_complete(llhttp_t *parser) {
  HttpConnection *connection = connection_of(parser);
  FieldSpan *span = &array_last(&connection->exchange->spans);
  span->value = span->end = (uint32_t)connection->exchange->head.size;
  connection->is_in_value = true;
  return span->value > span->name ? HPE_OK : refuse_limit(connection, 400);
}

static int on_header_value(llhttp_t *parser, const char *at, size_t size) {
  HttpConnection *connection = connection_of(parser);
  Exchange *exchange = connection->exchange;
  if (is_too_long(connection, size)) return refuse_limit(connection, 431);
  buffer_add(&exchange->head, at, size);
  array_last(&exchange->spans).end = (uint32_t)exchange->head.size;
  return HPE_OK;
}

// A length that can't be known, or a version that has no headers.
static bool is_unclear(const llhttp_t *parser, const HttpExchange *shown) {
  bool is_coded = http_find_header(shown->headers, TEXT("transfer-encoding")).at != NULL;
  return (is_coded && !(parser->flags & F_CHUNKED)) || parser->http_major == 0;
}

static bool lacks_host(const HttpConnection *connection, const HttpExchange *shown) {
  return connection->server->options.needs_host && shown->major == 1 && shown->minor == 1 &&
         !http_find_header(shown->headers, TEXT("host")).at;
}

static int on_headers_complete(llhttp_t *parser) {
  HttpConnection *connection = connection_of(parser);
  const HttpServerOptions *options = &connection->server->options;
  Exchange *exchange = connection->exchange;
  HttpExchange *shown = &exchange->shown;
  exchange_show_request(exchange);
  connection->is_in_value = false;
  connection->head_bytes = 0;
  if (is_unclear(parser, shown) || lacks_host(connection, shown))
    return refuse_limit(connection, 400);
  // It keeps the time at which the request began.
  connection->state = CONNECTION_BODY;
  connection->requests++;
  shown->is_surplus = options->requests && connection->requests > options->requests;
  exchange->is_given = true;
  const HttpEvents *events = options->events;
  exchange->is_upgraded =
      parser->upgrade && events->takes_upgrade && events->takes_upgrade(options->context, shown);
  if (exchange->is_upgraded) return 2; // the parser stops here
  parser->upgrade = 0;
  exchange->is_last = parser->method == HTTP_CONNECT;
  events->on_request(options->context, shown);
  return connection->state == CONNECTION_BODY ? HPE_OK : HPE_USER;
}

// ---- The body

static int on_body(llhttp_t *parser, const char *at, size_t size) {
  HttpConnection *connection = connection_of(parser);
  const HttpServerOptions *options = &connection->server->options;
  Exchange *exchange = connection->exchange;
  if (!options->events->on_body) return HPE_OK;
  if (exchange->is_paused || exchange->held.size)
    buffer_add(&exchange->held, at, size);
  else
    options->events->on_body(options->context, &exchange->shown, at, size);
  return connection->state == CONNECTION_BODY ? HPE_OK : HPE_USER;
}

static int on_chunk_header(llhttp_t *parser) {
  HttpConnection *connection = connection_of(parser);
  connection->head_bytes = connection->extension_bytes = 0;
  return HPE_OK;
}

static int on_chunk_extension(llhttp_t *parser, const char *at, size_t size) {
  (void)at;
  HttpConnection *connection = connection_of(parser);
  connection->extension_bytes += (uint32_t)size;
  return connection->extension_bytes > EXTENSION_BYTES ? refuse_limit(connection, 413) : HPE_OK;
}

static int on_message_complete(llhttp_t *parser) {
  HttpConnection *connection = connection_of(parser);
  Exchange *exchange = connection->exchange;
  if (exchange->spans.count) exchange_show_trailers(exchange);
  exchange->has_ended = true;
  connection->lines = (HeadLines){0};
  connection_set_state(connection, CONNECTION_ANSWER);
  return exchange->is_upgraded ? HPE_OK : HPE_PAUSED;
}

static const llhttp_settings_t settings = {
    .on_message_begin = on_message_begin,
    .on_url = on_url,
    .on_header_field = on_header_field,
    .on_header_field_complete = on_header_field_complete,
    .on_header_value = on_header_value,
    .on_headers_complete = on_headers_complete,
    .on_body = on_body,
    .on_chunk_header = on_chunk_header,
    .on_chunk_extension_name = on_chunk_extension,
    .on_chunk_extension_value = on_chunk_extension,
    .on_message_complete = on_message_complete,
};

const llhttp_settings_t *parse_settings(void) {
  return &settings;
}

// ---- Lines

// Whether the lines of a head end with CR LF and go on on no other line: a proxy in front of us may
// see other lines than llhttp in what it lets through. Looks no further than the head's end.
static bool has_clean_lines(HeadLines *lines, const char *bytes, size_t size) {
  for (const char *at = bytes, *end = bytes + size; at < end && !lines->are_over;) {
    const char *feed = memchr(at, '\n', (size_t)(end - at)), *stop = feed ? feed : end;
    bool is_start = lines->size == 0 && stop > at;
    if (is_start && lines->has_any && (*at == ' ' || *at == '\t')) return false;
    lines->size += (size_t)(stop - at);
    if (stop > at) lines->last = stop[-1];
    if (!feed) return true;
    if (lines->last != '\r') return false;
    bool is_empty = lines->size == 1;
    lines->are_over = is_empty && lines->has_any;
    lines->has_any |= !is_empty;
    lines->size = 0;
    lines->last = 0;
    at = feed + 1;
  }
  return true;
}

// ---- Parsing

static HttpClientError limit_error(int status) {
  switch (status) {
  case 400: return (HttpClientError){400, "HPE_USER", "Invalid request head", {0}, 0};
  case 413:
    return (HttpClientError){
        413, "HPE_CHUNK_EXTENSIONS_OVERFLOW", "Chunk extensions overflow", {0}, 0};
  default: return (HttpClientError){status, "HPE_HEADER_OVERFLOW", "Header overflow", {0}, 0};
  }
}

static void refuse(HttpConnection *connection, Text packet, size_t parsed) {
  if (connection->state == CONNECTION_GONE || connection->state == CONNECTION_LINGER) return;
  llhttp_t *parser = &connection->parser;
  const char *reason = llhttp_get_error_reason(parser);
  HttpClientError error = {400, llhttp_errno_name(llhttp_get_errno(parser)), reason, {0}, 0};
  if (connection->limit) error = limit_error(connection->limit);
  error.packet = packet;
  error.parsed = parsed;
  connection_refuse(connection, &error);
}

static void upgrade(HttpConnection *connection, Text rest) {
  Exchange *exchange = connection->exchange;
  const HttpServerOptions *options = &connection->server->options;
  exchange->end_is_told = exchange->is_last = true;
  options->events->on_upgrade(options->context, &exchange->shown, rest);
}

// Gives how many bytes were used.
static size_t execute(HttpConnection *connection, const char *bytes, size_t size) {
  llhttp_t *parser = &connection->parser;
  if (connection->state != CONNECTION_BODY && !has_clean_lines(&connection->lines, bytes, size)) {
    connection->limit = 400;
    refuse(connection, (Text){bytes, (uint32_t)size}, 0);
    return size;
  }
  llhttp_errno_t code = llhttp_execute(parser, bytes, size);
  if (code == HPE_OK) return size;
  size_t used = (size_t)(llhttp_get_error_pos(parser) - bytes);
  if (code == HPE_PAUSED) {
    llhttp_resume(parser);
    return used;
  }
  if (code == HPE_PAUSED_UPGRADE)
    upgrade(connection, (Text){bytes + used, (uint32_t)(size - used)});
  else
    refuse(connection, (Text){bytes, (uint32_t)size}, used < size ? used : 0);
  return size;
}

static bool can_parse(const HttpConnection *connection) {
  ConnectionState state = connection->state;
  return state == CONNECTION_IDLE || state == CONNECTION_HEAD || state == CONNECTION_BODY;
}

void connection_parse(HttpConnection *connection, const char *bytes, size_t size) {
  while (size && can_parse(connection)) {
    size_t used = execute(connection, bytes, size);
    bytes += used;
    size -= used;
    connection_settle(connection);
  }
  if (size && connection->state == CONNECTION_ANSWER) buffer_add(&connection->kept, bytes, size);
}
