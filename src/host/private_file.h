// PrivateFile: small files that their owner alone may read, in the user's folder for caches.
//
// Gives: errors as negative libuv codes.
#pragma once

#include "base/text.h"

// The path of `name` there; an empty text where the user has no such folder.
Text private_file_path(Arena *arena, Text name);

// Reads a file that belongs to this user and that nobody else may read; UV_EACCES for others.
int private_file_read(Arena *arena, const char *path, Text *out);

// Writes it all or nothing, making the folders that it is in.
int private_file_write(const char *path, Text bytes);
