// Who asks where a file is and then opens it may get another file: links can change in between. On
// Linux a path is opened without touching what is there (O_PATH), and the descriptor says what and
// where that is; the same thing is then opened for reading by way of /proc.
#include "host/open_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>
#include <uv.h>

#ifdef __APPLE__
#define st_mtim st_mtimespec
#define st_ctim st_ctimespec
#endif

static int64_t nanoseconds(struct timespec time) {
  return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

static FileState state_of(const struct stat *stat) {
  FileKind kind = S_ISREG(stat->st_mode)   ? FILE_REGULAR
                  : S_ISDIR(stat->st_mode) ? FILE_FOLDER
                                           : FILE_OTHER;
  return (FileState){.kind = kind,
                     .device = stat->st_dev,
                     .inode = stat->st_ino,
                     .size = (uint64_t)stat->st_size,
                     .modified_ns = nanoseconds(stat->st_mtim),
                     .changed_ns = nanoseconds(stat->st_ctim)};
}

int file_state(const char *path, FileState *out) {
  struct stat found;
  if (stat(path, &found) < 0) return -errno;
  *out = state_of(&found);
  return 0;
}

bool file_state_is_same(const FileState *a, const FileState *b) {
  return a->kind == b->kind && a->device == b->device && a->inode == b->inode &&
         a->size == b->size && a->modified_ns == b->modified_ns && a->changed_ns == b->changed_ns;
}

static int look_behind(int descriptor, OpenFile *out) {
  struct stat found;
  if (fstat(descriptor, &found) < 0) return -errno;
  out->state = state_of(&found);
  return 0;
}

#ifdef __linux__
enum { LONGEST_PATH = 4096 };

static int read_real_path(Arena *arena, const char *link, Text *out) {
  char path[LONGEST_PATH];
  ssize_t size = readlink(link, path, sizeof path);
  if (size < 0) return -errno;
  if (size == (ssize_t)sizeof path) return UV_ENAMETOOLONG;
  *out = (Text){arena_copy(arena, path, (size_t)size), (uint32_t)size};
  return 0;
}

int open_file(Arena *arena, const char *path, OpenFile *out) {
  *out = (OpenFile){.descriptor = -1};
  int place = open(path, O_PATH | O_CLOEXEC);
  if (place < 0) return -errno;
  char link[32];
  snprintf(link, sizeof link, "/proc/self/fd/%d", place);
  int code = look_behind(place, out);
  if (code == 0) code = read_real_path(arena, link, &out->real);
  if (code == 0 && out->state.kind == FILE_REGULAR) {
    out->descriptor = open(link, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (out->descriptor < 0) code = -errno;
  }
  close(place);
  return code;
}
#else
// Elsewhere the real path is opened, which has no links to follow any more.
int open_file(Arena *arena, const char *path, OpenFile *out) {
  *out = (OpenFile){.descriptor = -1};
  int code = file_real_path(arena, path, &out->real);
  if (code == 0) code = file_state(out->real.at, &out->state);
  if (code < 0 || out->state.kind != FILE_REGULAR) return code;
  out->descriptor = open(out->real.at, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW);
  return out->descriptor < 0 ? -errno : look_behind(out->descriptor, out);
}
#endif

void open_file_close(OpenFile *file) {
  if (file->descriptor >= 0) close(file->descriptor);
  file->descriptor = -1;
}

int open_file_copy(const OpenFile *file) {
  int descriptor = fcntl(file->descriptor, F_DUPFD_CLOEXEC, 0);
  return descriptor < 0 ? -errno : descriptor;
}

int open_file_read(const OpenFile *file, int64_t offset, char *to, size_t size) {
  while (size) {
    ssize_t count = pread(file->descriptor, to, size, (off_t)offset);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return -errno;
    if (count == 0) return UV_EOF;
    to += count;
    offset += count;
    size -= (size_t)count;
  }
  return 0;
}
