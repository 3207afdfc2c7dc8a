// LiteralNumber: values and texts that Node gave.
#include "unit.h"

#include "syntax/literal_number.h"

#include <math.h>
#include <stdlib.h>

typedef struct Row {
  const char *source, *text;
} Row;

static const Row rows[] = {
    {"0", "0"},
    {"1", "1"},
    {"42", "42"},
    {"1_000", "1000"},
    {"0x10", "16"},
    {"0XfF", "255"},
    {"0b101", "5"},
    {"0o17", "15"},
    {"017", "15"},
    {"089", "89"},
    {"08.5", "8.5"},
    {".5", "0.5"},
    {"5.", "5"},
    {"0.1", "0.1"},
    {"1e21", "1e+21"},
    {"1e20", "100000000000000000000"},
    {"123456789012345680000", "123456789012345680000"},
    {"1e-6", "0.000001"},
    {"1e-7", "1e-7"},
    {"1.5e-10", "1.5e-10"},
    {"5e-324", "5e-324"},
    {"2e-324", "0"},
    {"3e-324", "5e-324"},
    {"1.7976931348623157e308", "1.7976931348623157e+308"},
    {"1e309", "Infinity"},
    {"0x20000000000001", "9007199254740992"},
    {"0x20000000000003", "9007199254740996"},
    {"0xfffffffffffffbff", "18446744073709550000"},
    {"0xfffffffffffffc00", "18446744073709552000"},
    {"0o777777777777777777777", "9223372036854776000"},
    {"9007199254740993", "9007199254740992"},
    {"0.30000000000000004", "0.30000000000000004"},
    {"123.456", "123.456"},
    {"1e2", "100"},
    {"1.2e1_0", "12000000000"},
    {"4.35", "4.35"},
    {"2.2250738585072014e-308", "2.2250738585072014e-308"},
    {"9.5367431640625e-7", "9.5367431640625e-7"},
    {"9007199254740992000000", "9.007199254740992e+21"},
    {"5.684341886080801e-14", "5.684341886080801e-14"},
    {"1n", "1"},
    {"0n", "0"},
    {"0x10n", "16"},
    {"0xFFFF_FFFF_FFFF_FFFF_FFFFn", "1208925819614629174706175"},
    {"0b11n", "3"},
    {"0o17n", "15"},
    {"123456789012345678901234567890n", "123456789012345678901234567890"},
    {"1_0n", "10"},
    {"0x0n", "0"},
    {"100000000000000000000.5", "100000000000000000000"},
    {"4294967296", "4294967296"},
    {"1000000000", "1000000000"},
    {"999999999.5", "999999999.5"},
    {"0777777777777777777777", "9223372036854776000"},
    {"5.960464477539063e-8", "5.960464477539063e-8"},
    {"5.684341886080802e-14", "5.684341886080802e-14"},
    {"5e-324", "5e-324"},
    {"1e-323", "1e-323"},
    {"2.2250738585072014e-308", "2.2250738585072014e-308"},
    {"6.189700196426902e+26", "6.189700196426902e+26"},
    {"1.2676506002282294e+30", "1.2676506002282294e+30"},
    {"5.316911983139664e+36", "5.316911983139664e+36"},
    {"2.037035976334486e+90", "2.037035976334486e+90"},
    {"8.98846567431158e+307", "8.98846567431158e+307"},
    {"5.795634610449096e-70", "5.795634610449096e-70"},
    {"3.8725919148493183e-121", "3.8725919148493183e-121"},
    {"4611686018427388000", "4611686018427388000"},
    {"9223372036854776000", "9223372036854776000"},
    {"18446744073709552000", "18446744073709552000"},
    {"1.5111572745182865e+23", "1.5111572745182865e+23"},
};

static void keys(void **state) {
  (void)state;
  Arena arena = {0};
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    Text name;
    bool is_known = literal_number_key(&arena, text_of(rows[i].source), &name);
    if (!is_known || !text_is(name, text_of(rows[i].text)))
      fail_msg("%s is %s, not %.*s", rows[i].source, rows[i].text, TEXT_ARGS(name));
  }
  arena_release(&arena);
}

static void texts_read_back(void **state) {
  (void)state;
  Arena arena = {0};
  for (int exponent = -1074; exponent < 1024; exponent++) {
    double number = ldexp(1, exponent);
    Text text = literal_number_text(&arena, number);
    if (literal_number_value(text) != number || strtod(text.at, NULL) != number)
      fail_msg("2 ** %d became %.*s", exponent, TEXT_ARGS(text));
  }
  arena_release(&arena);
}

static void many_digits_are_rounded_once(void **state) {
  (void)state;
  // 2 ** 53 + 1 is a tie, which goes to the even side unless anything at all follows.
  char text[2000];
  memset(text, '0', sizeof text);
  memcpy(text, "9007199254740993.", 17);
  assert_true(literal_number_value((Text){text, sizeof text}) == 9007199254740992.0);
  text[sizeof text - 1] = '1';
  assert_true(literal_number_value((Text){text, sizeof text}) == 9007199254740994.0);
  memset(text, '0', sizeof text);
  text[1] = '.';
  text[900] = '1'; // 1e-899, and 900 more behind the exponent's sign
  memcpy(text + 901, "e+900", 5);
  assert_true(literal_number_value((Text){text, 906}) == 10.0);
}

static void long_bigints_keep_their_radix(void **state) {
  (void)state;
  Arena arena = {0};
  char text[LITERAL_BIGINT_DIGITS + 4];
  memset(text, 'f', sizeof text);
  memcpy(text, "0x", 2);
  text[sizeof text - 1] = 'n';
  Text name;
  assert_false(literal_number_key(&arena, (Text){text, sizeof text}, &name));
  assert_true(text_starts(name, TEXT("0xff")));
  text[sizeof text - 2] = 'n';
  assert_true(literal_number_key(&arena, (Text){text, sizeof text - 1}, &name));
  assert_int_equal(name.size, 4933); // 16 ** 4096 - 1
  arena_release(&arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(keys),
      cmocka_unit_test(texts_read_back),
      cmocka_unit_test(many_digits_are_rounded_once),
      cmocka_unit_test(long_bigints_keep_their_radix),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
