// The names that a CommonJS module exports, with those of the modules that it passes on.
#include "link/passes.h"

enum {
  // Longer chains of `module.exports = require(…)` are cut: each asks for all behind it.
  FOLLOW_LIMIT = 200,
};

typedef struct Collection {
  Plan *plan;
  Arena scratch;
  Map seen;    // names
  Map visited; // modules, by path
  Array(const Module *) open;
  Texts *names;
} Collection;

static void visit(Collection *collection, const Module *module) {
  bool is_new;
  if (!module || collection->visited.entries.count == FOLLOW_LIMIT) return;
  map_add(&collection->scratch, &collection->visited, module->path, &is_new);
  if (is_new) array_push(&collection->scratch, &collection->open, module);
}

static void add_name(Collection *collection, Text name) {
  bool is_new;
  if (text_is(name, TEXT("default"))) return;
  map_add(&collection->scratch, &collection->seen, name, &is_new);
  if (is_new) array_push(collection->plan->arena, collection->names, name);
}

static void collect(Collection *collection, const Module *module) {
  const ModuleRecord *record = &module->record;
  for (uint32_t i = 0; i < module->keys.count; i++) {
    add_name(collection, module->keys.at[i].name);
  }
  for (uint32_t i = 0; i < record->commonjs.names.count; i++) {
    add_name(collection, record->commonjs.names.at[i].name);
  }
  for (uint32_t i = 0; i < record->exports.count; i++) {
    add_name(collection, record->exports.at[i].name);
  }
  for (uint32_t i = 0; i < record->commonjs.reexports.count; i++) {
    visit(collection, plan_target(module, record->commonjs.reexports.at[i].import));
  }
  for (uint32_t i = 0; i < record->stars.count; i++) {
    visit(collection, plan_target(module, record->stars.at[i]));
  }
}

const Texts *commonjs_names(Plan *plan, const Module *module) {
  Linked *linked = plan_of(plan, module);
  if (linked->has_commonjs_names) return &linked->commonjs_names;
  linked->has_commonjs_names = true;
  Collection collection = {.plan = plan, .names = &linked->commonjs_names};
  visit(&collection, module);
  while (collection.open.count > 0) collect(&collection, array_pop(&collection.open));
  arena_release(&collection.scratch);
  return &linked->commonjs_names;
}
