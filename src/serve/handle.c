// The table of contents: who may ask, what for, and who answers. What is refused is refused here,
// before anybody looks at a file.
#include "serve/handle.h"

#include "host/clock.h"
#include "serve/live.h"
#include "serve/origins.h"
#include "serve/proxy.h"
#include "serve/reply.h"
#include "serve/route.h"

enum { MOST_BODY_BYTES = 1 << 20 }; // of what pages say to the server itself

// ---- Who is asked

// The host that a target such as "http://host/path" names; the target goes on behind it.
static Text take_authority(Text *target) {
  static const Text schemes[] = {TEXT("http://"), TEXT("https://")};
  for (int i = 0; i < 2; i++) {
    if (!text_starts_but_case(*target, schemes[i])) continue;
    Text rest = text_slice(*target, schemes[i].size, target->size);
    uint32_t size = 0;
    while (size < rest.size && !memchr("/?#", rest.at[size], 3)) size++;
    *target = text_slice(rest, size, rest.size);
    if (!target->size) *target = TEXT("/");
    return text_slice(rest, 0, size);
  }
  return (Text){0};
}

static bool allow_host(Request *request, Text text) {
  const TcpConnection *connection = http_tcp_of(http_connection(request->exchange));
  HostName host;
  if (!hosts_read(text, &host)) {
    reply_problem(request, PROBLEM_BAD_HOST, TEXT(""));
    return false;
  }
  if (hosts_allow(&request->site->hosts, &host, connection)) return true;
  reply_problem(request, PROBLEM_FOREIGN_HOST, host.name);
  return false;
}

// Browsers say in Host whom they mean; so does who asks a proxy, in the target.
static bool check_host(Request *request, Text *target) {
  HttpHeaders headers = request->exchange->headers;
  uint32_t count = http_count_header(headers, TEXT("host"));
  if (count > 1) {
    reply_problem(request, PROBLEM_BAD_HOST, TEXT(""));
    return false;
  }
  Text authority = take_authority(target);
  if (authority.at && !allow_host(request, authority)) return false;
  return count == 0 || allow_host(request, request_header(request, TEXT("host")));
}

// ---- What for

static void answer_options(Request *request) {
  Reply reply = reply_begin(request, 204);
  reply_add(&reply, TEXT("Allow"), TEXT("GET, HEAD, OPTIONS"));
  Text asked = request_header(request, TEXT("access-control-request-headers"));
  if (request->may_be_read) {
    reply_add(&reply, TEXT("Access-Control-Allow-Methods"), TEXT("GET, HEAD, OPTIONS"));
    if (asked.at) reply_add(&reply, TEXT("Access-Control-Allow-Headers"), asked);
    reply_add(&reply, TEXT("Access-Control-Max-Age"), TEXT("600"));
  }
  http_respond(request->exchange, reply_head(&reply), NULL, 0);
}

// Makes the path one below the base. False if it has been answered.
static bool enter_base(Request *request) {
  Text base = request->site->base;
  GatePath *at = &request->at;
  if (base.size == 0) return true;
  bool is_base = text_is(at->path, base);
  if (is_base && at->ends_with_slash) {
    at->path = TEXT("/");
  } else if (is_base || text_is(at->path, TEXT("/"))) {
    reply_redirect(request, TEXT("/"), false);
    return false;
  } else if (path_is_inside(at->path, base)) {
    at->path = text_slice(at->path, base.size, at->path.size);
  } else {
    reply_problem(request, PROBLEM_NOT_BELOW_BASE, text_concat(request->arena, base, TEXT("/")));
    return false;
  }
  return true;
}

// Whether the target may be another server's: what pages say to the dev server never is.
static bool may_be_handed_on(const Site *site, Text target) {
  return !site->live || text_find(target, TEXT("/@cbundle/")) == TEXT_NOT_FOUND;
}

static void handle(Request *request) {
  HttpExchange *exchange = request->exchange;
  Text target = exchange->target, method = exchange->method;
  if (!check_host(request, &target) || !origins_check(request)) return;
  if (exchange->expects == HTTP_EXPECTS_OTHER) {
    reply_problem(request, PROBLEM_EXPECTATION, TEXT(""));
    return;
  }
  if (may_be_handed_on(request->site, target) && proxy_send(request, target)) return;
  if (text_is(method, TEXT("OPTIONS"))) {
    answer_options(request);
    return;
  }
  bool is_read = text_is(method, TEXT("GET")) || text_is(method, TEXT("HEAD"));
  if (!is_read && !live_takes_post(request, target)) {
    reply_problem(request, PROBLEM_METHOD, TEXT(""));
    return;
  }
  int status = gate_read(request->arena, target, &request->at);
  if (status)
    reply_problem(request, reply_problem_of(status), TEXT(""));
  else if (enter_base(request) && !live_answer(request))
    route_send(request);
}

// ---- Events

static Request *make_request(Site *site, HttpExchange *exchange) {
  Request *request = arena_new(exchange->arena, Request, 1);
  request->site = site;
  request->exchange = exchange;
  request->arena = exchange->arena;
  request->began_ns = request->site->options->on_log ? clock_now_ns() : 0;
  exchange->context = request;
  return request;
}

static void on_request(void *context, HttpExchange *exchange) {
  handle(make_request(context, exchange));
}

static bool takes_upgrade(void *context, HttpExchange *exchange) {
  Text target = exchange->target;
  take_authority(&target);
  return may_be_handed_on(context, target) && proxy_takes(context, target);
}

static void on_upgrade(void *context, HttpExchange *exchange, Text rest) {
  Request *request = make_request(context, exchange);
  request->is_upgrade = true;
  request->rest = text_copy(request->arena, rest);
  handle(request);
}

static void on_body(void *context, HttpExchange *exchange, const char *bytes, size_t size) {
  (void)context;
  Request *request = exchange->context;
  if (proxy_body(request, bytes, size)) return;
  bool is_wanted = request->on_body_end && request->body.size + size <= MOST_BODY_BYTES;
  if (is_wanted) buffer_add(&request->body, bytes, size);
}

static void on_body_end(void *context, HttpExchange *exchange) {
  (void)context;
  Request *request = exchange->context;
  if (!proxy_body_end(request) && request->on_body_end) request->on_body_end(request);
}

static void write_log(const Request *request, int status) {
  const ServeOptions *options = request->site->options;
  if (!options->on_log) return;
  const HttpExchange *exchange = request->exchange;
  ServeLogLine line = {exchange->method, exchange->target, status,
                       clock_now_ns() - request->began_ns};
  options->on_log(options->context, &line);
}

static void on_drain(void *context, HttpExchange *exchange) {
  (void)context;
  proxy_drain(exchange->context);
}

static void on_done(void *context, HttpExchange *exchange) {
  (void)context;
  const Request *request = exchange->context;
  write_log(request, request->status);
}

static void on_abort(void *context, HttpExchange *exchange, int code) {
  (void)context, (void)code;
  Request *request = exchange->context;
  if (request->on_abort) request->on_abort(request);
  write_log(request, 0);
}

const HttpEvents handle_events = {.on_request = on_request,
                                  .on_body = on_body,
                                  .on_body_end = on_body_end,
                                  .on_drain = on_drain,
                                  .takes_upgrade = takes_upgrade,
                                  .on_upgrade = on_upgrade,
                                  .on_done = on_done,
                                  .on_abort = on_abort};
