// The table of contents of what is below "/@cbundle/", and what becomes of a file that has changed.
#include "serve/live.h"

#include "base/json.h"
#include "base/url.h"
#include "generated/serve_scripts.h"
#include "host/editor.h"
#include "host/random.h"
#include "serve/live_site.h"
#include "serve/reply.h"

enum { TOKEN_BYTES = 16, BOOT_BYTES = 8, HEARTBEAT_MS = 20000 };

// ---- Files that change

static Text url_path(const Live *live, Text path) {
  Text root = live->site->gate.root;
  return text_slice(path, root.size == 1 ? 0 : root.size, path.size);
}

static void tell_file(Live *live, Text path) {
  Text extension = path_extension(path);
  Arena scratch = {0};
  Buffer event = {.arena = &scratch};
  if (text_is(extension, TEXT(".css")))
    buffer_add_literal(&event, "\"kind\":\"style\",\"path\":");
  else
    buffer_add_literal(&event, "\"kind\":\"reload\",\"why\":");
  buffer_add_json_string(&event, url_path(live, path));
  buffer_add_byte(&event, '}');
  live_tell(live, buffer_text(&event));
  arena_release(&scratch);
}

static void on_changes(void *context, const Text *paths, uint32_t count) {
  Live *live = context;
  if (live->is_stopping) return;
  for (uint32_t i = 0; i < count; i++) {
    if (map_has(&live->served, paths[i])) tell_file(live, paths[i]);
  }
  program_note_changes(live, paths, count);
}

static bool is_wanted(void *context, Text path) {
  Live *live = context;
  return map_has(&live->served, path) || programs_want(live, path);
}

static void note_served(Live *live, Text path) {
  if (map_has(&live->served, path)) return;
  Text copy = text_copy(&live->arena, path);
  map_set(&live->arena, &live->served, copy, 1);
  live_watch(live, path_dirname(copy));
}

bool live_watch(Live *live, Text folder) {
  const ServeOptions *options = live->site->options;
  bool is_new = changes_add(live->changes, folder);
  if (!live->is_slow && changes_is_slow(live->changes)) {
    live->is_slow = true;
    if (options->on_slow_watch) options->on_slow_watch(options->context);
  }
  return is_new;
}

// ---- From beginning to end

static void beat(void *context) {
  Live *live = context;
  for (Request *client = live->clients; client; client = client->next_waiting)
    http_write(client->exchange, ":\n\n", 3);
}

Live *live_make(Site *site) {
  Arena arena = {0};
  Live *live = arena_new(&arena, Live, 1);
  live->arena = arena;
  live->site = site;
  live->token = random_digits(&live->arena, TOKEN_BYTES);
  live->boot = random_digits(&live->arena, BOOT_BYTES);
  live->changes = changes_make(site->loop, on_changes, is_wanted, live);
  live->heartbeat = timer_make(site->loop, beat, live);
  timer_keeps_loop(live->heartbeat, false);
  timer_start(live->heartbeat, HEARTBEAT_MS, HEARTBEAT_MS);
  return live;
}

void live_stop(Live *live) {
  live->is_stopping = true;
  live_end_clients(live);
}

void live_release(Live *live) {
  changes_release(live->changes);
  timer_release(live->heartbeat);
  for (uint32_t i = 0; i < live->programs.count; i++) program_release(live->programs.at[i]);
  for (uint32_t i = 0; i < EVENTS_KEPT; i++) arena_release(&live->events[i].arena);
  Arena arena = live->arena;
  arena_release(&arena);
}

// ---- Questions in a URL

// The value of `name` in "?a=b&c=d", decoded.
static Text query_value(const Request *request, Text name) {
  Text query = request->at.query;
  if (query.size) query = text_slice(query, 1, query.size);
  while (query.size) {
    Text pair = text_next(&query, '&'), key = text_until(pair, '=');
    if (text_is(key, name) && key.size < pair.size)
      return url_unescape(request->arena, text_slice(pair, key.size + 1, pair.size), 0);
  }
  return TEXT("");
}

static uint32_t query_number(const Request *request, Text name) {
  Text text = query_value(request, name);
  uint32_t number = 0;
  for (uint32_t i = 0; i < text.size && text.at[i] >= '0' && text.at[i] <= '9'; i++)
    number = number * 10 + (uint32_t)(text.at[i] - '0');
  return number;
}

// ---- What pages get

static void send_script(Request *request, Text text) {
  reply_unstored(request, TEXT("text/javascript; charset=utf-8"), text);
}

// Scripts are modules, which no other origin can run without leave; so the token is safe in one.
static void send_config(Request *request) {
  const Live *live = request->site->live;
  request->may_be_read = false; // whatever --cors says
  Buffer out = {.arena = request->arena};
  buffer_add_literal(&out, "export default { base: ");
  buffer_add_json_string(&out, request->site->base);
  buffer_add_format(&out, ", token: \"%.*s\", boot: \"%.*s\", sequence: %u };\n",
                    TEXT_ARGS(live->token), TEXT_ARGS(live->boot), live->sequence);
  send_script(request, buffer_text(&out));
}

static bool send_client(Request *request, Text name) {
  const struct {
    Text name, text;
  } scripts[] = {
      {TEXT("client.js"), {serve_live_client_js, (uint32_t)serve_live_client_js_size}},
      {TEXT("hot_runtime.js"), {serve_hot_runtime_js, (uint32_t)serve_hot_runtime_js_size}},
      {TEXT("overlay.js"), {serve_overlay_js, (uint32_t)serve_overlay_js_size}},
  };
  for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++) {
    if (!text_is(name, scripts[i].name)) continue;
    send_script(request, scripts[i].text);
    return true;
  }
  return false;
}

// ---- What pages say

static bool is_same_secret(Text a, Text b) {
  unsigned char difference = a.size == b.size ? 0 : 1;
  for (uint32_t i = 0; i < a.size && i < b.size; i++)
    difference |= (unsigned char)(a.at[i] ^ b.at[i]);
  return difference == 0;
}

static bool has_token(const Request *request, Text given) {
  return is_same_secret(given, request->site->live->token);
}

static void answer_empty(Request *request, int status) {
  Reply reply = reply_begin(request, status);
  http_respond(request->exchange, reply_head(&reply), NULL, 0);
}

static uint32_t number_of(const Json *json, Text name) {
  const Json *number = json_get(json, name);
  bool is_good = json_is(number, JSON_NUMBER) && number->number >= 1 && number->number < 1e9;
  return is_good ? (uint32_t)number->number : 1;
}

// Opens a file of the root, and no other.
static void open_place(Request *request) {
  const Site *site = request->site;
  uint32_t at;
  const Json *json = json_read(request->arena, buffer_text(&request->body), &at);
  Text file = json_text(json_get(json, TEXT("file"))), real;
  Text path = text_copy(request->arena, path_resolve(request->arena, site->gate.root, file));
  bool is_there = file.size && file_real_path(request->arena, path.at, &real) == 0 &&
                  path_is_inside(real, site->gate.root) && file_kind(real.at) == FILE_REGULAR;
  if (!is_there) {
    answer_empty(request, 404);
    return;
  }
  EditorPlace place = {real, number_of(json, TEXT("line")), number_of(json, TEXT("column"))};
  answer_empty(request, editor_open(site->options->editor, &place) < 0 ? 500 : 204);
}

// Tells all pages of an event that one of them has sent.
static void pass_on(Request *request) {
  uint32_t at;
  const Json *json = json_read(request->arena, buffer_text(&request->body), &at);
  Text name = json_text(json_get(json, TEXT("event")));
  if (!name.size) {
    answer_empty(request, 400);
    return;
  }
  Buffer event = {.arena = request->arena};
  buffer_add_literal(&event, "\"kind\":\"custom\",\"sent\":");
  buffer_add_text(&event, buffer_text(&request->body)); // JSON, and nothing behind it
  buffer_add_byte(&event, '}');
  for (size_t i = 0; i < event.size; i++) // an event is one line
    if (event.at[i] == '\n' || event.at[i] == '\r') event.at[i] = ' ';
  live_tell(request->site->live, buffer_text(&event));
  answer_empty(request, 204);
}

static bool is_post(const Request *request) {
  return text_is(request->exchange->method, TEXT("POST"));
}

static bool answer_post(Request *request, Text name) {
  bool opens = text_is(name, TEXT("open")), sends = text_is(name, TEXT("send"));
  if (!opens && !sends) return false;
  Text token = request_header(request, TEXT("x-cbundle-token"));
  if (request->is_foreign || !has_token(request, token)) {
    answer_empty(request, 403);
    return true;
  }
  request->body.arena = request->arena;
  request->on_body_end = opens ? open_place : pass_on;
  return true;
}

// ---- Who answers

static bool is_for_live(const Request *request, Text *name) {
  static const Text folder = TEXT("/@cbundle/");
  Text path = request->at.path;
  if (!request->site->live || !text_starts(path, folder)) return false;
  *name = text_slice(path, folder.size, path.size);
  return true;
}

bool live_takes_post(const Request *request, Text target) {
  bool is_live = request->site->live && text_find(target, TEXT("/@cbundle/")) != TEXT_NOT_FOUND;
  return is_live && is_post(request);
}

static void listen(Request *request) {
  if (request->is_foreign || !has_token(request, query_value(request, TEXT("token"))))
    answer_empty(request, 403);
  else
    live_listen(request, query_number(request, TEXT("n")));
}

static void answer_get(Request *request, Text name) {
  Live *live = request->site->live;
  uint32_t number = query_number(request, TEXT("n"));
  if (send_client(request, name)) return;
  if (text_is(name, TEXT("config.js")))
    send_config(request);
  else if (text_is(name, TEXT("refresh.js")) && live->refreshes)
    send_script(request, live->refresh_text);
  else if (text_is(name, TEXT("ping")))
    reply_unstored(request, TEXT("text/plain"), live->boot);
  else if (text_is(name, TEXT("live")))
    listen(request);
  else if (text_is(name, TEXT("update.js")))
    program_send_update(live, request, query_value(request, TEXT("entry")), number);
  else if (text_is(name, TEXT("program.map")))
    program_send_map(live, request, query_value(request, TEXT("entry")), number);
  else
    reply_problem(request, PROBLEM_NOT_THERE, TEXT(""));
}

bool live_answer(Request *request) {
  Text name;
  if (!is_for_live(request, &name)) {
    if (is_post(request)) reply_problem(request, PROBLEM_METHOD, TEXT(""));
    return is_post(request);
  }
  if (!is_post(request))
    answer_get(request, name);
  else if (!answer_post(request, name))
    reply_problem(request, PROBLEM_METHOD, TEXT(""));
  return true;
}

// ---- Files

// Whether the browser loads it as a module. One that doesn't say what it wants it for gets code
// that only makes sense so.
static bool is_module(const Request *request, Text extension) {
  static const char *const code[] = {".mjs", ".jsx", NULL};
  Text destination = request_header(request, TEXT("sec-fetch-dest"));
  Text mode = request_header(request, TEXT("sec-fetch-mode"));
  if (!destination.at) return text_is_one_of(extension, code);
  return text_is(destination, TEXT("script")) && text_is(mode, TEXT("cors"));
}

static bool is_worker(const Request *request) {
  Text destination = request_header(request, TEXT("sec-fetch-dest"));
  bool is_asked = text_is(request->at.query, TEXT("?worker"));
  return is_asked || text_is(destination, TEXT("worker")) ||
         text_is(destination, TEXT("sharedworker"));
}

// Whether the gate lets the file through; if not, that has been said.
static bool may_build(Request *request, Text path) {
  OpenFile file;
  int status = gate_enter(&request->site->gate, request->arena, path, &file);
  if (status)
    reply_problem(request, reply_problem_of(status), TEXT(""));
  else
    open_file_close(&file);
  return status == 0;
}

bool live_send(Request *request, Text path, const FileState *state, int status) {
  static const char *const pages[] = {".html", ".htm", NULL};
  static const char *const never[] = {".wasm", ".map", NULL};
  Live *live = request->site->live;
  if (!live) return false;
  Text extension = path_extension(path);
  Text place = gate_place(&request->site->gate, request->arena, path);
  bool is_page = text_is_one_of(extension, pages) && state->size < (8u << 20);
  bool is_built = status == 200 && !is_page && !text_is_one_of(extension, never) &&
                  (is_module(request, extension) || is_worker(request));
  if (!is_built) note_served(live, place);
  if (is_page) {
    live_send_page(request, path, status);
  } else if (is_built && may_build(request, path)) {
    live_find_refresh(live);
    if (is_worker(request))
      program_send_worker(live, request, place);
    else
      program_send(live, request, place);
  }
  return is_page || is_built;
}
