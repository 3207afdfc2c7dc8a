// LintTimes: how long rules take, those of a configuration's own as well.
#pragma once

#include "base/map.h"

typedef struct LintTime {
  Text rule;
  uint64_t spent_ns;
} LintTime;

typedef struct LintTimes {
  Arena *arena;
  Map known; // name → index
  Array(LintTime) all;
} LintTimes;

void lint_times_add(LintTimes *times, Text rule, uint64_t spent_ns);

// The longest first.
void lint_times_sort(LintTimes *times);
