// Hash: numbers are hashed as the same bytes on every machine.
#include "unit.h"

#include "base/hash.h"

static void hashes_numbers(void **state) {
  (void)state;
  static const char bytes[] = "\x01\x02\x03\x04\x05\x06\x07\x08\xFF\x00\x00\x00\x00\x00\x00\x80";
  const uint64_t numbers[] = {UINT64_C(0x0807060504030201), UINT64_C(0x80000000000000FF)};
  assert_true(hash_numbers(numbers, 2) == hash_bytes(bytes, 16));
  assert_true(hash_numbers(numbers, 1) == hash_bytes(bytes, 8));
  assert_true(hash_numbers(numbers, 0) == hash_text(TEXT("")));
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(hashes_numbers)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
