// Node's PACKAGE_EXPORTS_RESOLVE, PACKAGE_IMPORTS_RESOLVE and PACKAGE_TARGET_RESOLVE
// (https://nodejs.org/api/esm.html#resolution-algorithm-specification), and keys that end with a
// slash, which Node knew up to version 16 and packages of that time still have.
#include "graph/package_map.h"

#include "base/buffer.h"
#include "base/hex.h"

#include <ctype.h>

// What is looked up: a target for `match`, the text that `*` stands for.
typedef struct Lookup {
  const PackageMapQuery *query;
  Text match;
  bool has_match;
  bool is_folder; // the key ended with a slash: `match` is appended
} Lookup;

static PackageMapResult result(PackageMapStatus status, const Json *node) {
  return (PackageMapResult){.status = status, .node = node};
}

// --- Targets

// The byte at `*at`, percent-decoded; moves `*at` behind it.
static char decode_byte(Text text, uint32_t *at) {
  uint32_t i = *at;
  bool is_escape = text.at[i] == '%' && i + 2 < text.size;
  int byte = is_escape ? hex_byte(text.at[i + 1], text.at[i + 2]) : -1;
  *at = i + (byte >= 0 ? 3 : 1);
  return byte >= 0 ? (char)byte : text.at[i];
}

static bool is_part(Text part, Text name) {
  uint32_t at = 0;
  for (uint32_t i = 0; i < name.size; i++) {
    if (at >= part.size || tolower((unsigned char)decode_byte(part, &at)) != name.at[i])
      return false;
  }
  return at == part.size;
}

// Whether a part between slashes would leave the package or enter another one.
static bool leads_out(Text path) {
  for (uint32_t start = 0; start <= path.size;) {
    uint32_t end = start;
    while (end < path.size && path.at[end] != '/' && path.at[end] != '\\') end++;
    Text part = text_slice(path, start, end);
    if (is_part(part, TEXT(".")) || is_part(part, TEXT(".."))) return true;
    if (is_part(part, TEXT("node_modules"))) return true;
    start = end + 1;
  }
  return false;
}

// Targets are parts of URLs: "%20" is a space. An encoded slash would be no part of a name.
static bool decode(Arena *arena, Text url, Text *out) {
  Buffer buffer = {.arena = arena};
  for (uint32_t i = 0; i < url.size;) {
    bool is_encoded = url.at[i] == '%';
    char byte = decode_byte(url, &i);
    if (is_encoded && (byte == '/' || byte == '\\' || byte == '\0')) return false;
    buffer_add_byte(&buffer, byte);
  }
  *out = text_copy(arena, buffer_text(&buffer));
  return true;
}

static Text put_match(const Lookup *lookup, Text target) {
  Arena *arena = lookup->query->arena;
  if (!lookup->has_match) return target;
  if (lookup->is_folder) return text_concat(arena, target, lookup->match);
  Buffer out = {.arena = arena};
  for (uint32_t i = 0; i < target.size; i++) {
    if (target.at[i] == '*')
      buffer_add_text(&out, lookup->match);
    else
      buffer_add_byte(&out, target.at[i]);
  }
  return buffer_text(&out);
}

static bool is_url(Text target) {
  uint32_t colon = text_find_byte(target, ':', 0);
  if (colon == TEXT_NOT_FOUND || !isalpha((unsigned char)target.at[0])) return false;
  for (uint32_t i = 1; i < colon; i++) {
    if (!isalnum((unsigned char)target.at[i]) && !strchr("+-.", target.at[i])) return false;
  }
  return !text_starts(target, TEXT("node:"));
}

static PackageMapResult resolve_outside(const Lookup *lookup, const Json *node) {
  Text target = node->text;
  bool is_name = lookup->query->is_imports && target.size && target.at[0] != '/' &&
                 !text_starts(target, TEXT("../")) && !is_url(target);
  if (!is_name) return result(PACKAGE_MAP_INVALID_TARGET, node);
  return (PackageMapResult){PACKAGE_MAP_PACKAGE, put_match(lookup, target), node};
}

static PackageMapResult resolve_text(const Lookup *lookup, const Json *node) {
  Text target = node->text;
  if (!text_starts(target, TEXT("./"))) return resolve_outside(lookup, node);
  bool misfits = lookup->is_folder && !text_ends(target, TEXT("/"));
  if (misfits || leads_out(text_slice(target, 2, target.size))) {
    return result(PACKAGE_MAP_INVALID_TARGET, node);
  }
  if (lookup->has_match && leads_out(lookup->match)) return result(PACKAGE_MAP_INVALID_PATH, node);
  PackageMapResult found = {.node = node};
  if (!decode(lookup->query->arena, put_match(lookup, target), &found.target)) {
    return result(PACKAGE_MAP_INVALID_TARGET, node);
  }
  found.status = lookup->is_folder ? PACKAGE_MAP_FOLDER_FILE : PACKAGE_MAP_FILE;
  return found;
}

static bool holds(const Texts *conditions, Text name) {
  if (text_is(name, TEXT("default"))) return true;
  for (uint32_t i = 0; i < conditions->count; i++) {
    if (text_is(conditions->at[i], name)) return true;
  }
  return false;
}

static PackageMapResult resolve_target(const Lookup *lookup, const Json *node);

static PackageMapResult resolve_conditions(const Lookup *lookup, const Json *node) {
  PackageMapResult failed = result(PACKAGE_MAP_NO_CONDITION, node);
  for (const Json *member = node->first_child; member; member = member->next) {
    if (!holds(lookup->query->conditions, member->key)) continue;
    PackageMapResult found = resolve_target(lookup, member);
    if (found.status != PACKAGE_MAP_NO_CONDITION) return found;
    failed = found;
  }
  return failed;
}

// The first target that is one: what is invalid or doesn't apply is passed over.
static PackageMapResult resolve_array(const Lookup *lookup, const Json *node) {
  PackageMapResult failed = result(PACKAGE_MAP_NO_CONDITION, node);
  if (!node->first_child) failed.status = PACKAGE_MAP_DISABLED;
  for (const Json *item = node->first_child; item; item = item->next) {
    PackageMapResult found = resolve_target(lookup, item);
    bool goes_on = found.status == PACKAGE_MAP_NO_CONDITION ||
                   found.status == PACKAGE_MAP_DISABLED ||
                   found.status == PACKAGE_MAP_INVALID_TARGET;
    if (!goes_on) return found;
    if (found.status != PACKAGE_MAP_NO_CONDITION) failed = found;
  }
  return failed;
}

// Recursion is bounded by the depth that json_read allows.
static PackageMapResult resolve_target(const Lookup *lookup, const Json *node) {
  switch (node->kind) {
  case JSON_STRING: return resolve_text(lookup, node);
  case JSON_OBJECT: return resolve_conditions(lookup, node);
  case JSON_ARRAY: return resolve_array(lookup, node);
  case JSON_NULL: return result(PACKAGE_MAP_DISABLED, node);
  case JSON_FALSE:
  case JSON_TRUE:
  case JSON_NUMBER: break;
  }
  return result(PACKAGE_MAP_INVALID_TARGET, node);
}

// --- Keys

static bool match_key(Text key, Text path, Lookup *lookup) {
  uint32_t star = text_find_byte(key, '*', 0);
  lookup->is_folder = star == TEXT_NOT_FOUND;
  Text before = lookup->is_folder ? key : text_slice(key, 0, star);
  Text after = lookup->is_folder ? TEXT("") : text_slice(key, star + 1, key.size);
  if (!text_starts(path, before) || path.size == before.size) return false;
  if (!text_ends(path, after)) return false;
  if (!lookup->is_folder && path.size < key.size) return false;
  lookup->has_match = true;
  lookup->match = text_slice(path, before.size, path.size - after.size);
  return true;
}

static PackageMapResult find_path(const PackageMap *map, Text path, const PackageMapQuery *query) {
  Lookup lookup = {.query = query};
  const uint32_t *index = map_find(&map->exact, path);
  if (index) return resolve_target(&lookup, map->targets.at[*index]);
  for (uint32_t i = 0; !text_ends(path, TEXT("/")) && i < map->patterns.count; i++) {
    const Json *member = map->patterns.at[i];
    if (match_key(member->key, path, &lookup)) return resolve_target(&lookup, member);
  }
  return result(PACKAGE_MAP_NOT_LISTED, map->root);
}

PackageMapResult package_map_find(const PackageMap *map, Text path, const PackageMapQuery *query) {
  if (map->mixes_keys) return result(PACKAGE_MAP_MIXED_KEYS, map->root);
  if (map->has_paths) return find_path(map, path, query);
  if (!text_is(path, TEXT("."))) return result(PACKAGE_MAP_NOT_LISTED, map->root);
  return resolve_target(&(Lookup){.query = query}, map->root);
}
