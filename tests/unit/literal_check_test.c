// LiteralCheck: each rule by a text that breaks it, with what is blamed, and by one that barely
// keeps it.
#include "unit.h"

#include "syntax/literal_check.h"

#include <stdio.h>

typedef struct Row {
  const char *text;
  MessageId message;  // or FINE
  const char *blamed; // the text from the fault's start to its end
} Row;

#define FINE MESSAGE_COUNT

static void compare(const Row *row, bool is_fine, const LiteralFault *fault) {
  Text source = text_of(row->text);
  if (is_fine != (row->message == FINE)) fail_msg("%s is %s", row->text, is_fine ? "fine" : "bad");
  if (is_fine) return;
  Text blamed = text_slice(source, fault->start, fault->end);
  if (fault->message != row->message || !text_is(blamed, text_of(row->blamed)))
    fail_msg("%s: message %d about \"%.*s\"", row->text, fault->message, TEXT_ARGS(blamed));
}

static void check_escapes(const Row *rows, EscapeRules rules) {
  for (const Row *row = rows; row->text; row++) {
    LiteralFault fault = {0};
    uint32_t size = (uint32_t)strlen(row->text);
    compare(row, literal_check_escapes(text_of(row->text), 0, size, rules, &fault), &fault);
  }
}

static void escapes_of_sloppy_strings(void **state) {
  (void)state;
  const Row rows[] = {
      {"\\n\\'\\\\\\0\\a\\x41\\u0041\\u{10FFFF}\\u{0000000041}", FINE, ""},
      {"\\1\\08\\377\\8\\9", FINE, ""},
      {"a\\\r\nb\\\xE2\x80\xA8", FINE, ""},
      {"ab\\x4g", MESSAGE_BAD_HEX_ESCAPE, "\\x4"},
      {"\\x", MESSAGE_BAD_HEX_ESCAPE, "\\x"},
      {"\\\\\\u12", MESSAGE_BAD_UNICODE_ESCAPE, "\\u12"},
      {"\\u{}", MESSAGE_BAD_UNICODE_ESCAPE, "\\u{"},
      {"\\u{12", MESSAGE_BAD_UNICODE_ESCAPE, "\\u{12"},
      {"\\u{1 }", MESSAGE_BAD_UNICODE_ESCAPE, "\\u{1"},
      {"\\u{110000}", MESSAGE_ESCAPE_TOO_LARGE, "\\u{110000}"},
      {"\\u{100000000}", MESSAGE_ESCAPE_TOO_LARGE, "\\u{100000000}"},
      {NULL, FINE, ""},
  };
  check_escapes(rows, ESCAPES_SLOPPY);
}

static void escapes_of_strict_strings(void **state) {
  (void)state;
  const Row rows[] = {
      {"\\0\\0a\\x31", FINE, ""},
      {"\\1", MESSAGE_OCTAL_ESCAPE_STRICT, "\\1"},
      {"\\08", MESSAGE_OCTAL_ESCAPE_STRICT, "\\0"},
      {"\\012", MESSAGE_OCTAL_ESCAPE_STRICT, "\\012"},
      {"\\7777", MESSAGE_OCTAL_ESCAPE_STRICT, "\\77"},
      {"\\8", MESSAGE_DIGIT_ESCAPE_STRICT, "\\8"},
      {NULL, FINE, ""},
  };
  check_escapes(rows, ESCAPES_STRICT);
}

static void escapes_of_templates(void **state) {
  (void)state;
  const Row rows[] = {
      {"\\0\\`\\$\\{", FINE, ""},
      {"\\01", MESSAGE_OCTAL_ESCAPE_IN_TEMPLATE, "\\01"},
      {"\\9", MESSAGE_DIGIT_ESCAPE_IN_TEMPLATE, "\\9"},
      {"\\u", MESSAGE_BAD_UNICODE_ESCAPE, "\\u"},
      {NULL, FINE, ""},
  };
  check_escapes(rows, ESCAPES_TEMPLATE);
}

static void check_numbers(const Row *rows, bool is_strict) {
  for (const Row *row = rows; row->text; row++) {
    LiteralFault fault = {0};
    compare(row, literal_check_number(text_of(row->text), 0, is_strict, &fault), &fault);
  }
}

static void numbers(void **state) {
  (void)state;
  const Row rows[] = {
      {"0", FINE, ""},
      {"1_000.5_5e1_0;", FINE, ""},
      {"0xFf_0n in", FINE, ""},
      {"0b01", FINE, ""},
      {"0o17n", FINE, ""},
      {".5e-7+", FINE, ""},
      {"5...", FINE, ""},
      {"017.a", FINE, ""},
      {"017.e5", FINE, ""},
      {"089.5e1", FINE, ""},
      {"0008.5_0", FINE, ""},
      {"0n", FINE, ""},
      {"0_0", MESSAGE_SEPARATOR_AFTER_ZERO, "_"},
      {"01_7", MESSAGE_SEPARATOR_AFTER_ZERO, "_"},
      {"1__0", MESSAGE_BAD_SEPARATOR, "_"},
      {"1_", MESSAGE_BAD_SEPARATOR, "_"},
      {"1_.5", MESSAGE_BAD_SEPARATOR, "_"},
      {"1._5", MESSAGE_BAD_SEPARATOR, "_"},
      {"1e_5", MESSAGE_BAD_SEPARATOR, "_"},
      {"0x_1", MESSAGE_BAD_SEPARATOR, "_"},
      {"00n", MESSAGE_ZERO_BEFORE_BIGINT, "00n"},
      {"08n", MESSAGE_ZERO_BEFORE_BIGINT, "08n"},
      {"017n", MESSAGE_ZERO_BEFORE_BIGINT, "017n"},
      {"1.5n", MESSAGE_BIGINT_FRACTION, "1.5n"},
      {"1e3n", MESSAGE_BIGINT_FRACTION, "1e3n"},
      {"017.5", MESSAGE_OCTAL_FRACTION, ".5"},
      {"08e", MESSAGE_NUMBER_NEEDS_DIGITS, "e"},
      {"0x", MESSAGE_NUMBER_NEEDS_DIGITS, "0x"},
      {"0xg", MESSAGE_BAD_HEX_DIGIT, "g"},
      {"0b2", MESSAGE_BAD_BINARY_DIGIT, "2"},
      {"0b12", MESSAGE_BAD_BINARY_DIGIT, "2"},
      {"0o78", MESSAGE_BAD_OCTAL_DIGIT, "8"},
      {"1e", MESSAGE_NUMBER_NEEDS_DIGITS, "e"},
      {"1e+;", MESSAGE_NUMBER_NEEDS_DIGITS, "e+"},
      {"3in []", MESSAGE_NAME_AFTER_NUMBER, "in"},
      {"3a", MESSAGE_NAME_AFTER_NUMBER, "a"},
      {"3n\\u0061", MESSAGE_NAME_AFTER_NUMBER, "\\u0061"},
      {"0x1\xCF\x80", MESSAGE_NAME_AFTER_NUMBER, "\xCF\x80"},
      {"1.toFixed()", MESSAGE_MEMBER_OF_NUMBER, "toFixed"},
      {NULL, FINE, ""},
  };
  check_numbers(rows, false);
}

static void numbers_of_strict_code(void **state) {
  (void)state;
  const Row rows[] = {
      {"0", FINE, ""},
      {"0.5", FINE, ""},
      {"0o17", FINE, ""},
      {"017", MESSAGE_OCTAL_NUMBER_STRICT, "017"},
      {"00", MESSAGE_OCTAL_NUMBER_STRICT, "00"},
      {"089.5", MESSAGE_ZERO_BEFORE_NUMBER_STRICT, "089"},
      {NULL, FINE, ""},
  };
  check_numbers(rows, true);
}

static void names(void **state) {
  (void)state;
  const Row rows[] = {
      {"$_a1", FINE, ""},
      {"#\\u{61}", FINE, ""},
      {"\\u0061\\u{1d7CE}", FINE, ""},
      {"a\xE2\x80\x8D", FINE, ""}, // a joiner
      {"\xF0\x9F\x98\x80", MESSAGE_BAD_NAME_START, "\xF0\x9F\x98\x80"},
      {"a\xC2\xB0z", MESSAGE_BAD_NAME_PART, "\xC2\xB0"},
      {"\\u0031a", MESSAGE_BAD_NAME_START, "\\u0031"},
      {"#\\u0031a", MESSAGE_BAD_NAME_START, "\\u0031"},
      {"a\\u{2F}b", MESSAGE_BAD_NAME_PART, "\\u{2F}"},
      {"a\\uD83D\\uDE00", MESSAGE_BAD_NAME_PART, "\\uD83D"},
      {"a\\u{110000}", MESSAGE_ESCAPE_TOO_LARGE, "\\u{110000}"},
      {"a\\u12", MESSAGE_BAD_UNICODE_ESCAPE, "\\u12"},
      {"a\\x41", MESSAGE_BAD_NAME_ESCAPE, "\\x41"},
      {NULL, FINE, ""},
  };
  for (const Row *row = rows; row->text; row++) {
    LiteralFault fault = {0};
    uint32_t size = (uint32_t)strlen(row->text);
    compare(row, literal_check_name(text_of(row->text), 0, size, &fault), &fault);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(escapes_of_sloppy_strings), cmocka_unit_test(escapes_of_strict_strings),
      cmocka_unit_test(escapes_of_templates),      cmocka_unit_test(numbers),
      cmocka_unit_test(numbers_of_strict_code),    cmocka_unit_test(names),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
