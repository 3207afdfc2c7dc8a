// What the entry leads to, and which of it speaks CommonJS towards the others.
#include "link/passes.h"

void find_reachable(Plan *plan) {
  Array(const Module *) open = {0};
  Arena scratch = {0};
  for (uint32_t i = 0; i < plan->entries.count; i++) {
    const Module *entry = plan->entries.at[i];
    plan_of(plan, entry)->is_entry = true;
    if (!plan_of(plan, entry)->is_reachable) array_push(&scratch, &open, entry);
    plan_of(plan, entry)->is_reachable = true;
  }
  while (open.count > 0) {
    const Module *module = array_pop(&open);
    for (uint32_t i = 0; i < module->record.imports.count; i++) {
      const Module *target = plan_target(module, i);
      if (!target && plan_shares_worker(plan, module, i)) target = module->targets[i].worker;
      if (!target || plan_of(plan, target)->is_reachable) continue;
      plan_of(plan, target)->is_reachable = true;
      array_push(&scratch, &open, target);
    }
  }
  for (uint32_t id = 0; id < plan->graph->modules.count; id++) {
    if (!plan->linked[id].is_reachable) continue;
    array_push(plan->arena, &plan->reachable, plan->graph->modules.at[id]);
  }
  arena_release(&scratch);
}

// A script has no exports: whoever asks for some gets those of a CommonJS module.
static void ask_for_exports(Plan *plan, const Module *target) {
  if (target && target->kind == MODULE_SCRIPT) plan_of(plan, target)->acts_as_commonjs = true;
}

// require() of anything but an ES module gives a CommonJS one's exports. So does import(), which
// then runs it at its time; but what an attribute makes has a default export alone, so that its
// exports are not those of its value.
static bool wants_commonjs(ImportKind kind, const Module *target) {
  return kind == IMPORT_REQUIRE || (kind == IMPORT_DYNAMIC && target->attribute.size == 0);
}

static void classify_targets(Plan *plan, const Module *module) {
  const ModuleRecord *record = &module->record;
  for (uint32_t i = 0; i < record->imports.count; i++) {
    const Module *target = plan_target(module, i);
    if (!target || target->kind == MODULE_ESM) continue;
    // A sloppy script can't stand among ES modules: as a closure it stays sloppy.
    bool is_sloppy = target->kind == MODULE_SCRIPT && !target->is_strict;
    if (is_sloppy || wants_commonjs(record->imports.at[i].kind, target))
      plan_of(plan, target)->acts_as_commonjs = true;
  }
  for (uint32_t i = 0; i < record->bindings.count; i++) {
    ask_for_exports(plan, plan_target(module, record->bindings.at[i].record));
  }
  for (uint32_t i = 0; i < record->exports.count; i++) {
    const ExportEntry *entry = &record->exports.at[i];
    if (entry->kind == EXPORT_INDIRECT) ask_for_exports(plan, plan_target(module, entry->record));
  }
  for (uint32_t i = 0; i < record->stars.count; i++) {
    ask_for_exports(plan, plan_target(module, record->stars.at[i]));
  }
}

void classify_modules(Plan *plan) {
  for (uint32_t i = 0; i < plan->reachable.count; i++) {
    const Module *module = plan->reachable.at[i];
    bool is_value_entry = plan_of(plan, module)->is_entry && module->kind == MODULE_VALUE;
    // A script has no import statements, but a flag may give it imports.
    bool is_importing = module->kind == MODULE_SCRIPT && module->injected.count > 0;
    if (module->kind == MODULE_COMMONJS || is_value_entry || is_importing) {
      plan_of(plan, module)->acts_as_commonjs = true;
    }
    classify_targets(plan, module);
  }
}
