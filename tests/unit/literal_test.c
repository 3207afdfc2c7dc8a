// Literal: strings, templates and regular expressions, by what Node makes of them.
#include "unit.h"

#include "syntax/literal.h"

typedef struct Row {
  const char *source, *value;
} Row;

static void strings(void **state) {
  (void)state;
  const Row rows[] = {
      {"plain", "plain"},
      {"a\\n\\t\\\\\\'b", "a\n\t\\'b"},
      {"\\x41\\u0042\\u{43}\\u{1F600}", "ABC\xF0\x9F\x98\x80"},
      {"\\ud83d\\ude00", "\xF0\x9F\x98\x80"},
      {"\\ud83d-", "\xED\xA0\xBD-"}, // a lone surrogate
      {"\\101\\08\\477\\8", "A\x00"
                            "8\x27"
                            "7"
                            "8"},
      {"one\\\r\ntwo\\\nthree\\\xE2\x80\xA8", "onetwothree"},
      {"\\q\\\xC3\xA9", "q\xC3\xA9"},
  };
  Arena arena = {0};
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    Text value = literal_text_value(&arena, text_of(rows[i].source));
    size_t nul_and_more = strstr(rows[i].source, "\\08") ? 5 : 0; // the value has a NUL
    Text expected = {rows[i].value, (uint32_t)(strlen(rows[i].value) + nul_and_more)};
    if (!text_is(value, expected)) fail_msg("%s is %.*s", rows[i].source, TEXT_ARGS(value));
  }
  arena_release(&arena);
}

static void templates_have_one_kind_of_line_end(void **state) {
  (void)state;
  Arena arena = {0};
  Text value;
  assert_true(literal_template_value(&arena, TEXT("a\r\nb\rc\\\r\nd\\n\r"), &value));
  assert_text(value, "a\nb\ncd\n\n");
  assert_text(literal_template_raw(&arena, TEXT("a\r\nb\rc\\\r\nd\\n\r")), "a\nb\nc\\\nd\\n\n");
  arena_release(&arena);
}

static void templates_may_have_no_value(void **state) {
  (void)state;
  const Text broken[] = {TEXT("\\1"),  TEXT("\\08"),   TEXT("\\9"),
                         TEXT("\\xg"), TEXT("a\\u{}"), TEXT("\\\\\\u{110000}")};
  Arena arena = {0};
  Text value;
  for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
    assert_false(literal_template_value(&arena, broken[i], &value));
  }
  assert_true(literal_template_value(&arena, TEXT("\\\\1\\u{10FFFF}\\0"), &value));
  arena_release(&arena);
}

static void regular_expressions_have_parts(void **state) {
  (void)state;
  assert_text(literal_regex_pattern(TEXT("/[/]\\//gi")), "[/]\\/");
  assert_text(literal_regex_flags(TEXT("/[/]\\//gi")), "gi");
  assert_text(literal_regex_flags(TEXT("/a/")), "");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(strings),
      cmocka_unit_test(templates_have_one_kind_of_line_end),
      cmocka_unit_test(templates_may_have_no_value),
      cmocka_unit_test(regular_expressions_have_parts),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
