// Yarn's specification is https://yarnpkg.com/advanced/pnp-spec. In one point this does less: a
// package with several sets of peers is one package, which sees the first peer that is there.
#include "graph/pnp_manifest.h"

#include "host/files.h"
#include "host/lock.h"
#include "syntax/literal.h"

#include <stdlib.h>

struct PnpManifests {
  Arena arena;
  Lock lock; // guards all below, and `arena`
  Text shown_from;
  Map by_path; // → index into `all`
  Array(PnpManifest *) all;
};

// --- Life

PnpManifests *pnp_manifests_make(Text shown_from) {
  Arena arena = {0};
  PnpManifests *manifests = arena_new(&arena, PnpManifests, 1);
  manifests->arena = arena;
  manifests->shown_from = shown_from;
  lock_init(&manifests->lock);
  return manifests;
}

void pnp_manifests_release(PnpManifests *manifests) {
  lock_release(&manifests->lock);
  Arena arena = manifests->arena;
  arena_release(&arena);
}

// --- The data in the file

static uint32_t skip_blanks(Text text, uint32_t at) {
  while (at < text.size && memchr(" \t\r\n", text.at[at], 4)) at++;
  return at;
}

// The end of the object that starts at `at`.
static uint32_t object_end(Text text, uint32_t at) {
  uint32_t depth = 0;
  while (at < text.size) {
    char byte = text.at[at];
    if (byte == '{') depth++;
    if (byte == '}' && --depth == 0) return at + 1;
    at = byte == '"' ? text_string_end(text, at) : at + 1;
  }
  return text.size;
}

// Where what follows `mark` begins; TEXT_NOT_FOUND if there is none, or nothing follows.
static uint32_t after(Text text, Text mark) {
  uint32_t at = text_find(text, mark);
  if (at == TEXT_NOT_FOUND) return at;
  at = skip_blanks(text, at + mark.size);
  return at < text.size ? at : TEXT_NOT_FOUND;
}

// Yarn 4 writes the data as a string, Yarn 2 and 3 as an object that is an argument.
static Text data_of_script(Arena *arena, Text text) {
  uint32_t at = after(text, TEXT("RAW_RUNTIME_STATE ="));
  if (at != TEXT_NOT_FOUND && (text.at[at] == '\'' || text.at[at] == '"')) {
    uint32_t end = text_string_end(text, at);
    return literal_text_value(arena, text_slice(text, at + 1, end > at + 1 ? end - 1 : end));
  }
  at = after(text, TEXT("hydrateRuntimeState("));
  if (at == TEXT_NOT_FOUND) return TEXT("");
  if (text.at[at] == '{') return text_slice(text, at, object_end(text, at));
  return TEXT("");
}

// --- Paths

// A path without so many parts at its end.
static Text above(Text path, uint32_t count) {
  for (; count > 0 && path.size > 1; count--) path = path_dirname(path);
  return path;
}

static Text part_at(Text path, uint32_t start) {
  uint32_t end = text_find_byte(path, '/', start);
  return text_slice(path, start, end == TEXT_NOT_FOUND ? path.size : end);
}

// "/a/cache/x" for "/a/__virtual__/x-virtual-0f3/0/cache/x": packages with several sets of peers
// have paths that only Yarn knows.
static Text real_path(Arena *arena, Text path) {
  Text mark = TEXT("/__virtual__/");
  uint32_t at = text_find(path, mark);
  if (at == TEXT_NOT_FOUND) {
    mark = TEXT("/$$virtual/");
    at = text_find(path, mark);
  }
  if (at == TEXT_NOT_FOUND) return path;
  uint32_t start = at + mark.size;
  Text hash = part_at(path, start);
  start += hash.size + 1;
  if (start >= path.size) return path;
  Text depth = part_at(path, start);
  start += depth.size;
  uint32_t count = 0;
  for (uint32_t i = 0; i < depth.size && count < path.size; i++) {
    if (depth.at[i] < '0' || depth.at[i] > '9') return path;
    count = count * 10 + (uint32_t)(depth.at[i] - '0');
  }
  Text rest = text_concat(arena, TEXT("."), text_slice(path, start, path.size));
  return path_resolve(arena, above(text_slice(path, 0, at), count), rest);
}

// --- Reading

static Text key_of(Arena *arena, Text name, Text reference) {
  return text_concat(arena, name, TEXT("@"), reference);
}

static const Json *item(const Json *list, uint32_t index) {
  const Json *at = json_is(list, JSON_ARRAY) ? list->first_child : NULL;
  for (; at && index > 0; index--) at = at->next;
  return at;
}

static void add_package(Arena *arena, PnpManifest *manifest, Text name, const Json *entry) {
  const Json *facts = item(entry, 1);
  Text location = json_text(json_get(facts, TEXT("packageLocation")));
  if (location.size == 0) return;
  uint32_t index = manifest->packages.count;
  Text path = path_resolve(arena, manifest->folder, location);
  PnpPackage package = {name, real_path(arena, path), facts, 0};
  map_set(arena, &manifest->by_name, key_of(arena, name, json_text(item(entry, 0))), index);
  bool is_hidden = json_is(json_get(facts, TEXT("discardFromLookup")), JSON_TRUE);
  if (!is_hidden) {
    bool is_new;
    uint32_t *first = map_add(arena, &manifest->by_folder, package.folder, &is_new);
    package.next = is_new ? 0 : *first + 1;
    *first = index;
  }
  array_push(arena, &manifest->packages, package);
}

static void read_data(Arena *arena, PnpManifest *manifest) {
  const Json *registry = json_get(manifest->root, TEXT("packageRegistryData"));
  manifest->is_broken = !json_is(registry, JSON_ARRAY);
  if (manifest->is_broken) return;
  const Json *fallback = json_get(manifest->root, TEXT("enableTopLevelFallback"));
  manifest->has_fallback = json_is(fallback, JSON_TRUE);
  Text ignored = json_text(json_get(manifest->root, TEXT("ignorePatternData")));
  PatternProblem problem;
  if (ignored.size) manifest->ignored = pattern_make(arena, ignored, &problem);
  for (const Json *group = registry->first_child; group; group = group->next) {
    const Json *entries = item(group, 1);
    for (const Json *entry = item(entries, 0); entry; entry = entry->next) {
      add_package(arena, manifest, json_text(item(group, 0)), entry);
    }
  }
}

static PnpManifest *read_manifest(PnpManifests *manifests, Text path) {
  Arena *arena = &manifests->arena;
  Text text;
  if (file_read(arena, path.at, &text) < 0) return NULL;
  PnpManifest *manifest = arena_new(arena, PnpManifest, 1);
  manifest->path = text_copy(arena, path);
  manifest->folder = text_copy(arena, path_dirname(path));
  manifest->file = (SourceFile){path_shown(arena, manifests->shown_from, path), text};
  bool is_script = !text_ends(path, TEXT(".json"));
  manifest->root = json_read(arena, is_script ? data_of_script(arena, text) : text, NULL);
  read_data(arena, manifest);
  return manifest;
}

const PnpManifest *pnp_manifests_read(PnpManifests *manifests, Text path) {
  lock_take(&manifests->lock);
  const uint32_t *known = map_find(&manifests->by_path, path);
  PnpManifest *manifest = known ? manifests->all.at[*known] : read_manifest(manifests, path);
  if (manifest && !known) {
    map_set(&manifests->arena, &manifests->by_path, manifest->path, manifests->all.count);
    array_push(&manifests->arena, &manifests->all, manifest);
  }
  lock_leave(&manifests->lock);
  return manifest;
}

const PnpManifest *pnp_manifests_above(PnpManifests *manifests, Text folder) {
  static const char *const names[] = {".pnp.data.json", ".pnp.cjs", ".pnp.js"};
  const PnpManifest *manifest = NULL;
  Arena scratch = {0};
  for (Text at = folder; !manifest; at = path_dirname(at)) {
    for (size_t i = 0; !manifest && i < sizeof names / sizeof *names; i++) {
      Text path = path_join(&scratch, at, text_of(names[i]));
      if (file_kind(path.at) == FILE_REGULAR) manifest = pnp_manifests_read(manifests, path);
    }
    if (at.size <= 1) break;
  }
  arena_release(&scratch);
  return manifest;
}

void pnp_manifests_paths(PnpManifests *manifests, Arena *arena, Texts *out) {
  lock_take(&manifests->lock);
  for (uint32_t i = 0; i < manifests->all.count; i++) {
    array_push(arena, out, manifests->all.at[i]->path);
  }
  lock_leave(&manifests->lock);
}

static int compare_manifests(const void *a, const void *b) {
  return text_compare((*(PnpManifest *const *)a)->path, (*(PnpManifest *const *)b)->path);
}

void pnp_manifests_report(PnpManifests *manifests, Diagnostics *diagnostics) {
  lock_take(&manifests->lock);
  uint32_t count = manifests->all.count;
  PnpManifest **sorted = arena_new(diagnostics->arena, PnpManifest *, count);
  if (count) memcpy(sorted, manifests->all.at, count * sizeof *sorted);
  if (count) qsort(sorted, count, sizeof *sorted, compare_manifests);
  for (uint32_t i = 0; i < count; i++) {
    const PnpManifest *manifest = sorted[i];
    if (manifest->is_broken)
      diag_add(diagnostics, MESSAGE_PNP_BROKEN, NOWHERE, manifest->file.path);
  }
  lock_leave(&manifests->lock);
}

// --- Looking up

// FIND_LOCATOR: the package with the deepest folder that a file is in.
static const PnpPackage *find_importer(const PnpManifest *manifest, Text folder) {
  for (Text at = folder;; at = path_dirname(at)) {
    const uint32_t *index = map_find(&manifest->by_folder, at);
    if (index) return &manifest->packages.at[*index];
    if (at.size <= 1) return NULL;
  }
}

// The value of `name` in a list of pairs; NULL if it is not there.
static const Json *find_pair(const Json *pairs, Text name) {
  for (const Json *pair = item(pairs, 0); pair; pair = pair->next) {
    if (text_is(json_text(item(pair, 0)), name)) return item(pair, 1);
  }
  return NULL;
}

static const Json *dependency_of(const PnpPackage *package, Text name) {
  return find_pair(json_get(package->facts, TEXT("packageDependencies")), name);
}

static const PnpPackage *get_package(const PnpManifest *manifest, Text name, const Json *target) {
  Arena scratch = {0};
  bool is_alias = json_is(target, JSON_ARRAY);
  Text wanted = is_alias ? json_text(item(target, 0)) : name;
  Text reference = json_text(is_alias ? item(target, 1) : target);
  const uint32_t *index = map_find(&manifest->by_name, key_of(&scratch, wanted, reference));
  arena_release(&scratch);
  return index ? &manifest->packages.at[*index] : NULL;
}

// Packages of the project itself are listed: they must say what they import.
static bool is_excluded(const PnpManifest *manifest, const PnpPackage *importer) {
  return find_pair(json_get(manifest->root, TEXT("fallbackExclusionList")), importer->name) != NULL;
}

// RESOLVE_VIA_FALLBACK
static const Json *find_fallback(const PnpManifest *manifest, Text name) {
  const uint32_t *project = map_find(&manifest->by_name, TEXT("@"));
  const Json *target = project ? dependency_of(&manifest->packages.at[*project], name) : NULL;
  if (target && target->kind != JSON_NULL) return target;
  return find_pair(json_get(manifest->root, TEXT("fallbackPool")), name);
}

// Whether the project says that Yarn is not to care for the files of a folder.
static bool is_ignored(const PnpManifest *manifest, Text folder) {
  if (!manifest->ignored || text_is(folder, manifest->folder)) return false;
  Arena scratch = {0};
  bool is_ignored =
      pattern_matches(manifest->ignored, path_relative(&scratch, manifest->folder, folder));
  arena_release(&scratch);
  return is_ignored;
}

PnpResult pnp_find(const PnpManifest *manifest, Text folder, Text name) {
  const PnpPackage *importer = find_importer(manifest, folder);
  if (!importer || is_ignored(manifest, folder)) return (PnpResult){.status = PNP_OUTSIDE};
  const Json *target = NULL;
  const PnpPackage *at = importer;
  for (; at; at = at->next ? &manifest->packages.at[at->next - 1] : NULL) {
    const Json *found = dependency_of(at, name);
    if (!target || target->kind == JSON_NULL) target = found ? found : target;
  }
  bool is_missing = !target || target->kind == JSON_NULL;
  if (is_missing && manifest->has_fallback && !is_excluded(manifest, importer)) {
    const Json *fallback = find_fallback(manifest, name);
    if (fallback) target = fallback;
  }
  PnpStatus failed = target ? PNP_NO_PEER : PNP_UNDECLARED;
  const PnpPackage *package =
      target && target->kind != JSON_NULL ? get_package(manifest, name, target) : NULL;
  return (PnpResult){package ? PNP_FOUND : failed, package, importer};
}
