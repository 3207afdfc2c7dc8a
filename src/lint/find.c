// Folders are walked with a stack of those that wait. Symbolic links are not followed, unless they
// are what was asked for.
#include "lint/find.h"

#include "base/buffer.h"

#include <stdlib.h>

static const char *const usual_extensions[] = {".js", ".mjs", ".cjs", ".jsx"};
static const CbStrings usual = {usual_extensions,
                                sizeof usual_extensions / sizeof *usual_extensions};

typedef struct Finder {
  LintFolders *folders;
  Arena *arena;
  CbStrings extensions;
  LintTargets *targets;
  const Glob *glob; // what files must match as well, seen from the working folder; or NULL
  bool takes_any;   // whatever their extension
} Finder;

bool find_takes(const CbStrings *extensions, Text name) {
  if (!extensions) extensions = &usual;
  for (size_t i = 0; i < extensions->count; i++) {
    Text extension = text_of(extensions->at[i]);
    bool has_dot = text_starts(extension, TEXT("."));
    if (!text_ends(name, extension)) continue;
    if (has_dot || (name.size > extension.size && name.at[name.size - extension.size - 1] == '.'))
      return true;
  }
  return false;
}

static bool is_never(Text name) {
  return text_is(name, TEXT("node_modules")) || text_is(name, TEXT(".git"));
}

static void add_file(Finder *finder, const LintFolder *folder, Text path) {
  LintTarget target = {.path = path, .folder = folder};
  array_push(finder->arena, finder->targets, target);
}

// ---- Walking

typedef Array(Text) Waiting;

static bool is_wanted(const Finder *finder, Text path, Text name) {
  if (!finder->takes_any && !find_takes(&finder->extensions, name)) return false;
  if (!finder->glob) return true;
  Text base = finder->folders->reading.working_folder;
  if (!path_is_inside(path, base)) return false;
  return glob_matches(finder->glob, text_slice(path, base.size + (base.size > 1), path.size));
}

static void look_at(Finder *finder, const LintFolder *folder, const FolderEntry *entry,
                    Waiting *waiting) {
  Arena scratch = {0};
  Text path = path_join(&scratch, folder->path, entry->name);
  bool is_folder = entry->kind == FILE_FOLDER;
  bool is_good = is_folder ? !is_never(entry->name)
                           : entry->kind == FILE_REGULAR && is_wanted(finder, path, entry->name);
  if (is_good && !lint_folder_ignores(finder->folders, folder, path, is_folder)) {
    Text kept = text_copy(finder->arena, path);
    if (is_folder)
      array_push(finder->arena, waiting, kept);
    else
      add_file(finder, folder, kept);
  }
  arena_release(&scratch);
}

static void walk(Finder *finder, Text start) {
  Waiting waiting = {0};
  array_push(finder->arena, &waiting, start);
  while (waiting.count) {
    Text path = array_pop(&waiting);
    Arena scratch = {0};
    FolderEntries entries = {0};
    int code = file_list(&scratch, path.at, &entries);
    if (code < 0) {
      diag_add(finder->folders->reading.diagnostics, MESSAGE_LINT_COULD_NOT_LIST, NOWHERE, path,
               text_of(file_error_text(code)));
    } else {
      const LintFolder *folder = lint_folder_get(finder->folders, path, &entries);
      for (uint32_t i = 0; i < entries.count; i++)
        look_at(finder, folder, &entries.at[i], &waiting);
    }
    arena_release(&scratch);
  }
}

// ---- What was asked for

bool find_is_ignored(LintFolders *folders, Text path) {
  Text base = folders->reading.working_folder;
  if (text_is(path, base)) return false;
  bool is_below = path_is_inside(path, base) && path.size > base.size;
  for (uint32_t at = is_below ? base.size + (base.size > 1) : path.size; at <= path.size;) {
    uint32_t slash = text_find_byte(path, '/', at);
    uint32_t end = slash == TEXT_NOT_FOUND ? path.size : slash;
    Text part = text_slice(path, 0, end);
    bool is_folder = end < path.size || file_kind(path.at) == FILE_FOLDER;
    if (is_never(path_basename(part)) && !folders->no_ignore) return true;
    const LintFolder *folder = lint_folder_get(folders, path_dirname(part), NULL);
    if (lint_folder_ignores(folders, folder, part, is_folder)) return true;
    at = end + 1;
  }
  return false;
}

static Text list_extensions(Finder *finder) {
  Buffer out = {.arena = finder->arena};
  for (size_t i = 0; i < finder->extensions.count; i++) {
    if (i) buffer_add_text(&out, i + 1 < finder->extensions.count ? TEXT(", ") : TEXT(" or "));
    buffer_add_text(&out, text_of(finder->extensions.at[i]));
  }
  return buffer_text(&out);
}

// Walks the folder before the first part of a pattern that is one.
static void find_by_pattern(Finder *finder, Text pattern) {
  Text base = finder->folders->reading.working_folder;
  Text full = path_resolve(finder->arena, base, pattern);
  Glob glob = glob_make(
      finder->arena,
      path_is_inside(full, base) ? text_slice(full, base.size + (base.size > 1), full.size) : full);
  uint32_t end = 0;
  for (uint32_t slash = 0; slash != TEXT_NOT_FOUND; slash = text_find_byte(full, '/', slash + 1)) {
    if (glob_is_pattern(text_slice(full, 0, slash))) break;
    end = slash;
  }
  Text start = text_copy(finder->arena, text_slice(full, 0, end ? end : 1));
  Finder inner = *finder;
  inner.glob = &glob;
  inner.takes_any = !text_ends(pattern, TEXT("*"));
  if (file_kind(start.at) == FILE_FOLDER) walk(&inner, start);
}

static void find_one(Finder *finder, Text word) {
  Diagnostics *diagnostics = finder->folders->reading.diagnostics;
  Text path = path_resolve(finder->arena, finder->folders->reading.working_folder, word);
  uint32_t before = finder->targets->count, errors = diagnostics->error_count;
  FileKind kind = file_kind(path.at);
  if (kind == FILE_NONE && glob_is_pattern(word)) {
    find_by_pattern(finder, word);
    if (finder->targets->count == before)
      diag_add(diagnostics, MESSAGE_LINT_NO_MATCH, NOWHERE, word);
  } else if (kind == FILE_NONE) {
    diag_add(diagnostics, MESSAGE_LINT_NO_FILE, NOWHERE, word);
  } else if (find_is_ignored(finder->folders, path)) {
    diag_add(diagnostics, MESSAGE_LINT_ALL_IGNORED, NOWHERE, word);
  } else if (kind == FILE_FOLDER) {
    walk(finder, path);
    if (finder->targets->count == before && diagnostics->error_count == errors)
      diag_add(diagnostics, MESSAGE_LINT_NO_FILES, NOWHERE, word, list_extensions(finder));
  } else {
    add_file(finder, lint_folder_get(finder->folders, path_dirname(path), NULL), path);
  }
}

static int compare(const void *left, const void *right) {
  return text_compare(((const LintTarget *)left)->path, ((const LintTarget *)right)->path);
}

void find_files(LintFolders *folders, const FindWishes *wishes, LintTargets *targets) {
  Finder finder = {.folders = folders,
                   .arena = folders->reading.arena,
                   .extensions = wishes->extensions ? *wishes->extensions : usual,
                   .targets = targets};
  for (size_t i = 0; i < wishes->paths.count; i++) find_one(&finder, text_of(wishes->paths.at[i]));
  if (wishes->paths.count == 0) find_one(&finder, TEXT("."));
  if (targets->count == 0) return;
  qsort(targets->at, targets->count, sizeof *targets->at, compare);
  uint32_t kept = 1;
  for (uint32_t i = 1; i < targets->count; i++) {
    if (!text_is(targets->at[i].path, targets->at[kept - 1].path))
      targets->at[kept++] = targets->at[i];
  }
  targets->count = kept;
}
