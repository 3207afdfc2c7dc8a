// LintOrder: which file is linted before which. A large one that is begun last keeps one thread
// busy while the others have nothing left to do.
#pragma once

#include "host/workers.h"
#include "lint/find.h"

// Indices of the targets: large files first, the largest of them in front; the others as they come.
// Sets their stamps.
uint32_t *lint_order(Arena *arena, LintTargets *targets, Workers *workers);
