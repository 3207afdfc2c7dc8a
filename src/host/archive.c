// What is kept of an archive is its list; to read a file of it, the archive is opened again, as one
// would open a file. So a project with a thousand archives has none of them open.
//
// The table's lock is held only to find an archive in it; each archive has a lock of its own, under
// which the first who needs it reads its list. Then nothing of it changes. Where the file has
// changed, another archive takes its place in the table; the old one stays for those who use it.
#include "host/archive.h"

#include "base/map.h"
#include "base/zip.h"
#include "host/files_inside.h"
#include "host/lock.h"
#include "host/stamp.h"

#include <fcntl.h>
#include <sys/stat.h>

enum {
  FIRST_CODE = 10000, // codes from here on downwards are none of libuv's
  MOST_LINKS = 40,    // that lead to one another, as on Linux
  LONGEST_LINK_BYTES = 4096,
};

typedef struct Archive {
  Arena arena;
  Lock lock; // guards what follows until `is_read`
  Text path;
  FileStamp stamp;
  bool is_read;
  int code; // why there is no list, or 0
  ZipList list;
} Archive;

static struct {
  Lock lock; // guards all below
  uint32_t holders;
  Arena arena;
  Map by_path; // → index into `all`
  Array(Archive *) all;
} archives = {.lock = {PTHREAD_MUTEX_INITIALIZER}};

static int code_of(ZipProblem problem) {
  return problem ? -(FIRST_CODE + (int)problem) : 0;
}

const char *archive_error_text(int code) {
  bool is_own = code < -FIRST_CODE && code > -(FIRST_CODE + (int)ZIP_PROBLEM_COUNT);
  return is_own ? zip_problem_text((ZipProblem)(-code - FIRST_CODE)) : NULL;
}

// --- Life

void archives_hold(void) {
  lock_take(&archives.lock);
  archives.holders++;
  lock_leave(&archives.lock);
}

static void release_all(void) {
  for (uint32_t i = 0; i < archives.all.count; i++) {
    Archive *archive = archives.all.at[i];
    arena_release(&archive->arena);
    lock_release(&archive->lock);
  }
  archives.all.at = NULL;
  archives.all.count = archives.all.capacity = 0;
  archives.by_path = (Map){0};
  arena_release(&archives.arena);
}

void archives_leave(void) {
  lock_take(&archives.lock);
  if (--archives.holders == 0) release_all();
  lock_leave(&archives.lock);
}

// --- Reading the list

static int read_exactly(int file, uint64_t offset, char *to, size_t size) {
  ssize_t count = file_read_at(file, offset, to, size);
  if (count < 0) return (int)count;
  return (size_t)count == size ? 0 : code_of(ZIP_DIRECTORY);
}

static int read_list(Archive *archive, int file, Arena *scratch) {
  uint64_t size = archive->stamp.size;
  uint32_t tail_size = size < ZIP_TAIL_BYTES ? (uint32_t)size : ZIP_TAIL_BYTES;
  char *bytes = arena_alloc(scratch, tail_size, 1);
  int code = read_exactly(file, size - tail_size, bytes, tail_size);
  if (code < 0) return code;
  Text tail = {bytes, tail_size};
  ZipDirectory directory;
  ZipProblem problem = zip_find_directory(tail, size, &directory);
  if (problem) return code_of(problem);
  uint64_t tail_at = size - tail_size;
  Text list = tail;
  if (directory.offset >= tail_at) {
    uint32_t start = (uint32_t)(directory.offset - tail_at);
    list = text_slice(tail, start, start + directory.size);
  } else {
    char *room = arena_alloc(scratch, directory.size, 1);
    code = read_exactly(file, directory.offset, room, directory.size);
    list = (Text){room, directory.size};
  }
  if (code < 0) return code;
  return code_of(zip_read_list(&archive->arena, list, &directory, &archive->list));
}

static void read_archive(Archive *archive) {
  archive->is_read = true;
  int file = file_open(archive->path.at, O_RDONLY, 0);
  archive->code = file < 0 ? file : 0;
  if (file < 0) return;
  Arena scratch = {0};
  archive->code = read_list(archive, file, &scratch);
  arena_release(&scratch);
  file_close(file);
}

static Archive *add_archive(const char *path, const FileStamp *stamp) {
  Archive *archive = arena_new(&archives.arena, Archive, 1);
  lock_init(&archive->lock);
  archive->path = text_copy(&archive->arena, text_of(path));
  archive->stamp = *stamp;
  map_set(&archives.arena, &archives.by_path, archive->path, archives.all.count);
  array_push(&archives.arena, &archives.all, archive);
  return archive;
}

// The archive at a path where there is a file. Somebody holds the archives.
static const Archive *get_archive(const char *path) {
  FileStamp stamp = stamp_of(path);
  lock_take(&archives.lock);
  const uint32_t *known = map_find(&archives.by_path, text_of(path));
  Archive *archive = known ? archives.all.at[*known] : NULL;
  bool is_current = archive && stamp_is_same(&archive->stamp, &stamp);
  if (!is_current) archive = add_archive(path, &stamp);
  lock_leave(&archives.lock);
  lock_take(&archive->lock);
  if (!archive->is_read) read_archive(archive);
  lock_leave(&archive->lock);
  return archive;
}

// --- Paths

// Where in `path` that of an archive ends: with the first part that is called *.zip and is a file.
static uint32_t find_archive_end(Text path) {
  const Text mark = TEXT(".zip/");
  Arena scratch = {0};
  uint32_t end = 0;
  while (end != TEXT_NOT_FOUND) {
    uint32_t found = text_find(text_slice(path, end, path.size), mark);
    end = found == TEXT_NOT_FOUND ? found : end + found + mark.size - 1;
    if (end == TEXT_NOT_FOUND) break;
    uv_stat_t stat;
    int code = file_stat(text_copy(&scratch, text_slice(path, 0, end)).at, &stat);
    if (code == 0 && S_ISREG(stat.st_mode)) break;
    if (code < 0 || !S_ISDIR(stat.st_mode)) end = TEXT_NOT_FOUND;
  }
  arena_release(&scratch);
  return end;
}

Text archive_of(Text path) {
  uint32_t end = find_archive_end(path);
  return end == TEXT_NOT_FOUND ? TEXT("") : text_slice(path, 0, end);
}

// A path that leads into an archive, while it is looked at.
typedef struct Inside {
  Arena scratch;
  const Archive *archive;
  Text path; // in the archive, which is ""
  int code;  // why the archive can't be read, or 0
} Inside;

static Inside go_inside(const char *path) {
  archives_hold();
  Inside inside = {.code = UV_ENOTDIR};
  Text whole = text_concat(&inside.scratch, text_of(path), TEXT("/")); // it may be the archive
  uint32_t end = find_archive_end(whole);
  if (end == TEXT_NOT_FOUND) return inside;
  inside.archive = get_archive(text_copy(&inside.scratch, text_slice(whole, 0, end)).at);
  inside.code = inside.archive->code;
  uint32_t start = end + 1, stop = whole.size;
  while (stop > start && whole.at[stop - 1] == '/') stop--;
  inside.path = text_slice(whole, start, stop);
  return inside;
}

static void go_outside(Inside *inside) {
  arena_release(&inside->scratch);
  archives_leave();
}

int archive_check(const char *path) {
  Inside inside = go_inside(path);
  int code = inside.code;
  go_outside(&inside);
  return code;
}

// --- The bytes of a file

static int read_entry_from(int file, const ZipEntry *entry, Arena *arena, Text *out) {
  Arena scratch = {0};
  char header[ZIP_HEADER_BYTES];
  int code = read_exactly(file, entry->offset, header, sizeof header);
  uint32_t start = code < 0 ? 0 : zip_data_offset((Text){header, sizeof header});
  if (code == 0 && start == 0) code = code_of(ZIP_DAMAGED);
  if (code == 0) {
    char *packed = arena_alloc(&scratch, (size_t)entry->packed_size + 1, 1);
    code = read_exactly(file, entry->offset + start, packed, entry->packed_size);
    char *bytes = arena_alloc(arena, (size_t)entry->size + FILE_PADDING, 1);
    Text text = {packed, entry->packed_size};
    if (code == 0) code = code_of(zip_unpack(entry, text, bytes));
    if (code == 0) *out = (Text){bytes, entry->size};
  }
  arena_release(&scratch);
  return code;
}

static int read_entry(const Archive *archive, const ZipEntry *entry, Arena *arena, Text *out) {
  ZipProblem problem = zip_check_entry(entry);
  if (problem) return code_of(problem);
  int file = file_open(archive->path.at, O_RDONLY, 0);
  if (file < 0) return file;
  int code = read_entry_from(file, entry, arena, out);
  file_close(file);
  return code;
}

// --- Symbolic links

// The end of the first part of the path that is a link, `*link`; 0 if none is.
static uint32_t find_link(const ZipList *list, Text path, const ZipEntry **link) {
  for (uint32_t end = 0; end < path.size;) {
    uint32_t slash = text_find_byte(path, '/', end + 1);
    end = slash == TEXT_NOT_FOUND ? path.size : slash;
    if (zip_find(list, text_slice(path, 0, end), link) == ZIP_LINK) return end;
  }
  return 0;
}

// The path with `link`, which ends at `end`, replaced by what it says; it can't leave the archive.
static int follow_link(Inside *inside, const ZipEntry *link, uint32_t end) {
  Text target, path = inside->path;
  if (link->size > LONGEST_LINK_BYTES) return UV_ENAMETOOLONG;
  int code = read_entry(inside->archive, link, &inside->scratch, &target);
  if (code < 0) return code;
  if (path_is_absolute(target)) return UV_ENOENT;
  Arena *arena = &inside->scratch;
  Text folder = text_concat(arena, TEXT("/"), text_slice(path, 0, end), TEXT("/.."));
  Text rest = text_slice(path, end, path.size);
  Text whole = text_concat(arena, folder, TEXT("/"), target, rest);
  path = path_resolve(arena, TEXT("/"), whole);
  inside->path = text_slice(path, 1, path.size);
  return inside->path.size > LONGEST_LINK_BYTES ? UV_ENAMETOOLONG : 0;
}

// Follows all links on the way, the last part's too.
static int follow_links(Inside *inside) {
  const ZipList *list = &inside->archive->list;
  for (uint32_t count = 0; list->has_links && count <= MOST_LINKS; count++) {
    const ZipEntry *link;
    uint32_t end = find_link(list, inside->path, &link);
    if (end == 0) return 0;
    int code = follow_link(inside, link, end);
    if (code < 0) return code;
  }
  return list->has_links ? UV_ELOOP : 0;
}

// --- What files.h asks

static FileKind kind_of(ZipKind kind) {
  static const uint8_t kinds[] = {
      [ZIP_NONE] = FILE_NONE,
      [ZIP_FILE] = FILE_REGULAR,
      [ZIP_FOLDER] = FILE_FOLDER,
      [ZIP_LINK] = FILE_OTHER,
  };
  return kinds[kind];
}

FileKind archive_kind(const char *path, bool follows_links) {
  Inside inside = go_inside(path);
  FileKind kind = FILE_NONE;
  if (inside.code == 0 && follows_links) inside.code = follow_links(&inside);
  const ZipEntry *entry;
  if (inside.code == 0) kind = kind_of(zip_find(&inside.archive->list, inside.path, &entry));
  go_outside(&inside);
  return kind;
}

static int read_inside(Inside *inside, Arena *arena, Text *out) {
  int code = follow_links(inside);
  if (code < 0) return code;
  const ZipEntry *entry;
  ZipKind kind = zip_find(&inside->archive->list, inside->path, &entry);
  if (kind == ZIP_NONE) return UV_ENOENT;
  return kind == ZIP_FOLDER ? UV_EISDIR : read_entry(inside->archive, entry, arena, out);
}

int archive_read(Arena *arena, const char *path, Text *out) {
  Inside inside = go_inside(path);
  int code = inside.code ? inside.code : read_inside(&inside, arena, out);
  go_outside(&inside);
  return code;
}

int archive_list(Arena *arena, const char *path, FolderEntries *out) {
  Inside inside = go_inside(path);
  int code = inside.code ? inside.code : follow_links(&inside);
  const ZipEntry *entry;
  if (code == 0) {
    ZipKind kind = zip_find(&inside.archive->list, inside.path, &entry);
    if (kind != ZIP_FOLDER) code = kind == ZIP_NONE ? UV_ENOENT : UV_ENOTDIR;
  }
  uint32_t at = 0;
  Text name;
  ZipKind kind;
  while (code == 0 && zip_next_name(&inside.archive->list, inside.path, &at, &name, &kind)) {
    FolderEntry one = {text_copy(arena, name), (uint8_t)kind_of(kind)};
    array_push(arena, out, one);
  }
  go_outside(&inside);
  return code;
}

int archive_real_path(Arena *arena, const char *path, Text *out) {
  Inside inside = go_inside(path);
  int code = inside.code ? inside.code : follow_links(&inside);
  const ZipEntry *entry;
  if (code == 0 && zip_find(&inside.archive->list, inside.path, &entry) == ZIP_NONE)
    code = UV_ENOENT;
  Text archive;
  if (code == 0) code = file_real_path(&inside.scratch, inside.archive->path.at, &archive);
  if (code == 0) *out = text_concat(arena, archive, TEXT("/"), inside.path);
  go_outside(&inside);
  return code;
}
