// The system keeps count; only its unit differs.
#include "host/memory.h"

#include <uv.h>

uint64_t memory_peak_bytes(void) {
  uv_rusage_t usage;
  if (uv_getrusage(&usage) < 0) return 0;
#ifdef __APPLE__
  return usage.ru_maxrss;
#else
  return usage.ru_maxrss * 1024;
#endif
}
