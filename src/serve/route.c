// A file is what it is; a folder is its index page or a list; "/about" is "about.html" as well;
// what is missing may be in "public", or is the business of the index page (--spa), of 404.html,
// or of nobody.
#include "serve/route.h"

#include "graph/resolve.h"
#include "serve/files.h"
#include "serve/listing.h"
#include "serve/live.h"
#include "serve/reply.h"

static FileState look(const Request *request, Text path) {
  FileState state;
  int code = file_state(gate_place(&request->site->gate, request->arena, path).at, &state);
  return code == 0 ? state : (FileState){.kind = FILE_NONE};
}

static void send_file(Request *request, Text path, const FileState *state, int status) {
  if (!live_send(request, path, state, status)) files_send(request, path, state, status);
}

// Whether there is such a page; if so, it has been sent.
static bool send_page(Request *request, Text path, int status) {
  FileState state = look(request, path);
  if (state.kind == FILE_REGULAR) send_file(request, path, &state, status);
  return state.kind == FILE_REGULAR;
}

// The site's own page.
static bool send_index(Request *request) {
  const Site *site = request->site;
  if (site->entry.size)
    live_send_entry(request);
  else
    return send_page(request, text_concat(request->arena, TEXT("/"), site->index), 200);
  return true;
}

static void send_folder(Request *request) {
  Site *site = request->site;
  Text path = request->at.path;
  OpenFile folder;
  int status = gate_enter(&site->gate, request->arena, path, &folder);
  if (status) {
    reply_problem(request, reply_problem_of(status), TEXT(""));
    return;
  }
  bool is_root = path.size == 1;
  if (!request->at.ends_with_slash && !is_root) {
    reply_redirect(request, path, true);
    return;
  }
  Text index = text_concat(request->arena, path, TEXT("/index.html"));
  if (is_root ? send_index(request) : send_page(request, index, 200)) return;
  if (site->options->has_no_listing)
    reply_problem(request, PROBLEM_NOT_THERE, TEXT(""));
  else
    listing_send(request, folder.real);
}

// A path without an extension, asked for by who would take a page.
static bool may_be_page(const Request *request) {
  Text name = path_basename(request->at.path), accept = request_header(request, TEXT("accept"));
  if (text_find_byte(name, '.', 0) != TEXT_NOT_FOUND) return false;
  return !accept.at || http_quality(accept, TEXT("text/html")) > 0 ||
         text_find(accept, TEXT("*/*")) != TEXT_NOT_FOUND;
}

static void send_missing(Request *request) {
  Site *site = request->site;
  Text path = request->at.path;
  bool may_have_ending = !request->at.ends_with_slash && path.size > 1;
  if (may_have_ending && send_page(request, text_concat(request->arena, path, TEXT(".html")), 200))
    return;
  int status = gate_miss(&site->gate, request->arena, path);
  bool is_missing = status == 404;
  if (is_missing && site->options->is_spa && may_be_page(request) && send_index(request)) return;
  if (is_missing && reply_shows_page(request) && send_page(request, TEXT("/404.html"), 404)) return;
  reply_problem(request, reply_problem_of(status), TEXT(""));
}

// As with Vite, a file of the folder "public" beside the page has a URL without that name, too, if
// nothing else has it. Whether there is such a file, and who may see it, is asked as of any other.
static bool send_public(Request *request) {
  const Site *site = request->site;
  if (!site->live || request->at.ends_with_slash) return false;
  Text index = text_concat(request->arena, TEXT("/"), site->index);
  bool has_page = site->entry.size || look(request, index).kind == FILE_REGULAR;
  Text path = text_concat(request->arena, TEXT(SITE_PUBLIC), request->at.path);
  return has_page && send_page(request, path, 200);
}

void route_send(Request *request) {
  Text path = request->at.path;
  int status = gate_check(&request->site->gate, request->arena, path);
  if (status) {
    reply_problem(request, reply_problem_of(status), TEXT(""));
    return;
  }
  FileState state = look(request, path);
  if (state.kind == FILE_FOLDER)
    send_folder(request);
  else if (state.kind == FILE_REGULAR && !request->at.ends_with_slash)
    send_file(request, path, &state, 200);
  else if (state.kind != FILE_NONE || !send_public(request))
    send_missing(request);
}
