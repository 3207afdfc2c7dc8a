// The text is one stretch of memory in which changes are made in place; room that it once had is
// kept, so that a long session moves little and takes no more.
#include "lsp/document.h"

#include "base/url.h"
#include "lint/find.h"
#include "lsp/look.h"
#include "lsp/server.h"

static bool is_javascript(const Server *server, Text path, Text language) {
  return text_is(language, TEXT("javascript")) || text_is(language, TEXT("javascriptreact")) ||
         find_takes(server->options->extensions, path_basename(path));
}

Document *document_make(Server *server, Text uri, Text language) {
  Arena arena = {0};
  Document *document = arena_new(&arena, Document, 1);
  *document = (Document){.arena = arena, .server = server};
  document->uri = text_copy(&document->arena, uri);
  Text path = url_file_path(&document->arena, uri);
  document->is_file = path.size > 0;
  bool is_jsx = text_is(language, TEXT("javascriptreact"));
  Text name = document->is_file ? path : is_jsx ? TEXT("text.jsx") : TEXT("text.js");
  document->path = path_resolve(&document->arena, server_first_folder(server), name);
  document->is_ours = is_javascript(server, document->is_file ? document->path : uri, language);
  document->text.arena = &document->text_arena;
  document->are_surroundings_old = true;
  buffer_reserve(&document->text, 1);
  document->timer = timer_make(server->loop, look_on_time, document);
  return document;
}

void document_release(Document *document) {
  timer_release(document->timer);
  if (document->problems) problems_release(document->problems);
  if (document->surroundings.project) project_release(document->surroundings.project);
  arena_release(&document->surroundings.arena);
  arena_release(&document->version_arena);
  arena_release(&document->text_arena);
  Arena arena = document->arena;
  arena_release(&arena);
}

// Halves of pairs of surrogates become U+FFFD, which takes as many bytes and counts as much.
static void mend_surrogates(char *at, uint32_t size) {
  char *end = at + size;
  for (char *lead; (lead = memchr(at, 0xED, (size_t)(end - at))); at = lead + 1) {
    bool is_half = end - lead >= 3 && (unsigned char)lead[1] >= 0xA0;
    if (is_half) memcpy(lead, "\xEF\xBF\xBD", 3);
  }
}

void document_edit(Document *document, uint32_t start, uint32_t end, Text text) {
  Buffer *buffer = &document->text;
  buffer_reserve(buffer, text.size);
  char *at = buffer->at + start;
  memmove(at + text.size, buffer->at + end, buffer->size - end);
  if (text.size) memcpy(at, text.at, text.size);
  mend_surrogates(at, text.size);
  buffer->size += text.size;
  buffer->size -= end - start;
}
