// Buffer: what is added comes out in order, whatever the sizes; JSON strings are valid JSON.
#include "unit.h"

#include "base/buffer.h"

#include <stdlib.h>

static void an_empty_buffer_is_an_empty_text(void **state) {
  (void)state;
  Buffer buffer = {0};
  assert_text(buffer_text(&buffer), "");
  buffer_add(&buffer, NULL, 0);
  assert_non_null(buffer_text(&buffer).at);
}

static void adds_in_order(void **state) {
  (void)state;
  Arena arena = {0};
  Buffer buffer = {.arena = &arena};
  buffer_add_literal(&buffer, "a");
  buffer_add_byte(&buffer, '\0');
  buffer_add_text(&buffer, TEXT("bc"));
  buffer_add_format(&buffer, "%d/%s", 7, "x");
  assert_text(buffer_text(&buffer), "a\0bc7/x");
  arena_release(&arena);
}

static void grows_while_others_allocate(void **state) {
  (void)state;
  Arena arena = {0};
  Buffer buffer = {.arena = &arena};
  for (int i = 0; i < 30000; i++) {
    buffer_add_format(&buffer, "%d,", i);
    if (i % 100 == 0) memset(arena_alloc(&arena, 16, 1), 0xFF, 16);
  }
  const char *at = buffer.at;
  for (int i = 0; i < 30000; i++) {
    assert_int_equal(strtol(at, (char **)&at, 10), i);
    assert_int_equal(*at++, ',');
  }
  assert_ptr_equal(at, buffer.at + buffer.size);
  arena_release(&arena);
}

static void a_long_format_fits(void **state) {
  (void)state;
  Arena arena = {0};
  Buffer buffer = {.arena = &arena};
  buffer_add_format(&buffer, "%*s|", 5000, "x");
  assert_int_equal(buffer.size, 5001);
  assert_text(text_slice(buffer_text(&buffer), 4998, 5001), " x|");
  arena_release(&arena);
}

static Text json_string(Arena *arena, Text text) {
  Buffer buffer = {.arena = arena};
  buffer_add_json_string(&buffer, text);
  return buffer_text(&buffer);
}

static void json_strings_are_escaped(void **state) {
  (void)state;
  Arena arena = {0};
  assert_text(json_string(&arena, TEXT("")), "\"\"");
  assert_text(json_string(&arena, TEXT("a\"b\\c/")), "\"a\\\"b\\\\c/\"");
  assert_text(json_string(&arena, TEXT("\n\r\t\b\f\v\0\x1F")),
              "\"\\n\\r\\t\\b\\f\\u000b\\u0000\\u001f\"");
  assert_text(json_string(&arena, TEXT("\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80")),
              "\"\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80\"");
  arena_release(&arena);
}

static void json_strings_replace_what_is_not_utf8(void **state) {
  (void)state;
  Arena arena = {0};
  assert_text(json_string(&arena, TEXT("a\xFFz")), "\"a\xEF\xBF\xBDz\"");
  assert_text(json_string(&arena, TEXT("\xE2\x82")), "\"\xEF\xBF\xBD\xEF\xBF\xBD\"");
  arena_release(&arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(an_empty_buffer_is_an_empty_text),
      cmocka_unit_test(adds_in_order),
      cmocka_unit_test(grows_while_others_allocate),
      cmocka_unit_test(a_long_format_fits),
      cmocka_unit_test(json_strings_are_escaped),
      cmocka_unit_test(json_strings_replace_what_is_not_utf8),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
