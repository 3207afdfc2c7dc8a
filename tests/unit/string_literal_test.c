// StringLiteral: what is escaped, and how; that the result means the text is tested with Node
// (fixtures/bundle/loaders.md).
#include "unit.h"

#include "print/string_literal.h"

static Text literal(Arena *arena, Text text, bool is_ascii_only) {
  Buffer out = {.arena = arena};
  string_literal_add(&out, text, is_ascii_only);
  return buffer_text(&out);
}

static void escapes(void **state) {
  (void)state;
  Arena arena = {0};
#define LITERAL(text) literal(&arena, TEXT(text), false)
  assert_text(LITERAL(""), "\"\"");
  assert_text(LITERAL("a b"), "\"a b\"");
  assert_text(LITERAL("\n\r\t\b\f\v\\"), "\"\\n\\r\\t\\b\\f\\v\\\\\"");
  assert_text(LITERAL("\0a\0007\x01\x7F"), "\"\\0a\\x007\\x01\\x7F\"");
  assert_text(LITERAL("</script></SCRIPT </script /script"),
              "\"<\\/script><\\/SCRIPT <\\/script /script\"");
  assert_text(LITERAL("</scrip"), "\"</scrip\"");
  assert_text(LITERAL("\xE2\x80\xA8\xE2\x80\xA9\xEF\xBB\xBF"), "\"\\u2028\\u2029\\uFEFF\"");
  assert_text(LITERAL("\xC3\xA9\xF0\x9F\x98\x80"), "\"\xC3\xA9\xF0\x9F\x98\x80\"");
#undef LITERAL
  arena_release(&arena);
}

static void chooses_quotes(void **state) {
  (void)state;
  Arena arena = {0};
  assert_text(literal(&arena, TEXT("it's"), false), "\"it's\"");
  assert_text(literal(&arena, TEXT("\"a\" it's"), false), "'\"a\" it\\'s'");
  assert_text(literal(&arena, TEXT("\"'"), false), "\"\\\"'\"");
  arena_release(&arena);
}

static void stays_in_ascii(void **state) {
  (void)state;
  Arena arena = {0};
  assert_text(literal(&arena, TEXT("\xC3\xA9!\xF0\x9F\x98\x80"), true),
              "\"\\u00E9!\\uD83D\\uDE00\"");
  // A name of a file may have bytes that are not UTF-8: as ASCII, they are what they are read as.
  assert_text(literal(&arena, TEXT("s\xFF/\xC3"), true), "\"s\\uFFFD/\\uFFFD\"");
  assert_text(literal(&arena, TEXT("s\xFF/\xC3"), false), "\"s\xFF/\xC3\"");
  arena_release(&arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(escapes), cmocka_unit_test(chooses_quotes),
                                     cmocka_unit_test(stays_in_ascii)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
