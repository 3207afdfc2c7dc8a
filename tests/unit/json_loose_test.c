// Json_loose: rules as people write them, read and written as JSON.
#include "unit.h"

#include "base/json_loose.h"
#include "base/json_write.h"

static void check(const char *text, const char *expected) {
  Arena arena = {0};
  Buffer out = {.arena = &arena};
  uint32_t offset;
  const Json *read = json_read_loose(&arena, text_of(text), &offset);
  if (read)
    json_write(&out, read);
  else
    buffer_add_format(&out, "not at %u", offset);
  buffer_add_byte(&out, '\0');
  assert_string_equal(out.at, expected);
  arena_release(&arena);
}

static void words_need_no_quotes(void **state) {
  (void)state;
  check("semi: 2", "{ \"semi\": 2 }");
  check("semi: [error, always], no-var: warn",
        "{ \"semi\": [\"error\", \"always\"], \"no-var\": \"warn\" }");
  check("'a/b': \"x\" c: true", "{ \"a/b\": \"x\", \"c\": true }");
  check("a: [2, {b: -1.5, c: [], d: {}, e: null}]",
        "{ \"a\": [2, { \"b\": -1.5, \"c\": [], \"d\": {}, \"e\": null }] }");
  check("", "{}");
}

static void strings_may_have_single_quotes(void **state) {
  (void)state;
  check("a: 'it\\'s \"so\"'", "{ \"a\": \"it's \\\"so\\\"\" }");
  check("a: \"\\u0041\"", "{ \"a\": \"A\" }");
  check("a: 'b\\\\'", "{ \"a\": \"b\\\\\" }");
  check("a: '\\\\\"'", "{ \"a\": \"\\\\\\\"\" }");
}

static void what_is_no_json_is_refused(void **state) {
  (void)state;
  check("a", "not at 1");
  check("a: [1", "not at 5");
  check("a: {b: 1", "not at 8");
  check("a: 'b", "not at 3");
  check(": 1", "not at 0");
  check("a: ]", "not at 3");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(words_need_no_quotes),
      cmocka_unit_test(strings_may_have_single_quotes),
      cmocka_unit_test(what_is_no_json_is_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
