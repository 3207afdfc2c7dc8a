// The passes, in order. Each is a file; between them stand the promises that later passes rely on.
#include "link/link.h"

#include "base/search.h"
#include "link/passes.h"

#include <assert.h>

Plan *plan_make(Arena *arena, const Graph *graph, const LinkOptions *options,
                Diagnostics *diagnostics) {
  Plan *plan = arena_new(arena, Plan, 1);
  *plan = (Plan){.arena = arena, .graph = graph, .options = options, .diagnostics = diagnostics};
  plan->end_slot = UINT32_MAX;
  plan->slots = arena_new(arena, Slots, 1);
  array_push(arena, plan->slots, (Slot){0});
  return plan;
}

Plan *link_run(Arena *arena, const Graph *graph, const Module *entry, const LinkOptions *options,
               Diagnostics *diagnostics) {
  Plan *plan = plan_make(arena, graph, options, diagnostics);
  plan->entry = entry;
  if (entry) array_push(arena, &plan->entries, entry);
  find_reachable(plan);   // what the entry can lead to
  list_externals(plan);   // what stays outside
  classify_modules(plan); // whose exports are known before it runs
  bind_imports(plan);     // each import → what it means
  // Beyond this point no import is unresolved.
  find_cycles(plan);
  fold_constants(plan);  // what conditions then are
  include_modules(plan); // what is kept
  drop_unused_exports(plan);
  find_unset_names(plan);   // which names namespaces of CommonJS have all the same
  wrap_modules(plan);       // what becomes a closure
  use_external_stars(plan); // which objects there are is known now
  order_steps(plan);        // what runs when
  decide_strictness(plan);
  // Beyond this point no module is added or left out.
  add_slots_of_all(plan); // the variables of the output
  add_slots(plan);
  name_slots(plan); // what each of them is called
  assert(leaves_others_alone(plan));
  return plan;
}

void link_check(const Graph *graph, const Module *entry, const LinkOptions *options,
                Diagnostics *diagnostics) {
  Arena scratch = {0};
  Plan *plan = plan_make(&scratch, graph, options, diagnostics);
  plan->entry = entry;
  array_push(&scratch, &plan->entries, entry);
  find_reachable(plan);
  classify_modules(plan);
  bind_imports(plan);
  arena_release(&scratch);
}

SlotId plan_add_slot(Plan *plan, Text preferred, const Module *owner) {
  array_push(plan->arena, plan->slots, (Slot){.preferred = preferred, .owner = owner});
  return plan->slots->count - 1;
}

LocalName *plan_local(const Plan *plan, SlotId slot) {
  uint32_t count = plan->locals.count, at = search_first(plan->locals.at, count, slot, slot);
  return at < count && plan->locals.at[at].slot == slot ? &plan->locals.at[at] : NULL;
}
