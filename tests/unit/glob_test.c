// Glob: what patterns of paths mean, and what they do not.
#include "unit.h"

#include "base/glob.h"

static bool matches(const char *pattern, const char *path) {
  Arena arena = {0};
  Glob glob = glob_make(&arena, text_of(pattern));
  bool is_match = glob_matches(&glob, text_of(path));
  arena_release(&arena);
  return is_match;
}

static void stars_stay_in_their_folder(void **state) {
  (void)state;
  assert_true(matches("*.js", "a.js"));
  assert_true(matches("a*c*.js", "abcbc.js"));
  assert_false(matches("*.js", "b/a.js"));
  assert_false(matches("*.js", "a.jsx"));
  assert_true(matches("src/*/a.js", "src/b/a.js"));
  assert_false(matches("src/*/a.js", "src/b/c/a.js"));
  assert_true(matches("*", ""));
}

static void two_stars_are_folders(void **state) {
  (void)state;
  assert_true(matches("**/a.js", "a.js"));
  assert_true(matches("**/a.js", "b/c/a.js"));
  assert_false(matches("**/a.js", "b/ca.js"));
  assert_true(matches("src/**", "src/a"));
  assert_true(matches("src/**", "src/a/b"));
  assert_false(matches("src/**", "src"));
  assert_true(matches("a/**/b/*.js", "a/x/b/y/b/c.js"));
  assert_true(matches("a/**/b", "a/b"));
  assert_false(matches("a/**/b/*.js", "a/x/b/y/c.js"));
}

static void classes_and_single_bytes(void **state) {
  (void)state;
  assert_true(matches("a?c", "abc"));
  assert_false(matches("a?c", "a/c"));
  assert_true(matches("[a-c]x", "bx"));
  assert_false(matches("[!a-c]x", "bx"));
  assert_true(matches("[!a-c]x", "dx"));
  assert_true(matches("[]]", "]"));
  assert_true(matches("[", "["));
  assert_true(matches("\\*", "*"));
  assert_false(matches("\\*", "a"));
}

static void braces_are_choices(void **state) {
  (void)state;
  assert_true(matches("*.{js,jsx}", "a.jsx"));
  assert_true(matches("{a,b{c,d}}.js", "bd.js"));
  assert_false(matches("{a,b{c,d}}.js", "b.js"));
  assert_true(matches("*.?([cm])[jt]s?(x)", "a.mjs"));
  assert_true(matches("*.?([cm])[jt]s?(x)", "a.tsx"));
  assert_true(matches("@(a|b).js", "b.js"));
  assert_true(matches("{a", "{a"));
}

// Each star is tried again for itself, not with all others.
static void many_stars_are_quick(void **state) {
  (void)state;
  assert_false(
      matches("*a*a*a*a*a*a*a*a*a*a*a*a*b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"));
  assert_false(matches("**/a/**/a/**/a/**/a/**/b", "a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a"));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(stars_stay_in_their_folder), cmocka_unit_test(two_stars_are_folders),
      cmocka_unit_test(classes_and_single_bytes),   cmocka_unit_test(braces_are_choices),
      cmocka_unit_test(many_stars_are_quick),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
