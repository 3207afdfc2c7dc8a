// Zip: the list of what a zip file holds, and where in it each file is.
//
// Takes: bytes that somebody else made: each offset, size and name is checked before it is used.
// Never: opens a file (see host/archive.h), or gives a name that leads out of the archive.
#pragma once

#include "base/array.h"
#include "base/text.h"

typedef enum ZipProblem {
  ZIP_GOOD,
#define ZIP_PROBLEM(NAME, phrase) ZIP_##NAME,
#include "base/zip_problems.def"
  ZIP_PROBLEM_COUNT
} ZipProblem;

// How messages go on behind "Could not read "x": ".
const char *zip_problem_text(ZipProblem problem);

typedef enum ZipKind { ZIP_NONE, ZIP_FILE, ZIP_FOLDER, ZIP_LINK } ZipKind;

typedef struct ZipEntry {
  Text name;       // "a/b.js"; of a folder, with a slash at its end
  uint64_t offset; // of its header in the file
  uint32_t packed_size, size, checksum;
  uint16_t method;
  uint8_t kind; // ZipKind
  bool is_encrypted;
} ZipEntry;

typedef struct ZipList {
  Array(ZipEntry) entries; // sorted by name
  bool has_links;
} ZipList;

// Where the list is in the file.
typedef struct ZipDirectory {
  uint64_t offset;
  uint32_t size, count;
} ZipDirectory;

enum {
  ZIP_TAIL_BYTES = 22 + UINT16_MAX + 20 + 56, // the end of a file, in which the rest begins
  ZIP_HEADER_BYTES = 30,                      // in front of each file, a name and more behind it
  ZIP_LARGEST_FILE_BYTES = 512 << 20,
};

// `tail` is the end of a file of `file_size` bytes, ZIP_TAIL_BYTES of it or all.
ZipProblem zip_find_directory(Text tail, uint64_t file_size, ZipDirectory *out);

// Reads the list. Names are copied; those that lead out of the archive are left out.
ZipProblem zip_read_list(Arena *arena, Text bytes, const ZipDirectory *directory, ZipList *out);

// What is at a path in the archive, without a slash at its end; "" is the archive itself. `*entry`
// is NULL for a folder.
ZipKind zip_find(const ZipList *list, Text path, const ZipEntry **entry);

// The next name in a folder, as zip_find takes it. `*at` is 0 at first.
bool zip_next_name(const ZipList *list, Text folder, uint32_t *at, Text *name, ZipKind *kind);

// Whether the entry is one that can be read, as far as the list tells.
ZipProblem zip_check_entry(const ZipEntry *entry);

// How far behind its header the bytes of an entry begin; 0 if that is no header.
uint32_t zip_data_offset(Text header);

// Unpacks the bytes of an entry that has been checked, which are entry->size, to `to`.
ZipProblem zip_unpack(const ZipEntry *entry, Text packed, char *to);
