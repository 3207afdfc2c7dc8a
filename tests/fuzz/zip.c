// Any bytes: an archive is refused, or each file in it is read to its size or refused.
#include "base/zip.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

enum { LARGEST_UNPACKED = 1 << 20 }; // more takes time and finds nothing

static void read_one(Arena *arena, Text bytes, const ZipEntry *entry) {
  if (zip_check_entry(entry) || entry->size > LARGEST_UNPACKED) return;
  uint32_t at = (uint32_t)entry->offset;
  uint32_t start = zip_data_offset(text_slice(bytes, at, bytes.size));
  if (start == 0 || start + entry->packed_size > bytes.size - at) return;
  Text packed = text_slice(bytes, at + start, at + start + entry->packed_size);
  zip_unpack(entry, packed, arena_alloc(arena, entry->size + 1, 1));
}

static void walk(const ZipList *list, Text folder) {
  uint32_t at = 0;
  Text name;
  ZipKind kind;
  for (uint32_t count = 0; zip_next_name(list, folder, &at, &name, &kind); count++) {
    if (name.size == 0 || memchr(name.at, '/', name.size) || count > list->entries.count) abort();
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
  Arena arena = {0};
  Text text = {(const char *)bytes, (uint32_t)size};
  ZipDirectory directory;
  ZipList list = {0};
  bool is_good = zip_find_directory(text, size, &directory) == ZIP_GOOD;
  uint32_t start = is_good ? (uint32_t)directory.offset : 0;
  if (is_good) {
    Text listed = text_slice(text, start, start + directory.size);
    is_good = zip_read_list(&arena, listed, &directory, &list) == ZIP_GOOD;
  }
  for (uint32_t i = 0; is_good && i < list.entries.count; i++) {
    const ZipEntry *entry = &list.entries.at[i], *found;
    read_one(&arena, text, entry);
    bool is_folder = entry->kind == ZIP_FOLDER;
    Text name = text_slice(entry->name, 0, entry->name.size - is_folder);
    if (zip_find(&list, name, &found) == ZIP_NONE) abort();
    walk(&list, name);
  }
  if (is_good) walk(&list, TEXT(""));
  arena_release(&arena);
  return 0;
}
