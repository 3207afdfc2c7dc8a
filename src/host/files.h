// Files: reading and writing them. Errors are negative libuv codes (0 = well).
//
// Takes: paths that end with a NUL. They may lead into a zip file (archive.h), which is read as if
//        it were a folder; writing takes no such paths.
// Never: throws away what was there: a file is written beside its place and renamed into it.
#pragma once

#include "base/array.h"
#include "base/path.h"

typedef enum FileKind { FILE_NONE, FILE_REGULAR, FILE_FOLDER, FILE_OTHER } FileKind;

// What `path` is, symbolic links followed. FILE_NONE where there is nothing.
FileKind file_kind(const char *path);

// Whether `path` itself is a symbolic link.
bool file_is_link(const char *path);

// Reads a whole file. It is followed by at least FILE_PADDING zero bytes. UV_EISDIR for a folder,
// UV_ENOTSUP for a pipe or a device other than /dev/null (it never waits for one), UV_EFBIG from
// 4 GB on.
int file_read(Arena *arena, const char *path, Text *out);
enum { FILE_PADDING = 64 }; // parsers may read past the end

// Whether standard input is a file, or what another program writes.
bool file_stdin_is_given(void);

// Reads standard input to its end, whatever it is.
int file_read_stdin(Arena *arena, Text *out);

// The real path: absolute, without symbolic links.
int file_real_path(Arena *arena, const char *path, Text *out);

// The names in a folder, sorted bytewise; `is_link` etc. are not asked.
typedef struct FolderEntry {
  Text name;
  uint8_t kind; // FileKind, as the folder has it; symbolic links are FILE_OTHER
} FolderEntry;
typedef Array(FolderEntry) FolderEntries;
int file_list(Arena *arena, const char *path, FolderEntries *out);

// Writes a file all or nothing, making folders as needed: temporary file, then rename. An existing
// file keeps its mode and owner, a symbolic link its name; what can't be replaced (a device, a
// pipe, /dev/stdout and the like) is written to as it is. SIGINT, SIGTERM and SIGHUP wait until no
// temporary file is left.
int file_write(const char *path, const void *bytes, size_t size, bool executable);

// A symbolic link goes, not what it leads to.
int file_remove(const char *path);

// Several files at once: none is replaced before all have been written in full, and folders that
// were made are removed again if that fails. On an error `*failed` is the index of the file that it
// is about.
typedef struct FileOutput {
  const char *path;
  const void *bytes;
  size_t size;
  bool executable;
} FileOutput;
int file_write_all(const FileOutput *outputs, uint32_t count, uint32_t *failed);

// The working folder; an empty text if it has been removed.
Text file_working_folder(Arena *arena);

// Where the program itself is; an empty text if the system does not tell.
Text file_program_path(Arena *arena);

// A sentence for a code: "no such file or directory".
const char *file_error_text(int code);
