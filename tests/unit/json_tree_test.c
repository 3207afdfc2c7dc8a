// JsonTree: values, keys and spellings, to the letter.
#include "unit.h"

#include "base/json_tree.h"

static void reads(void **state) {
  (void)state;
  Arena arena = {0};
  const Json *root = json_tree_read(
      &arena, TEXT(" {\"a\": [1, -2.50e1, [], {}], \"b\\n\": null, \"c\": {\"d\": "
                   "\"x\\u0000\\ud83d\\ude00\\ud800\"}, \"e\": true, \"f\": \"\"} "));
  assert_non_null(root);
  const Json *a = json_get(root, TEXT("a"));
  assert_int_equal(a->kind, JSON_ARRAY);
  assert_text(a->first_child->text, "1");
  assert_text(a->first_child->next->text, "-2.50e1");
  assert_true(a->first_child->next->number < -24.9 && a->first_child->next->number > -25.1);
  assert_null(a->first_child->next->next->first_child);
  assert_int_equal(a->first_child->next->next->next->kind, JSON_OBJECT);
  assert_null(a->first_child->next->next->next->next);
  assert_int_equal(json_get(root, TEXT("b\n"))->kind, JSON_NULL);
  Text d = json_text(json_get(json_get(root, TEXT("c")), TEXT("d")));
  assert_true(text_is(d, TEXT("x\0\xF0\x9F\x98\x80\xED\xA0\x80")));
  assert_int_equal(json_get(root, TEXT("e"))->kind, JSON_TRUE);
  assert_int_equal(json_get(root, TEXT("f"))->text.size, 0);
  arena_release(&arena);
}

static void refuses(void **state) {
  (void)state;
  static const Text bad[] = {TEXT(""),      TEXT("{"),   TEXT("[1,]"),   TEXT("{\"a\":1,}"),
                             TEXT("'a'"),   TEXT("1 2"), TEXT("{a: 1}"), TEXT("\"\\x\""),
                             TEXT("[1 2]"), TEXT("nul"), TEXT("\"\n\"")};
  Arena arena = {0};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) assert_null(json_tree_read(&arena, bad[i]));
  assert_int_equal(json_tree_read(&arena, TEXT(" 7 "))->number, 7);
  arena_release(&arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(reads),
      cmocka_unit_test(refuses),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
