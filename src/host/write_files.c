// Every file is first written beside its place, then renamed into it. So whoever looks sees the old
// file or the new one, and what goes wrong (a full disk, a limit) goes wrong before anything is
// replaced. What is no file is written to first of all: that may wait for a reader, and a signal
// must be able to end the program then; from the first temporary file to the last rename, signals
// wait.
#include "host/files_inside.h"

#include "host/signals.h"

#include <fcntl.h>
#include <poll.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
  LARGEST_STEP_BYTES = 1 << 30, // Linux transfers no more than 2 GB in one call
  LINKS_LIMIT = 40,             // as in Linux: more symbolic links in a row are a loop
  NO_DESCRIPTOR = -1,
};

// One output on its way to its place.
typedef struct Pending {
  const char *target;    // symbolic links followed
  const char *temporary; // NULL until there is one, and once it is in its place
  int descriptor;        // that the path is a name for, or NO_DESCRIPTOR
  bool exists;           // something is at `target`
  bool is_device;        // and that can't be replaced
  uv_stat_t stat;        // of it
} Pending;

typedef struct Writing {
  Arena arena;
  const FileOutput *outputs;
  Pending *pending;
  uint32_t count;
  uint32_t at;                 // the output that is in work
  Array(const char *) folders; // that were made
} Writing;

static int prepare(Writing *writing, const FileOutput *output, Pending *pending);
static int write_device(Writing *writing, const FileOutput *output, Pending *pending);
static int write_temporary(Writing *writing, const FileOutput *output, Pending *pending);
static int move_into_place(Writing *writing, const FileOutput *output, Pending *pending);
static void clean_up(Writing *writing, bool has_failed);

// Takes one step with each output, up to the first that fails.
static int each(Writing *writing, int (*step)(Writing *, const FileOutput *, Pending *)) {
  for (writing->at = 0; writing->at < writing->count; writing->at++) {
    int code = step(writing, &writing->outputs[writing->at], &writing->pending[writing->at]);
    if (code < 0) return code;
  }
  return 0;
}

int file_write_all(const FileOutput *outputs, uint32_t count, uint32_t *failed) {
  Writing writing = {.outputs = outputs, .count = count};
  writing.pending = arena_new(&writing.arena, Pending, count);
  int code = each(&writing, prepare);
  if (code == 0) code = each(&writing, write_device);
  HeldSignals held;
  signals_hold(&held);
  if (code == 0) code = each(&writing, write_temporary);
  // Beyond this point nothing but a rename can fail.
  if (code == 0) code = each(&writing, move_into_place);
  clean_up(&writing, code < 0);
  signals_release(&held);
  if (code < 0) *failed = writing.at;
  arena_release(&writing.arena);
  return code;
}

int file_write(const char *path, const void *bytes, size_t size, bool executable) {
  uint32_t failed;
  return file_write_all(&(FileOutput){path, bytes, size, executable}, 1, &failed);
}

// --- Where to write

// The descriptor that a path like /dev/stdout is a name for. Opened anew, a file behind it would be
// overwritten from its start, or replaced while others hold the old one.
static int descriptor_of(const char *path) {
  if (strcmp(path, "/dev/stdout") == 0) return STDOUT_FILENO;
  if (strcmp(path, "/dev/stderr") == 0) return STDERR_FILENO;
  static const char *const folders[] = {"/dev/fd/", "/proc/self/fd/"};
  for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
    size_t length = strlen(folders[i]);
    if (strncmp(path, folders[i], length) != 0) continue;
    char *end;
    long number = strtol(path + length, &end, 10);
    if (end > path + length && *end == '\0' && number >= 0 && number < INT32_MAX) {
      return (int)number;
    }
  }
  return NO_DESCRIPTOR;
}

// What the symbolic link `path` leads to: a path, seen from where we are.
static int read_link(Arena *arena, const char *path, const char **out) {
  uv_fs_t request;
  int code = uv_fs_readlink(NULL, &request, path, NULL);
  if (code == 0) {
    Text target = text_of(request.ptr);
    bool is_absolute = path_is_absolute(target);
    Text folder = is_absolute ? TEXT("") : path_dirname(text_of(path));
    *out = text_concat(arena, folder, is_absolute ? TEXT("") : TEXT("/"), target).at;
  }
  uv_fs_req_cleanup(&request);
  return code;
}

// Follows symbolic links, also one to a file that is yet to be made.
static int follow_links(Arena *arena, const char *path, const char **target) {
  *target = path;
  for (int i = 0; i < LINKS_LIMIT; i++) {
    if (!file_is_link(*target)) return 0;
    int code = read_link(arena, *target, target);
    if (code < 0) return code;
  }
  return UV_ELOOP;
}

static int make_folder(Writing *writing, const char *path) {
  uv_fs_t request;
  int code = uv_fs_mkdir(NULL, &request, path, 0777, NULL);
  uv_fs_req_cleanup(&request);
  if (code == 0) {
    array_push(&writing->arena, &writing->folders, text_copy(&writing->arena, text_of(path)).at);
  }
  return code == UV_EEXIST ? 0 : code;
}

// Makes the folder that `path` is in, and those above it.
static int make_folders_for(Writing *writing, const char *path) {
  Text folder = text_copy(&writing->arena, path_dirname(text_of(path)));
  if (file_kind(folder.at) == FILE_FOLDER) return 0;
  char *name = (char *)folder.at;
  int code = 0;
  for (uint32_t i = 1; i <= folder.size && code == 0; i++) {
    if (name[i] != '/' && name[i] != '\0') continue;
    char end = name[i];
    name[i] = '\0';
    code = make_folder(writing, name);
    name[i] = end;
  }
  return code;
}

// Finds out where to write, and whether that is allowed. A file that may not be written is not
// replaced either, although its folder would let us.
static int prepare(Writing *writing, const FileOutput *output, Pending *pending) {
  pending->descriptor = descriptor_of(output->path);
  pending->is_device = pending->descriptor != NO_DESCRIPTOR;
  if (pending->is_device) return 0;
  int code = follow_links(&writing->arena, output->path, &pending->target);
  if (code < 0) return code;
  code = file_stat(pending->target, &pending->stat);
  if (code == UV_ENOENT || code == UV_ENOTDIR) return make_folders_for(writing, pending->target);
  if (code < 0) return code;
  if (S_ISDIR(pending->stat.st_mode)) return UV_EISDIR;
  pending->exists = true;
  pending->is_device = !S_ISREG(pending->stat.st_mode);
  uv_fs_t request;
  code = uv_fs_access(NULL, &request, pending->target, W_OK, NULL);
  uv_fs_req_cleanup(&request);
  return code;
}

// --- Writing

static int write_bytes(int file, const char *bytes, size_t size) {
  while (size > 0) {
    size_t step = size < LARGEST_STEP_BYTES ? size : LARGEST_STEP_BYTES;
    uv_buf_t buffer = {.base = (char *)bytes, .len = step};
    uv_fs_t request;
    ssize_t count = uv_fs_write(NULL, &request, file, &buffer, 1, -1, NULL);
    uv_fs_req_cleanup(&request);
    if (count == UV_EAGAIN) { // a pipe that somebody has made non-blocking is full
      poll(&(struct pollfd){.fd = file, .events = POLLOUT}, 1, -1);
      continue;
    }
    if (count < 0) return (int)count;
    bytes += count;
    size -= (size_t)count;
  }
  return 0;
}

// Closing is where some file systems first say that the disk is full.
static int write_and_close(int file, const FileOutput *output) {
  int code = write_bytes(file, output->bytes, output->size);
  int closed = file_close(file);
  return code ? code : closed;
}

static int write_device(Writing *writing, const FileOutput *output, Pending *pending) {
  (void)writing;
  if (!pending->is_device) return 0;
  if (pending->descriptor != NO_DESCRIPTOR) {
    return write_bytes(pending->descriptor, output->bytes, output->size);
  }
  int file = file_open(pending->target, O_WRONLY | O_NOCTTY, 0);
  return file < 0 ? file : write_and_close(file, output);
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
    file = file_open(name.at, O_WRONLY | O_CREAT | O_EXCL, executable ? 0777 : 0666);
    if (file >= 0) pending->temporary = name.at;
  }
  return file;
}

// Gives the new file the mode and the owner of the one that it replaces. Only root may give files
// away; others become the owner.
static int take_over(int file, const uv_stat_t *stat, bool executable) {
  uv_fs_t request;
  uv_fs_fchown(NULL, &request, file, (uv_uid_t)stat->st_uid, (uv_gid_t)stat->st_gid, NULL);
  uv_fs_req_cleanup(&request);
  int mode = (int)(stat->st_mode & 07777) | (executable ? 0111 : 0);
  int code = uv_fs_fchmod(NULL, &request, file, mode, NULL);
  uv_fs_req_cleanup(&request);
  return code;
}

static int write_temporary(Writing *writing, const FileOutput *output, Pending *pending) {
  if (pending->is_device) return 0;
  int file = open_temporary(&writing->arena, pending, output->executable);
  if (file < 0) return file;
  int code = pending->exists ? take_over(file, &pending->stat, output->executable) : 0;
  int written = write_and_close(file, output);
  return code ? code : written;
}

static int move_into_place(Writing *writing, const FileOutput *output, Pending *pending) {
  (void)writing;
  (void)output;
  if (pending->is_device) return 0;
  uv_fs_t request;
  int code = uv_fs_rename(NULL, &request, pending->temporary, pending->target, NULL);
  uv_fs_req_cleanup(&request);
  if (code == 0) pending->temporary = NULL;
  return code;
}

// Removes what must not stay. A folder that holds something stays by itself.
static void clean_up(Writing *writing, bool has_failed) {
  uv_fs_t request;
  for (uint32_t i = 0; i < writing->count; i++) {
    if (!writing->pending[i].temporary) continue;
    uv_fs_unlink(NULL, &request, writing->pending[i].temporary, NULL);
    uv_fs_req_cleanup(&request);
  }
  while (has_failed && writing->folders.count > 0) {
    uv_fs_rmdir(NULL, &request, array_pop(&writing->folders), NULL);
    uv_fs_req_cleanup(&request);
  }
}
