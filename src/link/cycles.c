// A module is in a cycle if it leads to itself over import statements and require(). import() is
// left out: what it loads runs later.
#include "base/components.h"
#include "link/passes.h"

void find_cycles(Plan *plan) {
  Arena scratch = {0};
  Array(uint32_t) targets = {0};
  uint32_t count = plan->reachable.count + 1; // of places
  uint32_t *first = arena_new(&scratch, uint32_t, count + 1);
  for (uint32_t place = 1; place < count; place++) {
    const Module *module = plan->reachable.at[place - 1];
    first[place] = targets.count;
    for (uint32_t i = 0; i < module->record.imports.count; i++) {
      const Module *target = plan_target(module, i);
      if (!target || module->record.imports.at[i].kind == IMPORT_DYNAMIC) continue;
      if (target == module) plan->linked[place].is_in_cycle = true;
      array_push(&scratch, &targets, plan_place(plan, target));
    }
  }
  first[count] = targets.count;
  Components cycles = components_find(&scratch, &(Edges){count, first, targets.at});
  for (uint32_t place = 1; place < count; place++)
    plan->linked[place].is_in_cycle |= components_size(&cycles, cycles.of[place]) > 1;
  arena_release(&scratch);
}
