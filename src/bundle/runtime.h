// Runtime: the functions that outputs call, cut from runtime.js.
#pragma once

#include "base/buffer.h"
#include "link/plan.h"

// Appends the definitions of `helpers` (bit by RuntimeHelper) under the names that the plan gave
// them.
void runtime_add(Buffer *out, const Plan *plan, uint32_t helpers);
