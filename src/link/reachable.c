// What the entry leads to, and which of it speaks CommonJS towards the others.
#include "link/passes.h"

typedef struct Reaching {
  Plan *plan;
  Arena scratch;
  Array(const Module *) open;
  bool *is_reached, *is_worker; // by module id
} Reaching;

static void reach(Reaching *reaching, const Module *module) {
  if (reaching->is_reached[module->id]) return;
  reaching->is_reached[module->id] = true;
  array_push(&reaching->scratch, &reaching->open, module);
}

static void reach_targets(Reaching *reaching, const Module *module) {
  for (uint32_t i = 0; i < module->record.imports.count; i++) {
    const Module *target = plan_target(module, i), *worker = module->targets[i].worker;
    if (target) reach(reaching, target);
    if (!worker) continue;
    if (!target && plan_shares_worker(reaching->plan, module, i)) reach(reaching, worker);
    reaching->is_worker[worker->id] = true;
  }
}

// Something is also said of scripts of workers, which may have plans of their own.
static void list_reached(const Reaching *reaching) {
  Plan *plan = reaching->plan;
  uint32_t count = plan->graph->modules.count;
  plan->places = arena_new(plan->arena, uint32_t, count);
  plan->place_count = 1;
  for (uint32_t id = 0; id < count; id++) {
    if (!reaching->is_reached[id]) continue;
    array_push(plan->arena, &plan->reachable, plan->graph->modules.at[id]);
    plan->places[id] = plan->place_count++;
  }
  for (uint32_t id = 0; id < count; id++) {
    if (reaching->is_worker[id] && !plan->places[id]) plan->places[id] = plan->place_count++;
  }
  plan->linked = arena_new(plan->arena, Linked, plan->place_count);
  for (uint32_t i = 0; i < plan->reachable.count; i++)
    plan_of(plan, plan->reachable.at[i])->is_reachable = true;
  for (uint32_t i = 0; i < plan->entries.count; i++)
    plan_of(plan, plan->entries.at[i])->is_entry = true;
}

void find_reachable(Plan *plan) {
  Reaching reaching = {.plan = plan};
  uint32_t count = plan->graph->modules.count;
  reaching.is_reached = arena_new(&reaching.scratch, bool, count);
  reaching.is_worker = arena_new(&reaching.scratch, bool, count);
  for (uint32_t i = 0; i < plan->entries.count; i++) reach(&reaching, plan->entries.at[i]);
  while (reaching.open.count > 0) reach_targets(&reaching, array_pop(&reaching.open));
  list_reached(&reaching);
  arena_release(&reaching.scratch);
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

bool leaves_others_alone(const Plan *plan) {
  const char *bytes = (const char *)&plan->linked[0];
  for (size_t i = 0; i < sizeof plan->linked[0]; i++) {
    if (bytes[i]) return false;
  }
  return true;
}
