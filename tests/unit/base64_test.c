// Base64: the vectors of RFC 4648, and the digits that are no letters.
#include "unit.h"

#include "base/base64.h"

static Text encode(Arena *arena, Text bytes) {
  Buffer out = {.arena = arena};
  base64_add(&out, bytes);
  assert_int_equal(out.size, base64_size(bytes.size));
  return buffer_text(&out);
}

static void encodes(void **state) {
  (void)state;
  Arena arena = {0};
  assert_text(encode(&arena, TEXT("")), "");
  assert_text(encode(&arena, TEXT("f")), "Zg==");
  assert_text(encode(&arena, TEXT("fo")), "Zm8=");
  assert_text(encode(&arena, TEXT("foo")), "Zm9v");
  assert_text(encode(&arena, TEXT("foob")), "Zm9vYg==");
  assert_text(encode(&arena, TEXT("fooba")), "Zm9vYmE=");
  assert_text(encode(&arena, TEXT("foobar")), "Zm9vYmFy");
  assert_text(encode(&arena, TEXT("\xFF\xEF\xBE\0")), "/+++AA==");
  arena_release(&arena);
}

static void appends(void **state) {
  (void)state;
  Arena arena = {0};
  Buffer out = {.arena = &arena};
  buffer_add_literal(&out, "\"");
  base64_add(&out, TEXT("foob"));
  base64_add(&out, TEXT("foo"));
  assert_text(buffer_text(&out), "\"Zm9vYg==Zm9v");
  arena_release(&arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(encodes), cmocka_unit_test(appends)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
