// Searching, beside a look at one item after the other.
#include "unit.h"

#include "base/search.h"

typedef struct Item {
  uint16_t other;
  uint32_t key;
} Item;

static uint32_t look(const Item *items, uint32_t count, uint32_t key) {
  uint32_t at = 0;
  while (at < count && items[at].key < key) at++;
  return at;
}

static void finds_the_first_that_is_large_enough(void **state) {
  (void)state;
  const Item items[] = {{0, 2}, {0, 2}, {0, 5}, {0, 9}, {0, 9}, {0, 9}, {0, UINT32_MAX}};
  const uint32_t most = sizeof items / sizeof *items;
  for (uint32_t count = 0; count <= most; count++) {
    for (uint32_t key = 0; key < 12; key++) {
      assert_int_equal(search_first(items, count, key, key), look(items, count, key));
    }
    assert_int_equal(search_first(items, count, key, UINT32_MAX), look(items, count, UINT32_MAX));
  }
}

static void an_empty_list_has_no_items(void **state) {
  (void)state;
  const Item *none = NULL;
  assert_int_equal(search_first(none, 0, key, 3), 0);
}

static void keys_may_stand_alone(void **state) {
  (void)state;
  const uint32_t keys[] = {1, 4, 6};
  assert_int_equal(search_keys(keys, 3, sizeof *keys, 4), 1);
  assert_int_equal(search_keys(keys, 3, sizeof *keys, 5), 2);
  assert_int_equal(search_keys(keys, 3, sizeof *keys, 7), 3);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(finds_the_first_that_is_large_enough),
      cmocka_unit_test(an_empty_list_has_no_items),
      cmocka_unit_test(keys_may_stand_alone),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
