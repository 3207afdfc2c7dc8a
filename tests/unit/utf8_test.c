// Utf8: decoding inverts encoding for every code point, and what is not UTF-8 is told from what is.
#include "unit.h"

#include "base/utf8.h"

static bool is_surrogate(uint32_t code) {
  return code >= 0xD800 && code <= 0xDFFF;
}

static void decoding_inverts_encoding(void **state) {
  (void)state;
  for (uint32_t code = 0; code <= 0x10FFFF; code++) {
    char bytes[4];
    uint32_t length, size = utf8_encode(code, bytes);
    uint32_t decoded = utf8_decode((Text){bytes, size}, 0, &length);
    if (is_surrogate(code)) {
      assert_int_equal(size, 3);
      assert_int_equal(decoded, UTF8_INVALID);
    } else if (decoded != code || length != size) {
      fail_msg("U+%04X became U+%04X", code, decoded);
    }
  }
}

static void invalid_bytes_are_one_at_a_time(void **state) {
  (void)state;
  const Text invalid[] = {TEXT("\x80"),             // a continuation without a lead
                          TEXT("\xC0\xAF"),         // overlong
                          TEXT("\xE0\x80\xAF"),     // overlong
                          TEXT("\xF0\x80\x80\xAF"), // overlong
                          TEXT("\xED\xA0\x80"),     // a surrogate
                          TEXT("\xF4\x90\x80\x80"), // beyond 10FFFF
                          TEXT("\xFF"),
                          TEXT("\xE2\x82"), // cut off
                          TEXT("\xF0\x9F\x98"),
                          TEXT("\xC3(")};
  for (size_t i = 0; i < sizeof invalid / sizeof *invalid; i++) {
    uint32_t length;
    assert_int_equal(utf8_decode(invalid[i], 0, &length), UTF8_INVALID);
    assert_int_equal(length, 1);
    assert_int_equal(utf8_find_invalid(invalid[i]), 0);
  }
}

static void finds_the_first_invalid_byte(void **state) {
  (void)state;
  assert_int_equal(utf8_find_invalid(TEXT("")), TEXT_NOT_FOUND);
  assert_int_equal(utf8_find_invalid(TEXT("plain text, longer than a word")), TEXT_NOT_FOUND);
  assert_int_equal(utf8_find_invalid(TEXT("h\xC3\xA9llo w\xC3\xB6rld \xF0\x9F\x98\x80")),
                   TEXT_NOT_FOUND);
  assert_int_equal(utf8_find_invalid(TEXT("0123456789\xC3\xA9\xFF...")), 12);
}

static void ascii_is_ascii(void **state) {
  (void)state;
  char bytes[64];
  memset(bytes, 'a', sizeof bytes);
  assert_true(utf8_is_ascii((Text){bytes, 0}));
  for (uint32_t size = 1; size < sizeof bytes; size++) {
    assert_true(utf8_is_ascii((Text){bytes, size}));
    bytes[size - 1] = (char)0x80;
    assert_false(utf8_is_ascii((Text){bytes, size}));
    assert_int_equal(utf8_find_invalid((Text){bytes, size}), size - 1);
    bytes[size - 1] = 'a';
  }
}

static void counts_utf16_units(void **state) {
  (void)state;
  assert_int_equal(utf8_utf16_length(TEXT("")), 0);
  assert_int_equal(utf8_utf16_length(TEXT("abc")), 3);
  assert_int_equal(utf8_utf16_length(TEXT("\xC3\xA9\xE2\x82\xAC")), 2);
  assert_int_equal(utf8_utf16_length(TEXT("a\xF0\x9F\x98\x80z")), 4);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(decoding_inverts_encoding),
      cmocka_unit_test(invalid_bytes_are_one_at_a_time),
      cmocka_unit_test(finds_the_first_invalid_byte),
      cmocka_unit_test(ascii_is_ascii),
      cmocka_unit_test(counts_utf16_units),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
