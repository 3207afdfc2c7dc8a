// What a build depends on, beyond its options: files that it read, and paths at which it found
// nothing. It is stale once one of them is not as it was, or a link that led to them.
#include "bundle/build.h"

#include "host/archive.h"

typedef Array(const char *) Paths;

// A path with a slash at its end is a folder in which all counts.
static bool is_for_names(Text path) {
  return text_ends(path, TEXT("/"));
}

static FileStamp stamp_now(Text path) {
  return is_for_names(path) ? stamp_of_names(path.at) : stamp_of(path.at);
}

static FileStamp stamp_again(const WatchedPath *watched) {
  return watched->is_link ? stamp_of_link(watched->path) : stamp_now(text_of(watched->path));
}

static FileStamp stamp_as_read(const CbBuild *build, Text path, const Module *module);

static void note_folders(CbBuild *build, Text path) {
  bool is_new = true;
  while (is_new && path.size > 1) {
    path = path_dirname(path);
    map_add(&build->watched_arena, &build->watched_folders, path, &is_new);
  }
}

static void add_path(CbBuild *build, Text path, FileStamp stamp, bool is_link) {
  Arena *arena = &build->watched_arena;
  path = text_copy(arena, path);
  map_set(arena, &build->watched_indices, path, build->watched.count);
  array_push(arena, &build->watched, (WatchedPath){path.at, stamp, is_link});
  note_folders(build, path);
}

// What is in an archive changes with the archive, and so does what is not in it. What has been
// noted before stays, unless it `is_again`.
static void note(CbBuild *build, Text path, FileStamp stamp, bool is_again) {
  Arena *arena = &build->watched_arena;
  Text archive = archive_of(path);
  if (archive.size) {
    path = text_copy(arena, archive);
    stamp = stamp_as_read(build, path, NULL);
  }
  const uint32_t *known = map_find(&build->watched_indices, path);
  if (!known) {
    add_path(build, path, stamp, false);
  } else if (is_again) {
    build->watched.at[*known].stamp = stamp;
  }
}

static void add_watched(CbBuild *build, Text path, FileStamp stamp) {
  note(build, path, stamp, false);
}

// The stamp of a file as the build has read it: none that there is, if it may have changed since.
static FileStamp stamp_as_read(const CbBuild *build, Text path, const Module *module) {
  FileStamp stamp = stamp_of(path.at);
  uint64_t lag = module ? STAMP_LAG_NS : 0;
  bool may_differ = stamp.changed_ns + lag >= build->started_ns;
  if (is_for_names(path)) stamp = stamp_of_names(path.at);
  if (may_differ && !(module && module_is_as_read(module))) stamp.changed_ns = 0;
  return stamp;
}

// The module's own stamp of another file is of the time of reading, where it could be settled.
static FileStamp stamp_of_other(const CbBuild *build, const OtherFile *other) {
  FileStamp stamp = stamp_as_read(build, other->path, NULL);
  bool is_unsettled = other->stamp.exists && other->stamp.changed_ns == 0;
  return is_unsettled && stamp.exists ? stamp : other->stamp;
}

static void note_module(CbBuild *build, const Module *module, bool is_again) {
  if (path_is_absolute(module->path))
    note(build, module->path, stamp_as_read(build, module->path, module), is_again);
  for (uint32_t o = 0; o < module->others.count; o++) {
    const OtherFile *other = &module->others.at[o];
    note(build, other->path, stamp_of_other(build, other), is_again);
  }
}

static void add_modules(CbBuild *build) {
  for (uint32_t i = 0; i < build->graph.modules.count; i++)
    note_module(build, build->graph.modules.at[i], false);
}

static bool is_noted(const CbBuild *build, Text path, const FileStamp *stamp) {
  const uint32_t *known = map_find(&build->watched_indices, path);
  return known && stamp_is_same(&build->watched.at[*known].stamp, stamp);
}

static bool module_is_noted(const CbBuild *build, const Module *module) {
  bool is_same = is_noted(build, module->path, &module->stamp);
  for (uint32_t o = 0; o < module->others.count; o++)
    is_same = is_same && is_noted(build, module->others.at[o].path, &module->others.at[o].stamp);
  return is_same;
}

// What is not there any more stays in the list: a build too many is no harm. Files that were only
// touched have other stamps, too.
void watched_note_again(CbBuild *build) {
  if (!build->settings.resolve.records_lookups) return;
  for (uint32_t i = 0; i < build->graph.modules.count; i++) {
    const Module *module = build->graph.modules.at[i];
    if (!module_is_noted(build, module)) note_module(build, module, true);
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

static void add_links(CbBuild *build) {
  Arena scratch = {0};
  Texts links = {0};
  resolver_links(build->resolver, &scratch, &links);
  for (uint32_t i = 0; i < links.count; i++) {
    Text path = links.at[i];
    if (!map_has(&build->watched_indices, path))
      add_path(build, path, stamp_of_link(path.at), true);
  }
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
  add_links(build);
  add_missing_folders(build);
}

bool watched_has(const CbBuild *build, Text path) {
  Arena scratch = {0};
  Text folder = path_join(&scratch, path_dirname(path), TEXT(""));
  bool has = map_has(&build->watched_indices, path) || map_has(&build->watched_indices, folder) ||
             map_has(&build->watched_folders, path);
  arena_release(&scratch);
  return has;
}

bool watched_has_changed(const CbBuild *build, uint32_t index) {
  const WatchedPath *watched = &build->watched.at[index];
  FileStamp now = stamp_again(watched);
  bool can_tell = !watched->stamp.exists || !now.exists || watched->stamp.changed_ns != 0;
  return can_tell && !stamp_is_same(&now, &watched->stamp);
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
    FileStamp now = stamp_again(watched);
    if (!stamp_is_same(&now, &watched->stamp)) return watched->path;
  }
  return NULL;
}
