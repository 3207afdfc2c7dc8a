// Blocks: zeroed, as large as asked for, given out again, on whatever thread. The code itself is
// included, since what is linked uses malloc in sanitizer builds.
#define BLOCKS_TESTED 1
#include "base/blocks.c"
#include "unit.h"

static bool is_zero(const char *bytes, size_t size) {
  return size == 0 || (bytes[0] == 0 && memcmp(bytes, bytes + 1, size - 1) == 0);
}

static char *take_filled(size_t *size) {
  char *block = block_take(size);
  assert_true(is_zero(block, *size));
  return memset(block, 0xAA, *size);
}

static void every_size_holds_what_it_is_asked_for(void **state) {
  (void)state;
  uint32_t last = 0;
  for (size_t size = 1; size <= BLOCK_MOST_BYTES; size += 1 + size / 300) {
    uint32_t index = index_of(size);
    assert_in_range(index, last, SIZES - 1);
    assert_true(size_of(index) >= size);
    assert_true(index == 0 || size_of(index - 1) < size);
    last = index;
  }
  assert_int_equal(last, SIZES - 1);
  for (uint32_t i = 0; i < SIZES; i++) assert_int_equal(index_of(size_of(i)), i);
}

static void what_comes_back_is_given_out_again(void **state) {
  (void)state;
  size_t size = 10000;
  char *first = take_filled(&size);
  block_return(first, size, size);
  size_t again = 9000; // smaller, but not by much
  assert_ptr_equal(take_filled(&again), first);
  assert_int_equal(again, size);
  block_return(first, again, again);
  size_t small = 4096; // would waste too much of it
  char *other = take_filled(&small);
  assert_ptr_not_equal(other, first);
  block_return(other, small, small);
}

static void blocks_do_not_overlap(void **state) {
  (void)state;
  enum { COUNT = 300 };
  static char *blocks[COUNT];
  static size_t sizes[COUNT];
  for (uint32_t round = 0; round < 3; round++) {
    for (uint32_t i = 0; i < COUNT; i++) {
      sizes[i] = 1 + (i * 7919 + round * 104729) % BLOCK_MOST_BYTES;
      blocks[i] = take_filled(&sizes[i]);
      memset(blocks[i], (int)(i & 0xFF), sizes[i]);
    }
    for (uint32_t i = 0; i < COUNT; i++) {
      assert_int_equal((uint8_t)blocks[i][0], i & 0xFF);
      assert_memory_equal(blocks[i], blocks[i] + 1, sizes[i] - 1);
      block_return(blocks[i], sizes[i], sizes[i]);
    }
  }
}

static void *use_and_end(void *given) {
  size_t size = 50000;
  take_filled(&size);
  block_return(given, 8192, 8192);
  for (uint32_t i = 0; i < 100; i++) {
    size_t many = 4096 + i * 100;
    char *block = take_filled(&many);
    block_return(block, many, many);
  }
  return NULL;
}

static void what_a_thread_leaves_others_get(void **state) {
  (void)state;
  size_t size = 8192;
  char *given = take_filled(&size);
  pthread_t thread;
  pthread_create(&thread, NULL, use_and_end, given);
  pthread_join(thread, NULL);
  assert_true(shared.shelf.bytes > 0);
  bool is_found = false;
  for (uint32_t i = 0; i < 1000 && !is_found; i++) {
    size_t again = 8192;
    is_found = take_filled(&again) == given;
  }
  assert_true(is_found);
}

static void trimmed_blocks_are_zeroed_too(void **state) {
  (void)state;
  enum { COUNT = 100 };
  char *blocks[COUNT];
  size_t size = BLOCK_MOST_BYTES;
  for (uint32_t i = 0; i < COUNT; i++) blocks[i] = take_filled(&size);
  for (uint32_t i = 0; i < COUNT; i++) block_return(blocks[i], size, size);
  blocks_trim();
  size_t filled = 0;
  for (FreeBlock *block = shared.shelf.blocks[SIZES - 1]; block; block = block->next)
    filled += block->used;
  assert_true(filled <= KEPT_BYTES + COUNT * 8192);
  for (uint32_t i = 0; i < COUNT; i++) take_filled(&size);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_size_holds_what_it_is_asked_for),
      cmocka_unit_test(what_comes_back_is_given_out_again),
      cmocka_unit_test(blocks_do_not_overlap),
      cmocka_unit_test(what_a_thread_leaves_others_get),
      cmocka_unit_test(trimmed_blocks_are_zeroed_too),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
