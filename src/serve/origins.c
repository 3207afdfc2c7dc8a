// Browsers say where a request comes from: in Sec-Fetch-Site on this machine and over HTTPS, in
// Referer elsewhere. Following a link from somebody else's page is fine; being a part of it is not.
#include "serve/origins.h"

#include "serve/reply.h"

// The host of an origin or URL: "localhost:3000" of "http://localhost:3000/a".
static Text host_of(Text url) {
  uint32_t at = text_find(url, TEXT("://"));
  if (at == TEXT_NOT_FOUND) return TEXT("");
  return text_until(text_slice(url, at + 3, url.size), '/');
}

// Behind a server that encrypts for us, pages are of HTTPS though we are not; but a page of HTTP
// could be anybody's where we encrypt.
static bool is_own(const Request *request, Text url) {
  if (request->site->tls && !text_starts_but_case(url, TEXT("https://"))) return false;
  return text_is_but_case(host_of(url), request_header(request, TEXT("host")));
}

static bool may_read(const Request *request) {
  const CbStrings *cors = request->site->options->cors;
  if (!cors) return false;
  for (size_t i = 0; i < cors->count; i++) {
    if (request->origin.at && text_is_but_case(request->origin, text_of(cors->at[i]))) return true;
  }
  return cors->count == 0;
}

static bool is_navigation(const Request *request) {
  return text_is(request_header(request, TEXT("sec-fetch-mode")), TEXT("navigate"));
}

static bool is_part_of_foreign_page(const Request *request) {
  // What a WebSocket says can be read by whoever opened it.
  if (request->is_upgrade && request->is_foreign) return true;
  Text site = request_header(request, TEXT("sec-fetch-site"));
  if (site.at) return text_is(site, TEXT("cross-site")) && !is_navigation(request);
  Text referer = request_header(request, TEXT("referer"));
  return referer.at && !is_own(request, referer) && !reply_wants_page(request);
}

bool origins_check(Request *request) {
  request->origin = request_header(request, TEXT("origin"));
  request->is_foreign = request->origin.at && !is_own(request, request->origin);
  request->may_be_read = may_read(request);
  if (request->may_be_read || !is_part_of_foreign_page(request)) return true;
  reply_problem(request, PROBLEM_FOREIGN_PAGE, TEXT(""));
  return false;
}
