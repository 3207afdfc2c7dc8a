// Crash: a thread that crashes goes on where somebody stands by, any number of times.
#include "unit.h"

#include "base/check.h"
#include "host/crash.h"

#include <pthread.h>

static void leave(const char *what) {
  if (check_is_guarded()) check_failed(what);
}

enum { NOWHERE = 64 }; // not NULL, which a sanitizer would tell of first

static volatile int *volatile nowhere = (volatile int *)NOWHERE;

static int read_nowhere(int depth) {
  return *nowhere + depth;
}

// Ends where the stack does.
static int fill_stack(int depth) { // NOLINT(misc-no-recursion)
  volatile char room[4096];
  room[0] = (char)depth;
  return depth < 0 ? 0 : fill_stack(depth + 1) + room[0];
}

static bool has_crashed(int (*run)(int depth)) {
  CheckGuard guard;
  volatile bool has = false;
  if (check_begin(&guard))
    run(0);
  else
    has = guard.failed && strstr(guard.failed, "memory that is not there");
  check_end(&guard);
  return has;
}

static void *crash_often(void *context) {
  (void)context;
  crash_guard_thread();
  for (int i = 0; i < 3; i++) {
    if (!has_crashed(read_nowhere) || !has_crashed(fill_stack)) return NULL;
  }
  return (void *)"good";
}

static void crashes(void **state) {
  (void)state;
  crash_watch(leave);
  assert_string_equal(crash_often(NULL), "good");
  pthread_t thread;
  void *result = NULL;
  assert_int_equal(pthread_create(&thread, NULL, crash_often, NULL), 0);
  pthread_join(thread, &result);
  assert_string_equal(result, "good");
  assert_false(check_is_guarded());
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(crashes)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
