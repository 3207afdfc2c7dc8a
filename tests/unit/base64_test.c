// Base64: what was encoded is decoded, however it is written; what is none is refused. And numbers
// in its digits, as source maps have them.
#include "unit.h"

#include "base/base64.h"
#include "base/vlq.h"

static void comes_back(void **state) {
  (void)state;
  Arena arena = {0};
  char bytes[256];
  for (int i = 0; i < 256; i++) bytes[i] = (char)(i * 37);
  for (uint32_t size = 0; size <= 256; size++) {
    Buffer encoded = {.arena = &arena};
    base64_add(&encoded, (Text){bytes, size});
    Text decoded;
    assert_true(base64_decode(&arena, buffer_text(&encoded), 0, &decoded));
    assert_true(text_is(decoded, (Text){bytes, size}));
  }
  arena_release(&arena);
}

static void is_forgiving(void **state) {
  (void)state;
  Arena arena = {0};
  Text decoded;
  assert_true(base64_decode(&arena, TEXT("aGVs\n bG8"), 0, &decoded));
  assert_text(decoded, "hello");
  assert_true(base64_decode(&arena, TEXT("_-8="), 0, &decoded));
  assert_text(decoded, "\xFF\xEF");
  arena_release(&arena);
}

static void refuses_what_is_none(void **state) {
  (void)state;
  Arena arena = {0};
  Text decoded;
  assert_false(base64_decode(&arena, TEXT("aGVs*"), 0, &decoded));
  assert_false(base64_decode(&arena, TEXT("a"), 0, &decoded));
  assert_false(base64_decode(&arena, TEXT("aGVsb"), 0, &decoded));
  assert_false(base64_decode(&arena, TEXT("aA==b"), 0, &decoded));
  assert_false(base64_decode(&arena, TEXT("aA==="), 0, &decoded));
  arena_release(&arena);
}

static void numbers_come_back(void **state) {
  (void)state;
  static const uint32_t numbers[] = {0, 1, 15, 16, 17, 1000, 31, 0, INT32_MAX, 0, INT32_MAX - 1};
  enum { COUNT = sizeof numbers / sizeof *numbers };
  char text[COUNT * VLQ_LONGEST], *to = text;
  for (int i = 0; i < COUNT; i++) to = vlq_put(to, numbers[i], i ? numbers[i - 1] : 0);
  const char *at = text;
  uint32_t number = 0;
  for (int i = 0; i < COUNT; i++) {
    assert_true(vlq_take(&at, to, &number));
    assert_int_equal(number, numbers[i]);
  }
  assert_false(vlq_take(&at, to, &number));
}

static bool takes(const char *text, uint32_t number) {
  const char *at = text;
  return vlq_take(&at, text + strlen(text), &number);
}

static void refuses_other_numbers(void **state) {
  (void)state;
  assert_false(takes("D", 0)); // below zero
  assert_true(takes("D", 1));
  assert_false(takes("g", 0)); // ends in the middle
  assert_false(takes("!", 0));
  assert_false(takes("gggggggggA", 0)); // more digits than any offset has
  assert_false(takes("C", INT32_MAX));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(comes_back),
      cmocka_unit_test(is_forgiving),
      cmocka_unit_test(refuses_what_is_none),
      cmocka_unit_test(numbers_come_back),
      cmocka_unit_test(refuses_other_numbers),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
