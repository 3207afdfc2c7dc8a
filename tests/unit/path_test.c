// Path: every function is its own table of examples.
#include "unit.h"

#include "base/path.h"

static void resolves(void **state) {
  (void)state;
  Arena arena = {0};
#define RESOLVED(base, path) path_resolve(&arena, TEXT(base), TEXT(path))
  assert_text(RESOLVED("/a/b", "c"), "/a/b/c");
  assert_text(RESOLVED("/a/b", "./c//d/"), "/a/b/c/d");
  assert_text(RESOLVED("/a/b", "../c"), "/a/c");
  assert_text(RESOLVED("/a/b", "../../../.."), "/");
  assert_text(RESOLVED("/a/b", "/x/./y/../z"), "/x/z");
  assert_text(RESOLVED("/a/b", ""), "/a/b");
  assert_text(RESOLVED("/", "a"), "/a");
  assert_text(RESOLVED("/", ".."), "/");
  assert_text(RESOLVED("/a", "..b/...c"), "/a/..b/...c");
  Text resolved = RESOLVED("/a", "b");
  assert_int_equal(resolved.at[resolved.size], '\0');
#undef RESOLVED
  arena_release(&arena);
}

static void splits(void **state) {
  (void)state;
  assert_text(path_dirname(TEXT("/a/b")), "/a");
  assert_text(path_dirname(TEXT("/a")), "/");
  assert_text(path_dirname(TEXT("a")), ".");
  assert_text(path_dirname(TEXT("a/b/c")), "a/b");
  assert_text(path_basename(TEXT("/a/b.js")), "b.js");
  assert_text(path_basename(TEXT("b.js")), "b.js");
  assert_text(path_extension(TEXT("/a.b/c.test.js")), ".js");
  assert_text(path_extension(TEXT("/a.b/c")), "");
  assert_text(path_extension(TEXT("/a/.bashrc")), "");
  assert_text(path_extension(TEXT("")), "");
}

static void goes_from_one_to_the_other(void **state) {
  (void)state;
  Arena arena = {0};
#define FROM_TO(base, path) path_relative(&arena, TEXT(base), TEXT(path))
  assert_text(FROM_TO("/a", "/a/b/c"), "b/c");
  assert_text(FROM_TO("/a/b", "/a/c"), "../c");
  assert_text(FROM_TO("/a/b", "/a/bc/d"), "../bc/d");
  assert_text(FROM_TO("/a/bc", "/a/b"), "../b");
  assert_text(FROM_TO("/a/b", "/a/b"), ".");
  assert_text(FROM_TO("/a/b", "/"), "../..");
  assert_text(FROM_TO("/", "/a/b"), "a/b");
  assert_text(FROM_TO("/", "/"), ".");
  assert_text(FROM_TO("/x/y", "/a/b"), "../../a/b");
#undef FROM_TO
#define SPECIFIER(base, path) path_specifier(&arena, TEXT(base), TEXT(path))
  assert_text(SPECIFIER("/a", "/a/b/c"), "./b/c");
  assert_text(SPECIFIER("/a/b", "/a/c"), "../c");
  assert_text(SPECIFIER("/a", "/a/..b"), "./..b");
  assert_text(SPECIFIER("/a", "/a/...b/c"), "./...b/c");
#undef SPECIFIER
  arena_release(&arena);
}

// Resolving what path_relative says leads back, for every pair.
static void relative_and_resolve_are_inverse(void **state) {
  (void)state;
  Arena arena = {0};
  const Text paths[] = {TEXT("/"),     TEXT("/a"),     TEXT("/a/b"), TEXT("/a/bc"),
                        TEXT("/ab/c"), TEXT("/a/b/c"), TEXT("/..a"), TEXT("/a/.b/c.d")};
  for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
    for (size_t j = 0; j < sizeof paths / sizeof *paths; j++) {
      Text relative = path_relative(&arena, paths[i], paths[j]);
      assert_true(text_is(path_resolve(&arena, paths[i], relative), paths[j]));
    }
  }
  arena_release(&arena);
}

static void knows_what_is_inside(void **state) {
  (void)state;
  assert_true(path_is_inside(TEXT("/a/b"), TEXT("/a")));
  assert_true(path_is_inside(TEXT("/a"), TEXT("/a")));
  assert_true(path_is_inside(TEXT("/a"), TEXT("/")));
  assert_false(path_is_inside(TEXT("/ab"), TEXT("/a")));
  assert_false(path_is_inside(TEXT("/a"), TEXT("/a/b")));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(resolves),
      cmocka_unit_test(splits),
      cmocka_unit_test(goes_from_one_to_the_other),
      cmocka_unit_test(relative_and_resolve_are_inverse),
      cmocka_unit_test(knows_what_is_inside),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
