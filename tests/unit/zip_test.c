// Zip: what a list gives for a path, and that no byte of an archive, changed, leads astray.
#include "unit.h"

#include "base/zip.h"

static ZipEntry entry(const char *name, ZipKind kind) {
  return (ZipEntry){.name = text_of(name), .kind = (uint8_t)kind};
}

static void finds_by_path(void **state) {
  (void)state;
  ZipEntry entries[] = {
      entry("a", ZIP_FILE),        entry("b-c", ZIP_FILE), entry("b/", ZIP_FOLDER),
      entry("b/c/d.js", ZIP_FILE), entry("b/e", ZIP_LINK), entry("b0", ZIP_FILE),
  };
  ZipList list = {.entries = {entries, 6, 6}};
  const ZipEntry *found;
  assert_int_equal(zip_find(&list, TEXT(""), &found), ZIP_FOLDER);
  assert_int_equal(zip_find(&list, TEXT("a"), &found), ZIP_FILE);
  assert_ptr_equal(found, &entries[0]);
  assert_int_equal(zip_find(&list, TEXT("b"), &found), ZIP_FOLDER);
  assert_int_equal(zip_find(&list, TEXT("b/c"), &found), ZIP_FOLDER);
  assert_null(found);
  assert_int_equal(zip_find(&list, TEXT("b/c/d.js"), &found), ZIP_FILE);
  assert_int_equal(zip_find(&list, TEXT("b/e"), &found), ZIP_LINK);
  assert_int_equal(zip_find(&list, TEXT("b/c/d"), &found), ZIP_NONE);
  assert_int_equal(zip_find(&list, TEXT("a/b"), &found), ZIP_NONE);
}

static void lists_each_name_once(void **state) {
  (void)state;
  ZipEntry entries[] = {
      entry("b-c", ZIP_FILE),      entry("b/", ZIP_FOLDER), entry("b/c/d.js", ZIP_FILE),
      entry("b/c/e.js", ZIP_FILE), entry("b/f", ZIP_FILE),  entry("b0", ZIP_FILE),
  };
  ZipList list = {.entries = {entries, 6, 6}};
  static const struct {
    const char *folder, *names[4];
    ZipKind kinds[4];
  } cases[] = {
      {"", {"b-c", "b", "b0"}, {ZIP_FILE, ZIP_FOLDER, ZIP_FILE}},
      {"b", {"c", "f"}, {ZIP_FOLDER, ZIP_FILE}},
      {"b/c", {"d.js", "e.js"}, {ZIP_FILE, ZIP_FILE}},
      {"b0", {NULL}, {ZIP_NONE}},
      {"c", {NULL}, {ZIP_NONE}},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    uint32_t at = 0, count = 0;
    Text name;
    ZipKind kind;
    while (zip_next_name(&list, text_of(cases[i].folder), &at, &name, &kind)) {
      assert_non_null(cases[i].names[count]);
      assert_true(text_is(name, text_of(cases[i].names[count])));
      assert_int_equal(kind, cases[i].kinds[count]);
      count++;
    }
    assert_null(cases[i].names[count]);
  }
}

// An archive of "a/b", which is "hello hello hello", deflated.
static const char archive[] =
    "PK\3\4\x14\0\0\0\x08\0\0\0\x21\0\x80\x88\xf9\xe5\x0a\0\0\0\x11\0\0\0\3\0\0\0"
    "a/b\xcb\x48\xcd\xc9\xc9\x57\xc8\x40\x90\0"
    "PK\1\2\x14\3\x14\0\0\0\x08\0\0\0\x21\0\x80\x88\xf9\xe5\x0a\0\0\0\x11\0\0\0\3\0"
    "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0a/b"
    "PK\5\6\0\0\0\0\1\0\1\0\x31\0\0\0\x2b\0\0\0\0\0";

// Reads "a/b" from a file of these bytes.
static ZipProblem read_file(Arena *arena, Text bytes, Text *out) {
  ZipDirectory directory;
  ZipProblem problem = zip_find_directory(bytes, bytes.size, &directory);
  if (problem) return problem;
  uint32_t start = (uint32_t)directory.offset;
  ZipList list;
  problem =
      zip_read_list(arena, text_slice(bytes, start, start + directory.size), &directory, &list);
  const ZipEntry *entry;
  if (problem) return problem;
  if (zip_find(&list, TEXT("a/b"), &entry) != ZIP_FILE) return ZIP_DIRECTORY;
  problem = zip_check_entry(entry);
  if (problem) return problem;
  uint32_t data = (uint32_t)entry->offset +
                  zip_data_offset(text_slice(bytes, (uint32_t)entry->offset, bytes.size));
  if (data == entry->offset || data + entry->packed_size > bytes.size) return ZIP_DAMAGED;
  char *to = arena_alloc(arena, entry->size + 1, 1);
  *out = (Text){to, entry->size};
  return zip_unpack(entry, text_slice(bytes, data, data + entry->packed_size), to);
}

// Whatever byte is another one: what is read is what was packed, or nothing.
static void withstands_damage(void **state) {
  (void)state;
  Arena arena = {0};
  Text whole = {archive, sizeof archive - 1}, text;
  assert_int_equal(read_file(&arena, whole, &text), ZIP_GOOD);
  assert_text(text, "hello hello hello");
  for (uint32_t i = 0; i < whole.size; i++) {
    for (int value = 0; value < 256; value++) {
      char *bytes = arena_copy(&arena, whole.at, whole.size);
      bytes[i] = (char)value;
      if (read_file(&arena, (Text){bytes, whole.size}, &text) == ZIP_GOOD)
        assert_text(text, "hello hello hello");
      arena_release(&arena);
    }
  }
}

static void withstands_cutting(void **state) {
  (void)state;
  Arena arena = {0};
  Text text;
  for (uint32_t size = 0; size < sizeof archive - 1; size++) {
    char *bytes = arena_copy(&arena, archive, size);
    assert_int_equal(read_file(&arena, (Text){bytes, size}, &text), ZIP_NO_END);
    arena_release(&arena);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(finds_by_path),
      cmocka_unit_test(lists_each_name_once),
      cmocka_unit_test(withstands_damage),
      cmocka_unit_test(withstands_cutting),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
