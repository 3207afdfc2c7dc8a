// A page gets one line more, before its own scripts: the client, which is a module, so that no
// other site can run it.
#include "serve/live_site.h"
#include "serve/reply.h"

#include "base/hash.h"
#include "base/path.h"
#include "base/url.h"

enum { OPENING_BYTES = 4096 }; // in which a head begins

static bool is_tag(Text page, uint32_t at, Text name) {
  uint32_t end = at + 1 + name.size;
  if (end >= page.size || page.at[at] != '<') return false;
  bool is_named = text_starts_but_case(text_slice(page, at + 1, page.size), name);
  char next = page.at[end];
  return is_named && (next == '>' || next == ' ' || next == '\t' || next == '\n' || next == '\r');
}

static uint32_t end_of_tag(Text page, uint32_t at) {
  uint32_t end = text_find_byte(page, '>', at);
  return end == TEXT_NOT_FOUND ? page.size : end + 1;
}

static uint32_t end_of_comment(Text page, uint32_t at) {
  uint32_t end = text_find(text_slice(page, at, page.size), TEXT("-->"));
  return end == TEXT_NOT_FOUND ? page.size : at + end + 3;
}

// Behind <head>; where there is none, behind <html> or the doctype, or at the start.
static uint32_t place_for_script(Text page) {
  uint32_t place = 0, most = page.size < OPENING_BYTES ? page.size : OPENING_BYTES;
  if (text_starts(page, TEXT("\xEF\xBB\xBF"))) place = 3;
  for (uint32_t at = place; at < most;) {
    if (page.at[at] != '<') {
      at++;
    } else if (text_starts(text_slice(page, at, page.size), TEXT("<!--"))) {
      at = end_of_comment(page, at);
    } else if (is_tag(page, at, TEXT("head"))) {
      return end_of_tag(page, at);
    } else if (is_tag(page, at, TEXT("html")) || is_tag(page, at, TEXT("!doctype"))) {
      place = at = end_of_tag(page, at);
    } else {
      break;
    }
  }
  return place;
}

static Text with_script(Request *request, Text page) {
  uint32_t at = place_for_script(page);
  Buffer out = {.arena = request->arena};
  buffer_reserve(&out, page.size + 256);
  buffer_add_text(&out, text_slice(page, 0, at));
  buffer_add_format(&out, "<script type=\"module\" src=\"%.*s/@cbundle/client.js\"></script>",
                    TEXT_ARGS(request->site->base));
  buffer_add_text(&out, text_slice(page, at, page.size));
  return buffer_text(&out);
}

static void answer(Request *request, Text page, int status) {
  Text etag = text_format(request->arena, "\"%016llx\"", (unsigned long long)hash_text(page));
  bool is_known = status == 200 && reply_is_known(request, etag);
  Reply reply = reply_begin(request, is_known ? 304 : status);
  reply_add(&reply, TEXT("Content-Type"), TEXT("text/html; charset=utf-8"));
  reply_add(&reply, TEXT("Cache-Control"), TEXT("no-cache"));
  reply_add(&reply, TEXT("ETag"), etag);
  reply_body(&reply, page);
}

void live_send_page(Request *request, Text path, int status) {
  OpenFile file;
  int refused = gate_enter(&request->site->gate, request->arena, path, &file);
  if (refused) {
    reply_problem(request, reply_problem_of(refused), TEXT(""));
    return;
  }
  Text page = {arena_alloc(request->arena, file.state.size + 1, 1), (uint32_t)file.state.size};
  int code = open_file_read(&file, 0, (char *)page.at, page.size);
  open_file_close(&file);
  if (code < 0)
    reply_problem(request, PROBLEM_FAILED, TEXT(""));
  else
    answer(request, with_script(request, page), status);
}

void live_send_entry(Request *request) {
  const Site *site = request->site;
  Buffer url = {.arena = request->arena}, page = {.arena = request->arena};
  url_add_path(&url, site->entry);
  buffer_add_literal(&page, "<!doctype html>\n<meta charset=\"utf-8\">\n"
                            "<meta name=\"viewport\" content=\"width=device-width\">\n<title>");
  reply_add_escaped(&page, path_basename(site->entry));
  buffer_add_format(&page, "</title>\n<body></body>\n<script type=\"module\" src=\"%.*s",
                    TEXT_ARGS(site->base));
  reply_add_escaped(&page, buffer_text(&url));
  buffer_add_literal(&page, "\"></script>\n");
  answer(request, with_script(request, buffer_text(&page)), 200);
}
