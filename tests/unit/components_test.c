// Components: nodes that lead to each other are one; what a node leads to comes first.
#include "unit.h"

#include "base/components.h"

static void finds_circles(void **state) {
  (void)state;
  // 0 → 1 ⇄ 2 → 3, 4 → 0, 5 → 5
  static const uint32_t first[] = {0, 1, 2, 4, 4, 5, 6};
  static const uint32_t to[] = {1, 2, 1, 3, 0, 5};
  Arena arena = {0};
  Edges edges = {6, first, to};
  Components found = components_find(&arena, &edges);
  assert_int_equal(found.count, 5);
  assert_int_equal(found.of[1], found.of[2]);
  assert_int_equal(components_size(&found, found.of[1]), 2);
  assert_int_equal(components_size(&found, found.of[5]), 1);
  assert_true(found.of[3] < found.of[1]);
  assert_true(found.of[1] < found.of[0]);
  assert_true(found.of[0] < found.of[4]);
  for (uint32_t i = 0; i < found.count; i++) {
    for (uint32_t n = found.first[i]; n < found.first[i + 1]; n++)
      assert_int_equal(found.of[found.nodes[n]], i);
  }
  arena_release(&arena);
}

static void walks_long_paths(void **state) {
  (void)state;
  enum { COUNT = 200000 }; // too many for recursion
  Arena arena = {0};
  uint32_t *first = arena_new(&arena, uint32_t, COUNT + 1);
  uint32_t *to = arena_new(&arena, uint32_t, COUNT);
  for (uint32_t i = 0; i <= COUNT; i++) first[i] = i;
  for (uint32_t i = 0; i < COUNT; i++) to[i] = (i + 1) % COUNT;
  Edges edges = {COUNT, first, to};
  Components found = components_find(&arena, &edges);
  assert_int_equal(found.count, 1);
  assert_int_equal(components_size(&found, 0), COUNT);
  arena_release(&arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(finds_circles),
      cmocka_unit_test(walks_long_paths),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
