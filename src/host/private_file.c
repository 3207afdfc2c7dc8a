// A file is made under a name that nobody can guess, with its rights from the first moment on, and
// then renamed.
#include "host/private_file.h"

#include "base/path.h"
#include "host/files.h"
#include "host/random.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include <uv.h>

enum { OWNER_ALL = 0700, OWNER_READS = 0600, OTHERS_ALL = 0077, SUFFIX_BYTES = 8 };

// An absolute path in the environment, or an empty text.
static Text variable(const char *name) {
  const char *value = getenv(name);
  return value && *value == '/' ? text_of(value) : TEXT("");
}

static Text cache_folder(Arena *arena) {
  Text given = variable("XDG_CACHE_HOME"), home = variable("HOME");
  if (given.size) return given;
#ifdef __APPLE__
  Text usual = TEXT("/Library/Caches");
#else
  Text usual = TEXT("/.cache");
#endif
  return home.size ? text_concat(arena, home, usual) : TEXT("");
}

Text private_file_path(Arena *arena, Text name) {
  Text folder = cache_folder(arena);
  return folder.size ? text_concat(arena, folder, TEXT("/cbundle/"), name) : TEXT("");
}

int private_file_read(Arena *arena, const char *path, Text *out) {
  struct stat stat;
  if (lstat(path, &stat) < 0) return -errno;
  bool is_private =
      S_ISREG(stat.st_mode) && stat.st_uid == geteuid() && (stat.st_mode & OTHERS_ALL) == 0;
  return is_private ? file_read(arena, path, out) : UV_EACCES;
}

// From the outermost one on; those that are there stay as they are.
static int make_folders(Arena *arena, Text path) {
  for (uint32_t at = 1; at < path.size; at++) {
    if (path.at[at] != '/') continue;
    Text folder = text_copy(arena, text_slice(path, 0, at));
    if (mkdir(folder.at, OWNER_ALL) < 0 && errno != EEXIST) return -errno;
  }
  return 0;
}

static int write_whole(const char *path, Text bytes) {
  int descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, OWNER_READS);
  if (descriptor < 0) return -errno;
  ssize_t written = write(descriptor, bytes.at, bytes.size); // so little goes at once
  int code = written < 0 ? -errno : (size_t)written == bytes.size ? 0 : UV_ENOSPC;
  if (close(descriptor) < 0 && code == 0) code = -errno;
  return code;
}

int private_file_write(const char *path, Text bytes) {
  Arena arena = {0};
  Text temporary =
      text_concat(&arena, text_of(path), TEXT("."), random_digits(&arena, SUFFIX_BYTES));
  int code = make_folders(&arena, text_of(path));
  if (code == 0) code = write_whole(temporary.at, bytes);
  if (code == 0 && rename(temporary.at, path) < 0) code = -errno;
  if (code < 0) unlink(temporary.at);
  arena_release(&arena);
  return code;
}
