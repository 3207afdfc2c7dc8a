// Tarjan's algorithm over import statements and require(), without recursion: a module is in a
// cycle if its component has others, or if it imports itself. import() is left out: what it loads
// runs later.
#include "link/passes.h"

typedef struct Visit {
  const Module *module;
  uint32_t next; // import to follow
} Visit;

typedef struct Walk {
  Plan *plan;
  Arena scratch;
  Array(Visit) open;
  Array(const Module *) waiting; // those whose component is not complete
  uint32_t *number;              // by module id: the order of coming by; 0: not yet
  uint32_t *lowest;              // by module id: the first one that it leads back to
  bool *is_waiting;              // by module id
  uint32_t count;
} Walk;

static void enter(Walk *walk, const Module *module) {
  walk->number[module->id] = walk->lowest[module->id] = ++walk->count;
  walk->is_waiting[module->id] = true;
  array_push(&walk->scratch, &walk->waiting, module);
  array_push(&walk->scratch, &walk->open, (Visit){module, 0});
}

static void lower(Walk *walk, const Module *module, uint32_t number) {
  if (number < walk->lowest[module->id]) walk->lowest[module->id] = number;
}

static void follow(Walk *walk, const Module *module, uint32_t record) {
  const Module *target = plan_target(module, record);
  if (!target || module->record.imports.at[record].kind == IMPORT_DYNAMIC) return;
  if (target == module) plan_of(walk->plan, module)->is_in_cycle = true;
  if (!walk->number[target->id])
    enter(walk, target);
  else if (walk->is_waiting[target->id])
    lower(walk, module, walk->number[target->id]);
}

static void leave(Walk *walk) {
  const Module *module = array_pop(&walk->open).module;
  uint32_t lowest = walk->lowest[module->id];
  if (walk->open.count > 0) lower(walk, array_last(&walk->open).module, lowest);
  if (lowest != walk->number[module->id]) return;
  bool is_alone = array_last(&walk->waiting) == module;
  for (const Module *member = NULL; member != module;) {
    member = array_pop(&walk->waiting);
    walk->is_waiting[member->id] = false;
    plan_of(walk->plan, member)->is_in_cycle |= !is_alone;
  }
}

void find_cycles(Plan *plan) {
  uint32_t count = plan->graph->modules.count;
  Walk walk = {.plan = plan};
  walk.number = arena_new(&walk.scratch, uint32_t, count);
  walk.lowest = arena_new(&walk.scratch, uint32_t, count);
  walk.is_waiting = arena_new(&walk.scratch, bool, count);
  for (uint32_t i = 0; i < plan->reachable.count; i++) {
    if (walk.number[plan->reachable.at[i]->id]) continue;
    enter(&walk, plan->reachable.at[i]);
    while (walk.open.count > 0) {
      Visit *visit = &array_last(&walk.open);
      if (visit->next == visit->module->record.imports.count)
        leave(&walk);
      else
        follow(&walk, visit->module, visit->next++);
    }
  }
  arena_release(&walk.scratch);
}
