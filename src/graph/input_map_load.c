// The comment that counts is the last one: tools that add theirs add it at the end. A package's map
// that is amiss is nobody's business who builds with it, so that it is told only to those who ask.
#include "graph/input_map.h"

#include "base/buffer.h"
#include "base/url.h"
#include "graph/data_url.h"
#include "graph/module.h"
#include "host/files.h"

#include <errno.h>

// Tells of a map that is not used.
static Diagnostic *report(Module *module, MessageId id, Place place, Text a, Text b) {
  Diagnostic *added = diag_add(&module->diagnostics, id, place, a, b);
  bool is_quiet = module_is_in_package(module);
  if (is_quiet) diag_set_severity(&module->diagnostics, added, SEVERITY_DEBUG);
  return added;
}

// A module that stands in its own URL has no folder that something could be beside it in.
static Text folder_of(const Module *module) {
  return data_url_is(module->path) ? TEXT("") : path_dirname(module_base(module));
}

static void report_unreadable(Module *module, Place place, Text path, int code) {
  Text shown = text_of(file_error_text(code));
  Diagnostic *added = report(module, MESSAGE_MISSING_SOURCE_MAP, place, path, shown);
  bool is_placeless = folder_of(module).size == 0;
  if (is_placeless) diag_note(&module->diagnostics, added, MESSAGE_RESOLVE_PLACELESS, NOWHERE);
}

// The URL in a comment that names a map; empty in any other.
static Text url_in(Text comment) {
  static const Text marks[] = {{"# sourceMappingURL=", 19}, {"@ sourceMappingURL=", 19}};
  if (comment.size < 2) return TEXT("");
  Text body = text_slice(comment, 2, comment.size);
  if (!text_starts(body, marks[0]) && !text_starts(body, marks[1])) return TEXT("");
  Text url = text_slice(body, marks[0].size, body.size);
  uint32_t end = 0;
  while (end < url.size && !memchr(" \t\r\n\v\f", url.at[end], 6)) end++;
  bool has_closing = comment.at[1] == '*' && end == url.size && end >= 2;
  return text_slice(url, 0, has_closing ? end - 2 : end);
}

static Text find_url(const Tree *tree, Place *place) {
  for (uint32_t i = tree->comment_count; i-- > 0;) {
    Text url = url_in(text_slice(tree->source, tree->comments[i].start, tree->comments[i].end));
    if (url.size == 0) continue;
    place->start = (uint32_t)(url.at - tree->source.at);
    place->end = place->start + url.size;
    return url;
  }
  return TEXT("");
}

// A query, as bundlers' dev servers add it, is no part of a file's name, unless it is.
static int read_beside(Module *module, Text *path, Text *json) {
  module_note_other(module, *path);
  int code = file_read(&module->arena, path->at, json);
  uint32_t end = 0;
  while (end < path->size && path->at[end] != '?' && path->at[end] != '#') end++;
  if (code != -ENOENT || end == path->size) return code;
  *path = text_copy(&module->arena, text_slice(*path, 0, end));
  module_note_other(module, *path);
  return file_read(&module->arena, path->at, json);
}

// The JSON of the map at `url`, and the path of the file that it is in.
static bool find_json(Module *module, Text url, Place place, Text *json, Text *path) {
  Arena *arena = &module->arena;
  Text folder = folder_of(module);
  DataUrl data;
  *path = TEXT("");
  if (text_starts(url, TEXT("data:"))) {
    bool is_good = url_read_data(arena, url, 0, &data);
    if (is_good) *json = data.bytes;
    if (!is_good) report(module, MESSAGE_UNSUPPORTED_SOURCE_MAP_COMMENT, place, TEXT(""), TEXT(""));
    return is_good;
  }
  *path = url_file_path(arena, url);
  if (path->size == 0 && url_has_scheme(url)) return false; // that of a server
  if (path->size == 0) *path = url_unescape(arena, url, 1);
  bool is_placeless = folder.size == 0 && !path_is_absolute(*path);
  if (!is_placeless) *path = path_resolve(arena, folder, *path);
  int code = is_placeless ? -ENOENT : read_beside(module, path, json);
  if (code == 0) return true;
  Text shown = folder.size ? path_relative(arena, folder, *path) : *path;
  report_unreadable(module, place, shown, code);
  return false;
}

// Contents that the map leaves out, if the files are there.
static void read_contents(Module *module, InputMap *map) {
  for (uint32_t i = 0; i < map->sources.count; i++) {
    InputSource *source = &map->sources.at[i];
    if (source->quoted.at || !path_is_absolute(source->path)) continue;
    Arena scratch = {0};
    Text content;
    module_note_other(module, source->path);
    if (file_read(&scratch, text_copy(&scratch, source->path).at, &content) == 0) {
      Buffer out = {.arena = &module->arena};
      buffer_add_json_string(&out, content);
      source->quoted = buffer_text(&out);
    }
    arena_release(&scratch);
  }
}

void input_map_load(Module *module, bool wants_contents) {
  Place place = {.file = &module->file};
  Text url = find_url(&module->tree, &place), json, path;
  if (url.size == 0 || !find_json(module, url, place, &json, &path)) return;
  Text folder = path.size ? path_dirname(path) : folder_of(module);
  InputMap *map = arena_new(&module->arena, InputMap, 1);
  switch (input_map_read(&module->arena, &module->syntax_arena, json, folder, map)) {
  case INPUT_MAP_GOOD: break;
  case INPUT_MAP_NOT_JSON:
    report(module, MESSAGE_INVALID_SOURCE_MAP, place, TEXT(""), TEXT(""));
    return;
  case INPUT_MAP_BAD_MAPPINGS:
    report(module, MESSAGE_INVALID_SOURCE_MAPPINGS, place, TEXT(""), TEXT(""));
    return;
  }
  if (map->mappings.count == 0) return;
  if (wants_contents) read_contents(module, map);
  module->input_map = map;
}
