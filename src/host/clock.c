// The monotonic clock: it doesn't jump when somebody sets the time.
#include "host/clock.h"

#include <uv.h>

uint64_t clock_now_ns(void) {
  return uv_hrtime();
}
