// Passes that say of each module only what follows from the module and from what earlier passes
// have said: they run side by side. Each stretch of modules has an arena of its own, which the plan
// takes over in the end.
#include "link/passes.h"

enum {
  STRETCH_MODULES = 64, // fewer are not worth a thread
  MOST_STRETCHES = 64,
};

typedef struct Stretches {
  Plan *plan;
  ModulePass pass;
  uint32_t length; // in modules
  Arena arenas[MOST_STRETCHES];
} Stretches;

static void run_stretch(void *context, uint32_t index) {
  Stretches *self = context;
  const Plan *plan = self->plan;
  uint32_t first = index * self->length, end = first + self->length;
  if (end > plan->reachable.count) end = plan->reachable.count;
  for (uint32_t i = first; i < end; i++)
    self->pass(self->plan, &self->arenas[index], plan->reachable.at[i]);
}

void plan_each_module(Plan *plan, ModulePass pass) {
  Stretches stretches = {.plan = plan, .pass = pass};
  uint32_t modules = plan->reachable.count, count = modules / STRETCH_MODULES + 1;
  if (count > MOST_STRETCHES) count = MOST_STRETCHES;
  if (!plan->options->threads) count = 1;
  stretches.length = (modules + count - 1) / count;
  if (count == 1)
    run_stretch(&stretches, 0);
  else
    workers_each(plan->options->threads, count, run_stretch, &stretches);
  for (uint32_t i = 0; i < count; i++) arena_adopt(plan->arena, &stretches.arenas[i]);
}
