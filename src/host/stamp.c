// The time of the last change counts, not only that of the last writing: a file that is moved over
// another brings its old time of writing along.
#include "host/stamp.h"

#include "base/buffer.h"
#include "base/hash.h"
#include "host/archive.h"
#include "host/files.h"
#include "host/files_inside.h"

#include <time.h>

static const uint64_t second_ns = 1000 * 1000 * 1000;

static FileStamp stamp_in_archive(const char *path) {
  FileStamp stamp = {0};
  if (archive_kind(path, true) == FILE_NONE) return stamp;
  Arena scratch = {0};
  Text archive = text_copy(&scratch, archive_of(text_of(path)));
  if (archive.size) stamp = stamp_of(archive.at);
  arena_release(&scratch);
  return stamp;
}

static FileStamp stamp_by(const uv_stat_t *stat) {
  return (FileStamp){
      .exists = true,
      .changed_ns = (uint64_t)stat->st_ctim.tv_sec * second_ns + (uint64_t)stat->st_ctim.tv_nsec,
      .modified_ns = (uint64_t)stat->st_mtim.tv_sec * second_ns + (uint64_t)stat->st_mtim.tv_nsec,
      .size = stat->st_size,
      .inode = stat->st_ino,
  };
}

// Recursion ends with the archive, which is a file.
FileStamp stamp_of(const char *path) {
  uv_stat_t stat;
  int code = file_stat(path, &stat);
  if (code == UV_ENOTDIR) return stamp_in_archive(path);
  return code < 0 ? (FileStamp){0} : stamp_by(&stat);
}

FileStamp stamp_of_link(const char *path) {
  uv_fs_t request;
  int code = uv_fs_lstat(NULL, &request, path, NULL);
  FileStamp stamp = code < 0 ? (FileStamp){0} : stamp_by(&request.statbuf);
  uv_fs_req_cleanup(&request);
  return stamp;
}

FileStamp stamp_of_names(const char *folder) {
  Arena scratch = {0};
  FolderEntries entries;
  Buffer names = {.arena = &scratch};
  FileStamp stamp = {.exists = file_list(&scratch, folder, &entries) == 0};
  for (uint32_t i = 0; stamp.exists && i < entries.count; i++) {
    buffer_add_byte(&names, (char)('0' + entries.at[i].kind));
    buffer_add_text(&names, entries.at[i].name);
    buffer_add_byte(&names, '/');
  }
  stamp.size = names.size;
  stamp.changed_ns = hash_text(buffer_text(&names));
  arena_release(&scratch);
  return stamp;
}

bool stamp_is_same(const FileStamp *a, const FileStamp *b) {
  return a->exists == b->exists && a->changed_ns == b->changed_ns &&
         a->modified_ns == b->modified_ns && a->size == b->size && a->inode == b->inode;
}

uint64_t stamp_time_now_ns(void) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  return (uint64_t)now.tv_sec * second_ns + (uint64_t)now.tv_nsec;
}
