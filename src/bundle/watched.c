// What a build depends on, beyond its options: files that it read, and paths at which it found
// nothing. It is stale once one of them is not as it was.
#include "bundle/build.h"

typedef Array(const char *) Paths;

static void add_watched(CbBuild *build, Text path, FileStamp stamp) {
  Arena *arena = &build->arena;
  bool is_new;
  path = text_copy(arena, path);
  map_add(arena, &build->watched_indices, path, &is_new);
  if (is_new) array_push(arena, &build->watched, (WatchedPath){path.at, stamp});
}

// The stamp of a file as the build has read it: none that there is, if it may have changed since.
static FileStamp stamp_as_read(const CbBuild *build, Text path, const Module *module) {
  FileStamp stamp = stamp_of(path.at);
  uint64_t lag = module ? STAMP_LAG_NS : 0;
  bool may_differ = stamp.changed_ns + lag >= build->started_ns;
  if (may_differ && !(module && module_is_as_read(module))) stamp.changed_ns = 0;
  return stamp;
}

static void add_modules(CbBuild *build) {
  for (uint32_t i = 0; i < build->graph.modules.count; i++) {
    const Module *module = build->graph.modules.at[i];
    if (!path_is_absolute(module->path)) continue;
    add_watched(build, module->path, stamp_as_read(build, module->path, module));
    const InputMap *map = module->input_map;
    if (map && map->path.size) add_watched(build, map->path, stamp_as_read(build, map->path, NULL));
  }
}

static void add_lookups(CbBuild *build) {
  Arena scratch = {0};
  Texts missing = {0}, packages = {0};
  resolver_lookups(build->resolver, &scratch, &missing, &packages);
  for (uint32_t i = 0; i < packages.count; i++) {
    Text path = packages.at[i];
    add_watched(build, path, stamp_as_read(build, path, NULL));
  }
  for (uint32_t i = 0; i < missing.count; i++) add_watched(build, missing.at[i], (FileStamp){0});
  arena_release(&scratch);
}

void watched_note(CbBuild *build) {
  if (!build->settings.resolve.records_lookups || !build->resolver) return;
  add_modules(build);
  add_lookups(build);
}

const char *const *cb_build_watched(const CbBuild *build, size_t *count) {
  Paths paths = {0};
  for (uint32_t i = 0; i < build->watched.count; i++) {
    array_push(&((CbBuild *)build)->arena, &paths, build->watched.at[i].path);
  }
  *count = paths.count;
  return paths.at;
}

const char *cb_build_changed(const CbBuild *build) {
  for (uint32_t i = 0; i < build->watched.count; i++) {
    const WatchedPath *watched = &build->watched.at[i];
    FileStamp now = stamp_of(watched->path);
    if (!stamp_is_same(&now, &watched->stamp)) return watched->path;
  }
  return NULL;
}
