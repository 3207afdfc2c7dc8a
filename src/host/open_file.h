// OpenFile: a file for a server to send: what it is, where it really is, and a descriptor for it.
//
// Gives: errors as negative libuv codes.
// Never: waits for a pipe or wakes a device, whatever a path leads to.
#pragma once

#include "host/files.h"

// What tells one state of a file from another.
typedef struct FileState {
  FileKind kind;
  uint64_t device, inode, size;
  int64_t modified_ns, changed_ns; // since 1970
} FileState;

// Of what `path` leads to, links followed.
int file_state(const char *path, FileState *out);
bool file_state_is_same(const FileState *a, const FileState *b);

typedef struct OpenFile {
  FileState state; // of what was opened, whatever is at its path now
  Text real;       // its real path
  int descriptor;  // -1 for what is no regular file
} OpenFile;

// Opens what `path` leads to, if it is a regular file. Close the descriptor with open_file_close.
int open_file(Arena *arena, const char *path, OpenFile *out);
void open_file_close(OpenFile *file);

// Another descriptor for the same file, or a negative code.
int open_file_copy(const OpenFile *file);

// Reads `size` bytes from `offset` on. An error, or UV_EOF if the file is shorter.
int open_file_read(const OpenFile *file, int64_t offset, char *to, size_t size);
