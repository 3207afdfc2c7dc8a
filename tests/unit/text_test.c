// Text: comparing, searching, joining and the distance that "did you mean" goes by.
#include "unit.h"

static const Text nothing = {NULL, 0};

static void compares_bytes(void **state) {
  (void)state;
  assert_true(text_is(TEXT("ab"), TEXT("ab")));
  assert_true(text_is(nothing, TEXT("")));
  assert_false(text_is(TEXT("ab"), TEXT("abc")));
  assert_false(text_is(TEXT("a\0b"), TEXT("a\0c")));
  assert_true(text_compare(TEXT("a"), TEXT("b")) < 0);
  assert_true(text_compare(TEXT("ab"), TEXT("a")) > 0);
  assert_true(text_compare(TEXT("a"), TEXT("\xC3\xA9")) < 0);
  assert_int_equal(text_compare(TEXT("same"), TEXT("same")), 0);
  assert_int_equal(text_compare(nothing, TEXT("")), 0);
}

static void knows_starts_and_ends(void **state) {
  (void)state;
  assert_true(text_starts(TEXT("node:fs"), TEXT("node:")));
  assert_true(text_starts(TEXT("x"), TEXT("")));
  assert_true(text_is_one_of(TEXT("b"), (const char *const[]){"a", "b", NULL}));
  assert_false(text_is_one_of(TEXT(""), (const char *const[]){"a", "b", NULL}));
  assert_false(text_starts(TEXT("no"), TEXT("node:")));
  assert_true(text_ends(TEXT("a.js"), TEXT(".js")));
  assert_false(text_ends(TEXT("js"), TEXT(".js")));
}

static void finds_bytes_and_parts(void **state) {
  (void)state;
  Text text = TEXT("a/b/c");
  assert_int_equal(text_find_byte(text, '/', 0), 1);
  assert_int_equal(text_find_byte(text, '/', 2), 3);
  assert_int_equal(text_find_byte(text, '/', 4), TEXT_NOT_FOUND);
  assert_int_equal(text_find_byte(text, '/', 5), TEXT_NOT_FOUND);
  assert_int_equal(text_find_last_byte(text, '/'), 3);
  assert_int_equal(text_find_last_byte(text, 'x'), TEXT_NOT_FOUND);
  assert_int_equal(text_find(text, TEXT("b/c")), 2);
  assert_int_equal(text_find(text, TEXT("c/")), TEXT_NOT_FOUND);
  assert_int_equal(text_find(TEXT("aaab"), TEXT("aab")), 1);
  assert_int_equal(text_find(TEXT("a"), TEXT("ab")), TEXT_NOT_FOUND);
  assert_int_equal(text_find_byte(nothing, 'a', 0), TEXT_NOT_FOUND);
  assert_int_equal(text_find_last_byte(nothing, 'a'), TEXT_NOT_FOUND);
}

// Parts of every size, at every place of texts that are nearly nothing but their beginnings.
static void finds_parts_wherever_they_are(void **state) {
  (void)state;
  enum { SIZE = 70 };
  char text[SIZE];
  for (uint32_t size = 1; size <= 20; size++) {
    for (uint32_t at = 0; at + size <= SIZE; at++) {
      memset(text, 'a', SIZE);
      text[at + size - 1] = 'b';
      Text part = {text + at, size};
      assert_int_equal(text_find((Text){text, SIZE}, part), size == 1 ? at + size - 1 : at);
      assert_int_equal(text_find((Text){text, at + size - 1}, part), TEXT_NOT_FOUND);
    }
  }
}

static void finds_ends_of_strings(void **state) {
  (void)state;
  assert_int_equal(text_string_end(TEXT("a \"b'\" c"), 2), 6);
  assert_int_equal(text_string_end(TEXT("'\"'"), 0), 3);
  assert_int_equal(text_string_end(TEXT("\"\\\"\" x"), 0), 4);
  assert_int_equal(text_string_end(TEXT("\"\\\\\" x"), 0), 4);
  assert_int_equal(text_string_end(TEXT("\"no end"), 0), 7);
  assert_int_equal(text_string_end(TEXT("\"\\"), 0), 2);
}

static void takes_up_to_a_byte(void **state) {
  (void)state;
  assert_text(text_until(TEXT("a=b=c"), '='), "a");
  assert_text(text_until(TEXT("abc"), '='), "abc");
  Text rest = TEXT("a,,b,");
  assert_text(text_next(&rest, ','), "a");
  assert_text(text_next(&rest, ','), "");
  assert_text(text_next(&rest, ','), "b");
  assert_int_equal(rest.size, 0);
  assert_text(text_next(&rest, ','), "");
  assert_int_equal(rest.size, 0);
}

static void slices(void **state) {
  (void)state;
  assert_text(text_slice(TEXT("abcdef"), 2, 4), "cd");
  assert_text(text_slice(TEXT("abc"), 3, 3), "");
}

static void copies_and_joins_with_a_nul(void **state) {
  (void)state;
  Arena arena = {0};
  Text copy = text_copy(&arena, text_slice(TEXT("abcdef"), 1, 3));
  assert_text(copy, "bc");
  assert_int_equal(copy.at[copy.size], '\0');
  assert_text(text_copy(&arena, nothing), "");
  Text joined = text_concat(&arena, TEXT("a"), TEXT(""), TEXT("bc\0d"));
  assert_text(joined, "abc\0d");
  assert_int_equal(joined.at[joined.size], '\0');
  Text formatted = text_format(&arena, "%s=%d", "x", -42);
  assert_text(formatted, "x=-42");
  assert_int_equal(formatted.at[formatted.size], '\0');
  arena_release(&arena);
}

static void counts_edits_up_to_the_limit(void **state) {
  (void)state;
  assert_int_equal(text_distance(TEXT("bundle"), TEXT("bundle"), 3), 0);
  assert_int_equal(text_distance(TEXT("bundel"), TEXT("bundles"), 9), 2);
  assert_int_equal(text_distance(TEXT("outfle"), TEXT("outfile"), 3), 1);
  assert_int_equal(text_distance(TEXT(""), TEXT("abc"), 5), 3);
  assert_int_equal(text_distance(TEXT("kitten"), TEXT("sitting"), 9), 3);
  assert_true(text_distance(TEXT("kitten"), TEXT("something else"), 2) > 2);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(compares_bytes),
      cmocka_unit_test(knows_starts_and_ends),
      cmocka_unit_test(finds_bytes_and_parts),
      cmocka_unit_test(finds_parts_wherever_they_are),
      cmocka_unit_test(finds_ends_of_strings),
      cmocka_unit_test(takes_up_to_a_byte),
      cmocka_unit_test(slices),
      cmocka_unit_test(copies_and_joins_with_a_nul),
      cmocka_unit_test(counts_edits_up_to_the_limit),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
