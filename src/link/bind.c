// Each import is bound to what it means; the specification's ResolveExport does the work (see
// exports.c). What is left over is reported here.
#include "link/passes.h"

#include "base/suggest.h"
#include "link/existence.h"

enum { SUGGESTIONS = 20 }; // beyond as many errors no similar name is looked for, as all are tried

const Binding *link_binding(const Plan *plan, const Module *module, SymbolId symbol) {
  const Linked *linked = plan_of(plan, module);
  uint32_t low = 0, high = module->record.bindings.count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (module->record.bindings.at[linked->binding_order[middle]].local < symbol)
      low = middle + 1;
    else
      high = middle;
  }
  if (low == module->record.bindings.count) return NULL;
  uint32_t index = linked->binding_order[low];
  return module->record.bindings.at[index].local == symbol ? &linked->bindings[index] : NULL;
}

// Symbols mostly come in the order of their imports: insertion is linear then.
static void sort_bindings(Plan *plan, Arena *arena, const Module *module) {
  uint32_t count = module->record.bindings.count;
  uint32_t *order = arena_new(arena, uint32_t, count);
  const ImportBinding *bindings = module->record.bindings.at;
  for (uint32_t i = 0; i < count; i++) {
    uint32_t at = i;
    for (; at > 0 && bindings[order[at - 1]].local > bindings[i].local; at--)
      order[at] = order[at - 1];
    order[at] = i;
  }
  plan_of(plan, module)->binding_order = order;
}

// The exported name that is most like `name`.
static Text similar_export(Plan *plan, const Module *module, Text name) {
  Suggestion best = {0};
  if (!exports_are_static(plan, module) || plan->diagnostics->items.count > SUGGESTIONS)
    return best.name;
  const ExportTable *table = link_exports(plan, module);
  for (uint32_t i = 0; i < table->slots.count; i++) {
    Text exported = table->slots.at[i].name;
    if (!text_is(exported, name)) suggest_consider(&best, name, exported);
  }
  return best.name;
}

static void report_missing(Plan *plan, const Module *module, Text name, NodeId node,
                           uint32_t record) {
  const Module *target = plan_target(module, record);
  Place place = module_place(module, node);
  place.suggestion = similar_export(plan, target, name);
  Diagnostics *diagnostics = plan->diagnostics;
  const ExportTable *table = &plan_of(plan, target)->exports;
  const uint32_t *index = map_find(&table->names, name);
  bool is_ambiguous = index && table->slots.at[*index].is_ambiguous;
  MessageId id = is_ambiguous ? MESSAGE_AMBIGUOUS_IMPORT : MESSAGE_NO_MATCHING_EXPORT;
  Diagnostic *added = diag_add(diagnostics, id, place, target->file.path, name);
  if (target->loader == LOADER_JSON && target->attribute.size) {
    diag_note(diagnostics, added, MESSAGE_JSON_HAS_DEFAULT_NOTE, NOWHERE);
  }
  if (place.suggestion.size) {
    diag_note(diagnostics, added, MESSAGE_DID_YOU_MEAN_EXPORT, NOWHERE, place.suggestion);
  }
}

// Whether a file exports nothing whatever it does: it mentions no way to.
static bool has_no_exports(const Module *module) {
  return module->loader == LOADER_EMPTY ||
         (module->kind == MODULE_SCRIPT && !module->scopes.has_eval);
}

static void check_binding(Plan *plan, const Module *module, const Binding *binding, NodeId node) {
  bool is_nothing = binding->kind == BINDING_MEMBER && has_no_exports(binding->module) &&
                    !text_is(binding->name, TEXT("default"));
  if (!is_nothing || module_is_in_package(module)) return;
  diag_add(plan->diagnostics, MESSAGE_IMPORT_IS_UNDEFINED, module_place(module, node),
           binding->module->file.path, binding->name);
}

void report_undefined(Plan *plan, const Module *module, NodeId member, const Binding *object) {
  const Module *target = object->module;
  bool is_known = exports_are_static(plan, target) || target->kind == MODULE_VALUE;
  bool is_told = object->kind == BINDING_NAMESPACE && is_known;
  if (!is_told || module_is_in_package(module)) return;
  NodeId property = tree_child(&module->tree, member, FIELD_PROPERTY);
  Text name = tree_text(&module->tree, property);
  if (link_resolve_export(plan, target, name).kind != BINDING_MISSING) return;
  if (existence_is_asked(&module->tree, member)) return;
  Place place = module_place(module, property);
  place.suggestion = similar_export(plan, target, name);
  Diagnostic *added =
      diag_add(plan->diagnostics, MESSAGE_IMPORT_IS_UNDEFINED, place, target->file.path, name);
  if (place.suggestion.size)
    diag_note(plan->diagnostics, added, MESSAGE_DID_YOU_MEAN_EXPORT, NOWHERE, place.suggestion);
}

// Whether nobody has asked for a re-export, so that it is not known if it means something.
static bool is_unasked(const Module *module, const ExportEntry *entry) {
  const Module *target = plan_target(module, entry->record);
  return target && target->is_nowhere;
}

static void bind_module(Plan *plan, const Module *module) {
  Linked *linked = plan_of(plan, module);
  const ModuleRecord *record = &module->record;
  for (uint32_t i = 0; i < record->bindings.count; i++) {
    const ImportBinding *import = &record->bindings.at[i];
    linked->bindings[i] = link_resolve(plan, module, import->record, import->name);
    if (linked->bindings[i].kind == BINDING_MISSING) {
      report_missing(plan, module, import->name, import->node, import->record);
    }
    check_binding(plan, module, &linked->bindings[i], import->node);
  }
  for (uint32_t i = 0; i < record->exports.count; i++) {
    const ExportEntry *entry = &record->exports.at[i];
    if (entry->kind != EXPORT_INDIRECT || is_unasked(module, entry)) continue;
    Binding binding = link_resolve(plan, module, entry->record, entry->imported);
    if (binding.kind == BINDING_MISSING) {
      report_missing(plan, module, entry->imported, entry->node, entry->record);
    }
    check_binding(plan, module, &binding, entry->node);
  }
}

// All names are judged for this: only where somebody asks.
static void report_ambiguous(Plan *plan, const Module *module) {
  const uint8_t *overrides = plan->diagnostics->overrides;
  bool is_asked = overrides && overrides[MESSAGE_AMBIGUOUS_REEXPORT];
  if (!is_asked || module->record.stars.count == 0 || !exports_are_static(plan, module)) return;
  const ExportTable *table = link_exports(plan, module);
  for (uint32_t i = 0; i < table->slots.count; i++) {
    Text name = table->slots.at[i].name;
    bool is_missing = link_resolve_export(plan, module, name).kind == BINDING_MISSING;
    if (!is_missing || !table->slots.at[i].is_ambiguous) continue;
    diag_add(plan->diagnostics, MESSAGE_AMBIGUOUS_REEXPORT, NOWHERE, module->file.path, name);
  }
}

// ---- All modules

static void prepare(Plan *plan, Arena *arena, const Module *module) {
  plan_of(plan, module)->bindings = arena_new(arena, Binding, module->record.bindings.count);
  sort_bindings(plan, arena, module);
  make_own_table(plan, arena, module);
}

// Most imports lead to a declaration over few re-exports: these are bound side by side. A module
// that has others is bound in its turn, where all means are at hand and it is said what is wrong.
static void bind_shortly(Plan *plan, Arena *arena, const Module *module) {
  (void)arena;
  Linked *linked = plan_of(plan, module);
  const ModuleRecord *record = &module->record;
  bool is_bound = true;
  for (uint32_t i = 0; i < record->bindings.count && is_bound; i++) {
    const ImportBinding *import = &record->bindings.at[i];
    is_bound =
        link_resolve_shortly(plan, module, import->record, import->name, &linked->bindings[i]);
  }
  for (uint32_t i = 0; i < record->exports.count && is_bound; i++) {
    const ExportEntry *entry = &record->exports.at[i];
    Binding found;
    if (entry->kind != EXPORT_INDIRECT || is_unasked(module, entry)) continue;
    is_bound = link_resolve_shortly(plan, module, entry->record, entry->imported, &found);
  }
  linked->is_bound = is_bound;
}

void bind_imports(Plan *plan) {
  plan_each_module(plan, prepare);
  for (uint32_t i = 0; i < plan->reachable.count; i++)
    plan->export_count += plan_of(plan, plan->reachable.at[i])->exports.slots.count;
  plan_each_module(plan, bind_shortly);
  for (uint32_t i = 0; i < plan->reachable.count; i++) {
    const Module *module = plan->reachable.at[i];
    if (!plan_of(plan, module)->is_bound) bind_module(plan, module);
  }
  for (uint32_t i = 0; i < plan->reachable.count; i++)
    report_ambiguous(plan, plan->reachable.at[i]);
}
