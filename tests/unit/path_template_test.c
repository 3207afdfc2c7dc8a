// PathTemplate: what is accepted, and what comes out.
#include "unit.h"

#include "base/hash.h"
#include "bundle/path_template.h"

static void expands(void **state) {
  (void)state;
  Arena arena = {0};
  PathParts parts = {TEXT("sub/dir"), TEXT("name"), TEXT("HASH"), TEXT("png")};
  PathParts top = {.name = TEXT("name")};
#define EXPANDED(template, parts) path_template_expand(&arena, TEXT(template), &parts)
  assert_text(EXPANDED("[dir]/[name]-[hash]", parts), "sub/dir/name-HASH");
  assert_text(EXPANDED("[dir]/[name]", top), "name");
  assert_text(EXPANDED("[ext]/[dir]/[name]", parts), "png/sub/dir/name");
  assert_text(EXPANDED("./assets/[name].[hash].min", parts), "assets/name.HASH.min");
  assert_text(EXPANDED("[name][name]", parts), "namename");
  assert_text(EXPANDED("plain", parts), "plain");
#undef EXPANDED
  arena_release(&arena);
}

static void tells_its_placeholders(void **state) {
  (void)state;
  assert_int_equal(path_template_uses(TEXT("[dir]/[name]-[hash]")),
                   PATH_DIR | PATH_NAME | PATH_HASH);
  assert_int_equal(path_template_uses(TEXT("a/[ext]")), PATH_EXT);
  assert_int_equal(path_template_uses(TEXT("a")), 0);
}

static bool is_good(Text template, Diagnostics *diagnostics) {
  uint32_t errors_before = diagnostics->error_count;
  path_template_check(TEXT("--asset-names"), template, diagnostics);
  return diagnostics->error_count == errors_before;
}

static void complains(void **state) {
  (void)state;
  Arena arena = {0};
  Diagnostics diagnostics = {.arena = &arena};
#define IS_GOOD(template) is_good(TEXT(template), &diagnostics)
#define COMPLAINT(template, wording)                                                               \
  do {                                                                                             \
    assert_false(IS_GOOD(template));                                                               \
    assert_text(array_last(&diagnostics.items)->text, wording);                                    \
  } while (0)
  assert_true(IS_GOOD("[dir]/[name]-[hash]"));
  assert_true(IS_GOOD("./[ext]/..[name]..a"));
  assert_int_equal(diagnostics.items.count, 0);
  COMPLAINT("[nme]", "There is no placeholder \"[nme]\" in \"--asset-names\"");
  assert_text(array_last(&diagnostics.items)->notes->text, "Did you mean \"[name]\"?");
  COMPLAINT("a/[name", "There is no placeholder \"[name\" in \"--asset-names\"");
  COMPLAINT("[chunk]", "There is no placeholder \"[chunk]\" in \"--asset-names\"");
  assert_text(array_last(&diagnostics.items)->notes->text,
              "The placeholders are [dir], [name], [hash] and [ext].");
  COMPLAINT("/a/[name]", "\"/a/[name]\" in \"--asset-names\" would lead out of the output folder");
  COMPLAINT("a/../../[name]",
            "\"a/../../[name]\" in \"--asset-names\" would lead out of the output folder");
  COMPLAINT(
      "[name]/",
      "\"[name]/\" in \"--asset-names\" names a folder: the name of a file must be at its end");
#undef COMPLAINT
#undef IS_GOOD
  arena_release(&arena);
}

static void keeps_folders_inside(void **state) {
  (void)state;
  Arena arena = {0};
  assert_text(path_template_dir(&arena, TEXT("/a"), TEXT("/a/b/c/d.png")), "b/c");
  assert_text(path_template_dir(&arena, TEXT("/a"), TEXT("/a/d.png")), "");
  assert_text(path_template_dir(&arena, TEXT("/a/b"), TEXT("/a/d.png")), "_.._");
  assert_text(path_template_dir(&arena, TEXT("/a/b/c"), TEXT("/a/x/d.png")), "_.._/_.._/x");
  arena_release(&arena);
}

// The same on every machine: these are the values, whatever the byte order.
static void hashes(void **state) {
  (void)state;
  Arena arena = {0};
  assert_text(path_template_hash(&arena, 0), "AAAAAAAA");
  assert_text(path_template_hash(&arena, UINT64_MAX), "77777777");
  assert_text(path_template_hash(&arena, UINT64_C(1) << 63), "QAAAAAAA");
  assert_text(path_template_hash(&arena, UINT64_C(1) << 24), "AAAAAAAB");
  assert_text(path_template_hash(&arena, hash_text(TEXT(""))), "FUDIABJY"); // 2D06800538…
  arena_release(&arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(expands),   cmocka_unit_test(tells_its_placeholders),
      cmocka_unit_test(complains), cmocka_unit_test(keeps_folders_inside),
      cmocka_unit_test(hashes),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
