// Archive: files inside of zip files, at paths that go on behind the archive's own:
// "/a/x.zip/b.js".
//
// Owns:  the lists of contents of all archives that were looked into, as long as somebody holds
//        them. Safe to use from several threads.
// Gives: to files.h and stamp.h what they ask for where the system says that a path leads through
//        something that is no folder.
// Never: writes, or unpacks to files. An archive inside of an archive is a file.
#pragma once

#include "host/files.h"

// From here to archives_leave, an archive is looked into once, unless it changes. Without, each
// question opens it anew.
void archives_hold(void);
void archives_leave(void);

// Whether `path` is an archive, or leads into one, that can be looked into: 0, or a code that says
// why not; UV_ENOTDIR where there is none.
int archive_check(const char *path);

// The path of the archive that `path` leads into; an empty text if it doesn't lead into one.
Text archive_of(Text path);

// What files.h gives, for a path in an archive. UV_ENOTDIR where it is in none.
FileKind archive_kind(const char *path, bool follows_links);
int archive_read(Arena *arena, const char *path, Text *out);
int archive_list(Arena *arena, const char *path, FolderEntries *out);
int archive_real_path(Arena *arena, const char *path, Text *out);

// The words for a code that only archives give; NULL for others.
const char *archive_error_text(int code);
