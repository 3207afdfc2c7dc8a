// Pages are files of this folder with places to fill in; what fills them is escaped by who brings
// it.
#include "serve/reply.h"

#include "base/url.h"
#include "generated/serve_scripts.h"
#include "http/condition.h"
#include "http/mime.h"
#include "http/status.h"

Reply reply_begin(Request *request, int status) {
  const Site *site = request->site;
  Reply reply = {.request = request, .answer.status = status};
  uint32_t room = site->standing_count + REPLY_HEADERS;
  reply.headers = arena_new(request->arena, HttpHeader, room);
  memcpy(reply.headers, site->standing, site->standing_count * sizeof *site->standing);
  reply.count = site->standing_count;
  if (request->may_be_read) {
    bool is_any = site->options->cors->count == 0;
    Text origin = is_any ? TEXT("*") : request->origin;
    reply_add(&reply, TEXT("Access-Control-Allow-Origin"), origin);
  }
  if (site->options->cors && site->options->cors->count)
    reply_add(&reply, TEXT("Vary"), TEXT("Origin"));
  return reply;
}

void reply_add(Reply *reply, Text name, Text value) {
  const Site *site = reply->request->site;
  HttpHeaders own = {site->standing, site->own_count};
  if (own.count && http_count_header(own, name)) return;
  reply->headers[reply->count++] = (HttpHeader){name, value};
}

void reply_add_number(Reply *reply, Text name, uint64_t number) {
  reply_add(reply, name, text_format(reply->request->arena, "%llu", (unsigned long long)number));
}

const HttpAnswer *reply_head(Reply *reply) {
  reply->answer.headers = (HttpHeaders){reply->headers, reply->count};
  reply->request->status = reply->answer.status;
  return &reply->answer;
}

void reply_body(Reply *reply, Text body) {
  if (reply->answer.status != 304) reply_add_number(reply, TEXT("Content-Length"), body.size);
  http_respond(reply->request->exchange, reply_head(reply), body.at, body.size);
}

void reply_text(Reply *reply, Text type, Text body) {
  reply_add(reply, TEXT("Content-Type"), type);
  reply_body(reply, body);
}

void reply_unstored(Request *request, Text type, Text body) {
  Reply reply = reply_begin(request, 200);
  reply_add(&reply, TEXT("Cache-Control"), TEXT("no-store"));
  reply_text(&reply, type, body);
}

bool reply_is_known(const Request *request, Text etag) {
  HttpValidators now = {.etag = etag};
  return http_check_condition(request->exchange->headers, &now) == HTTP_CONDITION_NOT_MODIFIED;
}

bool reply_wants_page(const Request *request) {
  Text accept = request_header(request, TEXT("accept"));
  return http_quality(accept, TEXT("text/html")) > 0 &&
         text_find(accept, TEXT("text/html")) != TEXT_NOT_FOUND;
}

bool reply_shows_page(const Request *request) {
  Text type = http_mime_of(path_basename(request->at.path)).type;
  return reply_wants_page(request) && (!type.size || text_starts(type, TEXT("text/html")));
}

// ---- Pages

void reply_add_escaped(Buffer *out, Text text) {
  for (uint32_t i = 0; i < text.size; i++) {
    switch (text.at[i]) {
    case '&': buffer_add_literal(out, "&amp;"); break;
    case '<': buffer_add_literal(out, "&lt;"); break;
    case '>': buffer_add_literal(out, "&gt;"); break;
    case '"': buffer_add_literal(out, "&quot;"); break;
    case '\'': buffer_add_literal(out, "&#39;"); break;
    default: buffer_add_byte(out, text.at[i]);
    }
  }
}

void reply_fill_page(Buffer *out, Text page, const PagePart *parts, uint32_t count) {
  while (page.size) {
    uint32_t open = text_find(page, TEXT("{{"));
    if (open == TEXT_NOT_FOUND) open = page.size;
    buffer_add(out, page.at, open);
    page = text_slice(page, open, page.size);
    uint32_t close = text_find(page, TEXT("}}"));
    if (close == TEXT_NOT_FOUND) continue;
    Text name = text_slice(page, 2, close);
    for (uint32_t i = 0; i < count; i++) {
      if (text_is(name, text_of(parts[i].name))) buffer_add_text(out, parts[i].text);
    }
    page = text_slice(page, close + 2, page.size);
  }
}

// Our pages load nothing and run nothing.
static const Text page_policy =
    TEXT("default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'");

static void send_page(Reply *reply, Text title, Text hint) {
  Buffer page = {.arena = reply->request->arena}, escaped = {.arena = reply->request->arena};
  reply_add_escaped(&escaped, hint);
  Text status = text_format(reply->request->arena, "%d", reply->answer.status);
  PagePart parts[] = {{"status", status}, {"title", title}, {"hint", buffer_text(&escaped)}};
  Text problem = {serve_problem_html, (uint32_t)serve_problem_html_size};
  reply_fill_page(&page, problem, parts, sizeof parts / sizeof *parts);
  reply_add(reply, TEXT("Content-Security-Policy"), page_policy);
  reply_text(reply, TEXT("text/html; charset=utf-8"), buffer_text(&page));
}

typedef struct Problem {
  int status;
  Text text;
} Problem;

static const Problem problems[] = {
#define PROBLEM(NAME, status, text) {status, TEXT(text)},
#include "serve/problems.def"
};

static Text fill_in(Arena *arena, Text text, Text about) {
  Buffer out = {.arena = arena};
  for (uint32_t at; (at = text_find(text, TEXT("{0}"))) != TEXT_NOT_FOUND;) {
    buffer_add(&out, text.at, at);
    buffer_add_text(&out, about);
    text = text_slice(text, at + 3, text.size);
  }
  buffer_add_text(&out, text);
  return buffer_text(&out);
}

Text reply_sentence(ProblemId id) {
  return problems[id].text;
}

void reply_problem(Request *request, ProblemId id, Text about) {
  int status = problems[id].status;
  Text hint = fill_in(request->arena, problems[id].text, about), title = http_status_name(status);
  Reply reply = reply_begin(request, status);
  reply_add(&reply, TEXT("Cache-Control"), TEXT("no-store"));
  if (status == 405) reply_add(&reply, TEXT("Allow"), TEXT("GET, HEAD, OPTIONS"));
  if (reply_shows_page(request)) {
    send_page(&reply, title, hint);
    return;
  }
  Text line = text_concat(request->arena, title, TEXT(". "), hint, TEXT("\n"));
  reply_text(&reply, TEXT("text/plain; charset=utf-8"), line);
}

ProblemId reply_problem_of(int gate_status) {
  switch (gate_status) {
  case 400: return PROBLEM_BAD_PATH;
  case 403: return PROBLEM_HIDDEN;
  case 404: return PROBLEM_NOT_THERE;
  case 503: return PROBLEM_BUSY;
  default: return PROBLEM_FAILED;
  }
}

void reply_redirect(Request *request, Text path, bool adds_slash) {
  Buffer to = {.arena = request->arena};
  buffer_add_text(&to, request->site->base);
  url_add_path(&to, path);
  if (adds_slash) buffer_add_byte(&to, '/');
  buffer_add_text(&to, request->at.query);
  Reply reply = reply_begin(request, 302);
  reply_add(&reply, TEXT("Location"), buffer_text(&to));
  reply_add(&reply, TEXT("Cache-Control"), TEXT("no-store"));
  reply_text(&reply, TEXT("text/plain; charset=utf-8"), TEXT("Found\n"));
}
