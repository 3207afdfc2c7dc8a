// Unicode: the characters of names at the edges of their ranges, and the names of properties.
#include "unit.h"

#include "base/unicode.h"

static void ascii_agrees_with_the_table(void **state) {
  (void)state;
  for (uint32_t code = 0; code < 0x80; code++) {
    assert_int_equal(unicode_is_id_start(code), unicode_is_id_start_beyond(code));
    assert_int_equal(unicode_is_id_part(code), unicode_is_id_part_beyond(code));
  }
}

static void knows_what_names_start_with(void **state) {
  (void)state;
  const uint32_t starts[] = {'A',    'z',    0xAA,    0xB5,    0xC0,    0x3C0,   0x4E00,  0x9FFF,
                             0x2118, 0x309B, 0x10000, 0x16EA0, 0x10940, 0x20000, 0x323B0, 0x33479};
  for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
    if (!unicode_is_id_start(starts[i]) || !unicode_is_id_part(starts[i]))
      fail_msg("U+%04X starts a name", starts[i]);
  }
}

static void knows_what_names_only_go_on_with(void **state) {
  (void)state;
  const uint32_t parts[] = {'0',   '9',    '_',     0xB7,    0x200C, 0x300,
                            0x660, 0x203F, 0x1D7CE, 0xE0100, 0xE01EF};
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
    if (unicode_is_id_start(parts[i]) || !unicode_is_id_part(parts[i]))
      fail_msg("U+%04X goes on with a name", parts[i]);
  }
}

static void knows_what_is_no_part_of_names(void **state) {
  (void)state;
  const uint32_t others[] = {0,      '$',    '@',     '[',     0x7F,    0xAB,
                             0xD7,   0xF7,   0x2E2F,  0xD800,  0xFFFF,  0x1F600,
                             0xFEFF, 0xE000, 0x3347A, 0xE01F0, 0x10FFFF};
  for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
    if (unicode_is_id_start(others[i]) || unicode_is_id_part(others[i]))
      fail_msg("U+%04X is no part of a name", others[i]);
  }
}

static void knows_properties_by_all_their_names(void **state) {
  (void)state;
  assert_int_equal(unicode_property(TEXT("AHex")), UNICODE_OF_CHARACTERS);
  assert_int_equal(unicode_property(TEXT("Alphabetic")), UNICODE_OF_CHARACTERS);
  assert_int_equal(unicode_property(TEXT("space")), UNICODE_OF_CHARACTERS);
  assert_int_equal(unicode_property(TEXT("Any")), UNICODE_OF_CHARACTERS);
  assert_int_equal(unicode_property(TEXT("Lu")), UNICODE_OF_CHARACTERS);
  assert_int_equal(unicode_property(TEXT("punct")), UNICODE_OF_CHARACTERS);
  assert_int_equal(unicode_property(TEXT("RGI_Emoji")), UNICODE_OF_STRINGS);
  assert_int_equal(unicode_property(TEXT("Basic_Emoji")), UNICODE_OF_STRINGS);
}

static void properties_are_spelled_exactly(void **state) {
  (void)state;
  const Text unknown[] = {TEXT(""),           TEXT("alphabetic"), TEXT("Lu "),   TEXT("Emoji_Test"),
                          TEXT("Script"),     TEXT("Latin"),      TEXT("InCB"),  TEXT("Block"),
                          TEXT("Other_Math"), TEXT("Hyphen"),     TEXT("Lettr"), TEXT("zzz")};
  for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++) {
    if (unicode_property(unknown[i]) != UNICODE_UNKNOWN)
      fail_msg("\"%.*s\" is no property", TEXT_ARGS(unknown[i]));
  }
}

static void knows_values(void **state) {
  (void)state;
  assert_true(unicode_has_value(TEXT("General_Category"), TEXT("Uppercase_Letter")));
  assert_true(unicode_has_value(TEXT("gc"), TEXT("Lu")));
  assert_true(unicode_has_value(TEXT("Script"), TEXT("Greek")));
  assert_true(unicode_has_value(TEXT("sc"), TEXT("Sidetic"))); // new in Unicode 17
  assert_true(unicode_has_value(TEXT("scx"), TEXT("Grek")));
  assert_true(unicode_has_value(TEXT("Script_Extensions"), TEXT("Zzzz")));
  assert_false(unicode_has_value(TEXT("Script"), TEXT("Lu")));
  assert_false(unicode_has_value(TEXT("gc"), TEXT("Greek")));
  assert_false(unicode_has_value(TEXT("Script"), TEXT("greek")));
  assert_false(unicode_has_value(TEXT("Alphabetic"), TEXT("Y")));
  assert_true(unicode_has_values(TEXT("scx")));
  assert_false(unicode_has_values(TEXT("Alphabetic")));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(ascii_agrees_with_the_table),
      cmocka_unit_test(knows_what_names_start_with),
      cmocka_unit_test(knows_what_names_only_go_on_with),
      cmocka_unit_test(knows_what_is_no_part_of_names),
      cmocka_unit_test(knows_properties_by_all_their_names),
      cmocka_unit_test(properties_are_spelled_exactly),
      cmocka_unit_test(knows_values),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
