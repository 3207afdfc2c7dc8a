// A folder whose stamp is the same holds the same names. Where it is not, as after a file was saved
// by a new one in its place, the folder is listed once more and compared. Folders that were only
// passed were asked for a few names, and are asked for them again. What a symbolic link leads to
// shows in no folder's stamp: links that were followed are followed again.
#include "graph/folders_current.h"

#include "graph/folders_inside.h"
#include "host/stamp.h"

typedef struct FolderState {
  const Folder *folder;
  FileStamp stamp;
  Text real;      // its real path; empty if there is none
  uint32_t asked; // what those of `asked_names` are that are there: two bits for each
} FolderState;

typedef struct LinkState {
  Text path, real;
  FileKind kind;
} LinkState;

typedef struct FileState {
  Text path;
  FileStamp stamp;
} FileState;

struct FoldersState {
  Array(FolderState) folders;
  Array(LinkState) links;
  Array(FileState) files;
  Texts missing;
};

// Names that folders are asked for which nobody lists.
static const Text asked_names[] = {
    {"node_modules", 12},   {"package.json", 12}, {"tsconfig.json", 13}, {"jsconfig.json", 13},
    {".pnp.data.json", 14}, {".pnp.cjs", 8},      {".pnp.js", 7}};

static uint32_t ask(const Folder *folder) {
  Arena scratch = {0};
  uint32_t asked = 0;
  for (size_t i = 0; i < sizeof asked_names / sizeof *asked_names; i++)
    asked |= (uint32_t)file_kind(path_join(&scratch, folder->path, asked_names[i]).at) << 2 * i;
  arena_release(&scratch);
  return asked;
}

static Text real_path(Arena *arena, Text path) {
  Text real;
  return file_real_path(arena, path.at, &real) == 0 ? real : TEXT("");
}

static bool is_real_path(Text path, Text real) {
  Arena scratch = {0};
  bool is_same = text_is(real_path(&scratch, path), real);
  arena_release(&scratch);
  return is_same;
}

static bool is_settled(const FileStamp *stamp, uint64_t since_ns) {
  return stamp->changed_ns + STAMP_LAG_NS < since_ns;
}

static const FolderNames *names_of(const Folder *folder) {
  return atomic_load_explicit(&folder->names, memory_order_acquire);
}

// ---- Remembering

// Whether a folder that has just changed gives the answers that were got from it. Files that were
// read and are gone are noticed as such.
static bool answers_as_before(const Folder *folder, uint32_t asked) {
  FileKind modules = asked & 3, package = asked >> 2 & 3;
  return (modules == FILE_FOLDER) == folder->has_modules &&
         (package == FILE_REGULAR) == (folder->package != NULL) && asked >> 4 == 0;
}

static bool remember_folder(Arena *arena, FoldersState *state, const Folder *folder,
                            uint64_t since_ns) {
  FolderState added = {.folder = folder, .stamp = stamp_of(folder->path.at)};
  const Text *real = atomic_load_explicit(&folder->real, memory_order_acquire);
  if (folder->exists) added.real = real ? *real : real_path(arena, folder->path);
  bool is_passed = folder->exists && !names_of(folder), is_sure = true;
  if (is_passed) added.asked = ask(folder);
  if (!is_settled(&added.stamp, since_ns)) {
    is_sure = !is_passed || answers_as_before(folder, added.asked);
    added.stamp.changed_ns = 0; // to be asked again
  }
  array_push(arena, &state->folders, added);
  return is_sure;
}

// Links whose ends somebody has asked about.
static bool remember_links(Arena *arena, FoldersState *state, const Folder *folder) {
  const FolderNames *names = names_of(folder);
  for (uint32_t i = 0; names && i < names->count; i++) {
    const FolderName *name = &names->at[i];
    FileKind kind = atomic_load_explicit(&name->kind, memory_order_acquire);
    if (!name->is_link || kind == FILE_OTHER) continue;
    Text path = path_join(arena, folder->path, name->name);
    LinkState link = {path, real_path(arena, path), kind};
    const FoundFile *file = atomic_load_explicit(&name->file, memory_order_acquire);
    bool is_other = file && !text_is(file->path, path) && !text_is(file->path, link.real);
    if (is_other || file_kind(path.at) != kind) return false;
    array_push(arena, &state->links, link);
  }
  return true;
}

static bool remember_file(Arena *arena, FoldersState *state, Text path, uint64_t since_ns) {
  FileState file = {.path = text_copy(arena, path)};
  file.stamp = stamp_of(file.path.at);
  array_push(arena, &state->files, file);
  return file.stamp.exists && is_settled(&file.stamp, since_ns);
}

FoldersState *folders_remember(Arena *arena, const Folders *folders, const FoldersFiles *files,
                               uint64_t since_ns) {
  FoldersState *state = arena_new(arena, FoldersState, 1);
  for (uint32_t s = 0; s < SHARD_COUNT; s++) {
    const Shard *shard = &folders->shards[s];
    for (uint32_t i = 0; i < shard->folders.count; i++) {
      const Folder *folder = shard->folders.at[i];
      if (!remember_folder(arena, state, folder, since_ns)) return NULL;
      if (!remember_links(arena, state, folder)) return NULL;
    }
  }
  for (uint32_t i = 0; i < files->found.count; i++) {
    if (!remember_file(arena, state, files->found.at[i], since_ns)) return NULL;
  }
  for (uint32_t i = 0; i < files->missing.count; i++)
    array_push(arena, &state->missing, text_copy(arena, files->missing.at[i]));
  return state;
}

// ---- Looking again

static bool holds_the_same(const Folder *folder, const FolderNames *names) {
  Arena scratch = {0};
  FolderEntries entries;
  int code = file_list(&scratch, folder->path.at, &entries);
  bool is_same = names->is_listed == (code == 0) && names->count == entries.count;
  for (uint32_t i = 0; is_same && i < entries.count; i++) {
    const FolderName *name = &names->at[i];
    bool is_link = entries.at[i].kind == FILE_OTHER;
    FileKind kind = atomic_load_explicit(&name->kind, memory_order_acquire);
    is_same = text_is(name->name, entries.at[i].name) && name->is_link == is_link &&
              (is_link || kind == entries.at[i].kind);
  }
  arena_release(&scratch);
  return is_same;
}

// Whether the folder answers as before; `*has_changed` tells that it was asked.
static bool folder_is_current(FolderState *state, bool *has_changed) {
  const Folder *folder = state->folder;
  uint64_t now_ns = stamp_time_now_ns();
  FileStamp now = stamp_of(folder->path.at);
  if (stamp_is_same(&now, &state->stamp)) return true;
  if (!folder->exists || !now.exists || now.inode != state->stamp.inode) return false;
  *has_changed = true;
  const FolderNames *names = names_of(folder);
  bool is_same = names ? holds_the_same(folder, names) : ask(folder) == state->asked;
  state->stamp = now;
  if (!is_settled(&now, now_ns)) state->stamp.changed_ns = 0;
  return is_same;
}

static bool folders_same(FoldersState *state) {
  bool has_changed = false;
  for (uint32_t i = 0; i < state->folders.count; i++) {
    if (!folder_is_current(&state->folders.at[i], &has_changed)) return false;
  }
  // In a folder that has changed, a link may stand in the place of another one.
  for (uint32_t i = 0; has_changed && i < state->folders.count; i++) {
    const FolderState *folder = &state->folders.at[i];
    if (folder->folder->exists && !is_real_path(folder->folder->path, folder->real)) return false;
  }
  return true;
}

static bool links_same(const FoldersState *state) {
  for (uint32_t i = 0; i < state->links.count; i++) {
    const LinkState *link = &state->links.at[i];
    if (file_kind(link->path.at) != link->kind || !is_real_path(link->path, link->real))
      return false;
  }
  return true;
}

static bool files_same(const FoldersState *state) {
  for (uint32_t i = 0; i < state->files.count; i++) {
    FileStamp now = stamp_of(state->files.at[i].path.at);
    if (!stamp_is_same(&now, &state->files.at[i].stamp)) return false;
  }
  for (uint32_t i = 0; i < state->missing.count; i++) {
    if (file_kind(state->missing.at[i].at) != FILE_NONE) return false;
  }
  return true;
}

bool folders_are_current(FoldersState *state) {
  return files_same(state) && folders_same(state) && links_same(state);
}
