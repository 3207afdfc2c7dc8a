// Binding follows the specification's ResolveExport, over tables: the names that a module exports,
// those of its `export *` included, are collected once, when they are first asked for. An import is
// then a lookup, followed along re-exports until it ends at a declaration, a namespace, or a module
// whose exports are only known when it runs.
#include "link/passes.h"

#include <stdlib.h>

enum {
  // Longer chains of re-exports are cycles, or as good as one.
  CHAIN_LIMIT = 100000,
  // `export *` of `export *` of …: deeper ones count as exporting nothing, so that recursion ends.
  STAR_DEPTH_LIMIT = 4000,
};

// ---- Export tables

static bool same_binding(const Binding *a, const Binding *b) {
  return a->kind == b->kind && a->module == b->module && a->symbol == b->symbol &&
         (a->kind == BINDING_SYMBOL || a->kind == BINDING_DEFAULT || text_is(a->name, b->name));
}

static Binding follow_entry(Plan *plan, const Module *module, const ExportEntry *entry);

static Binding commonjs_member(const ExportSlot *slot) {
  return (Binding){.kind = BINDING_MEMBER,
                   .module = slot->module,
                   .name = slot->name,
                   .is_node_mode = slot->is_node_mode};
}

static Binding binding_of_slot(Plan *plan, const ExportSlot *slot) {
  if (slot->is_commonjs) return commonjs_member(slot);
  return follow_entry(plan, slot->module, &slot->module->record.exports.at[slot->entry]);
}

static void add_own_exports(Plan *plan, ExportTable *table, const Module *module) {
  for (uint32_t i = 0; i < module->record.exports.count; i++) {
    Text name = module->record.exports.at[i].name;
    bool is_new;
    uint32_t *index = map_add(plan->arena, &table->names, name, &is_new);
    if (!is_new) continue;
    *index = table->slots.count;
    array_push(plan->arena, &table->slots,
               (ExportSlot){.name = name, .module = module, .entry = i});
  }
}

// Adds the names that a CommonJS module seems to export, where no other module has them.
static void add_commonjs_names(Plan *plan, ExportTable *table, const Binding *source) {
  const Texts *names = commonjs_names(plan, source->module);
  for (uint32_t i = 0; i < names->count; i++) {
    bool is_new;
    uint32_t *index = map_add(plan->arena, &table->names, names->at[i], &is_new);
    if (!is_new) continue;
    *index = table->slots.count;
    array_push(plan->arena, &table->slots,
               (ExportSlot){.name = names->at[i],
                            .module = source->module,
                            .is_commonjs = true,
                            .is_node_mode = source->is_node_mode});
  }
}

// Adds what `export *` brings. A name that is there already stays: if it is the module's own (the
// first `own_count` slots), by right; if it came by another star, it must mean the same.
static void merge_star(Plan *plan, ExportTable *table, uint32_t own_count,
                       const ExportTable *from) {
  for (uint32_t i = 0; i < from->slots.count; i++) {
    const ExportSlot *slot = &from->slots.at[i];
    if (text_is(slot->name, TEXT("default"))) continue;
    bool is_new;
    uint32_t *index = map_add(plan->arena, &table->names, slot->name, &is_new);
    if (is_new) {
      *index = table->slots.count;
      array_push(plan->arena, &table->slots, *slot);
      continue;
    }
    ExportSlot *there = &table->slots.at[*index];
    if (*index < own_count || there->is_ambiguous || slot->is_commonjs) continue;
    if (there->is_commonjs) { // what is known for certain wins
      *there = *slot;
      continue;
    }
    if (there->module == slot->module && there->entry == slot->entry) continue;
    Binding a = binding_of_slot(plan, there), b = binding_of_slot(plan, slot);
    there->is_ambiguous = slot->is_ambiguous || !same_binding(&a, &b);
  }
  for (uint32_t i = 0; i < from->dynamic.count; i++) {
    array_push(plan->arena, &table->dynamic, from->dynamic.at[i]);
  }
}

static bool has_static_exports(const Plan *plan, const Module *module) {
  return module->kind == MODULE_ESM && !plan_of(plan, module)->acts_as_commonjs;
}

// False where a cycle of stars left the table incomplete: it must not be kept then.
static bool make_table(Plan *plan, const Module *module, ExportTable *table, uint32_t depth) {
  table->is_open = true;
  add_own_exports(plan, table, module);
  uint32_t own_count = table->slots.count;
  bool is_whole = true;
  for (uint32_t i = 0; i < module->record.stars.count; i++) {
    uint32_t record = module->record.stars.at[i];
    const Module *target = plan_target(module, record);
    if (!target || !has_static_exports(plan, target)) {
      Binding source = {.kind = target ? BINDING_NAMESPACE : BINDING_EXTERNAL,
                        .module = target ? target : module,
                        .record = record,
                        .name = TEXT("*"),
                        .is_node_mode = module->type == MODULE_TYPE_MODULE};
      if (target && target->kind == MODULE_JSON) continue;
      array_push(plan->arena, &table->dynamic, source);
      if (target) add_commonjs_names(plan, table, &source);
      continue;
    }
    ExportTable *from = &plan_of(plan, target)->exports;
    ExportTable made = {0};
    if (from->is_open || depth == STAR_DEPTH_LIMIT) {
      is_whole = false;
      continue;
    }
    if (!from->is_final) {
      from->is_open = true;
      bool made_whole = make_table(plan, target, &made, depth + 1);
      *from = made_whole ? made : (ExportTable){0};
      from->is_final = made_whole;
      is_whole &= made_whole;
      if (!made_whole) from = &made;
    }
    merge_star(plan, table, own_count, from);
  }
  table->is_open = false;
  return is_whole;
}

const ExportTable *link_exports(Plan *plan, const Module *module) {
  ExportTable *table = &plan_of(plan, module)->exports;
  if (table->is_final || table->is_open) return table;
  ExportTable made = {0};
  table->is_open = true;
  make_table(plan, module, &made, 0);
  // Incomplete only as far as cycles lead back to this very module, whose names it has anyway.
  made.is_final = true;
  *table = made;
  return table;
}

// ---- Following names

const Binding *binding_of(const Plan *plan, const Module *module, SymbolId symbol) {
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

// The import that declares `symbol`, or NULL.
static const ImportBinding *import_of(const Plan *plan, const Module *module, SymbolId symbol) {
  if (!symbol || module->scopes.symbols[symbol].kind != SYMBOL_IMPORT) return NULL;
  const Binding *found = binding_of(plan, module, symbol);
  return found ? &module->record.bindings.at[found - plan_of(plan, module)->bindings] : NULL;
}

// One step of following: what is asked of which module.
typedef struct Question {
  const Module *module; // whose import `record` is asked
  uint32_t record;
  Text name;
} Question;

// Answers an export entry, or asks on. True where `*answer` is final.
static bool answer_entry(const Plan *plan, const Module *module, const ExportEntry *entry,
                         Question *next, Binding *answer) {
  if (entry->kind == EXPORT_INDIRECT) {
    *next = (Question){module, entry->record, entry->imported};
    return false;
  }
  if (entry->kind == EXPORT_DEFAULT) {
    *answer = (Binding){.kind = BINDING_DEFAULT, .module = module, .name = entry->name};
    return true;
  }
  const ImportBinding *import = import_of(plan, module, entry->local);
  if (import) {
    *next = (Question){module, import->record, import->name};
    return false;
  }
  *answer = (Binding){
      .kind = BINDING_SYMBOL, .module = module, .symbol = entry->local, .name = entry->name};
  return true;
}

static bool json_has_key(const Module *module, Text name) {
  for (uint32_t i = 0; i < module->json_keys.count; i++) {
    if (text_is(module->json_keys.at[i], name)) return true;
  }
  return false;
}

static Binding answer_json(const Module *module, Text name) {
  BindingKind kind = text_is(name, TEXT("*"))         ? BINDING_NAMESPACE
                     : text_is(name, TEXT("default")) ? BINDING_DEFAULT
                     : json_has_key(module, name)     ? BINDING_MEMBER
                                                      : BINDING_MISSING;
  return (Binding){.kind = kind, .module = module, .name = name};
}

// What `name` of `module` means as far as this module can tell. True where `*answer` is final.
static bool answer_name(Plan *plan, const Module *module, Text name, Question *next,
                        Binding *answer) {
  bool is_namespace = text_is(name, TEXT("*"));
  if (module->kind == MODULE_JSON && !plan_of(plan, module)->acts_as_commonjs) {
    *answer = answer_json(module, name);
    return true;
  }
  if (is_namespace || !has_static_exports(plan, module)) {
    *answer = (Binding){
        .kind = is_namespace ? BINDING_NAMESPACE : BINDING_MEMBER, .module = module, .name = name};
    return true;
  }
  const ExportTable *table = link_exports(plan, module);
  const uint32_t *index = map_find(&table->names, name);
  const ExportSlot *slot = index ? &table->slots.at[*index] : NULL;
  if (slot && slot->is_commonjs) {
    *answer = commonjs_member(slot);
    return true;
  }
  if (slot && !slot->is_ambiguous) {
    return answer_entry(plan, slot->module, &slot->module->record.exports.at[slot->entry], next,
                        answer);
  }
  bool may_be_dynamic = !slot && table->dynamic.count > 0 && !text_is(name, TEXT("default"));
  *answer = (Binding){
      .kind = may_be_dynamic ? BINDING_MEMBER : BINDING_MISSING, .module = module, .name = name};
  return true;
}

static Binding follow(Plan *plan, Question question) {
  for (uint32_t steps = 0; steps < CHAIN_LIMIT; steps++) {
    if (plan_is_external(question.module, question.record)) {
      return (Binding){.kind = BINDING_EXTERNAL,
                       .module = question.module,
                       .record = question.record,
                       .name = question.name};
    }
    const Module *target = plan_target(question.module, question.record);
    bool is_node_mode = plan_is_node_mode(question.module, target);
    Binding answer;
    if (!answer_name(plan, target, question.name, &question, &answer)) continue;
    if (answer.module == target) answer.is_node_mode = is_node_mode;
    return answer;
  }
  return (Binding){.kind = BINDING_MISSING, .module = question.module, .name = question.name};
}

static Binding follow_entry(Plan *plan, const Module *module, const ExportEntry *entry) {
  Question next;
  Binding answer;
  return answer_entry(plan, module, entry, &next, &answer) ? answer : follow(plan, next);
}

Binding link_resolve(Plan *plan, const Module *module, uint32_t record, Text name) {
  return follow(plan, (Question){module, record, name});
}

Binding link_resolve_export(Plan *plan, const Module *module, Text name) {
  Question next;
  Binding answer;
  return answer_name(plan, module, name, &next, &answer) ? answer : follow(plan, next);
}

// ---- All imports

// Symbols mostly come in the order of their imports: insertion is linear then.
static void sort_bindings(Plan *plan, const Module *module) {
  uint32_t count = module->record.bindings.count;
  uint32_t *order = arena_new(plan->arena, uint32_t, count);
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
  Text best = {0};
  uint32_t least = name.size / 3 + 2; // one edit more than a third is no typing error
  if (!has_static_exports(plan, module)) return best;
  const ExportTable *table = link_exports(plan, module);
  for (uint32_t i = 0; i < table->slots.count; i++) {
    uint32_t distance = text_distance(name, table->slots.at[i].name, least);
    if (distance >= least) continue;
    least = distance;
    best = table->slots.at[i].name;
  }
  return best;
}

static void report_missing(Plan *plan, const Module *module, Text name, NodeId node,
                           uint32_t record) {
  const Module *target = plan_target(module, record);
  Place place = module_place(module, node);
  place.suggestion = similar_export(plan, target, name);
  Diagnostics *diagnostics = plan->diagnostics;
  const uint32_t *index = map_find(&plan_of(plan, target)->exports.names, name);
  MessageId id = index ? MESSAGE_AMBIGUOUS_IMPORT : MESSAGE_NO_MATCHING_EXPORT;
  Diagnostic *added = diag_add(diagnostics, id, place, target->file.path, name);
  if (place.suggestion.size) {
    diag_note(diagnostics, added, MESSAGE_DID_YOU_MEAN_EXPORT, NOWHERE, place.suggestion);
  }
}

static void report_assignment(Plan *plan, const Module *module, const ImportBinding *import) {
  if (!(module->scopes.symbols[import->local].flags & SYMBOL_ASSIGNED)) return;
  diag_add(plan->diagnostics, MESSAGE_IMPORT_IS_ASSIGNED, module_place(module, import->node),
           scope_symbol_name(&module->scopes, import->local));
}

static void bind_module(Plan *plan, const Module *module) {
  Linked *linked = plan_of(plan, module);
  const ModuleRecord *record = &module->record;
  for (uint32_t i = 0; i < record->bindings.count; i++) {
    const ImportBinding *import = &record->bindings.at[i];
    linked->bindings[i] = link_resolve(plan, module, import->record, import->name);
    report_assignment(plan, module, import);
    if (linked->bindings[i].kind == BINDING_MISSING) {
      report_missing(plan, module, import->name, import->node, import->record);
    }
  }
  for (uint32_t i = 0; i < record->exports.count; i++) {
    const ExportEntry *entry = &record->exports.at[i];
    if (entry->kind != EXPORT_INDIRECT) continue;
    Binding binding = link_resolve(plan, module, entry->record, entry->imported);
    if (binding.kind == BINDING_MISSING) {
      report_missing(plan, module, entry->imported, entry->node, entry->record);
    }
  }
}

void bind_imports(Plan *plan) {
  for (uint32_t i = 0; i < plan->reachable.count; i++) {
    const Module *module = plan->reachable.at[i];
    plan_of(plan, module)->bindings =
        arena_new(plan->arena, Binding, module->record.bindings.count);
    sort_bindings(plan, module);
  }
  for (uint32_t i = 0; i < plan->reachable.count; i++) bind_module(plan, plan->reachable.at[i]);
}
