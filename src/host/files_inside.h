// Files, inside: what reading and writing share.
//
// For files.c and write_files.c alone; others see files.h.
#pragma once

#include "host/files.h"

#include <uv.h>

int file_stat(const char *path, uv_stat_t *out);
int file_open(const char *path, int flags, int mode);
int file_close(int file);

// Reads so many bytes from `offset` on; gives fewer only at the end of the file.
ssize_t file_read_at(int file, uint64_t offset, char *to, size_t size);
