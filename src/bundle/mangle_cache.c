// A JSON object: a property's name, and the name that stands for it, or `false` where it stays.
// Keys are sorted, so that the file changes little from build to build.
#include "bundle/mangle_cache.h"

#include "base/buffer.h"
#include "base/json.h"
#include "bundle/build.h"
#include "host/files.h"

#include <stdlib.h>

static bool add_names(CbBuild *build, const Json *json, MangledNames *names) {
  if (!json_is(json, JSON_OBJECT)) return false;
  for (const Json *member = json->first_child; member; member = member->next) {
    bool is_kept = member->kind == JSON_FALSE;
    if (!is_kept && (member->kind != JSON_STRING || member->text.size == 0)) return false;
    bool is_new;
    uint32_t *index = map_add(&build->arena, &names->indices, member->key, &is_new);
    if (!is_new) continue;
    *index = names->all.count;
    MangledName name = {member->key, is_kept ? (Text){0} : member->text, false};
    array_push(&build->arena, &names->all, name);
  }
  return true;
}

bool mangle_cache_read(CbBuild *build, MangledNames *names) {
  Text path = build->settings.mangle.cache_path, text;
  if (path.size == 0 || file_kind(path.at) == FILE_NONE) return true;
  Text shown = build_shown_path(build, path);
  int code = file_read(&build->arena, path.at, &text);
  if (code < 0) {
    diag_add(&build->diagnostics, MESSAGE_COULD_NOT_READ, NOWHERE, shown,
             text_of(file_error_text(code)));
    return false;
  }
  uint32_t offset;
  const Json *json = json_read(&build->arena, text, &offset);
  if (json && add_names(build, json, names)) return true;
  diag_add(&build->diagnostics, MESSAGE_BAD_MANGLE_CACHE, NOWHERE, shown);
  return false;
}

static int by_name(const void *a, const void *b) {
  return text_compare(((const MangledName *)a)->name, ((const MangledName *)b)->name);
}

Text mangle_props_cache(Arena *arena, const MangledNames *names) {
  uint32_t count = names->all.count;
  MangledName *sorted = arena_new(arena, MangledName, count);
  for (uint32_t i = 0; i < count; i++) sorted[i] = names->all.at[i];
  if (count > 0) qsort(sorted, count, sizeof *sorted, by_name);
  Buffer out = {.arena = arena};
  buffer_add_byte(&out, '{');
  for (uint32_t i = 0; i < count; i++) {
    buffer_add_text(&out, i ? TEXT(",\n  ") : TEXT("\n  "));
    buffer_add_json_string(&out, sorted[i].name);
    buffer_add_literal(&out, ": ");
    if (sorted[i].mangled.at)
      buffer_add_json_string(&out, sorted[i].mangled);
    else
      buffer_add_literal(&out, "false");
  }
  buffer_add_text(&out, count ? TEXT("\n}\n") : TEXT("}\n"));
  return buffer_text(&out);
}
