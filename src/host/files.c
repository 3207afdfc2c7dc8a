// libuv's calls without a callback do their work at once on the calling thread, so that many
// workers read and write at the same time. They need no loop.
#include "host/files.h"

#include <fcntl.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <uv.h>

#define LARGEST_FILE_BYTES (UINT32_MAX - FILE_PADDING) // offsets are 32 bits

enum {
  FIRST_UNSIZED_BYTES = 64 << 10, // as much as a pipe holds
  LARGEST_STEP_BYTES = 1 << 30,   // Linux transfers no more than 2 GB in one call
};

// --- Asking

static int get_stat(const char *path, uv_stat_t *out) {
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

FileKind file_kind(const char *path) {
  uv_stat_t stat;
  return get_stat(path, &stat) == 0 ? kind_of_mode(stat.st_mode) : FILE_NONE;
}

bool file_is_link(const char *path) {
  uv_fs_t request;
  int code = uv_fs_lstat(NULL, &request, path, NULL);
  bool is_link = code == 0 && S_ISLNK(request.statbuf.st_mode);
  uv_fs_req_cleanup(&request);
  return is_link;
}

int file_real_path(Arena *arena, const char *path, Text *out) {
  uv_fs_t request;
  int code = uv_fs_realpath(NULL, &request, path, NULL);
  if (code == 0) *out = text_copy(arena, text_of(request.ptr));
  uv_fs_req_cleanup(&request);
  return code;
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
  if (out->count) qsort(out->at, out->count, sizeof *out->at, compare_entries);
  return code < 0 ? code : 0;
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
  return uv_strerror(code);
}

// --- Reading

static int open_file(const char *path, int flags, int mode) {
  uv_fs_t request;
  int file = uv_fs_open(NULL, &request, path, flags | O_CLOEXEC, mode, NULL);
  uv_fs_req_cleanup(&request);
  return file;
}

static int close_file(int file) {
  uv_fs_t request;
  int code = uv_fs_close(NULL, &request, file, NULL);
  uv_fs_req_cleanup(&request);
  return code;
}

// How many bytes were read; fewer than `size` only at the end of the file.
static ssize_t read_some(int file, char *to, size_t size) {
  size_t done = 0;
  while (done < size) {
    size_t step = size - done < LARGEST_STEP_BYTES ? size - done : LARGEST_STEP_BYTES;
    uv_buf_t buffer = {.base = to + done, .len = step};
    uv_fs_t request;
    ssize_t count = uv_fs_read(NULL, &request, file, &buffer, 1, -1, NULL);
    uv_fs_req_cleanup(&request);
    if (count == UV_EINTR) continue;
    if (count < 0) return count;
    if (count == 0) break;
    done += (size_t)count;
  }
  return (ssize_t)done;
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

static int read_open_file(Arena *arena, int file, Text *out) {
  uv_fs_t request;
  int code = uv_fs_fstat(NULL, &request, file, NULL);
  uv_stat_t stat = request.statbuf;
  uv_fs_req_cleanup(&request);
  if (code < 0) return code;
  FileKind kind = kind_of_mode(stat.st_mode);
  if (kind == FILE_FOLDER) return UV_EISDIR;
  if (kind == FILE_REGULAR && stat.st_size > LARGEST_FILE_BYTES) return UV_EFBIG;
  // One byte more than the file has, so that its end is seen without making more room. Files in
  // /proc say that they are empty.
  bool is_sized = kind == FILE_REGULAR && stat.st_size > 0;
  return read_to_end(arena, file, is_sized ? stat.st_size + 1 : FIRST_UNSIZED_BYTES, out);
}

int file_read(Arena *arena, const char *path, Text *out) {
  *out = TEXT("");
  int file = open_file(path, O_RDONLY, 0);
  if (file < 0) return file;
  int code = read_open_file(arena, file, out);
  close_file(file);
  return code;
}

int file_read_stdin(Arena *arena, Text *out) {
  *out = TEXT("");
  return read_open_file(arena, 0, out);
}

// --- Writing

static int write_bytes(int file, const char *bytes, size_t size) {
  while (size > 0) {
    size_t step = size < LARGEST_STEP_BYTES ? size : LARGEST_STEP_BYTES;
    uv_buf_t buffer = {.base = (char *)bytes, .len = step};
    uv_fs_t request;
    ssize_t count = uv_fs_write(NULL, &request, file, &buffer, 1, -1, NULL);
    uv_fs_req_cleanup(&request);
    if (count < 0) return (int)count;
    bytes += count;
    size -= (size_t)count;
  }
  return 0;
}

static int make_folder(const char *path) {
  uv_fs_t request;
  int code = uv_fs_mkdir(NULL, &request, path, 0777, NULL);
  uv_fs_req_cleanup(&request);
  return code == UV_EEXIST ? 0 : code;
}

// Makes the folder that `path` is in, and those above it.
static int make_folders_for(Arena *arena, const char *path) {
  Text folder = text_copy(arena, path_dirname(text_of(path)));
  if (file_kind(folder.at) == FILE_FOLDER) return 0;
  char *name = (char *)folder.at;
  int code = 0;
  for (uint32_t i = 1; i <= folder.size && code == 0; i++) {
    if (name[i] != '/' && name[i] != '\0') continue;
    char end = name[i];
    name[i] = '\0';
    code = make_folder(name);
    name[i] = end;
  }
  return code;
}

static void remove_file(const char *path) {
  uv_fs_t request;
  uv_fs_unlink(NULL, &request, path, NULL);
  uv_fs_req_cleanup(&request);
}

// One output on its way to its place.
typedef struct Pending {
  const char *target;    // symbolic links followed
  const char *temporary; // NULL for devices and pipes, and once it is in its place
  bool exists;           // something is at `target`
  int mode;              // of what is there
} Pending;

// Where to write, and whether that is allowed. A file that may not be written is not replaced
// either, although its folder would let us.
static int prepare(Arena *arena, const FileOutput *output, Pending *pending) {
  *pending = (Pending){.target = output->path};
  uv_stat_t stat;
  int code = get_stat(output->path, &stat);
  if (code == UV_ENOENT || code == UV_ENOTDIR) return make_folders_for(arena, output->path);
  if (code < 0) return code;
  if (S_ISDIR(stat.st_mode)) return UV_EISDIR;
  pending->exists = true;
  pending->mode = (int)(stat.st_mode & 07777) | (output->executable ? 0111 : 0);
  uv_fs_t request;
  code = uv_fs_access(NULL, &request, output->path, W_OK, NULL);
  uv_fs_req_cleanup(&request);
  if (code < 0 || !S_ISREG(stat.st_mode)) return code;
  Text real;
  code = file_real_path(arena, output->path, &real);
  pending->target = real.at;
  return code;
}

// Opens a new file beside the target. Created by name rather than by mkstemp, so that the system
// applies the user's umask.
static int open_temporary(Arena *arena, Pending *pending, bool executable) {
  static atomic_uint counter;
  Text folder = path_dirname(text_of(pending->target));
  int file = UV_EEXIST;
  while (file == UV_EEXIST) {
    Text name = text_format(arena, "%.*s/.cbundle-%d-%u.tmp", TEXT_ARGS(folder),
                            (int)uv_os_getpid(), atomic_fetch_add(&counter, 1));
    file = open_file(name.at, O_WRONLY | O_CREAT | O_EXCL, executable ? 0777 : 0666);
    if (file >= 0) pending->temporary = name.at;
  }
  return file;
}

static int set_mode(int file, int mode) {
  uv_fs_t request;
  int code = uv_fs_fchmod(NULL, &request, file, mode, NULL);
  uv_fs_req_cleanup(&request);
  return code;
}

static int write_temporary(Arena *arena, const FileOutput *output, Pending *pending) {
  int file = open_temporary(arena, pending, output->executable);
  if (file < 0) return file;
  int code = pending->exists ? set_mode(file, pending->mode) : 0;
  if (code == 0) code = write_bytes(file, output->bytes, output->size);
  int closed = close_file(file); // where some file systems first say that the disk is full
  return code ? code : closed;
}

static int write_device(const FileOutput *output) {
  int file = open_file(output->path, O_WRONLY, 0);
  if (file < 0) return file;
  int code = write_bytes(file, output->bytes, output->size);
  int closed = close_file(file);
  return code ? code : closed;
}

static bool is_device(const Pending *pending) {
  return pending->exists && file_kind(pending->target) == FILE_OTHER;
}

static int move_into_place(const FileOutput *output, Pending *pending) {
  if (!pending->temporary) return write_device(output);
  uv_fs_t request;
  int code = uv_fs_rename(NULL, &request, pending->temporary, pending->target, NULL);
  uv_fs_req_cleanup(&request);
  if (code == 0) pending->temporary = NULL;
  return code;
}

int file_write_all(const FileOutput *outputs, uint32_t count, uint32_t *failed) {
  Arena arena = {0};
  Pending *pending = arena_new(&arena, Pending, count);
  int code = 0;
  uint32_t at = 0;
  for (at = 0; at < count && code == 0; at++) {
    code = prepare(&arena, &outputs[at], &pending[at]);
    if (code == 0 && !is_device(&pending[at])) {
      code = write_temporary(&arena, &outputs[at], &pending[at]);
    }
  }
  if (code == 0) {
    // Beyond this point nothing but a rename can fail.
    for (at = 0; at < count && code == 0; at++) code = move_into_place(&outputs[at], &pending[at]);
  }
  for (uint32_t i = 0; i < count; i++) {
    if (pending[i].temporary) remove_file(pending[i].temporary);
  }
  if (code < 0) *failed = at - 1;
  arena_release(&arena);
  return code;
}

int file_write(const char *path, const void *bytes, size_t size, bool executable) {
  uint32_t failed;
  return file_write_all(&(FileOutput){path, bytes, size, executable}, 1, &failed);
}
