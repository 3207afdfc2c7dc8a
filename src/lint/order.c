// Sizes are asked of the file system before anything is read: that takes a hundredth of the time
// that linting does, and is shared by the threads as well.
#include "lint/order.h"

#include "host/stamp.h"

#include <stdlib.h>

enum {
  LARGE = 64 << 10,  // bytes; what is smaller takes a few milliseconds at most
  ASKED_AT_ONCE = 64 // files
};

typedef struct LargeFile {
  uint64_t size;
  uint32_t target;
} LargeFile;

typedef struct Sizes {
  const LintTargets *targets;
  uint64_t *at; // by target
} Sizes;

static void ask(void *context, uint32_t item) {
  Sizes *sizes = context;
  uint32_t first = item * ASKED_AT_ONCE, left = sizes->targets->count - first;
  uint32_t count = left < ASKED_AT_ONCE ? left : ASKED_AT_ONCE;
  for (uint32_t i = first; i < first + count; i++)
    sizes->at[i] = stamp_of(sizes->targets->at[i].path.at).size;
}

static int compare_large(const void *left, const void *right) {
  const LargeFile *a = left, *b = right;
  if (a->size != b->size) return a->size > b->size ? -1 : 1;
  return a->target < b->target ? -1 : 1;
}

uint32_t *lint_order(Arena *arena, const LintTargets *targets, Workers *workers) {
  uint32_t count = targets->count, placed = 0;
  uint32_t *order = arena_new(arena, uint32_t, count);
  Sizes sizes = {targets, arena_new(arena, uint64_t, count)};
  Array(LargeFile) large = {0};
  workers_each(workers, (count + ASKED_AT_ONCE - 1) / ASKED_AT_ONCE, ask, &sizes);
  for (uint32_t i = 0; i < count; i++)
    if (sizes.at[i] >= LARGE) array_push(arena, &large, ((LargeFile){sizes.at[i], i}));
  if (large.count) qsort(large.at, large.count, sizeof *large.at, compare_large);
  for (uint32_t i = 0; i < large.count; i++) order[placed++] = large.at[i].target;
  for (uint32_t i = 0; i < count; i++)
    if (sizes.at[i] < LARGE) order[placed++] = i;
  return order;
}
