// HttpServer: HTTP/1.1 for whoever answers requests: bytes of connections into exchanges, answers
// into bytes. It behaves as Node's server does, down to the order of its headers.
//
// Owns:  connections, from when they are handed over; exchanges, until on_done or on_abort.
// Takes: answers in any pace. Bytes given to it may be gone when the call returns.
// Gives: one exchange of a connection at a time; the next when that is answered. Callbacks come
//        from the loop, never from within a call of the user's.
// Never: reads files, or knows what a path means.
#pragma once

#include "host/tcp.h"
#include "http/header.h"

typedef struct HttpServer HttpServer;
typedef struct HttpConnection HttpConnection;

typedef enum HttpExpectation {
  HTTP_EXPECTS_NOTHING,
  HTTP_EXPECTS_CONTINUE, // "Expect: 100-continue": nothing comes before http_continue
  HTTP_EXPECTS_OTHER,    // which should be answered with 417
} HttpExpectation;

// A request, and the answer to it. It is read only, but for `context`.
typedef struct HttpExchange {
  Text method;          // "GET"
  Text target;          // as sent: "/a?b", "http://host/a", "*"
  HttpHeaders headers;  // as sent: case, order and repetitions
  HttpHeaders trailers; // when the body has ended
  uint8_t major, minor; // of the version
  bool keeps_alive;     // the client would go on with this connection
  bool is_head;         // of "HEAD": the answer's body is left out
  bool has_body;        // on_body may be called; on_body_end is in any case
  bool is_upgrade;      // it asks for another protocol, or is CONNECT
  bool is_surplus;      // its connection has had as many requests as it may have
  HttpExpectation expects;
  void *context; // the user's own
  Arena *arena;  // for what lives as long as the exchange
} HttpExchange;

// Why a connection had to be given up.
typedef struct HttpClientError {
  int status;         // what is answered: 400, 408, 413, 414 or 431
  const char *code;   // as in Node: "HPE_INVALID_METHOD", "ERR_HTTP_REQUEST_TIMEOUT"
  const char *reason; // "Invalid method encountered"
  Text packet;        // the bytes in which it was found
  size_t parsed;      // how many of them were right
} HttpClientError;

// What a server tells; `context` is the options'. All but on_request may be NULL.
typedef struct HttpEvents {
  // A request's head is there; its body, if any, is yet to come.
  void (*on_request)(void *context, HttpExchange *exchange);
  void (*on_body)(void *context, HttpExchange *exchange, const char *bytes, size_t size);
  void (*on_body_end)(void *context, HttpExchange *exchange);
  // What was written has been handed to the system, after some of it had to wait.
  void (*on_drain)(void *context, HttpExchange *exchange);
  // The answer has been written and the request read to its end: the exchange is gone.
  void (*on_done)(void *context, HttpExchange *exchange);
  // The connection is lost: the exchange is gone.
  void (*on_abort)(void *context, HttpExchange *exchange, int code);
  // Whether on_upgrade is to be called for a request that asks for another protocol, in the place
  // of on_request.
  bool (*takes_upgrade)(void *context, HttpExchange *exchange);
  // `rest` has come behind the head already. Call http_detach, or answer and be done with it.
  void (*on_upgrade)(void *context, HttpExchange *exchange, Text rest);
  void (*on_open)(void *context, HttpConnection *connection);
  // With TLS: the handshake is done. Behind on_open, before the first request.
  void (*on_secure)(void *context, HttpConnection *connection);
  // It has waited for a request as long as it may. False: it is to be closed.
  bool (*on_idle)(void *context, HttpConnection *connection);
  void (*on_close)(void *context, HttpConnection *connection);
  // True if it has said itself, over http_tcp_of, what there is to say.
  bool (*on_client_error)(void *context, HttpConnection *connection, const HttpClientError *error);
} HttpEvents;

typedef struct HttpServerOptions {
  const HttpEvents *events;
  void *context;
  uint32_t head_ms;       // for a head to be complete: 60,000
  uint32_t request_ms;    // for a whole request: 300,000
  uint32_t keep_alive_ms; // between two requests: 5,000
  uint32_t stall_ms;      // for a reader that takes nothing: 0, no limit
  uint32_t head_bytes;    // of a target and headers together: 16 KB
  uint32_t target_bytes;  // of a target, beyond which the answer is 414: 0, no limit of its own
  uint32_t header_count;  // 2000
  uint32_t connections;   // at a time: 0, no limit
  uint32_t requests;      // of one connection: 0, no limit. The last answer says that it ends
  bool needs_host;        // HTTP/1.1 without Host is answered with 400
  bool allows_half_open;  // who has no more to say may still be answered, if that has not begun
  TlsContext *tls;        // connections are encrypted; NULL: they are not. The user keeps it alive
  TlsTrust tls_trust;     // of a server that asks for certificates
  Text plain_answer;      // with TLS: all that a client is told who does not speak it; it must stay
} HttpServerOptions;

// The limits that Node has.
HttpServerOptions http_server_defaults(void);

HttpServer *http_server_make(Loop *loop, const HttpServerOptions *options);

// Takes a connection over. `server` is an HttpServer: this is a TcpAccept.
void http_server_accept(void *server, TcpConnection *connection);

// Changes limits; `events` and `context` may not change.
void http_server_set_options(HttpServer *server, const HttpServerOptions *options);

// Ends connections that wait for a request; others, when they have been answered.
void http_server_stop(HttpServer *server);
void http_server_close_idle(HttpServer *server);
void http_server_close_all(HttpServer *server);

// Ends everything. Exchanges that are under way are aborted, from the loop; that is the last of it.
void http_server_release(HttpServer *server);

// ---- Reading a request

// Stops and goes on with on_body; meanwhile, the client has to wait.
void http_pause(HttpExchange *exchange);
void http_resume(HttpExchange *exchange);

// Says "100 Continue".
void http_continue(HttpExchange *exchange);

// ---- Answering

typedef enum HttpFraming {
  HTTP_FRAMING_FITTING, // a length if it is known, else chunks; what the headers say goes first
  HTTP_FRAMING_CHUNKED, // chunks even if the length is known, as after writeHead in Node
  HTTP_FRAMING_CLOSE,   // neither: the end of the connection is that of the body
} HttpFraming;

// An answer's head. Date, Connection, Keep-Alive, Content-Length and Transfer-Encoding are added as
// Node adds them, unless they are among `headers`.
typedef struct HttpAnswer {
  int status;
  Text reason; // without a place: the usual one
  HttpHeaders headers;
  HttpFraming framing;
  bool has_no_date;       // leave out Date
  bool has_no_connection; // leave out Connection, and close it
  bool is_last;           // close the connection behind it
} HttpAnswer;

// Answers in one write. The exchange has been answered then.
void http_respond(HttpExchange *exchange, const HttpAnswer *answer, const void *body, size_t size);

// Answers in pieces: a head, which waits for the first of them, …
void http_begin(HttpExchange *exchange, const HttpAnswer *answer);
// … sends it without waiting, …
void http_flush(HttpExchange *exchange);
// … pieces of the body, as often as one likes, …
void http_write(HttpExchange *exchange, const void *bytes, size_t size);
void http_write_file(HttpExchange *exchange, int descriptor, int64_t offset, uint64_t size);
// … and the end. Trailers are only sent with chunks.
void http_end(HttpExchange *exchange, HttpHeaders trailers);

// Says something before the answer: 103, for example.
void http_inform(HttpExchange *exchange, int status, HttpHeaders headers);

// Bytes that wait until the client takes them. Who streams stops at some 64 KB, until on_drain.
uint64_t http_pending(const HttpExchange *exchange);

// Ends the connection as it is; on_abort follows.
void http_abort(HttpExchange *exchange);

// ---- Connections

HttpConnection *http_connection(const HttpExchange *exchange);

// The user's own, as the exchange's `context`.
void http_set_context(HttpConnection *connection, void *context);
void *http_context(const HttpConnection *connection);

// Whether it is one of TLS, which tcp_tls tells more of.
bool http_is_encrypted(const HttpConnection *connection);

// The connection itself, for addresses, TLS and on_client_error. NULL: it was detached.
TcpConnection *http_tcp_of(const HttpConnection *connection);

// Of an exchange that was given to on_upgrade, then or later: the connection is the caller's now,
// who starts it. The exchange goes when the loop goes on, without on_done.
TcpConnection *http_detach(HttpExchange *exchange);

// Bytes that have come behind what on_upgrade was given; they are there until the loop goes on.
Text http_kept(const HttpExchange *exchange);

// For how long nothing has come or gone on it, in milliseconds.
uint64_t http_quiet_ms(const HttpConnection *connection);

// Whether it has been answered, and the next request has not begun.
bool http_is_idle(const HttpConnection *connection);

// Ends it; the request that it may have is aborted.
void http_close(HttpConnection *connection);
