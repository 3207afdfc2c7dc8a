// The file system is asked before anything is read: that takes a hundredth of the time that linting
// does, is shared by the threads as well, and tells what caches want to know.
#include "lint/order.h"

#include <stdlib.h>

enum {
  LARGE = 64 << 10,  // bytes; what is smaller takes a few milliseconds at most
  ASKED_AT_ONCE = 64 // files
};

typedef struct LargeFile {
  uint64_t size;
  uint32_t target;
} LargeFile;

static void ask(void *context, uint32_t item) {
  LintTargets *targets = context;
  uint32_t first = item * ASKED_AT_ONCE, left = targets->count - first;
  uint32_t count = left < ASKED_AT_ONCE ? left : ASKED_AT_ONCE;
  for (uint32_t i = first; i < first + count; i++)
    targets->at[i].stamp = stamp_of(targets->at[i].path.at);
}

static int compare_large(const void *left, const void *right) {
  const LargeFile *a = left, *b = right;
  if (a->size != b->size) return a->size > b->size ? -1 : 1;
  return a->target < b->target ? -1 : 1;
}

uint32_t *lint_order(Arena *arena, LintTargets *targets, Workers *workers) {
  uint32_t count = targets->count, placed = 0;
  uint32_t *order = arena_new(arena, uint32_t, count);
  Array(LargeFile) large = {0};
  workers_each(workers, (count + ASKED_AT_ONCE - 1) / ASKED_AT_ONCE, ask, targets);
  for (uint32_t i = 0; i < count; i++) {
    LargeFile file = {targets->at[i].stamp.size, i};
    if (file.size >= LARGE) array_push(arena, &large, file);
  }
  if (large.count) qsort(large.at, large.count, sizeof *large.at, compare_large);
  for (uint32_t i = 0; i < large.count; i++) order[placed++] = large.at[i].target;
  for (uint32_t i = 0; i < count; i++)
    if (targets->at[i].stamp.size < LARGE) order[placed++] = i;
  return order;
}
