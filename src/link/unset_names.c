// Names of CommonJS modules that Node lists whether they are set or not: it reads them in the text.
// Where the namespace of such a module is used as an object, those that may not be set must be
// made, with the value `undefined`; where only its members are asked for, nobody can tell.
#include "link/passes.h"
#include "link/taken.h"

enum {
  // Longer chains of `module.exports = require(…)` are cut: each asks for all behind it.
  FOLLOW_LIMIT = 200,
};

typedef Array(const Module *) Modules;

// The modules that one of CommonJS passes on, itself first: those that it surely does, or those
// that Node sees.
static void find_passed(const Module *first, bool asks_what_is_set, Arena *arena, Modules *found) {
  Map visited = {0};
  bool is_new;
  map_add(arena, &visited, first->path, &is_new);
  array_push(arena, found, first);
  for (uint32_t i = 0; i < found->count && found->count < FOLLOW_LIMIT; i++) {
    const Module *module = found->at[i];
    const CommonJsExports *exports = &module->record.commonjs;
    for (uint32_t r = 0; r < exports->reexports.count; r++) {
      const CommonJsReexport *one = &exports->reexports.at[r];
      const Module *target = plan_target(module, one->import);
      if (!target || !(asks_what_is_set ? one->certainty.is_set : one->certainty.is_seen)) continue;
      map_add(arena, &visited, target->path, &is_new);
      if (is_new) array_push(arena, found, target);
    }
  }
}

static void add_set_names(Arena *arena, const Module *module, Map *names) {
  bool is_new;
  const CommonJsExports *exports = &module->record.commonjs;
  for (uint32_t i = 0; i < exports->names.count; i++) {
    if (exports->names.at[i].certainty.is_set)
      map_add(arena, names, exports->names.at[i].name, &is_new);
  }
  for (uint32_t i = 0; i < module->record.exports.count; i++)
    map_add(arena, names, module->record.exports.at[i].name, &is_new);
  for (uint32_t i = 0; i < module->keys.count; i++)
    map_add(arena, names, module->keys.at[i].name, &is_new);
}

// Whether some name may not be set: most modules set all, which needs no lists.
static bool may_miss_names(const Module *module) {
  const CommonJsExports *exports = &module->record.commonjs;
  for (uint32_t i = 0; i < exports->names.count; i++) {
    CommonJsCertainty certainty = exports->names.at[i].certainty;
    if (certainty.is_seen && !certainty.is_set) return true;
  }
  return exports->reexports.count > 0;
}

static void list_unset_names(Plan *plan, const Module *module) {
  Linked *linked = plan_of(plan, module);
  if (linked->has_unset_names) return;
  linked->has_unset_names = true;
  if (!may_miss_names(module)) return;
  Arena scratch = {0};
  Modules set = {0}, seen = {0};
  Map known = {0};
  find_passed(module, true, &scratch, &set);
  find_passed(module, false, &scratch, &seen);
  for (uint32_t i = 0; i < set.count; i++) add_set_names(&scratch, set.at[i], &known);
  for (uint32_t i = 0; i < seen.count; i++) {
    const CommonJsExports *exports = &seen.at[i]->record.commonjs;
    for (uint32_t n = 0; n < exports->names.count; n++) {
      bool is_new = false;
      Text name = exports->names.at[n].name;
      if (exports->names.at[n].certainty.is_seen) map_add(&scratch, &known, name, &is_new);
      if (is_new) array_push(plan->arena, &linked->unset_names, name);
    }
  }
  arena_release(&scratch);
}

// Whether a binding is a namespace that Node gives names that may not be set.
static bool may_lack_names(Plan *plan, const Binding *binding) {
  if (binding->kind != BINDING_NAMESPACE || binding->module->kind != MODULE_COMMONJS) return false;
  list_unset_names(plan, binding->module);
  return lacks_names(plan, binding);
}

static void use_whole(Plan *plan, const Binding *binding) {
  if (may_lack_names(plan, binding))
    plan_of(plan, binding->module)->lists_unset[binding->is_node_mode] = true;
}

bool lacks_names(const Plan *plan, const Binding *binding) {
  return binding->kind == BINDING_NAMESPACE &&
         plan_of(plan, binding->module)->unset_names.count > 0;
}

// ---- Uses

static void look_at_uses(Plan *plan, const Module *module) {
  const Tree *tree = &module->tree;
  for (NodeId id = NODE_ROOT; id < tree->node_count; id++) {
    const Node *node = tree_node(tree, id);
    if (!node->symbol || module->scopes.symbols[node->symbol].kind != SYMBOL_IMPORT) continue;
    const Binding *binding = link_binding(plan, module, node->symbol);
    NodeKind parent = tree_kind(tree, node->parent);
    bool is_declared = parent == NODE_NAMESPACE_IMPORT || parent == NODE_IMPORT_CLAUSE ||
                       parent == NODE_IMPORT_SPECIFIER;
    if (binding && !is_declared && !member_of(tree, id)) use_whole(plan, binding);
  }
}

static void look_at_imports(Plan *plan, const Module *module) {
  Arena scratch = {0};
  for (uint32_t i = 0; i < module->record.imports.count; i++) {
    const ImportRecord *import = &module->record.imports.at[i];
    const Module *target = plan_target(module, i);
    Texts names = {0};
    if (!target || import->kind != IMPORT_DYNAMIC) continue;
    if (taken_names(&scratch, &module->tree, import->node, &names)) continue;
    use_whole(plan, &(Binding){.kind = BINDING_NAMESPACE,
                               .module = target,
                               .is_node_mode = plan_is_node_mode(module, target)});
  }
  arena_release(&scratch);
}

static void look_at_exports(Plan *plan, const Module *module) {
  const ExportTable *table = link_exports(plan, module);
  for (uint32_t i = 0; i < table->slots.count; i++) {
    Binding binding = link_resolve_export(plan, module, table->slots.at[i].name);
    use_whole(plan, &binding);
  }
}

static void look_at_module(Plan *plan, const Module *module) {
  const Linked *linked = plan_of(plan, module);
  bool has_namespace = false;
  for (uint32_t i = 0; i < module->record.bindings.count; i++)
    has_namespace |= may_lack_names(plan, &linked->bindings[i]);
  if (has_namespace) look_at_uses(plan, module);
  look_at_imports(plan, module);
  if (module->kind == MODULE_ESM && linked->exports_are_kept) look_at_exports(plan, module);
}

void find_unset_names(Plan *plan) {
  for (uint32_t i = 0; i < plan->reachable.count; i++) {
    const Module *module = plan->reachable.at[i];
    if (plan_of(plan, module)->is_included && module->kind != MODULE_VALUE)
      look_at_module(plan, module);
  }
}
