// A folder is its parent and what is in it. Those above the first one that is asked for are looked
// at from the top down.
#include "lint/folder.h"

static bool has(const FolderEntries *entries, Text folder, Text name) {
  Arena scratch = {0};
  bool is_there = false;
  if (!entries) is_there = file_kind(path_join(&scratch, folder, name).at) != FILE_NONE;
  for (uint32_t i = 0; entries && i < entries->count; i++) {
    is_there = is_there || text_is(entries->at[i].name, name);
  }
  arena_release(&scratch);
  return is_there;
}

static const IgnoreChain *link_list(Arena *arena, const IgnoreList *list,
                                    const IgnoreChain *outer) {
  if (!list->patterns.items.count) return outer;
  IgnoreChain *chain = arena_new(arena, IgnoreChain, 1);
  *chain = (IgnoreChain){list, outer};
  return chain;
}

// Lists count within a repository, and without one from the working folder on.
static void read_git(LintFolders *folders, LintFolder *folder, const FolderEntries *entries) {
  Arena *arena = folders->reading.arena;
  if (has(entries, folder->path, TEXT(".git"))) {
    folder->git = NULL;
    folder->is_in_repository = true;
  }
  bool counts =
      folder->is_in_repository || path_is_inside(folder->path, folders->reading.working_folder);
  Text name = TEXT(".gitignore"), text;
  if (!counts || !has(entries, folder->path, name)) return;
  if (file_read(arena, path_join(arena, folder->path, name).at, &text) < 0) return;
  IgnoreList *list = arena_new(arena, IgnoreList, 1);
  list->folder = folder->path;
  ignore_add_lines(arena, list, text);
  folder->git = link_list(arena, list, folder->git);
}

static void add_source(LintFolders *folders, LintFolder *folder, const ConfigSource *source) {
  Arena *arena = folders->reading.arena;
  ConfigParts before = source->is_root ? (ConfigParts){0} : folder->own;
  folder->own = (ConfigParts){0};
  for (uint32_t i = 0; i < before.count; i++) array_push(arena, &folder->own, before.at[i]);
  for (uint32_t i = 0; i < source->parts.count; i++)
    array_push(arena, &folder->own, source->parts.at[i]);
  folder->has_base = source->has_extends || (folder->has_base && !source->is_root);
  folder->configured =
      link_list(arena, &source->ignore, source->is_root ? NULL : folder->configured);
}

// The first kind of configuration that is there counts.
static bool read_config(LintFolders *folders, LintFolder *folder, const FolderEntries *entries) {
  for (int kind = CONFIG_OWN; kind <= CONFIG_ESLINT; kind++) {
    if (!has(entries, folder->path, config_names[kind])) continue;
    Text path = path_join(folders->reading.arena, folder->path, config_names[kind]);
    int code;
    const ConfigSource *source =
        config_source_read(&folders->reading, path, (ConfigKind)kind, &code);
    if (source) {
      add_source(folders, folder, source);
      return true;
    }
    if (code < 0)
      diag_add(folders->reading.diagnostics, MESSAGE_COULD_NOT_READ, NOWHERE, path,
               text_of(file_error_text(code)));
  }
  return false;
}

// What is there in any case comes first, the flags last.
static void put_together(LintFolders *folders, LintFolder *folder) {
  Arena *arena = folders->reading.arena;
  folder->parts = (ConfigParts){0};
  if (!folder->has_base) array_push(arena, &folder->parts, folders->preset);
  if (!folder->own.count) array_push(arena, &folder->parts, folders->alone);
  for (uint32_t i = 0; i < folder->own.count; i++)
    array_push(arena, &folder->parts, folder->own.at[i]);
  array_push(arena, &folder->parts, folders->flags);
}

static void read_package(LintFolder *folder, const FolderEntries *entries) {
  if (!has(entries, folder->path, TEXT("package.json"))) return;
  Arena scratch = {0};
  const PackageJson *package = package_json_read(&scratch, folder->path, &(PackageJsonFields){0});
  if (package) folder->type = package->type;
  arena_release(&scratch);
}

static const LintFolder *make(LintFolders *folders, const LintFolder *parent, Text path,
                              const FolderEntries *entries) {
  Arena *arena = folders->reading.arena;
  LintFolder *folder = arena_new(arena, LintFolder, 1);
  if (parent) *folder = *parent;
  folder->path = path;
  read_git(folders, folder, entries);
  if (!parent && folders->given) add_source(folders, folder, folders->given);
  bool looks = !folders->given && !folders->no_config;
  uint32_t errors = folders->reading.diagnostics->error_count;
  bool is_new = looks && read_config(folders, folder, entries);
  folder->is_broken |= folders->reading.diagnostics->error_count > errors;
  if (is_new || !parent) put_together(folders, folder);
  read_package(folder, entries);
  map_set(arena, &folders->known, path, folders->all.count);
  array_push(arena, &folders->all, folder);
  return folder;
}

const LintFolder *lint_folder_get(LintFolders *folders, Text path, const FolderEntries *entries) {
  uint32_t *known = map_find(&folders->known, path);
  if (known) return folders->all.at[*known];
  Arena *arena = folders->reading.arena;
  const LintFolder *folder = NULL;
  for (uint32_t end = 1; end < path.size;) {
    Text above = text_copy(arena, text_slice(path, 0, end));
    uint32_t *index = map_find(&folders->known, above);
    folder = index ? folders->all.at[*index] : make(folders, folder, above, NULL);
    uint32_t slash = text_find_byte(path, '/', end + 1);
    end = slash == TEXT_NOT_FOUND ? path.size : slash;
  }
  return make(folders, folder, text_copy(arena, path), entries);
}

bool lint_folder_ignores(const LintFolders *folders, const LintFolder *folder, Text path,
                         bool is_folder) {
  if (folders->no_ignore) return false;
  bool is_out = ignore_matches(folder->git, path, is_folder, false);
  is_out = ignore_matches(folder->configured, path, is_folder, is_out);
  return ignore_matches(folders->first, path, is_folder, is_out);
}
