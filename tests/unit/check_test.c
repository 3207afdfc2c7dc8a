// Check: who stands by goes on, the innermost first.
#include "unit.h"

#include "base/check.h"

static void fail_if(bool is_bad) {
  CHECK(!is_bad);
}

// Whether the work went well; a check within it is another guard's.
static bool try_twice(bool outer, bool inner, bool *inner_was_good) {
  CheckGuard guard;
  volatile bool is_good = false;
  if (check_begin(&guard)) {
    CheckGuard within;
    *inner_was_good = false;
    if (check_begin(&within)) {
      fail_if(inner);
      *inner_was_good = true;
    } else {
      assert_non_null(strstr(within.failed, "\"!is_bad\" in "));
    }
    check_end(&within);
    fail_if(outer);
    is_good = true;
  }
  check_end(&guard);
  return is_good;
}

static void guards(void **state) {
  (void)state;
  bool inner = false;
  assert_true(try_twice(false, false, &inner) && inner);
  assert_true(try_twice(false, true, &inner) && !inner);
  assert_false(try_twice(true, false, &inner) || !inner);
  assert_false(try_twice(true, true, &inner) || inner);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(guards)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
