// Where running begins: each entry, each script that a worker runs, and each module that import()
// leads to. An entry that import()
// leads to, too, is one entry point where its output is the namespace that import() is to give:
// that of an ES module that no other module may run or make a closure.
#include "link/splitting.h"

// Whether the chunk of an import()ed module is its namespace. Not where some module uses an object
// of ours as that: a module has but one.
static LoadForm form_of(const Plan *plan, const Module *module) {
  const Linked *linked = plan_of(plan, module);
  bool is_plain = linked->wrap == WRAP_NONE && !linked->acts_as_commonjs && module_is_esm(module);
  if (plan->options->format != OUTPUT_ESM || !is_plain) return LOAD_OBJECT;
  if (linked->needs_namespace) return LOAD_OBJECT;
  // Names that `export *` finds only when it runs can't be exported.
  for (uint32_t i = 0; i < linked->exports.dynamic.count; i++) {
    if (linked->exports.dynamic.at[i].kind != BINDING_EXTERNAL) return LOAD_OBJECT;
  }
  return LOAD_CHUNK;
}

// By module id: whether some module imports it by a statement.
static bool *list_imported(Splitting *splitting) {
  const Plan *plan = splitting->plan;
  bool *is_imported = arena_new(&splitting->scratch, bool, plan->graph->modules.count);
  for (uint32_t i = 0; i < plan->reachable.count; i++) {
    const Module *module = plan->reachable.at[i];
    for (uint32_t r = 0; r < module->record.imports.count; r++) {
      const Module *target = plan_target(module, r);
      bool is_statement = module->record.imports.at[r].kind == IMPORT_STATEMENT;
      if (target && is_statement) is_imported[target->id] = true;
    }
  }
  return is_imported;
}

static void add_loaded(Splitting *splitting, const Module *module, const bool *is_imported) {
  Split *split = splitting->split;
  Linked *linked = plan_of(splitting->plan, module);
  LoadForm form = form_of(splitting->plan, module);
  bool can_share = linked->is_entry && form == LOAD_CHUNK && !is_imported[module->id];
  if (can_share) {
    split->entry_points.at[linked->entry_point].is_loaded = true;
    return;
  }
  linked->entry_point = split->entry_points.count;
  EntryPoint added = {.module = module, .entry = NO_INDEX, .is_loaded = true, .form = form};
  array_push(splitting->plan->arena, &split->entry_points, added);
}

// Scripts of workers were added behind the graph's entries, as they were met.
static void add_workers(Splitting *splitting, uint32_t first) {
  Plan *plan = splitting->plan;
  Split *split = splitting->split;
  for (uint32_t i = first; i < plan->entries.count; i++) {
    EntryPoint added = {.module = plan->entries.at[i], .entry = NO_INDEX, .is_worker = true};
    Linked *linked = plan_of(plan, added.module);
    linked->entry_point = linked->own_point = split->entry_points.count;
    array_push(plan->arena, &split->entry_points, added);
  }
}

void list_entry_points(Splitting *splitting) {
  Plan *plan = splitting->plan;
  Split *split = splitting->split;
  for (uint32_t i = 0; i < plan->graph->entries.count; i++) {
    EntryPoint added = {.module = plan->graph->entries.at[i], .entry = i};
    if (split_is_copied(added.module)) continue;
    Linked *linked = plan_of(plan, added.module);
    linked->entry_point = linked->own_point = split->entry_points.count;
    array_push(plan->arena, &split->entry_points, added);
  }
  add_workers(splitting, split->entry_points.count);
  const bool *is_imported = list_imported(splitting);
  for (uint32_t i = 0; i < plan->reachable.count; i++) {
    const Module *module = plan->reachable.at[i];
    if (plan_of(plan, module)->is_split_off) add_loaded(splitting, module, is_imported);
  }
  split->words = (split->entry_points.count + 63) / 64;
}
