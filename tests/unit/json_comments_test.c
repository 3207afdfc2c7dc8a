// Json_comments: what is blanked, what stays, and that nothing moves.
#include "unit.h"

#include "base/json_comments.h"

static void check(const char *text, const char *expected) {
  Arena arena = {0};
  Text plain = json_without_comments(&arena, text_of(text));
  assert_string_equal(plain.at, expected);
  arena_release(&arena);
}

static void blanks_comments(void **state) {
  (void)state;
  check("{} // x\n", "{}     \n");
  check("[1,/* \n */2]", "[1,   \n   2]");
  check("//", "  ");
}

static void blanks_commas_before_brackets(void **state) {
  (void)state;
  check("[1, 2,]", "[1, 2 ]");
  check("{\"a\": [1,/*,*/ ] , }", "{\"a\": [1       ]   }");
  check("[1,,2]", "[1,,2]");
}

static void leaves_strings_alone(void **state) {
  (void)state;
  check("\"// \\\" /*,]*/\"", "\"// \\\" /*,]*/\"");
  check("[\"a,\"]", "[\"a,\"]");
}

static void leaves_what_never_ends(void **state) {
  (void)state;
  check("1 /* 2", "1 /* 2");
  check("\"//", "\"//");
  check("\"\\", "\"\\");
  check("", "");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(blanks_comments),
      cmocka_unit_test(blanks_commas_before_brackets),
      cmocka_unit_test(leaves_strings_alone),
      cmocka_unit_test(leaves_what_never_ends),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
