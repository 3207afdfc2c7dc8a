// The format is PKWARE's APPNOTE.TXT. The list of contents (the "central directory") is what
// counts; headers in front of files only say where their bytes begin. Of ZIP64, the end record is
// read, for archives of more than 65,535 files; no file in them can be that large.
#include "base/zip.h"

#include "base/inflate.h"

#include <stdlib.h>

enum {
  END_BYTES = 22,
  END_SIGN = 0x06054b50,
  LOCATOR_BYTES = 20,
  LOCATOR_SIGN = 0x07064b50,
  END64_BYTES = 56,
  END64_SIGN = 0x06064b50,
  ENTRY_BYTES = 46,
  ENTRY_SIGN = 0x02014b50,
  HEADER_SIGN = 0x04034b50,
  LARGEST_DIRECTORY_BYTES = 64 << 20, // half a million files
  LONGEST_NAME_BYTES = 4096,          // as for paths of files
  METHOD_STORE = 0,
  METHOD_DEFLATE = 8,
  FLAG_ENCRYPTED = 1,
  MADE_ON_UNIX = 3,
  MADE_ON_MAC = 19,
  MODE_KIND = 0170000, // of the mode of a file, as Unix has it
  MODE_LINK = 0120000,
  MOST_BYTES_PER_BYTE = 1032, // that deflate can make of one
};

static const char *const phrases[] = {
    [ZIP_GOOD] = "",
#define ZIP_PROBLEM(NAME, phrase) [ZIP_##NAME] = phrase,
#include "base/zip_problems.def"
};

const char *zip_problem_text(ZipProblem problem) {
  return phrases[problem];
}

// --- Numbers

static uint32_t number16(Text text, uint32_t at) {
  const unsigned char *bytes = (const unsigned char *)text.at + at;
  return bytes[0] | (uint32_t)bytes[1] << 8;
}

static uint32_t number32(Text text, uint32_t at) {
  return number16(text, at) | number16(text, at + 2) << 16;
}

static uint64_t number64(Text text, uint32_t at) {
  return number32(text, at) | (uint64_t)number32(text, at + 4) << 32;
}

// --- The end of the file

// The last record whose comment ends where the file does.
static uint32_t find_end(Text tail) {
  for (uint32_t at = tail.size; at >= END_BYTES; at--) {
    uint32_t start = at - END_BYTES;
    if (number32(tail, start) != END_SIGN) continue;
    if (number16(tail, start + 20) == tail.size - at) return start;
  }
  return TEXT_NOT_FOUND;
}

// Reads the record of large archives, if there is one in front of the end record.
static ZipProblem read_end64(Text tail, uint32_t end, ZipDirectory *out, uint64_t *size) {
  if (end < LOCATOR_BYTES || number32(tail, end - LOCATOR_BYTES) != LOCATOR_SIGN) return ZIP_GOOD;
  if (end < LOCATOR_BYTES + END64_BYTES) return ZIP_DIRECTORY;
  uint32_t start = end - LOCATOR_BYTES - END64_BYTES;
  if (number32(tail, start) != END64_SIGN) return ZIP_DIRECTORY;
  uint64_t count = number64(tail, start + 32);
  if (count > UINT32_MAX) return ZIP_DIRECTORY_SIZE;
  out->count = (uint32_t)count;
  *size = number64(tail, start + 40);
  out->offset = number64(tail, start + 48);
  return ZIP_GOOD;
}

ZipProblem zip_find_directory(Text tail, uint64_t file_size, ZipDirectory *out) {
  uint32_t end = find_end(tail);
  if (end == TEXT_NOT_FOUND) return ZIP_NO_END;
  bool is_split = number16(tail, end + 4) != number16(tail, end + 6) ||
                  number16(tail, end + 8) != number16(tail, end + 10);
  if (is_split) return ZIP_SPLIT;
  out->count = number16(tail, end + 10);
  uint64_t size = number32(tail, end + 12);
  out->offset = number32(tail, end + 16);
  ZipProblem problem = read_end64(tail, end, out, &size);
  if (problem) return problem;
  if (size > LARGEST_DIRECTORY_BYTES) return ZIP_DIRECTORY_SIZE;
  out->size = (uint32_t)size;
  uint64_t end_at = file_size - tail.size + end;
  bool is_inside = out->offset <= end_at && size <= end_at - out->offset;
  return is_inside && (uint64_t)out->count * ENTRY_BYTES <= size ? ZIP_GOOD : ZIP_DIRECTORY;
}

// --- The list

// A path in the archive, and nothing else. A slash at the end is that of a folder.
static bool is_good_name(Text name) {
  if (name.size == 0 || name.size > LONGEST_NAME_BYTES) return false;
  if (memchr(name.at, '\0', name.size)) return false;
  for (Text rest = name; rest.size;) {
    Text part = text_next(&rest, '/');
    if (part.size == 0 || text_is(part, TEXT(".")) || text_is(part, TEXT(".."))) return false;
  }
  return true;
}

static uint8_t kind_of(Text bytes, uint32_t at, Text name) {
  if (text_ends(name, TEXT("/"))) return ZIP_FOLDER;
  uint32_t maker = number16(bytes, at + 4) >> 8, mode = number32(bytes, at + 38) >> 16;
  bool has_mode = maker == MADE_ON_UNIX || maker == MADE_ON_MAC;
  return has_mode && (mode & MODE_KIND) == MODE_LINK ? ZIP_LINK : ZIP_FILE;
}

// The entry at `*at`, which moves behind it. False if there is none.
static bool read_entry(Text bytes, uint32_t *at, ZipEntry *out) {
  uint32_t start = *at;
  if (bytes.size - start < ENTRY_BYTES || number32(bytes, start) != ENTRY_SIGN) return false;
  uint32_t name_size = number16(bytes, start + 28);
  uint32_t size =
      ENTRY_BYTES + name_size + number16(bytes, start + 30) + number16(bytes, start + 32);
  if (size > bytes.size - start) return false;
  Text name = {bytes.at + start + ENTRY_BYTES, name_size};
  *out = (ZipEntry){
      .name = name,
      .offset = number32(bytes, start + 42),
      .packed_size = number32(bytes, start + 20),
      .size = number32(bytes, start + 24),
      .checksum = number32(bytes, start + 16),
      .method = (uint16_t)number16(bytes, start + 10),
      .kind = kind_of(bytes, start, name),
      .is_encrypted = number16(bytes, start + 8) & FLAG_ENCRYPTED,
  };
  *at = start + size;
  return true;
}

// Whether a number had no room: ZIP64 has it in another place.
static bool is_elsewhere(const ZipEntry *entry) {
  return entry->offset == UINT32_MAX || entry->size == UINT32_MAX ||
         entry->packed_size == UINT32_MAX;
}

static int compare_offsets(const void *a, const void *b) {
  const ZipEntry *one = a, *other = b;
  return (one->offset > other->offset) - (one->offset < other->offset);
}

// Of two with one name, the later one comes first, as with Yarn.
static int compare_names(const void *a, const void *b) {
  const ZipEntry *one = a, *other = b;
  int order = text_compare(one->name, other->name);
  return order ? order : -compare_offsets(a, b);
}

// Each file must end before the next one begins, and the last one before the list. Entries are
// mostly in that order already.
static ZipProblem check_places(ZipList *list, const ZipDirectory *directory) {
  ZipEntry *at = list->entries.at;
  uint32_t count = list->entries.count;
  bool is_sorted = true;
  for (uint32_t i = 1; i < count; i++) is_sorted &= at[i - 1].offset <= at[i].offset;
  if (!is_sorted) qsort(at, count, sizeof *at, compare_offsets);
  for (uint32_t i = 0; i < count; i++) {
    uint64_t end = at[i].offset + ZIP_HEADER_BYTES + at[i].name.size + at[i].packed_size;
    if (end > directory->offset) return ZIP_DIRECTORY;
    if (i + 1 < count && end > at[i + 1].offset) return ZIP_OVERLAP;
  }
  return ZIP_GOOD;
}

// Takes out what has no name that we want.
static void keep_good_names(Arena *arena, ZipList *list) {
  uint32_t kept = 0;
  for (uint32_t i = 0; i < list->entries.count; i++) {
    ZipEntry entry = list->entries.at[i];
    if (!is_good_name(entry.name)) continue;
    entry.name = text_copy(arena, entry.name);
    list->has_links |= entry.kind == ZIP_LINK;
    list->entries.at[kept++] = entry;
  }
  list->entries.count = kept;
}

ZipProblem zip_read_list(Arena *arena, Text bytes, const ZipDirectory *directory, ZipList *out) {
  *out = (ZipList){0};
  if (directory->count) array_reserve(arena, &out->entries, directory->count);
  uint32_t at = 0;
  for (uint32_t i = 0; i < directory->count; i++) {
    ZipEntry entry;
    if (!read_entry(bytes, &at, &entry)) return ZIP_DIRECTORY;
    if (is_elsewhere(&entry)) return ZIP_ARCHIVE_SIZE;
    array_push(arena, &out->entries, entry);
  }
  ZipProblem problem = check_places(out, directory);
  if (problem) return problem;
  keep_good_names(arena, out);
  if (out->entries.count)
    qsort(out->entries.at, out->entries.count, sizeof *out->entries.at, compare_names);
  return ZIP_GOOD;
}

// --- Looking up

// The index of the first entry whose name is not less than `name`.
static uint32_t lower_bound(const ZipList *list, Text name) {
  uint32_t low = 0, high = list->entries.count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (text_compare(list->entries.at[middle].name, name) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

// Likewise, for `name` with one more byte.
static uint32_t bound_of(const ZipList *list, Text name, char last) {
  Arena scratch = {0};
  uint32_t index = lower_bound(list, text_concat(&scratch, name, (Text){&last, 1}));
  arena_release(&scratch);
  return index;
}

// What stands behind "folder/" in a name that begins so; an `at` of NULL if it doesn't.
static Text inside(const ZipEntry *entry, Text folder) {
  Text name = entry->name;
  if (folder.size == 0) return name;
  bool is_in = text_starts(name, folder) && name.size > folder.size && name.at[folder.size] == '/';
  return is_in ? text_slice(name, folder.size + 1, name.size) : (Text){0};
}

ZipKind zip_find(const ZipList *list, Text path, const ZipEntry **entry) {
  *entry = NULL;
  if (path.size == 0) return ZIP_FOLDER;
  uint32_t index = lower_bound(list, path);
  if (index < list->entries.count && text_is(list->entries.at[index].name, path)) {
    *entry = &list->entries.at[index];
    return (*entry)->kind;
  }
  index = bound_of(list, path, '/');
  bool is_folder = index < list->entries.count && inside(&list->entries.at[index], path).at;
  return is_folder ? ZIP_FOLDER : ZIP_NONE;
}

bool zip_next_name(const ZipList *list, Text folder, uint32_t *at, Text *name, ZipKind *kind) {
  if (*at == 0 && folder.size) *at = bound_of(list, folder, '/');
  for (; *at < list->entries.count; ++*at) {
    const ZipEntry *entry = &list->entries.at[*at];
    Text rest = inside(entry, folder);
    if (!rest.at) return false;
    if (rest.size == 0) continue; // the folder itself
    *name = text_until(rest, '/');
    bool is_folder = name->size < rest.size;
    *kind = is_folder ? ZIP_FOLDER : entry->kind;
    Text whole = text_slice(entry->name, 0, entry->name.size - rest.size + name->size);
    *at = is_folder ? bound_of(list, whole, '/' + 1) : *at + 1; // behind all that is in it
    return true;
  }
  return false;
}

// --- The bytes of a file

ZipProblem zip_check_entry(const ZipEntry *entry) {
  if (entry->is_encrypted) return ZIP_ENCRYPTED;
  if (entry->method != METHOD_STORE && entry->method != METHOD_DEFLATE) return ZIP_METHOD;
  if (entry->size > ZIP_LARGEST_FILE_BYTES) return ZIP_TOO_LARGE;
  uint64_t most = entry->packed_size;
  if (entry->method == METHOD_DEFLATE) most *= MOST_BYTES_PER_BYTE;
  bool can_be = entry->method == METHOD_STORE ? entry->size == most : entry->size <= most;
  return can_be ? ZIP_GOOD : ZIP_SIZE;
}

uint32_t zip_data_offset(Text header) {
  if (header.size < ZIP_HEADER_BYTES || number32(header, 0) != HEADER_SIGN) return 0;
  return ZIP_HEADER_BYTES + number16(header, 26) + number16(header, 28);
}

ZipProblem zip_unpack(const ZipEntry *entry, Text packed, char *to) {
  if (entry->method == METHOD_STORE) {
    if (entry->size) memcpy(to, packed.at, entry->size);
  } else {
    InflateResult result = inflate_text(packed, to, entry->size);
    if (result) return result == INFLATE_OTHER_SIZE ? ZIP_SIZE : ZIP_DAMAGED;
  }
  bool is_whole = inflate_checksum((Text){to, entry->size}) == entry->checksum;
  return is_whole ? ZIP_GOOD : ZIP_DAMAGED;
}
