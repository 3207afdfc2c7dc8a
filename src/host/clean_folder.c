// A walk with a list of its own: folders are gone through from the front, and removed from the
// back, where their insides come before them.
#include "host/clean_folder.h"

#include "host/files.h"

#include <uv.h>

typedef Array(const char *) Folders;

static void remove_if_empty(const char *path) {
  uv_fs_t request;
  uv_fs_rmdir(NULL, &request, path, NULL);
  uv_fs_req_cleanup(&request);
}

static int clean_one(Arena *arena, const char *folder, const Map *keep, Folders *folders,
                     Text *failed) {
  FolderEntries entries;
  int code = file_list(arena, folder, &entries);
  if (code < 0) *failed = text_of(folder);
  for (uint32_t i = 0; i < entries.count && code == 0; i++) {
    const FolderEntry *entry = &entries.at[i];
    if (text_starts(entry->name, TEXT(".git"))) continue;
    Text path = text_concat(arena, text_of(folder), TEXT("/"), entry->name);
    if (entry->kind == FILE_FOLDER) {
      array_push(arena, folders, path.at);
    } else if (!map_has(keep, path)) {
      code = file_remove(path.at);
      if (code < 0) *failed = path;
    }
  }
  return code;
}

int folder_clean(Arena *arena, const char *folder, const Map *keep, Text *failed) {
  Folders folders = {0};
  array_push(arena, &folders, folder);
  int code = 0;
  for (uint32_t i = 0; i < folders.count && code == 0; i++) {
    code = clean_one(arena, folders.at[i], keep, &folders, failed);
  }
  // The folder itself stays.
  while (folders.count > 1) remove_if_empty(array_pop(&folders));
  return code;
}
