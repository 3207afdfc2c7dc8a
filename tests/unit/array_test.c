// Array: order and values survive growing; structs and several arrays in one arena work.
#include "unit.h"

#include "base/array.h"

typedef struct Point {
  double x;
  char name;
} Point;

static void keeps_what_is_pushed(void **state) {
  (void)state;
  Arena arena = {0};
  Array(uint32_t) numbers = {0};
  for (uint32_t i = 0; i < 10000; i++) array_push(&arena, &numbers, i * i);
  assert_int_equal(numbers.count, 10000);
  for (uint32_t i = 0; i < numbers.count; i++) assert_int_equal(numbers.at[i], i * i);
  arena_release(&arena);
}

static void two_arrays_grow_side_by_side(void **state) {
  (void)state;
  Arena arena = {0};
  Array(Point) points = {0};
  Array(char) letters = {0};
  for (int i = 0; i < 1000; i++) {
    array_push(&arena, &points, (Point){.x = i, .name = (char)('a' + i % 26)});
    array_push(&arena, &letters, (char)('z' - i % 26));
  }
  for (int i = 0; i < 1000; i++) {
    assert_true(points.at[i].x == i);
    assert_int_equal(points.at[i].name, 'a' + i % 26);
    assert_int_equal(letters.at[i], 'z' - i % 26);
  }
  arena_release(&arena);
}

static void pops_in_reverse_order(void **state) {
  (void)state;
  Arena arena = {0};
  Array(int) stack = {0};
  for (int i = 0; i < 20; i++) array_push(&arena, &stack, i);
  assert_int_equal(array_last(&stack), 19);
  for (int i = 20; i-- > 0;) assert_int_equal(array_pop(&stack), i);
  assert_int_equal(stack.count, 0);
  arena_release(&arena);
}

static void a_reservation_is_room_enough(void **state) {
  (void)state;
  Arena arena = {0};
  Array(int) numbers = {0};
  array_reserve(&arena, &numbers, 1000);
  const int *before = numbers.at;
  arena_alloc(&arena, 1, 1); // growing would have to move now
  for (int i = 0; i < 1000; i++) array_push(&arena, &numbers, i);
  assert_ptr_equal(numbers.at, before);
  arena_release(&arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(keeps_what_is_pushed),
      cmocka_unit_test(two_arrays_grow_side_by_side),
      cmocka_unit_test(pops_in_reverse_order),
      cmocka_unit_test(a_reservation_is_room_enough),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
