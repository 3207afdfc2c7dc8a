// A request is said again to the other server, and its answer to the browser, piece by piece;
// whoever is slower makes the other one wait. What concerns one connection alone (RFC 9110, 7.6.1)
// stays behind; who asks, and for which host, is said in X-Forwarded-*. When both agree on another
// protocol, such as WebSocket, bytes go back and forth until one of them ends.
#include "serve/proxy.h"

#include "host/network.h"
#include "host/random.h"
#include "http/http_client.h"
#include "http/status.h"
#include "serve/reply.h"

#include <stdlib.h>

enum {
  PENDING_BYTES = 256 << 10, // that may wait in each direction
  MOST_ADDRESSES = 8,
  ADDED_HEADERS = 8,
  TOKEN_BYTES = 8,
};

typedef struct Rule {
  Text path;        // "/api": it, and what is below it
  Text origin;      // "http://localhost:8080", as people wrote it
  const char *host; // to be looked up
  Text host_header; // "localhost:8080"
  Text prefix;      // "/v1": goes in front of the path
  uint16_t port;
  bool is_encrypted;
  TcpAddress addresses[MOST_ADDRESSES]; // of the last request
  uint32_t address_count;
} Rule;

typedef struct Tunnel Tunnel;

struct Proxies {
  Array(Rule) rules;
  Text token;      // tells our own requests from others, so that none goes in circles
  Tunnel *tunnels; // a list
  TlsContext *tls; // of connections to servers; NULL: none is encrypted
};

// A request that is being handed on.
struct Relay {
  Request *request; // NULL: the browser has gone
  Site *site;
  Rule *rule;
  Arena arena; // holds this struct: it may outlive the request
  HttpClient *client;
  HttpClientRequest head;
  HttpClientAnswer switched; // the answer 101
  Buffer early;              // of the body, for as long as another address may have to be tried
  Text rest;                 // of another protocol, likewise
  Text tls_reason;           // why TLS has failed, in OpenSSL's words; or empty
  uint32_t next_address;
  bool has_answer, has_ended, is_upgrade, is_looking_up;
  bool is_distrusted; // because of the server's certificate
};

// One of the two ends of another protocol.
typedef struct TunnelEnd TunnelEnd;
struct TunnelEnd {
  Tunnel *tunnel;
  TunnelEnd *other;
  TcpConnection *tcp; // NULL: closed
  bool has_ended;
};

struct Tunnel {
  Arena arena; // holds this struct
  Proxies *proxies;
  Tunnel *next, *previous;
  TunnelEnd ends[2];
};

// ---- Rules

// "http://host:port/prefix", or https.
static bool read_url(Arena *arena, Text url, Rule *rule) {
  rule->is_encrypted = text_starts(url, TEXT("https://"));
  Text scheme = rule->is_encrypted ? TEXT("https://") : TEXT("http://");
  if (!text_starts(url, scheme)) return false;
  rule->host_header = text_until(text_slice(url, scheme.size, url.size), '/');
  rule->origin = text_slice(url, 0, scheme.size + rule->host_header.size);
  Text prefix = text_slice(url, rule->origin.size, url.size);
  if (text_ends(prefix, TEXT("/"))) prefix.size--;
  rule->prefix = prefix;
  HostName host;
  if (!hosts_read(rule->host_header, &host)) return false;
  rule->host = text_copy(arena, host.name).at;
  rule->port = host.port.size       ? (uint16_t)strtoul(host.port.at, NULL, 10)
               : rule->is_encrypted ? 443
                                    : 80;
  return rule->port > 0 && text_find_byte(prefix, '?', 0) == TEXT_NOT_FOUND;
}

// Whom to trust is the system's business.
static bool make_tls(Site *site, Diagnostics *diagnostics) {
  Proxies *proxies = site->proxies;
  const Rule *encrypted = NULL;
  for (uint32_t i = 0; i < proxies->rules.count && !encrypted; i++) {
    if (proxies->rules.at[i].is_encrypted) encrypted = &proxies->rules.at[i];
  }
  if (!encrypted) return true;
  TlsProblem problem;
  proxies->tls = tls_context_make(&(TlsSettings){.protocols = TEXT("\x08http/1.1")}, &problem);
  if (!proxies->tls) diag_add(diagnostics, MESSAGE_SERVE_NO_TLS, NOWHERE, encrypted->origin);
  return proxies->tls != NULL;
}

void proxy_release(Site *site) {
  if (site->proxies && site->proxies->tls) tls_context_release(site->proxies->tls);
}

bool proxy_read(Site *site, Diagnostics *diagnostics) {
  CbPairs pairs = site->options->proxies;
  Arena *arena = site->arena;
  Proxies *proxies = site->proxies = arena_new(arena, Proxies, 1);
  uint32_t errors = diagnostics->error_count;
  for (size_t i = 0; i < pairs.count; i++) {
    Text path = text_of(pairs.at[i].key), url = text_of(pairs.at[i].value);
    Rule rule = {0};
    GatePath read;
    bool is_rule =
        gate_read(arena, path, &read) == 0 && !read.query.size && read_url(arena, url, &rule);
    rule.path = is_rule ? read.path : path;
    if (is_rule)
      array_push(arena, &proxies->rules, rule);
    else
      diag_add(diagnostics, MESSAGE_SERVE_PROXY, NOWHERE, path, url);
  }
  proxies->token = text_concat(arena, TEXT("cbundle-"), random_digits(arena, TOKEN_BYTES));
  return diagnostics->error_count == errors && make_tls(site, diagnostics);
}

// The longest rule wins; of those of one path, the last: flags come behind what cbundle.json says.
// The path is decoded, so that no spelling gets around a rule.
static Rule *find_rule(const Site *site, Arena *arena, Text target) {
  const Proxies *proxies = site->proxies;
  GatePath read;
  if (proxies->rules.count == 0 || gate_read(arena, target, &read)) return NULL;
  Rule *best = NULL;
  for (uint32_t i = 0; i < proxies->rules.count; i++) {
    Rule *rule = &proxies->rules.at[i];
    if (path_is_inside(read.path, rule->path) && (!best || rule->path.size >= best->path.size))
      best = rule;
  }
  return best;
}

bool proxy_takes(const Site *site, Text target) {
  Arena scratch = {0};
  bool takes = find_rule(site, &scratch, target) != NULL;
  arena_release(&scratch);
  return takes;
}

// ---- Headers

static bool is_for_one_connection(Text name) {
  static const Text names[] = {TEXT("connection"),
                               TEXT("keep-alive"),
                               TEXT("proxy-connection"),
                               TEXT("proxy-authenticate"),
                               TEXT("proxy-authorization"),
                               TEXT("te"),
                               TEXT("trailer"),
                               TEXT("transfer-encoding"),
                               TEXT("upgrade")};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    if (text_is_but_case(name, names[i])) return true;
  }
  return false;
}

// Copies headers but for those, and those that Connection names.
static uint32_t pass_headers(HttpHeaders from, HttpHeader *to) {
  uint32_t count = 0;
  Text connection = http_find_header(from, TEXT("connection"));
  for (uint32_t i = 0; i < from.count; i++) {
    Text name = from.at[i].name;
    if (!is_for_one_connection(name) && !http_has_item(connection, name)) to[count++] = from.at[i];
  }
  return count;
}

static Text copy_text(Arena *arena, Text text) {
  return text.at ? text_copy(arena, text) : text;
}

static void add_header(HttpHeader *to, uint32_t *count, Text name, Text value) {
  to[(*count)++] = (HttpHeader){name, value};
}

// The request as the other server gets it, in memory of the relay's own.
static void make_head(Relay *relay, Text target) {
  const Request *request = relay->request;
  const HttpExchange *exchange = request->exchange;
  Arena *arena = &relay->arena;
  HttpHeader *headers = arena_new(arena, HttpHeader, exchange->headers.count + ADDED_HEADERS);
  uint32_t passed = pass_headers(exchange->headers, headers), count = 0;
  for (uint32_t i = 0; i < passed; i++) {
    if (text_is_but_case(headers[i].name, TEXT("host"))) continue;
    if (text_is_but_case(headers[i].name, TEXT("expect"))) continue;
    add_header(headers, &count, copy_text(arena, headers[i].name),
               copy_text(arena, headers[i].value));
  }
  TcpAddress peer = tcp_peer(http_tcp_of(http_connection(exchange)));
  add_header(headers, &count, TEXT("Host"), relay->rule->host_header);
  add_header(headers, &count, TEXT("X-Forwarded-For"), text_copy(arena, text_of(peer.text)));
  add_header(headers, &count, TEXT("X-Forwarded-Host"),
             text_copy(arena, request_header(request, TEXT("host"))));
  add_header(headers, &count, TEXT("X-Forwarded-Proto"),
             http_is_encrypted(http_connection(exchange)) ? TEXT("https") : TEXT("http"));
  add_header(headers, &count, TEXT("Via"),
             text_concat(arena, TEXT("1.1 "), relay->site->proxies->token));
  add_header(headers, &count, TEXT("Connection"),
             relay->is_upgrade ? TEXT("Upgrade") : TEXT("close"));
  if (relay->is_upgrade)
    add_header(headers, &count, TEXT("Upgrade"),
               text_copy(arena, request_header(request, TEXT("upgrade"))));
  bool has_length = request_header(request, TEXT("content-length")).at != NULL;
  relay->head = (HttpClientRequest){
      .method = text_copy(arena, exchange->method),
      .target = text_concat(arena, relay->rule->prefix, target),
      .headers = {headers, count},
      .has_chunks = exchange->has_body && !has_length && !relay->is_upgrade,
  };
}

// ---- The end

static void release_relay(Relay *relay) {
  Arena arena = relay->arena;
  arena_release(&arena);
}

// The request goes on without the relay.
static void leave(Relay *relay) {
  if (!relay->request) return;
  relay->request->relay = NULL;
  relay->request->on_abort = NULL;
  relay->request = NULL;
}

static void give_up(Relay *relay, int code) {
  Request *request = relay->request;
  Text why = relay->tls_reason.size ? relay->tls_reason : text_of(file_error_text(code));
  Text reason = text_concat(&relay->arena, relay->rule->origin, TEXT(": "), why);
  relay->rule->address_count = 0; // looked up again
  if (request) {
    leave(relay);
    reply_problem(request, relay->is_distrusted ? PROBLEM_DISTRUST : PROBLEM_BAD_GATEWAY,
                  text_copy(request->arena, reason));
  }
  release_relay(relay);
}

static void on_abort(Request *request) {
  Relay *relay = request->relay;
  leave(relay);
  if (relay->client) http_client_close(relay->client);
  if (!relay->is_looking_up) release_relay(relay);
}

// ---- The answer

static void on_answer(void *context, const HttpClientAnswer *answer) {
  Relay *relay = context;
  Request *request = relay->request;
  relay->has_answer = true;
  if (answer->status == 101) {
    relay->switched = *answer;
    return;
  }
  HttpHeader *headers = arena_new(request->arena, HttpHeader, answer->headers.count);
  uint32_t count = pass_headers(answer->headers, headers);
  request->status = answer->status;
  http_begin(request->exchange, &(HttpAnswer){.status = answer->status,
                                              .reason = answer->reason,
                                              .headers = {headers, count}});
  http_flush(request->exchange);
}

static void on_answer_body(void *context, const char *bytes, size_t size) {
  Relay *relay = context;
  HttpExchange *exchange = relay->request->exchange;
  http_write(exchange, bytes, size);
  if (http_pending(exchange) > PENDING_BYTES) http_client_pause(relay->client, true);
}

static void on_client_drain(void *context) {
  Relay *relay = context;
  if (relay->request) http_resume(relay->request->exchange);
}

static void try_next_address(Relay *relay, int code);

// Keeps what TLS has to say about a failure, if it has failed.
static void note_failure(Relay *relay) {
  const TlsStream *tls = http_client_tls(relay->client);
  if (!tls || !tls_has_failed(tls)) return;
  const TlsProblem *problem = tls_problem(tls);
  Text reason = text_of(problem->reason);
  relay->is_distrusted = text_is(reason, TEXT("certificate verify failed"));
  if (relay->is_distrusted) tls_verify_error(tls, &reason);
  relay->tls_reason = text_copy(&relay->arena, reason);
}

static void on_end(void *context, int code) {
  Relay *relay = context;
  if (!relay->has_answer) note_failure(relay);
  relay->client = NULL;
  if (!relay->has_answer) {
    try_next_address(relay, code);
    return;
  }
  Request *request = relay->request;
  leave(relay);
  if (code)
    http_abort(request->exchange); // half an answer must not look like a whole one
  else
    http_end(request->exchange, (HttpHeaders){0});
  release_relay(relay);
}

// ---- Another protocol

static void close_end(TunnelEnd *end) {
  if (end->tcp) tcp_close(end->tcp);
}

static void on_tunnel_read(void *context, const char *bytes, size_t size) {
  TunnelEnd *end = context;
  if (!end->other->tcp) return;
  tcp_write_bytes(end->other->tcp, bytes, size);
  if (tcp_pending(end->other->tcp) > PENDING_BYTES) tcp_read(end->tcp, false);
}

static void on_tunnel_end(void *context) {
  TunnelEnd *end = context;
  if (end->other->tcp) tcp_shutdown(end->other->tcp);
  end->has_ended = true;
  if (end->other->has_ended) {
    close_end(end);
    close_end(end->other);
  }
}

static void on_tunnel_drain(void *context) {
  TunnelEnd *end = context;
  if (end->other->tcp) tcp_read(end->other->tcp, true);
}

static void on_tunnel_close(void *context, int code) {
  (void)code;
  TunnelEnd *end = context;
  end->tcp = NULL;
  if (end->other->tcp) {
    close_end(end->other);
    return;
  }
  Tunnel *tunnel = end->tunnel;
  *(tunnel->previous ? &tunnel->previous->next : &tunnel->proxies->tunnels) = tunnel->next;
  if (tunnel->next) tunnel->next->previous = tunnel->previous;
  Arena arena = tunnel->arena;
  arena_release(&arena);
}

static const TcpEvents tunnel_events = {.on_read = on_tunnel_read,
                                        .on_end = on_tunnel_end,
                                        .on_drain = on_tunnel_drain,
                                        .on_close = on_tunnel_close};

static void open_tunnel(Proxies *proxies, TcpConnection *browser, TcpConnection *server) {
  Arena arena = {0};
  Tunnel *tunnel = arena_new(&arena, Tunnel, 1);
  tunnel->arena = arena;
  tunnel->proxies = proxies;
  tunnel->next = proxies->tunnels;
  if (tunnel->next) tunnel->next->previous = tunnel;
  proxies->tunnels = tunnel;
  tunnel->ends[0] = (TunnelEnd){.tunnel = tunnel, .other = &tunnel->ends[1], .tcp = browser};
  tunnel->ends[1] = (TunnelEnd){.tunnel = tunnel, .other = &tunnel->ends[0], .tcp = server};
  for (int i = 0; i < 2; i++) tcp_start(tunnel->ends[i].tcp, &tunnel_events, &tunnel->ends[i]);
}

void proxy_stop(Site *site) {
  for (Tunnel *tunnel = site->proxies->tunnels; tunnel; tunnel = tunnel->next) {
    for (int i = 0; i < 2; i++) close_end(&tunnel->ends[i]);
  }
}

static void write_switch(Relay *relay, TcpConnection *browser) {
  const HttpClientAnswer *answer = &relay->switched;
  Buffer out = {.arena = &relay->arena};
  buffer_add_literal(&out, "HTTP/1.1 101 Switching Protocols\r\n");
  for (uint32_t i = 0; i < answer->headers.count; i++) {
    const HttpHeader *header = &answer->headers.at[i];
    buffer_add_format(&out, "%.*s: %.*s\r\n", TEXT_ARGS(header->name), TEXT_ARGS(header->value));
  }
  buffer_add_literal(&out, "\r\n");
  tcp_write_bytes(browser, out.at, out.size);
}

static void on_upgrade(void *context, TcpConnection *server, Text rest) {
  Relay *relay = context;
  Request *request = relay->request;
  Text kept = http_kept(request->exchange);
  TcpConnection *browser = http_detach(request->exchange);
  leave(relay);
  write_switch(relay, browser);
  tcp_write_bytes(browser, rest.at, rest.size);
  tcp_write_bytes(server, relay->rest.at, relay->rest.size);
  tcp_write_bytes(server, kept.at, kept.size);
  open_tunnel(relay->site->proxies, browser, server);
  release_relay(relay);
}

// ---- The request

static const HttpClientEvents client_events = {.on_answer = on_answer,
                                               .on_body = on_answer_body,
                                               .on_drain = on_client_drain,
                                               .on_upgrade = on_upgrade,
                                               .on_end = on_end};

static void encrypt(Relay *relay) {
  bool trusts_all = relay->site->options->trusts_proxies;
  http_client_encrypt(relay->client, relay->site->proxies->tls, relay->rule->host,
                      trusts_all ? TLS_TRUST_ALL : TLS_TRUST_VERIFIED);
}

static void try_next_address(Relay *relay, int code) {
  const Rule *rule = relay->rule;
  while (relay->next_address < rule->address_count) {
    const TcpAddress *to = &rule->addresses[relay->next_address++];
    relay->client = http_client_make(relay->site->loop, to, &client_events, relay, &code);
    if (!relay->client) continue;
    if (rule->is_encrypted) encrypt(relay);
    http_client_begin(relay->client, &relay->head);
    http_client_write(relay->client, relay->early.at, relay->early.size);
    if (relay->has_ended) http_client_end(relay->client);
    return;
  }
  give_up(relay, code);
}

static void on_found(void *context, int code, const TcpAddress *addresses, uint32_t count) {
  Relay *relay = context;
  relay->is_looking_up = false;
  if (!relay->request) {
    release_relay(relay);
    return;
  }
  Rule *rule = relay->rule;
  rule->address_count = count < MOST_ADDRESSES ? count : MOST_ADDRESSES;
  if (count) memcpy(rule->addresses, addresses, rule->address_count * sizeof *addresses);
  try_next_address(relay, code);
}

static bool goes_in_circles(const Request *request) {
  Text via = request_header(request, TEXT("via"));
  return via.at && text_find(via, request->site->proxies->token) != TEXT_NOT_FOUND;
}

bool proxy_send(Request *request, Text target) {
  Site *site = request->site;
  Rule *rule = find_rule(site, request->arena, target);
  if (!rule) return false;
  if (goes_in_circles(request)) {
    reply_problem(request, PROBLEM_CIRCLE, TEXT(""));
    return true;
  }
  Arena arena = {0};
  Relay *relay = arena_new(&arena, Relay, 1);
  *relay = (Relay){.arena = arena, .request = request, .site = site, .rule = rule};
  relay->early.arena = &relay->arena;
  relay->is_upgrade = request->is_upgrade;
  relay->has_ended = !request->exchange->has_body || relay->is_upgrade;
  relay->rest = copy_text(&relay->arena, request->rest);
  make_head(relay, target);
  request->relay = relay;
  request->was_relayed = true;
  request->on_abort = on_abort;
  if (request->exchange->expects == HTTP_EXPECTS_CONTINUE) http_continue(request->exchange);
  if (rule->address_count) {
    try_next_address(relay, -1);
  } else {
    relay->is_looking_up = true;
    network_look_up(site->loop, rule->host, rule->port, on_found, relay);
  }
  return true;
}

bool proxy_body(Request *request, const char *bytes, size_t size) {
  Relay *relay = request->relay;
  if (!relay) return request->was_relayed;
  bool may_try_again = !relay->has_answer && relay->early.size <= PENDING_BYTES;
  if (!relay->client || may_try_again)
    buffer_add(&relay->early, bytes, size);
  else
    relay->next_address = UINT32_MAX; // too late for another one
  if (relay->client) http_client_write(relay->client, bytes, size);
  uint64_t waiting = relay->client ? http_client_pending(relay->client) : relay->early.size;
  if (waiting > PENDING_BYTES) http_pause(request->exchange);
  return true;
}

bool proxy_body_end(Request *request) {
  Relay *relay = request->relay;
  if (!relay) return request->was_relayed;
  relay->has_ended = true;
  if (relay->client) http_client_end(relay->client);
  return true;
}

void proxy_drain(Request *request) {
  Relay *relay = request->relay;
  if (relay && relay->client) http_client_pause(relay->client, false);
}
