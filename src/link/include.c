// What is in the output: the entry, and from each module that is in, what it imports. A module
// whose package says that it has no side effects is left out unless something that it declares is
// used.
#include "link/passes.h"

typedef struct Inclusion {
  Plan *plan;
  Arena scratch;
  Array(const Module *) open;    // included, their imports not yet looked at
  Array(const Module *) exposed; // all their exports are kept, which are not yet looked at
} Inclusion;

static void include(Inclusion *inclusion, const Module *module) {
  Linked *linked = plan_of(inclusion->plan, module);
  if (linked->is_included) return;
  linked->is_included = true;
  array_push(&inclusion->scratch, &inclusion->open, module);
}

// Includes a module with all that it exports.
static void keep_exports(Inclusion *inclusion, const Module *module) {
  Linked *linked = plan_of(inclusion->plan, module);
  include(inclusion, module);
  if (linked->exports_are_kept) return;
  linked->exports_are_kept = true;
  if (module->kind == MODULE_ESM) array_push(&inclusion->scratch, &inclusion->exposed, module);
}

static void include_namespace(Inclusion *inclusion, const Binding *binding) {
  Linked *linked = plan_of(inclusion->plan, binding->module);
  bool is_json_member = binding->kind == BINDING_MEMBER && binding->module->kind == MODULE_JSON;
  linked->import_is_used[binding->is_node_mode] = true;
  linked->needs_namespace |= !is_json_member;
  keep_exports(inclusion, binding->module);
}

// Includes what an import that is used means.
static void include_binding(Inclusion *inclusion, const Binding *binding) {
  switch (binding->kind) {
  case BINDING_MISSING: return;
  case BINDING_SYMBOL:
  case BINDING_DEFAULT: include(inclusion, binding->module); return;
  case BINDING_MEMBER:
  case BINDING_NAMESPACE: include_namespace(inclusion, binding); return;
  case BINDING_EXTERNAL:
    external_use(inclusion->plan, binding->module, binding->record, binding->name);
    return;
  }
}

static void include_exports(Inclusion *inclusion, const Module *module) {
  Plan *plan = inclusion->plan;
  const ExportTable *table = link_exports(plan, module);
  for (uint32_t i = 0; i < table->slots.count; i++) {
    Binding binding = link_resolve_export(plan, module, table->slots.at[i].name);
    include_binding(inclusion, &binding);
  }
  for (uint32_t i = 0; i < table->dynamic.count; i++) {
    include_binding(inclusion, &table->dynamic.at[i]);
  }
}

// ---- Uses of namespaces

// Whether something is assigned to, or deleted at, a member expression.
static bool is_changed(const Tree *tree, NodeId member) {
  const Node *node = tree_node(tree, member);
  NodeKind parent = tree_kind(tree, node->parent);
  bool is_target =
      node->field == FIELD_LEFT &&
      (parent == NODE_ASSIGNMENT_EXPRESSION || parent == NODE_AUGMENTED_ASSIGNMENT_EXPRESSION ||
       parent == NODE_FOR_IN_STATEMENT || parent == NODE_ASSIGNMENT_PATTERN);
  return is_target || parent == NODE_UPDATE_EXPRESSION || parent == NODE_UNARY_EXPRESSION ||
         parent == NODE_ARRAY_PATTERN || parent == NODE_PAIR_PATTERN || parent == NODE_REST_PATTERN;
}

// The member expression `namespace.name` that `use` is the object of, or none.
static NodeId member_of(const Tree *tree, NodeId use) {
  const Node *node = tree_node(tree, use);
  bool is_object =
      node->field == FIELD_OBJECT && tree_kind(tree, node->parent) == NODE_MEMBER_EXPRESSION;
  return is_object && !is_changed(tree, node->parent) ? node->parent : NO_NODE;
}

static bool use_member(Inclusion *inclusion, const Module *module, NodeId member,
                       const Module *target) {
  const Tree *tree = &module->tree;
  Text name = tree_text(tree, tree_child(tree, member, FIELD_PROPERTY));
  Binding binding = link_resolve_export(inclusion->plan, target, name);
  if (binding.kind == BINDING_MISSING || binding.kind == BINDING_MEMBER) return false;
  include_binding(inclusion, &binding);
  Linked *linked = plan_of(inclusion->plan, module);
  array_push(inclusion->plan->arena, &linked->members, (MemberUse){member, binding});
  return true;
}

// Looks at each use of a namespace whose names are known: as long as only members of it are asked
// for, the object itself need not exist.
static void include_namespace_uses(Inclusion *inclusion, const Module *module) {
  const Tree *tree = &module->tree;
  for (NodeId id = NODE_ROOT; id < tree->node_count; id++) {
    const Node *node = tree_node(tree, id);
    if (node->kind != NODE_IDENTIFIER && node->kind != NODE_SHORTHAND_PROPERTY_IDENTIFIER) continue;
    if (!node->symbol || module->scopes.symbols[node->symbol].kind != SYMBOL_IMPORT) continue;
    const Binding *binding = binding_of(inclusion->plan, module, node->symbol);
    if (!binding || binding->kind != BINDING_NAMESPACE || binding->module->kind != MODULE_ESM)
      continue;
    if (node->flags & NODE_DEAD || tree_kind(tree, node->parent) == NODE_NAMESPACE_IMPORT) continue;
    NodeId member = member_of(tree, id);
    if (member && use_member(inclusion, module, member, binding->module)) continue;
    include_binding(inclusion, binding);
  }
}

// ---- Modules

static void include_imports(Inclusion *inclusion, const Module *module) {
  Plan *plan = inclusion->plan;
  for (uint32_t i = 0; i < module->record.imports.count; i++) {
    const ImportRecord *import = &module->record.imports.at[i];
    const Module *target = plan_target(module, i);
    bool is_static = import->kind == IMPORT_STATEMENT;
    if (!target) continue;
    if (!is_static) {
      plan_of(plan, target)->needs_namespace = true;
      keep_exports(inclusion, target);
    } else if (!target->no_side_effects || plan->options->ignores_side_effects) {
      include(inclusion, target);
    }
  }
}

static void include_bindings(Inclusion *inclusion, const Module *module) {
  const Linked *linked = plan_of(inclusion->plan, module);
  bool has_namespace = false;
  for (uint32_t i = 0; i < module->record.bindings.count; i++) {
    const Binding *binding = &linked->bindings[i];
    if (module->scopes.symbols[module->record.bindings.at[i].local].reference_count == 0) continue;
    bool is_known = binding->kind == BINDING_NAMESPACE && binding->module->kind == MODULE_ESM;
    if (is_known)
      has_namespace = true;
    else
      include_binding(inclusion, binding);
  }
  if (has_namespace) include_namespace_uses(inclusion, module);
}

static bool entry_needs_namespace(const Plan *plan) {
  OutputFormat format = plan->options->format;
  return format == OUTPUT_CJS || (format == OUTPUT_IIFE && plan->options->has_global_name);
}

void include_modules(Plan *plan) {
  Inclusion inclusion = {.plan = plan};
  keep_exports(&inclusion, plan->entry);
  if (entry_needs_namespace(plan) && (plan->entry->record.syntax & MODULE_HAS_EXPORT)) {
    plan_of(plan, plan->entry)->needs_namespace = true;
  }
  while (inclusion.open.count + inclusion.exposed.count > 0) {
    if (inclusion.exposed.count > 0) {
      include_exports(&inclusion, array_pop(&inclusion.exposed));
      continue;
    }
    const Module *module = array_pop(&inclusion.open);
    include_imports(&inclusion, module);
    include_bindings(&inclusion, module);
  }
  arena_release(&inclusion.scratch);
}
