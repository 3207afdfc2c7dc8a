// Files: reading and writing them. Errors are negative libuv codes (0 = well).
//
// Never: throws away what was there: a file is written beside its place and renamed into it.
#pragma once

#include "base/array.h"
#include "base/path.h"

typedef enum FileKind { FILE_NONE, FILE_REGULAR, FILE_FOLDER, FILE_OTHER } FileKind;

// What `path` is, symbolic links followed. FILE_NONE where there is nothing.
FileKind file_kind(const char *path);

// Reads a whole file. It is followed by at least FILE_PADDING zero bytes.
int file_read(Arena *arena, const char *path, Text *out);
enum { FILE_PADDING = 64 }; // parsers may read past the end

// Reads standard input to its end.
int file_read_stdin(Arena *arena, Text *out);

// The real path: absolute, without symbolic links.
int file_real_path(Arena *arena, const char *path, Text *out);

// The names in a folder, sorted; `is_link` etc. are not asked.
typedef struct FolderEntry {
  Text name;
  uint8_t kind; // FileKind, as the folder has it; symbolic links are FILE_OTHER
} FolderEntry;
typedef Array(FolderEntry) FolderEntries;
int file_list(Arena *arena, const char *path, FolderEntries *out);

// Writes a file all or nothing, making folders as needed: temporary file, then rename.
int file_write(const char *path, const void *bytes, size_t size, bool executable);

// The working folder.
Text file_working_folder(Arena *arena);

// A sentence for a code: "no such file or directory".
const char *file_error_text(int code);
