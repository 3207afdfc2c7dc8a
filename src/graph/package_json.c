// The file is read as JSON into scratch memory, and what matters is copied out of it: a typical
// package.json is 3 KB, of which 200 bytes stay.
#include "graph/package_json.h"

#include <stdlib.h>

enum {
  MOST_BRACES = 6,            // in one pattern of "sideEffects"
  MOST_BRACE_EXPANSIONS = 64, // {a,b}{c,d}… doubles with every pair
};

// --- Copies

// Recursion is bounded by the depth that json_read allows.
static Json *copy_json(Arena *arena, const Json *from) {
  Json *copy = arena_new(arena, Json, 1);
  copy->kind = from->kind;
  if (from->key.at) copy->key = text_copy(arena, from->key);
  if (from->kind == JSON_STRING) copy->text = text_copy(arena, from->text);
  Json **link = &copy->first_child;
  for (const Json *child = from->first_child; child; child = child->next) {
    *link = copy_json(arena, child);
    link = &(*link)->next;
  }
  return copy;
}

// --- "exports" and "imports"

// Node's PATTERN_KEY_COMPARE: the longer the part before `*`, the more specific; then the longer
// key.
static bool is_more_specific(Text a, Text b) {
  uint32_t star_a = text_find_byte(a, '*', 0), star_b = text_find_byte(b, '*', 0);
  uint32_t base_a = star_a == TEXT_NOT_FOUND ? a.size : star_a + 1;
  uint32_t base_b = star_b == TEXT_NOT_FOUND ? b.size : star_b + 1;
  return base_a != base_b ? base_a > base_b : a.size > b.size;
}

static int compare_patterns(const void *a, const void *b) {
  Text key_a = (*(const Json *const *)a)->key, key_b = (*(const Json *const *)b)->key;
  if (is_more_specific(key_a, key_b)) return -1;
  return is_more_specific(key_b, key_a) ? 1 : text_compare(key_a, key_b);
}

static bool is_pattern(Text key) {
  uint32_t star = text_find_byte(key, '*', 0);
  if (star == TEXT_NOT_FOUND) return text_ends(key, TEXT("/"));
  return text_find_byte(key, '*', star + 1) == TEXT_NOT_FOUND;
}

static void index_paths(Arena *arena, PackageMap *map) {
  for (const Json *member = map->root->first_child; member; member = member->next) {
    if (is_pattern(member->key)) {
      array_push(arena, &map->patterns, member);
      continue;
    }
    bool is_new;
    uint32_t *index = map_add(arena, &map->exact, member->key, &is_new);
    if (!is_new) continue;
    *index = map->targets.count;
    array_push(arena, &map->targets, member);
  }
  if (map->patterns.count) {
    qsort(map->patterns.at, map->patterns.count, sizeof *map->patterns.at, compare_patterns);
  }
}

static void read_map(Arena *arena, const Json *json, char sign, PackageMap *map) {
  if (!json || json->kind == JSON_NULL) return;
  map->root = copy_json(arena, json);
  uint32_t paths = 0, conditions = 0;
  for (const Json *member = map->root->first_child; member; member = member->next) {
    bool is_path = member->key.size && member->key.at[0] == sign;
    if (is_path)
      paths++;
    else
      conditions++;
  }
  if (json->kind != JSON_OBJECT) return;
  map->mixes_keys = paths && conditions && sign == '.';
  map->has_paths = (paths && !map->mixes_keys) || sign == '#';
  if (map->has_paths) index_paths(arena, map);
}

// --- The browser map

// "./lib/a.js" for "lib/../lib/a.js" and "./lib/a.js"; names of packages stay as they are.
static Text normalize_key(Arena *arena, Text key) {
  if (!path_is_dotted(key)) return text_copy(arena, key);
  return text_concat(arena, TEXT("."), path_resolve(arena, TEXT("/"), key));
}

static void read_browser_map(Arena *arena, const Json *json, PackageJson *package) {
  if (!json_is(json, JSON_OBJECT)) return;
  package->has_browser_map = true;
  for (const Json *member = json->first_child; member; member = member->next) {
    if (member->kind != JSON_STRING && member->kind != JSON_FALSE) continue;
    Text to = {0};
    if (member->kind == JSON_STRING) to = text_copy(arena, member->text);
    map_set(arena, &package->browser, normalize_key(arena, member->key), package->browser_to.count);
    array_push(arena, &package->browser_to, to);
  }
}

// --- "sideEffects"

// Recursion is bounded by MOST_BRACES.
static bool expand_braces(Arena *arena, Text pattern, Texts *out) {
  uint32_t open = text_find_byte(pattern, '{', 0);
  uint32_t close = open == TEXT_NOT_FOUND ? open : text_find_byte(pattern, '}', open);
  if (close == TEXT_NOT_FOUND) {
    if (out->count == MOST_BRACE_EXPANSIONS) return false;
    array_push(arena, out, pattern);
    return true;
  }
  Text before = text_slice(pattern, 0, open), after = text_slice(pattern, close + 1, pattern.size);
  for (uint32_t from = open + 1; from <= close;) {
    uint32_t comma = text_find_byte(pattern, ',', from);
    uint32_t end = comma < close ? comma : close;
    Text one = text_concat(arena, before, text_slice(pattern, from, end), after);
    if (!expand_braces(arena, one, out)) return false;
    from = end + 1;
  }
  return true;
}

static bool has_simple_braces(Text pattern) {
  uint32_t count = 0;
  bool is_open = false;
  for (uint32_t i = 0; i < pattern.size; i++) {
    if (pattern.at[i] == '{' && (is_open || ++count > MOST_BRACES)) return false;
    if (pattern.at[i] == '{') is_open = true;
    if (pattern.at[i] == '}') is_open = false;
  }
  return true;
}

// False if the pattern asks for more than we are ready to do: nested braces, character classes.
// What begins with "./" is kept with its slash.
static bool add_pattern(Arena *arena, Text pattern, Texts *out) {
  if (!has_simple_braces(pattern) || text_find_byte(pattern, '[', 0) != TEXT_NOT_FOUND)
    return false;
  if (text_starts(pattern, TEXT("./"))) pattern = text_slice(pattern, 1, pattern.size);
  Texts expanded = {0};
  if (!expand_braces(arena, text_copy(arena, pattern), &expanded)) return false;
  for (uint32_t i = 0; i < expanded.count; i++) array_push(arena, out, expanded.at[i]);
  return true;
}

static void read_side_effects(Arena *arena, const Json *json, PackageJson *package) {
  if (json_is(json, JSON_FALSE)) package->knows_side_effects = true;
  if (json_is(json, JSON_STRING)) {
    package->knows_side_effects = add_pattern(arena, json->text, &package->side_effects);
  }
  if (!json_is(json, JSON_ARRAY)) return;
  package->knows_side_effects = true;
  for (const Json *item = json->first_child; item; item = item->next) {
    if (item->kind != JSON_STRING) continue;
    // Without one of the patterns we don't know what is pure: nothing is, then.
    if (!add_pattern(arena, item->text, &package->side_effects))
      package->knows_side_effects = false;
  }
}

// A match under way. There are two places to go back to: the last `*`, which can't swallow a slash,
// and the last `**`, which can. A later star settles the earlier ones of its kind, so nothing more
// has to be remembered.
typedef struct GlobMatch {
  Text pattern, path;
  uint32_t p, t;          // how far both are matched
  uint32_t star, star_at; // after the last `*`, and where in the path what follows it begins
  uint32_t globstar, globstar_at;
  bool whole_folders; // the last `**` was a "**" + "/", which what follows begins a name after
} GlobMatch;

static bool is_at(const GlobMatch *match, char byte) {
  return match->p < match->pattern.size && match->pattern.at[match->p] == byte;
}

// Steps over a star at this place of the pattern.
static bool take_star(GlobMatch *match) {
  if (!is_at(match, '*')) return false;
  match->star = ++match->p;
  match->star_at = match->t;
  if (!is_at(match, '*')) return true;
  match->p++;
  match->star = 0;
  match->whole_folders = is_at(match, '/');
  match->p += match->whole_folders;
  match->globstar = match->p;
  match->globstar_at = match->t;
  return true;
}

// Lets the last star swallow more. False if none can.
static bool retreat(GlobMatch *match) {
  Text path = match->path;
  if (match->star && match->star_at < path.size && path.at[match->star_at] != '/') {
    match->p = match->star;
    match->t = ++match->star_at;
    return true;
  }
  if (!match->globstar || match->globstar_at >= path.size) return false;
  if (match->whole_folders) {
    uint32_t slash = text_find_byte(path, '/', match->globstar_at);
    if (slash == TEXT_NOT_FOUND) return false;
    match->globstar_at = slash;
  }
  match->star = 0;
  match->p = match->globstar;
  match->t = ++match->globstar_at;
  return true;
}

static bool match_glob(Text pattern, Text path) {
  GlobMatch match = {.pattern = pattern, .path = path};
  while (match.p < pattern.size || match.t < path.size) {
    if (take_star(&match)) continue;
    bool fits = match.t < path.size && (is_at(&match, path.at[match.t]) ||
                                        (is_at(&match, '?') && path.at[match.t] != '/'));
    if (fits) {
      match.p++;
      match.t++;
    } else if (!retreat(&match)) {
      return false;
    }
  }
  return true;
}

bool package_json_glob(Text pattern, Text path) {
  bool is_about_names = text_find_byte(pattern, '/', 0) == TEXT_NOT_FOUND;
  return match_glob(pattern, is_about_names ? path_basename(path) : path);
}

static bool has_effects(Text pattern, Text path) {
  if (!text_starts(pattern, TEXT("/"))) return package_json_glob(pattern, path);
  return match_glob(text_slice(pattern, 1, pattern.size), path);
}

bool package_json_is_pure(const PackageJson *package, Text root, Text path) {
  if (!package->knows_side_effects || !path_is_inside(path, root)) return false;
  Text inside = text_slice(path, root.size, path.size);
  if (text_starts(inside, TEXT("/"))) inside = text_slice(inside, 1, inside.size);
  for (uint32_t i = 0; i < package->side_effects.count; i++) {
    if (has_effects(package->side_effects.at[i], inside)) return false;
  }
  return true;
}

// --- The file

static void read_main_fields(Arena *arena, const Json *json, const Texts *fields,
                             PackageJson *package) {
  for (uint32_t i = 0; i < fields->count; i++) {
    const Json *value = json_get(json, fields->at[i]);
    if (!json_is(value, JSON_STRING)) continue;
    array_push(arena, &package->main_fields,
               (MainField){fields->at[i], text_copy(arena, value->text)});
  }
}

static void read_members(Arena *arena, const Json *json, const PackageJsonFields *fields,
                         PackageJson *package) {
  package->name = text_copy(arena, json_text(json_get(json, TEXT("name"))));
  Text type = json_text(json_get(json, TEXT("type")));
  if (text_is(type, TEXT("module"))) package->type = MODULE_TYPE_MODULE;
  if (text_is(type, TEXT("commonjs"))) package->type = MODULE_TYPE_COMMONJS;
  read_main_fields(arena, json, &fields->main_fields, package);
  read_map(arena, json_get(json, TEXT("exports")), '.', &package->exports);
  const Json *imports = json_get(json, TEXT("imports"));
  if (json_is(imports, JSON_OBJECT)) read_map(arena, imports, '#', &package->imports);
  if (fields->browser_map) read_browser_map(arena, json_get(json, TEXT("browser")), package);
  read_side_effects(arena, json_get(json, TEXT("sideEffects")), package);
}

const PackageJson *package_json_read(Arena *arena, Text folder, const PackageJsonFields *fields) {
  Arena scratch = {0};
  Text path = text_concat(&scratch, folder, TEXT("/package.json"));
  Text text;
  PackageJson *package = NULL;
  if (file_read(&scratch, path.at, &text) == 0) {
    package = arena_new(arena, PackageJson, 1);
    package->folder = folder;
    const Json *json = json_read(&scratch, text, NULL);
    package->is_broken = !json_is(json, JSON_OBJECT);
    if (!package->is_broken) read_members(arena, json, fields, package);
  }
  arena_release(&scratch);
  return package;
}

Text package_json_main(const PackageJson *package, Text field) {
  for (uint32_t i = 0; package && i < package->main_fields.count; i++) {
    if (text_is(package->main_fields.at[i].name, field)) return package->main_fields.at[i].value;
  }
  return TEXT("");
}
