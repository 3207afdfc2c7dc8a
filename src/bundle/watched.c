// What a build depends on, beyond its options: files that it read, and paths at which it found
// nothing. It is stale once one of them is not as it was.
#include "bundle/build.h"

#include "host/archive.h"

typedef Array(const char *) Paths;

static FileStamp stamp_as_read(const CbBuild *build, Text path, const Module *module);

// What is in an archive changes with the archive, and so does what is not in it.
static void add_watched(CbBuild *build, Text path, FileStamp stamp) {
  Arena *arena = &build->watched_arena;
  Text archive = archive_of(path);
  if (archive.size) {
    path = text_copy(arena, archive);
    stamp = stamp_as_read(build, path, NULL);
  }
  bool is_new;
  path = text_copy(arena, path);
  uint32_t *index = map_add(arena, &build->watched_indices, path, &is_new);
  if (!is_new) return;
  *index = build->watched.count;
  array_push(arena, &build->watched, (WatchedPath){path.at, stamp});
}

// The stamp of a file as the build has read it: none that there is, if it may have changed since.
static FileStamp stamp_as_read(const CbBuild *build, Text path, const Module *module) {
  FileStamp stamp = stamp_of(path.at);
  uint64_t lag = module ? STAMP_LAG_NS : 0;
  bool may_differ = stamp.changed_ns + lag >= build->started_ns;
  if (may_differ && !(module && module_is_as_read(module))) stamp.changed_ns = 0;
  return stamp;
}

// The module's own stamp of another file is of the time of reading, where it could be settled.
static FileStamp stamp_of_other(const CbBuild *build, const OtherFile *other) {
  FileStamp stamp = stamp_as_read(build, other->path, NULL);
  bool is_unsettled = other->stamp.exists && other->stamp.changed_ns == 0;
  return is_unsettled && stamp.exists ? stamp : other->stamp;
}

static void add_others(CbBuild *build, const Module *module) {
  for (uint32_t o = 0; o < module->others.count; o++) {
    const OtherFile *other = &module->others.at[o];
    add_watched(build, other->path, stamp_of_other(build, other));
  }
}

static void add_modules(CbBuild *build) {
  for (uint32_t i = 0; i < build->graph.modules.count; i++) {
    const Module *module = build->graph.modules.at[i];
    if (path_is_absolute(module->path))
      add_watched(build, module->path, stamp_as_read(build, module->path, module));
    add_others(build, module);
  }
}

// What is not there any more stays in the list: a build too many is no harm.
void watched_note_again(CbBuild *build, Module *const *modules, uint32_t count) {
  for (uint32_t i = 0; i < count && build->watched.count > 0; i++) {
    const Module *module = modules[i];
    const uint32_t *index = map_find(&build->watched_indices, module->path);
    if (index) build->watched.at[*index].stamp = stamp_as_read(build, module->path, module);
    for (uint32_t o = 0; o < module->others.count; o++) {
      const OtherFile *other = &module->others.at[o];
      index = map_find(&build->watched_indices, other->path);
      if (index) build->watched.at[*index].stamp = stamp_of_other(build, other);
    }
    add_others(build, module);
  }
}

static void add_lookups(CbBuild *build) {
  Arena scratch = {0};
  Texts missing = {0}, found = {0};
  resolver_lookups(build->resolver, &scratch, &missing, &found);
  for (uint32_t i = 0; i < found.count; i++) {
    Text path = found.at[i];
    add_watched(build, path, stamp_as_read(build, path, NULL));
  }
  for (uint32_t i = 0; i < missing.count; i++) add_watched(build, missing.at[i], (FileStamp){0});
  arena_release(&scratch);
}

// In a folder that is not there nothing can be watched: what is to be in it is waited for where the
// folder itself will be. The list grows while we walk it, by folders that are missing likewise.
static void add_missing_folders(CbBuild *build) {
  for (uint32_t i = 0; i < build->watched.count; i++) {
    WatchedPath watched = build->watched.at[i];
    if (watched.stamp.exists) continue;
    Text folder = text_copy(&build->watched_arena, path_dirname(text_of(watched.path)));
    if (!stamp_of(folder.at).exists) add_watched(build, folder, (FileStamp){0});
  }
}

void watched_note(CbBuild *build) {
  if (!build->settings.resolve.records_lookups || !build->resolver) return;
  add_modules(build);
  add_lookups(build);
  add_missing_folders(build);
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
