// The engine maps some dozens of megabytes at once, and fills them from a few places on: so nearly
// all that is touched first lies in three huge pages.
#include "runtime/engine_memory.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/mman.h>

#if defined MADV_HUGEPAGE && defined __linux__

enum { HUGE_BYTES = 2 << 20 };

// Not in the headers of all systems; those that can't do it say no, which costs nothing.
#ifndef MADV_COLLAPSE
#define MADV_COLLAPSE 25
#endif

// Finds the mapping that holds `address`.
static bool find_mapping(uintptr_t address, uintptr_t *start, uintptr_t *end) {
  FILE *maps = fopen("/proc/self/maps", "r");
  bool is_found = false;
  char line[512];
  while (maps && !is_found && fgets(line, sizeof line, maps)) {
    bool is_read = sscanf(line, "%" SCNxPTR "-%" SCNxPTR, start, end) == 2;
    is_found = is_read && *start <= address && address < *end;
  }
  if (maps) fclose(maps);
  return is_found;
}

void engine_memory_prepare(const void *in) {
  uintptr_t start, end, address = (uintptr_t)in;
  if (!find_mapping(address, &start, &end)) return;
  start = (start + HUGE_BYTES - 1) & ~(uintptr_t)(HUGE_BYTES - 1);
  uintptr_t used = address & ~(uintptr_t)(HUGE_BYTES - 1);
  if (start >= end) return;
  madvise((void *)start, end - start, MADV_HUGEPAGE);
  // What has been touched there is in small pages.
  if (used >= start && used + HUGE_BYTES <= end) madvise((void *)used, HUGE_BYTES, MADV_COLLAPSE);
}

#else

void engine_memory_prepare(const void *in) {
  (void)in;
}

#endif
