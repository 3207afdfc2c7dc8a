// Inside: what the files of the server share: connections with their parser, and exchanges.
#pragma once

#include "base/array.h"
#include "base/buffer.h"
#include "base/pool.h"
#include "host/timer.h"
#include "http/date.h"
#include "http/http_server.h"

#include <llhttp.h>

enum { SPARE_ARENAS = 64 };

typedef enum ConnectionState {
  CONNECTION_IDLE,   // waits for a request
  CONNECTION_HEAD,   // has a part of a head
  CONNECTION_BODY,   // has a head, and not yet all of the body
  CONNECTION_ANSWER, // has the whole request
  CONNECTION_LINGER, // has said everything, and waits for the client to notice
  CONNECTION_GONE,   // closes
} ConnectionState;

// Where a field's bytes are in the exchange's `head`.
typedef struct FieldSpan {
  uint32_t name, value, end;
} FieldSpan;

// How far the lines of a head have been looked at.
typedef struct HeadLines {
  size_t size;   // of the line so far
  char last;     // its last byte
  bool has_any;  // a line that is not empty
  bool are_over; // the empty line was there
} HeadLines;

typedef struct Exchange {
  HttpExchange shown; // first, so that it can be told from what the user has
  HttpConnection *connection;
  Arena arena;
  Buffer head;                            // the target, then names and values
  uint32_t target_size;                   // of `head`
  Array(FieldSpan) spans;                 // of the fields in `head`
  Buffer held;                            // of a body that nobody wants yet
  Buffer out;                             // of an answer that has not been sent
  bool is_given;                          // the user has seen it
  bool is_upgraded;                       // on_upgrade follows
  bool is_paused, has_ended, end_is_told; // the body
  bool has_continued, has_begun, has_sent, is_answered, is_chunked, has_no_body, is_last;
} Exchange;

struct HttpConnection {
  llhttp_t parser;
  HttpServer *server;
  TcpConnection *tcp;
  HttpConnection *next, *previous;
  Exchange *exchange;
  void *context;
  LoopTask task; // goes on where a callback was not possible
  Arena arena;
  Buffer kept;         // bytes behind the request that is being answered
  uint64_t since_ms;   // of this state
  uint64_t stalled_ms; // since when the reader has taken nothing, at `sent`
  uint64_t sent;
  size_t discarded;
  HeadLines lines;
  uint32_t head_bytes, extension_bytes;
  uint32_t requests; // so far
  int limit; // the status for a limit that was passed, or 0
  ConnectionState state;
  bool is_running; // a callback may be under way: conclusions are drawn behind it
  bool is_in_value, has_ended, is_new;
  bool is_told_idle; // and is to be kept all the same
};

struct HttpServer {
  Loop *loop;
  Arena arena; // holds this struct
  HttpServerOptions options;
  HttpConnection *first;
  uint32_t count;
  Timer *timer;
  Pool connections;
  Arena spare[SPARE_ARENAS]; // of exchanges that are over
  uint32_t spare_count;
  uint64_t date_until_ms;
  char date[HTTP_DATE_SIZE];
  bool is_stopping, is_released, is_timing;
};

// ---- connection.c

void connection_start(HttpConnection *connection);

// Tells the user what has become due, and ends the exchange if it is over. Called from the loop.
void connection_settle(HttpConnection *connection);

// The same on the next turn, where it is not being done already; then goes on with what was kept.
void connection_advance_soon(HttpConnection *connection);
void connection_set_state(HttpConnection *connection, ConnectionState state);

// Says why, where nothing has been said yet, and ends it.
void connection_refuse(HttpConnection *connection, const HttpClientError *error);

// Behind what waits, ends it, and waits for the client to do so, too.
void connection_finish(HttpConnection *connection);

// ---- exchange.c

Exchange *exchange_make(HttpConnection *connection);

// Gives it back; its connection has none then.
void exchange_release(Exchange *exchange);

// Makes what is in `head` the request that the user sees, or its trailers.
void exchange_show_request(Exchange *exchange);
void exchange_show_trailers(Exchange *exchange);

// ---- parse.c

// Parses bytes of a connection as far as requests may be given to the user, and keeps the rest.
void connection_parse(HttpConnection *connection, const char *bytes, size_t size);
const llhttp_settings_t *parse_settings(void);

// ---- http_server.c

// The Date of this second: HTTP_DATE_SIZE bytes.
const char *server_date(HttpServer *server);

// The connection has ended.
void server_forget(HttpConnection *connection);
