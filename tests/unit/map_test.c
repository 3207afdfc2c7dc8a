// Map: finds what was added, keeps the order of insertion, and tells keys apart by all their bytes.
#include "unit.h"

#include "base/map.h"

static void an_empty_map_has_nothing(void **state) {
  (void)state;
  Map map = {0};
  assert_null(map_find(&map, TEXT("a")));
  assert_false(map_has(&map, TEXT("")));
}

static void finds_what_was_added(void **state) {
  (void)state;
  Arena arena = {0};
  Map map = {0};
  enum { COUNT = 20000 };
  for (uint32_t i = 0; i < COUNT; i++) map_set(&arena, &map, text_format(&arena, "key %u", i), i);
  for (uint32_t i = 0; i < COUNT; i++) {
    const uint32_t *value = map_find(&map, text_format(&arena, "key %u", i));
    assert_non_null(value);
    assert_int_equal(*value, i);
  }
  assert_null(map_find(&map, TEXT("key 20000")));
  arena_release(&arena);
}

static void keeps_the_order_of_insertion(void **state) {
  (void)state;
  Arena arena = {0};
  Map map = {0};
  for (uint32_t i = 0; i < 100; i++) map_set(&arena, &map, text_format(&arena, "%u", i * 7), i);
  map_set(&arena, &map, TEXT("0"), 1000);
  assert_int_equal(map.entries.count, 100);
  assert_int_equal(map.entries.at[0].value, 1000);
  for (uint32_t i = 1; i < 100; i++) assert_int_equal(map.entries.at[i].value, i);
  arena_release(&arena);
}

static void tells_what_is_new(void **state) {
  (void)state;
  Arena arena = {0};
  Map map = {0};
  bool is_new = false;
  *map_add(&arena, &map, TEXT("a"), &is_new) = 5;
  assert_true(is_new);
  assert_int_equal(*map_add(&arena, &map, TEXT("a"), &is_new), 5);
  assert_false(is_new);
  assert_int_equal(*map_add(&arena, &map, TEXT("b"), NULL), 0);
  arena_release(&arena);
}

static void keys_are_bytes(void **state) {
  (void)state;
  Arena arena = {0};
  Map map = {0};
  map_set(&arena, &map, TEXT(""), 1);
  map_set(&arena, &map, TEXT("a\0b"), 2);
  map_set(&arena, &map, TEXT("a\0c"), 3);
  map_set(&arena, &map, TEXT("a"), 4);
  assert_int_equal(*map_find(&map, TEXT("")), 1);
  assert_int_equal(*map_find(&map, TEXT("a\0b")), 2);
  assert_int_equal(*map_find(&map, TEXT("a\0c")), 3);
  assert_int_equal(*map_find(&map, TEXT("a")), 4);
  assert_true(map_has(&map, (Text){NULL, 0}));
  arena_release(&arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(an_empty_map_has_nothing),
      cmocka_unit_test(finds_what_was_added),
      cmocka_unit_test(keeps_the_order_of_insertion),
      cmocka_unit_test(tells_what_is_new),
      cmocka_unit_test(keys_are_bytes),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
