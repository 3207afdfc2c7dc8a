// Every folder that a search touches is met once: one readdir answers all later questions about the
// names in it. Folders that are only passed on the way up are not listed; for those, three calls
// ask what a search wants to know (does it exist, its package.json, its node_modules).
//
// The folders are spread over shards by their paths. A shard's lock guards its table and its arena;
// what has been published (a Folder, its names, a FoundFile) doesn't change any more and is read
// without a lock. No lock is taken while another is held.
#include "graph/folders_inside.h"

#include "base/hash.h"
#include "host/archive.h"

#include <stdlib.h>

// --- Life

Folders *folders_make(const FoldersOptions *options) {
  Arena arena = {0};
  Folders *folders = arena_new(&arena, Folders, 1);
  folders->arena = arena;
  folders->options = *options;
  archives_hold();
  for (uint32_t i = 0; i < SHARD_COUNT; i++) lock_init(&folders->shards[i].lock);
  return folders;
}

void folders_release(Folders *folders) {
  archives_leave();
  for (uint32_t i = 0; i < SHARD_COUNT; i++) {
    arena_release(&folders->shards[i].arena);
    lock_release(&folders->shards[i].lock);
  }
  Arena arena = folders->arena;
  arena_release(&arena);
}

static Shard *shard_of(Folders *folders, Text path) {
  return &folders->shards[(hash_text(path) >> 32) % SHARD_COUNT];
}

// --- Names

static FolderNames *list_names(Arena *arena, Text path, int *code) {
  Arena scratch = {0};
  FolderEntries entries;
  *code = file_list(&scratch, path.at, &entries);
  size_t size = sizeof(FolderNames) + entries.count * sizeof(FolderName);
  FolderNames *names = arena_alloc(arena, size, _Alignof(FolderNames));
  names->is_listed = *code == 0;
  names->count = entries.count;
  for (uint32_t i = 0; i < entries.count; i++) {
    names->at[i].name = text_copy(arena, entries.at[i].name);
    names->at[i].is_link = entries.at[i].kind == FILE_OTHER;
    atomic_init(&names->at[i].kind, entries.at[i].kind);
  }
  arena_release(&scratch);
  return names;
}

static FolderName *find_name(const FolderNames *names, Text name) {
  uint32_t low = 0, high = names->count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    const FolderName *candidate = &names->at[middle];
    int order = text_compare(candidate->name, name);
    if (order == 0) return (FolderName *)candidate;
    if (order < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return NULL;
}

static FileKind ask_kind(Text folder, Text name) {
  char stack[512] = {0};
  Arena scratch = {.at = stack, .end = stack + sizeof stack};
  FileKind kind = file_kind(path_join(&scratch, folder, name).at);
  arena_release(&scratch);
  return kind;
}

static FileKind kind_in(const FolderNames *names, Text folder, Text name) {
  if (!names->is_listed) return ask_kind(folder, name);
  FolderName *found = find_name(names, name);
  if (!found) return FILE_NONE;
  FileKind kind = atomic_load_explicit(&found->kind, memory_order_relaxed);
  if (!found->is_link || kind != FILE_OTHER) return kind;
  kind = ask_kind(folder, name);
  // Devices stay FILE_OTHER and are asked about again, which is rare enough.
  atomic_store_explicit(&found->kind, (uint8_t)kind, memory_order_relaxed);
  return kind;
}

static FileKind kind_of_own(const Folder *folder, Text name) {
  const FolderNames *names = atomic_load_explicit(&folder->names, memory_order_relaxed);
  return names ? kind_in(names, folder->path, name) : ask_kind(folder->path, name);
}

// Whether the folder's own name is a symbolic link. The folder above knows if it has been listed.
static bool is_link(const Folder *folder) {
  const FolderNames *names = atomic_load_explicit(&folder->parent->names, memory_order_acquire);
  const FolderName *found = names ? find_name(names, path_basename(folder->path)) : NULL;
  return found && !found->is_link ? false : file_is_link(folder->path.at);
}

// --- What is not there

// Notes that there is no `name` in the folder. The shard's lock is held.
static void note_missing(Shard *shard, Text folder, Text name) {
  Arena scratch = {0};
  Text path = path_join(&scratch, folder, name);
  if (!map_has(&shard->missing, path)) {
    map_set(&shard->arena, &shard->missing, text_copy(&shard->arena, path), 1);
  }
  arena_release(&scratch);
}

// The same, where it is asked for by itself.
static void note_lookup(Folders *folders, const Folder *folder, Text name) {
  if (!folders->options.records_lookups) return;
  Shard *shard = shard_of(folders, folder->path);
  lock_take(&shard->lock);
  note_missing(shard, folder->path, name);
  lock_leave(&shard->lock);
}

static bool is_first_missing(const Folder *folder) {
  return !folder->exists && folder->parent && folder->parent->exists;
}

// What is there but can't be used is not missing, or a build would be stale from the start.
static void note_missing_in(Shard *shard, const Folder *folder) {
  if (!folder->exists) {
    if (is_first_missing(folder) && file_kind(folder->path.at) == FILE_NONE)
      note_missing(shard, folder->parent->path, path_basename(folder->path));
    return;
  }
  static const Text names[] = {{"node_modules", 12}, {"package.json", 12}};
  const bool has[] = {folder->has_modules, folder->package != NULL};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    bool is_missing = !has[i] && kind_of_own(folder, names[i]) == FILE_NONE;
    if (is_missing) note_missing(shard, folder->path, names[i]);
  }
}

void folders_lookups(Folders *folders, Arena *arena, Texts *missing, Texts *found) {
  for (uint32_t s = 0; s < SHARD_COUNT; s++) {
    const Shard *shard = &folders->shards[s];
    for (uint32_t i = 0; i < shard->missing.entries.count; i++) {
      array_push(arena, missing, shard->missing.entries.at[i].key);
    }
    for (uint32_t i = 0; i < shard->folders.count; i++) {
      const Folder *folder = shard->folders.at[i];
      if (folder->package)
        array_push(arena, found, path_join(arena, folder->path, TEXT("package.json")));
      else if (is_first_missing(folder) && file_kind(folder->path.at) != FILE_NONE)
        array_push(arena, found, folder->path); // a file, which may become a folder
    }
  }
}

// Of a folder, the link that it is; of files, those that were found.
static void list_links(const Folder *folder, Arena *arena, Texts *links) {
  const Text *real = atomic_load_explicit(&folder->real, memory_order_acquire);
  bool may_be_link = real && folder->exists && !text_is(*real, folder->path);
  if (may_be_link && is_link(folder)) array_push(arena, links, folder->path);
  const FolderNames *names = atomic_load_explicit(&folder->names, memory_order_acquire);
  for (uint32_t i = 0; names && i < names->count; i++) {
    const FolderName *name = &names->at[i];
    bool is_found = name->is_link && atomic_load_explicit(&name->file, memory_order_acquire);
    if (is_found) array_push(arena, links, path_join(arena, folder->path, name->name));
  }
}

void folders_links(const Folders *folders, Arena *arena, Texts *links) {
  for (uint32_t s = 0; s < SHARD_COUNT; s++) {
    const Shard *shard = &folders->shards[s];
    for (uint32_t i = 0; i < shard->folders.count; i++)
      list_links(shard->folders.at[i], arena, links);
  }
}

void folders_note_search(Folders *folders, const Folder *folder) {
  if (!folders->options.records_lookups || !folder->exists) return;
  Shard *shard = shard_of(folders, folder->path);
  lock_take(&shard->lock);
  map_set(&shard->arena, &shard->searched, folder->path, 1);
  lock_leave(&shard->lock);
}

void folders_searched(const Folders *folders, Arena *arena, Texts *out) {
  for (uint32_t s = 0; s < SHARD_COUNT; s++) {
    const Map *searched = &folders->shards[s].searched;
    for (uint32_t i = 0; i < searched->entries.count; i++)
      array_push(arena, out, path_join(arena, searched->entries.at[i].key, TEXT("")));
  }
}

// --- Folders

static const FolderNames *names_of(Folders *folders, const Folder *folder) {
  const FolderNames *names = atomic_load_explicit(&folder->names, memory_order_acquire);
  if (names) return names;
  Shard *shard = shard_of(folders, folder->path);
  lock_take(&shard->lock);
  names = atomic_load_explicit(&folder->names, memory_order_relaxed);
  if (!names) {
    int code;
    names = list_names(&shard->arena, folder->path, &code);
    atomic_store_explicit(&((Folder *)folder)->names, names, memory_order_release);
  }
  lock_leave(&shard->lock);
  return names;
}

// Looks whether the folder exists, by what the folder above knows if it has been listed already. A
// zip file is a folder, too.
static bool look_for_folder(const Folder *parent, Text path) {
  if (!parent) return true;
  if (!parent->exists) return false;
  const FolderNames *names = atomic_load_explicit(&parent->names, memory_order_acquire);
  FileKind kind = names ? kind_in(names, parent->path, path_basename(path)) : file_kind(path.at);
  bool may_be_archive = kind == FILE_REGULAR && text_ends(path, TEXT(".zip"));
  return kind == FILE_FOLDER || (may_be_archive && archive_check(path.at) == 0);
}

static void inherit(Folder *folder) {
  const Folder *parent = folder->parent;
  bool stops = !parent || folder->is_modules;
  const PackageJson *own = folder->is_modules ? NULL : folder->package;
  folder->scope = own ? own : stops ? NULL : parent->scope;
  folder->scope_folder = own ? folder : stops ? NULL : parent->scope_folder;
  folder->is_in_modules = folder->is_modules || (parent && parent->is_in_modules);
  bool has_map = own && own->has_browser_map;
  folder->browser_scope = has_map ? own : stops ? NULL : parent->browser_scope;
}

// Meets a folder. The shard's lock is held.
static Folder *add_folder(Folders *folders, Shard *shard, const Folder *parent, Text path,
                          bool is_listed) {
  Folder *folder = arena_new(&shard->arena, Folder, 1);
  folder->path = text_copy(&shard->arena, path);
  folder->parent = parent;
  folder->exists = look_for_folder(parent, folder->path);
  folder->is_modules = text_is(path_basename(path), TEXT("node_modules"));
  if (folder->exists) {
    int code;
    if (is_listed) atomic_init(&folder->names, list_names(&shard->arena, folder->path, &code));
    folder->has_modules = kind_of_own(folder, TEXT("node_modules")) == FILE_FOLDER;
    if (!is_listed || kind_of_own(folder, TEXT("package.json")) != FILE_NONE) {
      folder->package = package_json_read(&shard->arena, folder->path, &folders->options.fields);
    }
  }
  inherit(folder);
  if (folders->options.records_lookups) note_missing_in(shard, folder);
  *map_add(&shard->arena, &shard->by_path, folder->path, NULL) = shard->folders.count;
  array_push(&shard->arena, &shard->folders, folder);
  return folder;
}

static Folder *find_folder(const Shard *shard, Text path) {
  const uint32_t *index = map_find(&shard->by_path, path);
  return index ? shard->folders.at[*index] : NULL;
}

// Recursion is bounded: a path has at most LONGEST_PATH_BYTES / 2 folders.
static const Folder *get_folder(Folders *folders, Text path, bool is_listed) {
  Shard *shard = shard_of(folders, path);
  lock_take(&shard->lock);
  Folder *folder = find_folder(shard, path);
  lock_leave(&shard->lock);
  if (folder) return folder;
  bool is_root = path.size <= 1;
  const Folder *parent = is_root ? NULL : get_folder(folders, path_dirname(path), false);
  lock_take(&shard->lock);
  folder = find_folder(shard, path); // another thread may have met it meanwhile
  if (!folder) folder = add_folder(folders, shard, parent, path, is_listed);
  lock_leave(&shard->lock);
  return folder;
}

const Folder *folders_get(Folders *folders, Text path) {
  // Nothing that long exists; the root stands for it with a name that it doesn't have.
  if (path.size > LONGEST_PATH_BYTES) path = TEXT("/\x01too-long");
  return get_folder(folders, path, true);
}

FileKind folders_kind(Folders *folders, const Folder *folder, Text name) {
  if (!folder->exists) return FILE_NONE;
  FileKind kind = kind_in(names_of(folders, folder), folder->path, name);
  if (kind == FILE_NONE) note_lookup(folders, folder, name);
  return kind;
}

bool folders_is_link(Folders *folders, const Folder *folder, Text name) {
  const FolderName *found = folder->exists ? find_name(names_of(folders, folder), name) : NULL;
  return found && found->is_link;
}

Texts folders_names(Folders *folders, const Folder *folder, Arena *arena) {
  Texts texts = {0};
  if (!folder->exists) return texts;
  const FolderNames *names = names_of(folders, folder);
  for (uint32_t i = 0; i < names->count; i++) array_push(arena, &texts, names->at[i].name);
  return texts;
}

// Whether the folder has a file of that name; it is noted if there is nothing.
static bool finds_file(Folders *folders, const Folder *folder, Text name) {
  if (!folder->exists) return false;
  FileKind kind = kind_of_own(folder, name);
  if (kind == FILE_NONE) note_lookup(folders, folder, name);
  return kind == FILE_REGULAR;
}

// --- tsconfig.json

static const TsConfig no_tsconfig; // stands for none, where NULL means that nobody has asked yet

static const TsConfig *read_tsconfig(Folders *folders, const Folder *folder, Text name) {
  if (!finds_file(folders, folder, name)) return NULL;
  Arena scratch = {0};
  Text path = path_join(&scratch, folder->path, name);
  const TsConfig *config = tsconfigs_read(folders->options.tsconfigs, path);
  arena_release(&scratch);
  return config;
}

// Recursion is bounded as in get_folder.
static const TsConfig *find_tsconfig(Folders *folders, const Folder *folder) {
  const TsConfig *known = atomic_load_explicit(&folder->tsconfig, memory_order_acquire);
  if (known) return known;
  const TsConfig *config = read_tsconfig(folders, folder, TEXT("tsconfig.json"));
  if (!config) config = read_tsconfig(folders, folder, TEXT("jsconfig.json"));
  if (!config && folder->parent) config = find_tsconfig(folders, folder->parent);
  if (!config) config = &no_tsconfig;
  atomic_store_explicit(&((Folder *)folder)->tsconfig, config, memory_order_release);
  return config;
}

void folders_set_tsconfig(Folders *folders, const TsConfig *config) {
  folders->tsconfig = config;
}

const TsConfig *folders_tsconfig(Folders *folders, const Folder *folder) {
  if (folder->is_in_modules) return NULL;
  if (folders->tsconfig) return folders->tsconfig;
  const TsConfig *config = find_tsconfig(folders, folder);
  return config == &no_tsconfig ? NULL : config;
}

// --- Yarn's manifests

static const PnpManifest no_pnp;

static const PnpManifest *read_pnp(Folders *folders, const Folder *folder) {
  static const Text names[] = {{".pnp.data.json", 14}, {".pnp.cjs", 8}, {".pnp.js", 7}};
  const PnpManifest *manifest = NULL;
  Arena scratch = {0};
  for (size_t i = 0; !manifest && i < sizeof names / sizeof *names; i++) {
    if (!finds_file(folders, folder, names[i])) continue;
    Text path = path_join(&scratch, folder->path, names[i]);
    manifest = pnp_manifests_read(folders->options.pnp_manifests, path);
  }
  arena_release(&scratch);
  return manifest;
}

// Recursion is bounded as in get_folder.
const PnpManifest *folders_pnp(Folders *folders, const Folder *folder) {
  const PnpManifest *known = atomic_load_explicit(&folder->pnp, memory_order_acquire);
  if (known) return known == &no_pnp ? NULL : known;
  const PnpManifest *manifest = NULL;
  if (!folder->is_in_modules) manifest = read_pnp(folders, folder);
  if (!manifest && folder->parent) manifest = folders_pnp(folders, folder->parent);
  atomic_store_explicit(&((Folder *)folder)->pnp, manifest ? manifest : &no_pnp,
                        memory_order_release);
  return manifest;
}

// --- Files

static Text work_out_real(Folders *folders, const Folder *folder, Arena *arena);

// The folder's path without symbolic links. Recursion is bounded as in get_folder.
static Text real_of(Folders *folders, const Folder *folder) {
  if (folders->options.preserve_symlinks || !folder->parent) return folder->path;
  const Text *known = atomic_load_explicit(&folder->real, memory_order_acquire);
  if (known) return *known;
  Arena scratch = {0};
  Text real = work_out_real(folders, folder, &scratch);
  Shard *shard = shard_of(folders, folder->path);
  lock_take(&shard->lock);
  Text *kept = arena_new(&shard->arena, Text, 1);
  *kept = text_is(real, folder->path) ? folder->path : text_copy(&shard->arena, real);
  atomic_store_explicit(&((Folder *)folder)->real, kept, memory_order_release);
  lock_leave(&shard->lock);
  arena_release(&scratch);
  return *kept;
}

static Text work_out_real(Folders *folders, const Folder *folder, Arena *arena) {
  Text real;
  if (is_link(folder) && file_real_path(arena, folder->path.at, &real) == 0) return real;
  Text above = real_of(folders, folder->parent);
  return path_join(arena, above, path_basename(folder->path));
}

static ModuleType type_of(Text path, const PackageJson *scope) {
  Text extension = path_extension(path);
  if (text_is(extension, TEXT(".mjs")) || text_is(extension, TEXT(".mts"))) {
    return MODULE_TYPE_MODULE;
  }
  if (text_is(extension, TEXT(".cjs")) || text_is(extension, TEXT(".cts"))) {
    return MODULE_TYPE_COMMONJS;
  }
  bool is_script = text_is(extension, TEXT(".js")) || text_is(extension, TEXT(".jsx")) ||
                   text_is(extension, TEXT(".ts")) || text_is(extension, TEXT(".tsx"));
  return is_script && scope ? scope->type : MODULE_TYPE_UNKNOWN;
}

static FoundFile find_facts(Folders *folders, const Folder *folder, Text path) {
  Text real_folder = path_dirname(path);
  const Folder *home =
      text_is(real_folder, folder->path) ? folder : get_folder(folders, real_folder, false);
  const TsConfig *config = folders_tsconfig(folders, home);
  FoundFile file = {.path = path, .type = type_of(path, home->scope)};
  if (config) file.jsx = &config->jsx;
  if (home->scope) {
    file.no_side_effects = package_json_is_pure(home->scope, home->scope_folder->path, path);
  }
  return file;
}

static Text real_path_of(Folders *folders, const Folder *folder, const FolderName *found,
                         Arena *arena) {
  Text path = path_join(arena, folder->path, found->name), real;
  if (folders->options.preserve_symlinks) return path;
  if (found->is_link && file_real_path(arena, path.at, &real) == 0) return real;
  return path_join(arena, real_of(folders, folder), found->name);
}

// What is found in a folder that can't be listed is worked out each time: there is no place for it.
static const FoundFile *keep_file(Folders *folders, const Folder *folder, FolderName *found,
                                  const FoundFile *file) {
  Shard *shard = shard_of(folders, folder->path);
  lock_take(&shard->lock);
  FoundFile *kept = arena_new(&shard->arena, FoundFile, 1);
  *kept = *file;
  kept->path = text_copy(&shard->arena, file->path);
  atomic_store_explicit(&found->file, kept, memory_order_release);
  lock_leave(&shard->lock);
  return kept;
}

const FoundFile *folders_file(Folders *folders, const Folder *folder, Text name) {
  FileKind kind = folders_kind(folders, folder, name);
  if (kind == FILE_NONE || kind == FILE_FOLDER) return NULL;
  FolderName unlisted = {.name = name, .is_link = true};
  FolderName *found = find_name(names_of(folders, folder), name);
  if (!found) found = &unlisted;
  const FoundFile *known = atomic_load_explicit(&found->file, memory_order_acquire);
  if (known) return known;
  Arena scratch = {0};
  FoundFile file = find_facts(folders, folder, real_path_of(folders, folder, found, &scratch));
  known = keep_file(folders, folder, found, &file);
  arena_release(&scratch);
  return known;
}

// --- Reports

static int compare_packages(const void *a, const void *b) {
  return text_compare((*(const PackageJson *const *)a)->folder,
                      (*(const PackageJson *const *)b)->folder);
}

PackageJsons folders_broken(Folders *folders, Arena *arena) {
  PackageJsons broken = {0};
  for (uint32_t s = 0; s < SHARD_COUNT; s++) {
    Shard *shard = &folders->shards[s];
    lock_take(&shard->lock);
    for (uint32_t i = 0; i < shard->folders.count; i++) {
      const PackageJson *package = shard->folders.at[i]->package;
      if (package && package->is_broken) array_push(arena, &broken, package);
    }
    lock_leave(&shard->lock);
  }
  if (broken.count) qsort(broken.at, broken.count, sizeof *broken.at, compare_packages);
  return broken;
}
