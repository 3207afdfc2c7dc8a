// Rules are known by the names that they were asked for by.
#include "lint/times.h"

#include <stdlib.h>

void lint_times_add(LintTimes *times, Text rule, uint64_t spent_ns) {
  const uint32_t *known = map_find(&times->known, rule);
  if (known) {
    times->all.at[*known].spent_ns += spent_ns;
    return;
  }
  Text kept = text_copy(times->arena, rule);
  map_set(times->arena, &times->known, kept, times->all.count);
  array_push(times->arena, &times->all, (LintTime){kept, spent_ns});
}

static int compare(const void *left, const void *right) {
  const LintTime *a = left, *b = right;
  if (a->spent_ns == b->spent_ns) return text_compare(a->rule, b->rule);
  return a->spent_ns < b->spent_ns ? 1 : -1;
}

void lint_times_sort(LintTimes *times) {
  if (times->all.count) qsort(times->all.at, times->all.count, sizeof *times->all.at, compare);
  times->known = (Map){0};
}
