// libuv's calls without a callback do their work at once on the calling thread, so that many
// workers read and write at the same time. They need no loop.
#include "host/archive.h"
#include "host/files_inside.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>

#define LARGEST_FILE_BYTES (UINT32_MAX - FILE_PADDING) // offsets are 32 bits

enum {
  FIRST_UNSIZED_BYTES = 64 << 10, // as much as a pipe holds
  LARGEST_STEP_BYTES = 1 << 30,   // Linux transfers no more than 2 GB in one call
};

// --- Asking

int file_stat(const char *path, uv_stat_t *out) {
  uv_fs_t request;
  int code = uv_fs_stat(NULL, &request, path, NULL);
  *out = request.statbuf;
  uv_fs_req_cleanup(&request);
  return code;
}

static FileKind kind_of_mode(uint64_t mode) {
  if (S_ISREG(mode)) return FILE_REGULAR;
  return S_ISDIR(mode) ? FILE_FOLDER : FILE_OTHER;
}

// What leads through something that is no folder may lead into an archive.
FileKind file_kind(const char *path) {
  uv_stat_t stat;
  int code = file_stat(path, &stat);
  if (code == UV_ENOTDIR) return archive_kind(path, true);
  return code == 0 ? kind_of_mode(stat.st_mode) : FILE_NONE;
}

bool file_is_link(const char *path) {
  uv_fs_t request;
  int code = uv_fs_lstat(NULL, &request, path, NULL);
  bool is_link = code == 0 && S_ISLNK(request.statbuf.st_mode);
  uv_fs_req_cleanup(&request);
  if (code == UV_ENOTDIR) return archive_kind(path, false) == FILE_OTHER;
  return is_link;
}

int file_remove(const char *path) {
  uv_fs_t request;
  int code = uv_fs_unlink(NULL, &request, path, NULL);
  uv_fs_req_cleanup(&request);
  return code;
}

int file_real_path(Arena *arena, const char *path, Text *out) {
  uv_fs_t request;
  int code = uv_fs_realpath(NULL, &request, path, NULL);
  if (code == 0) *out = text_copy(arena, text_of(request.ptr));
  uv_fs_req_cleanup(&request);
  return code == UV_ENOTDIR ? archive_real_path(arena, path, out) : code;
}

static uint8_t kind_of_entry(uv_dirent_type_t type) {
  if (type == UV_DIRENT_FILE) return FILE_REGULAR;
  return type == UV_DIRENT_DIR ? FILE_FOLDER : FILE_OTHER;
}

static int compare_entries(const void *a, const void *b) {
  return text_compare(((const FolderEntry *)a)->name, ((const FolderEntry *)b)->name);
}

int file_list(Arena *arena, const char *path, FolderEntries *out) {
  *out = (FolderEntries){0};
  uv_fs_t request;
  int code = uv_fs_scandir(NULL, &request, path, 0, NULL);
  if (code > 0) array_reserve(arena, out, (uint32_t)code);
  uv_dirent_t entry;
  while (code >= 0 && uv_fs_scandir_next(&request, &entry) == 0) {
    Text name = text_copy(arena, text_of(entry.name));
    array_push(arena, out, (FolderEntry){name, kind_of_entry(entry.type)});
  }
  uv_fs_req_cleanup(&request);
  if (code == UV_ENOTDIR) code = archive_list(arena, path, out);
  if (out->count) qsort(out->at, out->count, sizeof *out->at, compare_entries);
  return code < 0 ? code : 0;
}

Text file_program_path(Arena *arena) {
  enum { PATH_BYTES = 1 << 14 };
  char *path = arena_alloc(arena, PATH_BYTES, 1);
  size_t used = PATH_BYTES - 1;
  return uv_exepath(path, &used) == 0 ? (Text){path, (uint32_t)used} : TEXT("");
}

Text file_working_folder(Arena *arena) {
  for (size_t size = 1024;; size *= 2) {
    char *folder = arena_alloc(arena, size, 1);
    size_t used = size;
    int code = uv_cwd(folder, &used);
    if (code == 0) return (Text){folder, (uint32_t)used};
    if (code != UV_ENOBUFS) return TEXT("");
  }
}

const char *file_error_text(int code) {
  const char *text = archive_error_text(code);
  return text ? text : uv_strerror(code);
}

// --- Reading

int file_open(const char *path, int flags, int mode) {
  uv_fs_t request;
  int file = uv_fs_open(NULL, &request, path, flags | O_CLOEXEC, mode, NULL);
  uv_fs_req_cleanup(&request);
  return file;
}

int file_close(int file) {
  uv_fs_t request;
  int code = uv_fs_close(NULL, &request, file, NULL);
  uv_fs_req_cleanup(&request);
  return code;
}

// How many bytes were read; fewer than `size` only at the end of the file. An offset below zero is
// where the file stands.
static ssize_t read_from(int file, int64_t offset, char *to, size_t size) {
  size_t done = 0;
  while (done < size) {
    size_t step = size - done < LARGEST_STEP_BYTES ? size - done : LARGEST_STEP_BYTES;
    uv_buf_t buffer = {.base = to + done, .len = step};
    uv_fs_t request;
    int64_t from = offset < 0 ? -1 : offset + (int64_t)done;
    ssize_t count = uv_fs_read(NULL, &request, file, &buffer, 1, from, NULL);
    uv_fs_req_cleanup(&request);
    if (count == UV_EINTR) continue;
    if (count < 0) return count;
    if (count == 0) break;
    done += (size_t)count;
  }
  return (ssize_t)done;
}

static ssize_t read_some(int file, char *to, size_t size) {
  return read_from(file, -1, to, size);
}

ssize_t file_read_at(int file, uint64_t offset, char *to, size_t size) {
  return offset > INT64_MAX ? UV_EINVAL : read_from(file, (int64_t)offset, to, size);
}

// A file may have grown or shrunk since it was measured: `expected` is a hint.
static int read_to_end(Arena *arena, int file, size_t expected, Text *out) {
  size_t room = expected, size = 0;
  char *bytes = arena_alloc(arena, room + FILE_PADDING, 1);
  while (true) {
    ssize_t count = read_some(file, bytes + size, room - size);
    if (count < 0) return (int)count;
    size += (size_t)count;
    if (size < room) break;
    if (size > LARGEST_FILE_BYTES) return UV_EFBIG;
    bytes = arena_grow(arena, bytes, room + FILE_PADDING, room * 2 + FILE_PADDING, 1);
    room *= 2;
  }
  arena_trim(arena, bytes, room + FILE_PADDING, size + FILE_PADDING);
  *out = (Text){bytes, (uint32_t)size};
  return 0;
}

static int get_open_stat(int file, uv_stat_t *out) {
  uv_fs_t request;
  int code = uv_fs_fstat(NULL, &request, file, NULL);
  *out = request.statbuf;
  uv_fs_req_cleanup(&request);
  return code;
}

static int read_open_file(Arena *arena, int file, const uv_stat_t *stat, Text *out) {
  FileKind kind = kind_of_mode(stat->st_mode);
  if (kind == FILE_FOLDER) return UV_EISDIR;
  if (kind == FILE_REGULAR && stat->st_size > LARGEST_FILE_BYTES) return UV_EFBIG;
  // One byte more than the file has, so that its end is seen without making more room. Files in
  // /proc say that they are empty.
  bool is_sized = kind == FILE_REGULAR && stat->st_size > 0;
  return read_to_end(arena, file, is_sized ? stat->st_size + 1 : FIRST_UNSIZED_BYTES, out);
}

// /dev/null is as good as an empty file. What else is no file may keep us waiting for ever, or
// never end.
static bool is_null_device(int file, const uv_stat_t *stat) {
  char byte;
  return S_ISCHR(stat->st_mode) && read_some(file, &byte, 1) == 0;
}

static const char nothing[FILE_PADDING];

int file_read(Arena *arena, const char *path, Text *out) {
  *out = (Text){nothing, 0};
  int file = file_open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY, 0);
  if (file == UV_ENOTDIR) return archive_read(arena, path, out);
  if (file < 0) return file;
  uv_stat_t stat;
  int code = get_open_stat(file, &stat);
  if (code == 0) {
    bool is_other = kind_of_mode(stat.st_mode) == FILE_OTHER;
    if (!is_other) code = read_open_file(arena, file, &stat, out);
    if (is_other && !is_null_device(file, &stat)) code = UV_ENOTSUP;
  }
  file_close(file);
  return code;
}

bool file_stdin_is_given(void) {
  uv_stat_t stat;
  if (get_open_stat(0, &stat) < 0) return false;
  return S_ISREG(stat.st_mode) || S_ISFIFO(stat.st_mode) || S_ISSOCK(stat.st_mode);
}

int file_read_stdin(Arena *arena, Text *out) {
  *out = (Text){nothing, 0};
  uv_stat_t stat;
  int code = get_open_stat(0, &stat);
  return code < 0 ? code : read_open_file(arena, 0, &stat, out);
}
