// Stamp: what tells one state of a file from another without reading it.
#pragma once

#include <stdbool.h>
#include <stdint.h>

typedef struct FileStamp {
  bool exists;
  uint64_t changed_ns, modified_ns; // since 1970, as the file system has them
  uint64_t size, inode;
} FileStamp;

// Of a file in an archive, it is the archive's.
FileStamp stamp_of(const char *path);

// Of a symbolic link, and not of what it leads to.
FileStamp stamp_of_link(const char *path);

// Of a folder, by nothing but the names in it, whose hash is in the place of a time.
FileStamp stamp_of_names(const char *folder);
bool stamp_is_same(const FileStamp *a, const FileStamp *b);

// The time as file systems tell it, in nanoseconds since 1970. Theirs may be behind by as much as
// STAMP_LAG_NS: they ask the clock only now and then.
uint64_t stamp_time_now_ns(void);
enum { STAMP_LAG_NS = 20 * 1000 * 1000 };
