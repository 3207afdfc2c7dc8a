// JsonWalk: members are taken or skipped, whatever they are, and strings mean what JSON says.
#include "unit.h"

#include "base/json_walk.h"

static void walks(void **state) {
  (void)state;
  JsonWalk walk = {TEXT(" { \"a\" : [1, {\"x\": \"]}\\\"\"}, []], \"b\":\"\\\\\", \"c\": 12 ,"
                        "\"d\":-1.5e3,\"e\": [ \"x\" , null,\"y\\n\"],\"f\":{}} "),
                   0};
  assert_false(json_walk_open(&walk, '['));
  assert_true(json_walk_open(&walk, '{') && json_walk_next(&walk));
  assert_text(json_walk_key(&walk), "a");
  assert_text(json_walk_skip(&walk), "[1, {\"x\": \"]}\\\"\"}, []]");
  assert_true(json_walk_next(&walk));
  assert_text(json_walk_key(&walk), "b");
  assert_text(json_walk_string(&walk), "\"\\\\\"");
  assert_true(json_walk_next(&walk));
  assert_text(json_walk_key(&walk), "c");
  assert_int_equal(json_walk_number(&walk), 12);
  assert_true(json_walk_next(&walk));
  assert_text(json_walk_key(&walk), "d");
  assert_int_equal(json_walk_number(&walk), 0);
  assert_true(json_walk_next(&walk));
  assert_text(json_walk_key(&walk), "e");
  assert_true(json_walk_open(&walk, '[') && json_walk_next(&walk));
  assert_text(json_walk_string(&walk), "\"x\"");
  assert_true(json_walk_next(&walk));
  assert_null(json_walk_string(&walk).at);
  assert_true(json_walk_next(&walk));
  assert_text(json_walk_string(&walk), "\"y\\n\"");
  assert_false(json_walk_next(&walk));
  assert_true(json_walk_next(&walk));
  assert_text(json_walk_key(&walk), "f");
  assert_true(json_walk_open(&walk, '{'));
  assert_false(json_walk_next(&walk));
  assert_false(json_walk_next(&walk));
}

static void unquotes(void **state) {
  (void)state;
  Arena arena = {0};
  assert_text(json_unquote(&arena, TEXT("\"a\\n\\t\\\\\\\"\\/\\u00e9\"")), "a\n\t\\\"/\xC3\xA9");
  assert_text(json_unquote(&arena, TEXT("\"\\ud83d\\ude00\"")), "\xF0\x9F\x98\x80");
  assert_text(json_unquote(&arena, TEXT("\"\\ud83dx\"")), "\xED\xA0\xBDx"); // half of a pair
  assert_text(json_unquote(&arena, (Text){0}), "");
  arena_release(&arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(walks),
      cmocka_unit_test(unquotes),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
