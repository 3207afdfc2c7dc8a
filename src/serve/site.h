// Site: what the files of this room share: the server, and a request on its way through it.
#pragma once

#include "base/buffer.h"
#include "host/tcp.h"
#include "http/http_server.h"
#include "serve/gate.h"
#include "serve/hosts.h"
#include "serve/server.h"

typedef struct Cache Cache;
typedef struct Live Live;
typedef struct Proxies Proxies;
typedef struct Relay Relay;

typedef struct Site {
  const ServeOptions *options;
  Arena *arena; // of the whole run
  Loop *loop;
  HttpServer *server;
  TlsContext *tls; // NULL: connections are not encrypted
  Gate gate;
  Hosts hosts;
  Text base;            // "/app", or empty
  Text index;           // the name of the index page
  Text entry;           // in its place, a script below the root: "/src/app.js"; or empty
  HttpHeader *standing; // headers of every answer: the user's own first
  uint32_t standing_count, own_count;
  Cache *cache;
  Live *live; // NULL: only files are served
  Proxies *proxies;
} Site;

// A request; it lives in its exchange's arena.
typedef struct Request Request;
struct Request {
  Site *site;
  HttpExchange *exchange;
  Arena *arena;
  GatePath at;      // below the base
  Text origin;      // of the page that asks, or empty
  bool is_foreign;  // that page is somebody else's
  bool may_be_read; // by it: --cors
  uint64_t began_ns;
  int status; // of the answer
  // What is still being made for it, if anything is.
  void (*on_abort)(Request *request);
  void *waits_for;
  Request *next_waiting;
  // Of a POST, whose body is wanted.
  void (*on_body_end)(Request *request);
  Buffer body;
  // Of one that another server answers.
  Relay *relay; // NULL: not any more
  bool was_relayed;
  bool is_upgrade; // it asks for another protocol, and
  Text rest;       // has begun with it already
};

// Puts a request into a list of those that wait for the same thing, …
static inline void request_wait(Request *request, Request **list) {
  request->next_waiting = *list;
  *list = request;
}

// … and takes it out, if it is there.
static inline void request_leave(Request *request, Request **list) {
  while (*list && *list != request) list = &(*list)->next_waiting;
  if (*list) *list = request->next_waiting;
}

static inline Text request_header(const Request *request, Text name) {
  return http_find_header(request->exchange->headers, name);
}
