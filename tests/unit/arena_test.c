// Arena: zeroed, aligned, growing in place where it can, empty and usable after release.
#include "unit.h"

static void gives_zeroed_memory(void **state) {
  (void)state;
  Arena arena = {0};
  for (size_t size = 1; size < 100000; size = size * 3 + 1) {
    char *bytes = arena_alloc(&arena, size, 1);
    for (size_t i = 0; i < size; i++) assert_int_equal(bytes[i], 0);
    memset(bytes, 0xAA, size);
  }
  arena_release(&arena);
}

static void aligns_as_asked(void **state) {
  (void)state;
  Arena arena = {0};
  for (size_t align = 1; align <= 64; align *= 2) {
    arena_alloc(&arena, 1, 1);
    assert_int_equal((uintptr_t)arena_alloc(&arena, 3, align) % align, 0);
  }
  arena_release(&arena);
}

static void allocations_do_not_overlap(void **state) {
  (void)state;
  enum { COUNT = 5000 };
  Arena arena = {0};
  uint32_t **numbers = arena_new(&arena, uint32_t *, COUNT);
  for (uint32_t i = 0; i < COUNT; i++) {
    numbers[i] = arena_new(&arena, uint32_t, 1 + i % 7);
    for (uint32_t j = 0; j <= i % 7; j++) numbers[i][j] = i;
  }
  for (uint32_t i = 0; i < COUNT; i++) {
    for (uint32_t j = 0; j <= i % 7; j++) assert_int_equal(numbers[i][j], i);
  }
  arena_release(&arena);
}

static void the_newest_allocation_grows_in_place(void **state) {
  (void)state;
  Arena arena = {0};
  char *first = arena_alloc(&arena, 10, 1);
  memcpy(first, "123456789", 10);
  assert_ptr_equal(arena_grow(&arena, first, 10, 20, 1), first);
  assert_string_equal(first, "123456789");
  assert_int_equal(first[19], 0);
  arena_alloc(&arena, 1, 1);
  char *moved = arena_grow(&arena, first, 20, 40, 1);
  assert_ptr_not_equal(moved, first);
  assert_string_equal(moved, "123456789");
  assert_int_equal(moved[39], 0);
  arena_release(&arena);
}

static void growing_over_a_block_keeps_what_was_written(void **state) {
  (void)state;
  Arena arena = {0};
  size_t size = 8;
  char *bytes = arena_alloc(&arena, size, 1);
  memset(bytes, 'x', size);
  while (size < (32u << 20)) {
    bytes = arena_grow(&arena, bytes, size, size * 2, 1);
    for (size_t i = 0; i < size; i += 997) assert_int_equal(bytes[i], 'x');
    for (size_t i = size; i < size * 2; i += 997) assert_int_equal(bytes[i], 0);
    memset(bytes, 'x', size *= 2);
  }
  arena_release(&arena);
}

static void trimming_gives_the_rest_back_zeroed(void **state) {
  (void)state;
  Arena arena = {0};
  char *bytes = arena_alloc(&arena, 100, 1);
  memset(bytes, 'x', 100);
  arena_trim(&arena, bytes, 100, 10);
  char *next = arena_alloc(&arena, 90, 1);
  assert_ptr_equal(next, bytes + 10);
  for (int i = 0; i < 90; i++) assert_int_equal(next[i], 0);
  arena_trim(&arena, bytes, 10, 5); // not the newest: nothing happens
  assert_int_equal(bytes[9], 'x');
  arena_release(&arena);
}

// A large allocation has pages of its own, whether it is the arena's first or not.
static void trimming_gives_pages_back(void **state) {
  (void)state;
  const size_t size = 8u << 20;
  for (int is_first = 0; is_first < 2; is_first++) {
    Arena arena = {0};
    if (!is_first) arena_alloc(&arena, 10, 1);
    char *bytes = arena_alloc(&arena, size, 16);
    memset(bytes, 'x', 5000);
    size_t reserved = arena.reserved_bytes;
    arena_trim(&arena, bytes, size, 5000);
    assert_true(arena.reserved_bytes < reserved - size / 2);
    assert_int_equal(bytes[4999], 'x');
    char *next = arena_alloc(&arena, 3u << 20, 1);
    for (size_t i = 0; i < 3u << 20; i += 997) assert_int_equal(next[i], 0);
    arena_release(&arena);
  }
}

static void trimming_leaves_others_alone(void **state) {
  (void)state;
  Arena arena = {0};
  char *large = arena_alloc(&arena, 2u << 20, 1), *behind = arena_alloc(&arena, 100, 1);
  memset(behind, 'y', 100);
  arena_trim(&arena, large, 2u << 20, 10);
  assert_int_equal(behind[99], 'y');
  char *first = arena_alloc(&arena, 10000, 1), *second = arena_alloc(&arena, 100, 1);
  memset(first, 'x', 10000);
  memset(second, 'z', 100);
  arena_trim(&arena, first, 10000, 10); // its block is small
  assert_int_equal(first[9], 'x');
  assert_int_equal(second[99], 'z');
  arena_release(&arena);
}

// Its rest must be zeroed, though what was trimmed off was not.
static void what_was_trimmed_grows_zeroed(void **state) {
  (void)state;
  for (size_t size = 20000; size < 10u << 20; size = size * 5 + 77) {
    Arena arena = {0};
    arena_alloc(&arena, 10, 1);
    char *bytes = memset(arena_alloc(&arena, size, 1), 'x', size);
    arena_alloc(&arena, 10, 1);
    arena_trim(&arena, bytes, size, 10);
    bytes = arena_grow(&arena, bytes, 10, size, 1);
    for (size_t i = 10; i < size; i++) assert_int_equal(bytes[i], 0);
    arena_release(&arena);
  }
}

static void copies_end_with_a_nul(void **state) {
  (void)state;
  Arena arena = {0};
  assert_string_equal(arena_copy(&arena, "hello!", 5), "hello");
  assert_string_equal(arena_copy(&arena, NULL, 0), "");
  arena_release(&arena);
}

static void what_is_adopted_stays_until_the_end(void **state) {
  (void)state;
  enum { COUNT = 3000 };
  Arena arena = {0}, others[3] = {{0}}; // the last one stays empty
  uint32_t *numbers[2];
  for (int i = 0; i < 2; i++) {
    numbers[i] = arena_new(&others[i], uint32_t, COUNT);
    for (uint32_t n = 0; n < COUNT; n++) numbers[i][n] = n;
  }
  size_t reserved = others[0].reserved_bytes + others[1].reserved_bytes;
  for (int i = 0; i < 3; i++) {
    arena_adopt(&arena, &others[i]);
    assert_null(others[i].newest);
  }
  assert_int_equal(arena.reserved_bytes, reserved);
  char *later = arena_alloc(&arena, 100000, 1);
  memset(later, 0xAA, 100000);
  numbers[1] = arena_grow(&arena, numbers[1], COUNT * sizeof(uint32_t),
                          2 * COUNT * sizeof(uint32_t), _Alignof(uint32_t));
  for (uint32_t n = 0; n < COUNT; n++) {
    assert_int_equal(numbers[0][n], n);
    assert_int_equal(numbers[1][n], n);
  }
  arena_release(&arena);
}

static void a_released_arena_is_usable_again(void **state) {
  (void)state;
  Arena arena = {0};
  arena_release(&arena);
  for (int round = 0; round < 3; round++) {
    memset(arena_alloc(&arena, 1 << 20, 8), 1, 1 << 20);
    arena_release(&arena);
    assert_int_equal(arena.reserved_bytes, 0);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(gives_zeroed_memory),
      cmocka_unit_test(aligns_as_asked),
      cmocka_unit_test(allocations_do_not_overlap),
      cmocka_unit_test(the_newest_allocation_grows_in_place),
      cmocka_unit_test(growing_over_a_block_keeps_what_was_written),
      cmocka_unit_test(trimming_gives_the_rest_back_zeroed),
      cmocka_unit_test(trimming_gives_pages_back),
      cmocka_unit_test(trimming_leaves_others_alone),
      cmocka_unit_test(what_was_trimmed_grows_zeroed),
      cmocka_unit_test(copies_end_with_a_nul),
      cmocka_unit_test(what_is_adopted_stays_until_the_end),
      cmocka_unit_test(a_released_arena_is_usable_again),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
