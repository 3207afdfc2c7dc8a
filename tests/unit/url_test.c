// Url: escapes, schemes, data: and file: as the URL standard has them.
#include "unit.h"

#include "base/url.h"

static void unescapes(void **state) {
  (void)state;
  Arena arena = {0};
  assert_text(url_unescape(&arena, TEXT("a%20b%C3%A9%2f"), 1), "a b\xC3\xA9/");
  assert_text(url_unescape(&arena, TEXT("100%, %4, %zz %"), 1), "100%, %4, %zz %");
  arena_release(&arena);
}

static void knows_schemes(void **state) {
  (void)state;
  assert_true(url_has_scheme(TEXT("https://a")));
  assert_true(url_has_scheme(TEXT("webpack:///./a.js")));
  assert_true(url_has_scheme(TEXT("x-y+z.1:a")));
  assert_false(url_has_scheme(TEXT("C:/a.js")));
  assert_false(url_has_scheme(TEXT("./a:b")));
  assert_false(url_has_scheme(TEXT("a.js")));
  assert_false(url_has_scheme(TEXT(":a")));
}

static void reads_data(void **state) {
  (void)state;
  Arena arena = {0};
  DataUrl data;
  assert_true(url_read_data(&arena, TEXT("data:text/plain;charset=utf-8;base64,aGk%3D"), 1, &data));
  assert_text(data.type, "text/plain;charset=utf-8");
  assert_text(data.bytes, "hi");
  assert_true(url_read_data(&arena, TEXT("data:,a%20b,c"), 1, &data));
  assert_text(data.type, "");
  assert_text(data.bytes, "a b,c");
  assert_true(url_read_data(&arena, TEXT("data:;BASE64,aGk="), 1, &data));
  assert_text(data.type, "");
  assert_text(data.bytes, "hi");
  assert_true(url_read_data(&arena, TEXT("data:base64,aGk="), 1, &data));
  assert_text(data.bytes, "aGk=");
  assert_false(url_read_data(&arena, TEXT("data:text/plain"), 1, &data));
  assert_false(url_read_data(&arena, TEXT("data:;base64,!"), 1, &data));
  assert_false(url_read_data(&arena, TEXT("file:///a,b"), 1, &data));
  arena_release(&arena);
}

static void reads_files(void **state) {
  (void)state;
  Arena arena = {0};
  assert_text(url_file_path(&arena, TEXT("file:///a%20b/c.js")), "/a b/c.js");
  assert_text(url_file_path(&arena, TEXT("file://localhost/a")), "/a");
  assert_text(url_file_path(&arena, TEXT("file://elsewhere/a")), "");
  assert_text(url_file_path(&arena, TEXT("https://a/b")), "");
  arena_release(&arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(unescapes),
      cmocka_unit_test(knows_schemes),
      cmocka_unit_test(reads_data),
      cmocka_unit_test(reads_files),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
