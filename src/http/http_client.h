// HttpClient: one request to another server, and its answer, over a connection of its own.
//
// Owns:  the connection, until on_end, on_upgrade or http_client_close.
// Gives: callbacks from the loop, never from within a call of the user's.
// Never: looks a name up, follows a redirect, or keeps a connection for the next request.
#pragma once

#include "host/tcp.h"
#include "http/header.h"

typedef struct HttpClient HttpClient;

// The head of an answer.
typedef struct HttpClientAnswer {
  int status;
  Text reason;
  HttpHeaders headers;
} HttpClientAnswer;

typedef struct HttpClientEvents {
  // The head is there; of 1xx, only 101 is told of.
  void (*on_answer)(void *context, const HttpClientAnswer *answer);
  void (*on_body)(void *context, const char *bytes, size_t size);
  // What was written has been handed to the system, after some of it had to wait.
  void (*on_drain)(void *context);
  // The other protocol has begun: behind on_answer with 101. The connection is the callee's now,
  // who starts it; `rest` has come behind the head already. The client is gone.
  void (*on_upgrade)(void *context, TcpConnection *connection, Text rest);
  // It is over: 0 if the answer is complete, else a negative libuv code. The client is gone.
  void (*on_end)(void *context, int code);
} HttpClientEvents;

// Connects to a numeric address. NULL, and a code, if that can't even be tried.
HttpClient *http_client_make(Loop *loop, const TcpAddress *to, const HttpClientEvents *events,
                             void *context, int *code);

// Encrypts it, before anything is said. What the other server shows must be a certificate for
// `host`, unless `trust` says otherwise. If that fails, on_end has UV_EPROTO.
void http_client_encrypt(HttpClient *client, TlsContext *tls, const char *host, TlsTrust trust);

// Its connection's TLS, until on_end has returned; NULL: it has none.
const TlsStream *http_client_tls(const HttpClient *client);

// The head of a request. With chunks, the body has no length that is known.
typedef struct HttpClientRequest {
  Text method, target;
  HttpHeaders headers;
  bool has_chunks;
} HttpClientRequest;

void http_client_begin(HttpClient *client, const HttpClientRequest *request);
void http_client_write(HttpClient *client, const void *bytes, size_t size);
void http_client_end(HttpClient *client);

// Bytes that wait until the other server takes them.
uint64_t http_client_pending(const HttpClient *client);

// Stops and goes on with on_body.
void http_client_pause(HttpClient *client, bool is_paused);

// Ends it without another callback.
void http_client_close(HttpClient *client);
