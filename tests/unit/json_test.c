// Json: reads what JSON is, says where it stops being JSON, and survives depth.
#include "unit.h"

#include "base/json.h"

static void reads_every_kind(void **state) {
  (void)state;
  Arena arena = {0};
  const Json *json =
      json_read(&arena,
                TEXT(" {\"n\": null, \"t\": true, \"f\": false, \"d\": -1.5e2, \"s\": \"x\","
                     " \"a\": [1, [], {}], \"\\u00e9\": \"\\ud83d\\ude00\"} \n"),
                NULL);
  assert_true(json_is(json, JSON_OBJECT));
  assert_true(json_is(json_get(json, TEXT("n")), JSON_NULL));
  assert_true(json_is(json_get(json, TEXT("t")), JSON_TRUE));
  assert_true(json_is(json_get(json, TEXT("f")), JSON_FALSE));
  assert_true(json_get(json, TEXT("d"))->number == -150);
  assert_text(json_text(json_get(json, TEXT("s"))), "x");
  assert_text(json_text(json_get(json, TEXT("\xC3\xA9"))), "\xF0\x9F\x98\x80");
  const Json *item = json_get(json, TEXT("a"))->first_child;
  assert_true(item->number == 1);
  assert_true(json_is(item->next, JSON_ARRAY) && !item->next->first_child);
  assert_true(json_is(item->next->next, JSON_OBJECT) && !item->next->next->next);
  arena_release(&arena);
}

static void members_stay_in_order(void **state) {
  (void)state;
  Arena arena = {0};
  const Json *json = json_read(&arena, TEXT("{\"b\":1,\"a\":2,\"c\":3}"), NULL);
  const Json *member = json->first_child;
  assert_text(member->key, "b");
  assert_text(member->next->key, "a");
  assert_text(member->next->next->key, "c");
  assert_null(member->next->next->next);
  arena_release(&arena);
}

static void absence_is_no_crash(void **state) {
  (void)state;
  Arena arena = {0};
  assert_null(json_get(NULL, TEXT("a")));
  assert_text(json_text(NULL), "");
  assert_false(json_is(NULL, JSON_NULL));
  const Json *number = json_read(&arena, TEXT("1"), NULL);
  assert_null(json_get(number, TEXT("a")));
  assert_text(json_text(number), "");
  arena_release(&arena);
}

static void skips_a_byte_order_mark(void **state) {
  (void)state;
  Arena arena = {0};
  assert_true(json_is(json_read(&arena, TEXT("\xEF\xBB\xBF[]"), NULL), JSON_ARRAY));
  arena_release(&arena);
}

static void says_where_it_went_wrong(void **state) {
  (void)state;
  Arena arena = {0};
  const Text broken[] = {TEXT(""),      TEXT("{"),      TEXT("{\"a\": }"), TEXT("[1,]"),
                         TEXT("{} x"),  TEXT("\"open"), TEXT("nul"),       TEXT("{'a': 1}"),
                         TEXT("[1 2]"), TEXT("\xFF"),   TEXT("{\"a\" 1}"), TEXT("\0")};
  for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
    uint32_t offset = UINT32_MAX;
    assert_null(json_read(&arena, broken[i], &offset));
    assert_in_range(offset, 0, broken[i].size);
  }
  uint32_t offset;
  assert_null(json_read(&arena, TEXT("{\"a\": 1, \"b\": oops}"), &offset));
  assert_int_equal(offset, 14);
  arena_release(&arena);
}

static void refuses_what_is_nested_too_deeply(void **state) {
  (void)state;
  enum { DEPTH = 1 << 20 };
  Arena arena = {0};
  char *text = arena_alloc(&arena, DEPTH, 1);
  memset(text, '[', DEPTH);
  assert_null(json_read(&arena, (Text){text, DEPTH}, NULL));
  arena_release(&arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(reads_every_kind),
      cmocka_unit_test(members_stay_in_order),
      cmocka_unit_test(absence_is_no_crash),
      cmocka_unit_test(skips_a_byte_order_mark),
      cmocka_unit_test(says_where_it_went_wrong),
      cmocka_unit_test(refuses_what_is_nested_too_deeply),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
