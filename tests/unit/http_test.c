// Http: dates, lists and qualities, as the standard writes them.
#include "unit.h"

#include "http/condition.h"
#include "http/date.h"
#include "http/header.h"
#include "http/mime.h"
#include "http/range.h"
#include "http/status.h"

static void writes_dates(void **state) {
  (void)state;
  char date[HTTP_DATE_SIZE];
  http_date_write(784111777, date);
  assert_memory_equal(date, "Sun, 06 Nov 1994 08:49:37 GMT", HTTP_DATE_SIZE);
  http_date_write(0, date);
  assert_memory_equal(date, "Thu, 01 Jan 1970 00:00:00 GMT", HTTP_DATE_SIZE);
  http_date_write(1709164799, date);
  assert_memory_equal(date, "Wed, 28 Feb 2024 23:59:59 GMT", HTTP_DATE_SIZE);
}

static void reads_dates(void **state) {
  (void)state;
  static const char *const forms[] = {"Sun, 06 Nov 1994 08:49:37 GMT",
                                      "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"};
  for (size_t i = 0; i < 3; i++) {
    int64_t seconds = 0;
    assert_true(http_date_read(text_of(forms[i]), &seconds));
    assert_int_equal(seconds, 784111777);
  }
  static const char *const bad[] = {"",
                                    "yesterday",
                                    "Sun, 06 Nov 1994 08:49:37",
                                    "Sun, 06 Nox 1994 08:49:37 GMT",
                                    "Sun, 36 Nov 1994 08:49:37 GMT",
                                    "Sun, 06 Nov 1994 25:49:37 GMT",
                                    "Sun, 06 Nov 1994 08:49:37 GMT and more of it"};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    int64_t seconds;
    assert_false(http_date_read(text_of(bad[i]), &seconds));
  }
}

static void every_day_is_its_own_date(void **state) {
  (void)state;
  for (int64_t day = -100000; day < 100000; day += 13) {
    char date[HTTP_DATE_SIZE];
    int64_t read = 0;
    http_date_write(day * 86400 + 12345, date);
    assert_true(http_date_read((Text){date, HTTP_DATE_SIZE}, &read));
    assert_int_equal(read, day * 86400 + 12345);
  }
}

static void takes_lists_apart(void **state) {
  (void)state;
  Text list = TEXT(" a, ,\"b,c\" ;d ,\te"), item;
  assert_true(http_next_item(&list, &item));
  assert_text(item, "a");
  assert_true(http_next_item(&list, &item));
  assert_text(item, "\"b,c\" ;d");
  assert_true(http_next_item(&list, &item));
  assert_text(item, "e");
  assert_false(http_next_item(&list, &item));
  assert_true(http_has_item(TEXT("keep-alive, Upgrade"), TEXT("upgrade")));
  assert_false(http_has_item(TEXT("keep-alive, Upgrades"), TEXT("upgrade")));
  Text open = TEXT("\"no end, "); // the quote is the rest of the list
  assert_true(http_next_item(&open, &item));
  assert_false(http_next_item(&open, &item));
}

static void weighs(void **state) {
  (void)state;
  assert_int_equal(http_quality(TEXT("gzip, br"), TEXT("br")), 1000);
  assert_int_equal(http_quality(TEXT("gzip;q=0.5 , br; Q=0.25"), TEXT("br")), 250);
  assert_int_equal(http_quality(TEXT("gzip;q=0"), TEXT("gzip")), 0);
  assert_int_equal(http_quality(TEXT("gzip;q=0, *"), TEXT("gzip")), 0);
  assert_int_equal(http_quality(TEXT("*;q=0.125"), TEXT("br")), 125);
  assert_int_equal(http_quality(TEXT("gzip"), TEXT("br")), -1);
  assert_int_equal(http_quality(TEXT(""), TEXT("br")), -1);
  assert_int_equal(http_quality(TEXT("br;q=2"), TEXT("br")), 0);
  assert_int_equal(http_quality(TEXT("br;q=nonsense"), TEXT("br")), 0);
}

static void names_statuses(void **state) {
  (void)state;
  assert_text(http_status_name(404), "Not Found");
  assert_text(http_status_name(418), "I'm a Teapot");
  assert_text(http_status_name(799), "unknown");
}

static void reads_ranges(void **state) {
  (void)state;
  HttpRange r[HTTP_RANGES];
  uint32_t count;
  assert_int_equal(http_read_ranges(TEXT("bytes=0-9"), 100, r, &count), HTTP_RANGE_PARTS);
  assert_true(count == 1 && r[0].first == 0 && r[0].last == 9);
  assert_int_equal(http_read_ranges(TEXT("bytes=90-"), 100, r, &count), HTTP_RANGE_PARTS);
  assert_true(count == 1 && r[0].first == 90 && r[0].last == 99);
  assert_int_equal(http_read_ranges(TEXT("bytes=-10"), 100, r, &count), HTTP_RANGE_PARTS);
  assert_true(count == 1 && r[0].first == 90 && r[0].last == 99);
  assert_int_equal(http_read_ranges(TEXT("bytes=-1000"), 100, r, &count), HTTP_RANGE_PARTS);
  assert_true(count == 1 && r[0].first == 0 && r[0].last == 99);
  assert_int_equal(http_read_ranges(TEXT("Bytes=0-0, 500-, 98-1000"), 100, r, &count),
                   HTTP_RANGE_PARTS);
  assert_true(count == 2 && r[0].last == 0 && r[1].first == 98 && r[1].last == 99);
  static const char *const unsatisfiable[] = {"bytes=100-", "bytes=-0", "bytes=100-200,300-",
                                              "bytes=9223372036854775808-",
                                              "bytes=99999999999999999999999-"};
  for (size_t i = 0; i < 5; i++)
    assert_int_equal(http_read_ranges(text_of(unsatisfiable[i]), 100, r, &count),
                     HTTP_RANGE_UNSATISFIABLE);
  static const char *const whole[] = {"bytes=5-2",  "bytes=",    "bytes=-",
                                      "bytes=a-b",  "lines=1-2", "bytes=0-99,0-99",
                                      "bytes=1-2x", "bytes 1-2", ""};
  for (size_t i = 0; i < 9; i++)
    assert_int_equal(http_read_ranges(text_of(whole[i]), 100, r, &count), HTTP_RANGE_WHOLE);
  assert_int_equal(http_read_ranges(TEXT("bytes=0-"), 0, r, &count), HTTP_RANGE_UNSATISFIABLE);
  assert_int_equal(http_read_ranges(TEXT("bytes=-5"), 0, r, &count), HTTP_RANGE_UNSATISFIABLE);
}

static HttpCondition check(const char *name, const char *value) {
  HttpHeader header = {text_of(name), text_of(value)};
  HttpValidators now = {TEXT("\"a\""), 784111777};
  return http_check_condition((HttpHeaders){&header, 1}, &now);
}

static void checks_conditions(void **state) {
  (void)state;
  assert_int_equal(check("If-None-Match", "\"a\""), HTTP_CONDITION_NOT_MODIFIED);
  assert_int_equal(check("If-None-Match", "\"b\", W/\"a\""), HTTP_CONDITION_NOT_MODIFIED);
  assert_int_equal(check("If-None-Match", "*"), HTTP_CONDITION_NOT_MODIFIED);
  assert_int_equal(check("If-None-Match", "\"b\""), HTTP_CONDITION_HOLDS);
  assert_int_equal(check("If-None-Match", "a"), HTTP_CONDITION_HOLDS);
  assert_int_equal(check("If-Match", "\"a\""), HTTP_CONDITION_HOLDS);
  assert_int_equal(check("If-Match", "W/\"a\""), HTTP_CONDITION_FAILED);
  const char *same = "Sun, 06 Nov 1994 08:49:37 GMT", *older = "Sun, 06 Nov 1994 08:49:36 GMT";
  assert_int_equal(check("If-Modified-Since", same), HTTP_CONDITION_NOT_MODIFIED);
  assert_int_equal(check("If-Modified-Since", older), HTTP_CONDITION_HOLDS);
  assert_int_equal(check("If-Modified-Since", "nonsense"), HTTP_CONDITION_HOLDS);
  assert_int_equal(check("If-Unmodified-Since", older), HTTP_CONDITION_FAILED);
  assert_int_equal(check("If-Unmodified-Since", same), HTTP_CONDITION_HOLDS);
  assert_int_equal(check("If-Unmodified-Since", "nonsense"), HTTP_CONDITION_HOLDS);
}

static void knows_types(void **state) {
  (void)state;
  assert_text(http_mime_of(TEXT("a.JS")).type, "text/javascript; charset=utf-8");
  assert_text(http_mime_of(TEXT("a.tar.gz")).type, "application/gzip");
  assert_text(http_mime_of(TEXT("Makefile")).type, "");
  assert_text(http_mime_by_bytes(TEXT("gr\xC3\xBC\xC3")).type, "text/plain; charset=utf-8");
  assert_text(http_mime_by_bytes(TEXT("\x7F"
                                      "ELF\0\1"))
                  .type,
              "application/octet-stream");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(writes_dates),
      cmocka_unit_test(reads_dates),
      cmocka_unit_test(every_day_is_its_own_date),
      cmocka_unit_test(takes_lists_apart),
      cmocka_unit_test(weighs),
      cmocka_unit_test(names_statuses),
      cmocka_unit_test(reads_ranges),
      cmocka_unit_test(checks_conditions),
      cmocka_unit_test(knows_types),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
