// Runtime: the functions that outputs call, cut from runtime.js.
#pragma once

#include "base/buffer.h"
#include "link/plan.h"

// The name of a helper that an output is going to call: it is added to `helpers`.
static inline Text runtime_use(const Plan *plan, uint32_t *helpers, RuntimeHelper which) {
  *helpers |= 1u << which;
  return plan_name(plan, plan->helper_slots[which]);
}

// Appends the definitions of `helpers` (bit by RuntimeHelper) under the names that the plan gave
// them.
void runtime_add(Buffer *out, const Plan *plan, uint32_t helpers);
