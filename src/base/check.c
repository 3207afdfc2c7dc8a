// Each thread has its own guards, the innermost first.
#include "base/check.h"

#include <stdio.h>
#include <stdlib.h>

static _Thread_local CheckGuard *innermost;

void check_push(CheckGuard *guard) {
  guard->outer = innermost;
  guard->failed = NULL;
  innermost = guard;
}

void check_end(CheckGuard *guard) {
  innermost = guard->outer;
}

bool check_is_guarded(void) {
  return innermost != NULL;
}

void check_failed(const char *what) {
  if (innermost) {
    innermost->failed = what;
    longjmp(innermost->back, 1);
  }
  fprintf(stderr, "cbundle: a check has failed: %s\n", what);
  abort();
}
