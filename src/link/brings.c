// What a module brings into every output that it is in: what it imports by a statement, what it
// mentions, and what it requires. Modules that bring each other form a cycle: they are always
// together.
#include "link/splitting.h"

static bool is_brought(const Plan *plan, const Module *module, uint32_t record) {
  const Module *target = plan_target(module, record);
  bool is_statement = module->record.imports.at[record].kind == IMPORT_STATEMENT;
  return target && is_statement && !is_quiet_import(plan, target);
}

// The targets of all edges so far.
typedef struct Brought {
  Arena *arena;
  Array(uint32_t) ids;
} Brought;

static void add_brought(Brought *brought, const Module *target) {
  array_push(brought->arena, &brought->ids, target->id);
}

static void add_meanings(Brought *brought, const Module *from, const Binding *bindings,
                         uint32_t count) {
  for (uint32_t i = 0; i < count; i++) {
    bool is_inside = bindings[i].kind != BINDING_MISSING && bindings[i].kind != BINDING_EXTERNAL;
    if (is_inside && bindings[i].module != from) add_brought(brought, bindings[i].module);
  }
}

static void list_brought(Brought *brought, const Plan *plan, const Module *module) {
  const Linked *linked = plan_of(plan, module);
  for (uint32_t i = 0; i < module->record.imports.count; i++) {
    if (is_brought(plan, module, i)) add_brought(brought, plan_target(module, i));
  }
  add_meanings(brought, module, linked->uses.at, linked->uses.count);
  add_meanings(brought, module, linked->passes_on.at, linked->passes_on.count);
  for (uint32_t i = 0; i < linked->loads.count; i++) {
    uint32_t record = linked->loads.at[i];
    bool is_later = module->record.imports.at[record].kind == IMPORT_DYNAMIC;
    if (!is_later) add_brought(brought, plan_target(module, record));
  }
}

void list_edges(Splitting *splitting) {
  const Plan *plan = splitting->plan;
  Arena *scratch = &splitting->scratch;
  uint32_t modules = plan->graph->modules.count;
  Brought brought = {.arena = scratch};
  uint32_t *first = arena_new(scratch, uint32_t, modules + 1);
  for (uint32_t id = 0; id < modules; id++) {
    first[id] = brought.ids.count;
    const Module *module = plan->graph->modules.at[id];
    if (plan_of(plan, module)->is_reachable) list_brought(&brought, plan, module);
  }
  first[modules] = brought.ids.count;
  splitting->edges = (Edges){modules, first, brought.ids.at};
  splitting->cycles = components_find(scratch, &splitting->edges);
}
