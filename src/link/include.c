// What is in the output: tree shaking. A module that is in brings what it imports, and those of its
// parts that do something by themselves; other parts come when something that they declare is used.
// A module whose package says that it has no side effects is left out unless something that it
// declares is used. Modules that are not ES modules, or whose names eval can see, come whole; what
// can be left out of CommonJS ones is seen afterwards (commonjs_shake.c).
#include "base/search.h"
#include "link/passes.h"
#include "link/taken.h"

typedef struct LivePart {
  const Module *module;
  uint32_t part;
} LivePart;

typedef struct Inclusion {
  Plan *plan;
  Arena scratch;
  Array(LivePart) parts;         // included, what they use not yet looked at
  Array(const Module *) open;    // included, their imports not yet looked at
  Array(const Module *) exposed; // all their exports are kept, which are not yet looked at
} Inclusion;

static void include(Inclusion *inclusion, const Module *module) {
  Plan *plan = inclusion->plan;
  Linked *linked = plan_of(plan, module);
  if (linked->is_included) return;
  linked->is_included = true;
  linked->value_is_whole |= plan->options->keeps_everything;
  bool is_whole = !module->parts.at || plan->options->keeps_everything;
  if (!is_whole) linked->live_parts = arena_new(plan->arena, bool, module->parts.count);
  array_push(&inclusion->scratch, &inclusion->open, module);
}

static void include_part(Inclusion *inclusion, const Module *module, uint32_t part) {
  bool *live = plan_of(inclusion->plan, module)->live_parts;
  if (!live || part >= module->parts.count || live[part]) return;
  live[part] = true;
  array_push(&inclusion->scratch, &inclusion->parts, (LivePart){module, part});
}

// Includes a module with what declares a symbol of its top level.
static void include_symbol(Inclusion *inclusion, const Module *module, SymbolId symbol) {
  const Parts *parts = &module->parts;
  include(inclusion, module);
  if (!plan_of(inclusion->plan, module)->live_parts) return;
  SymbolId root = parts_root(&module->scopes, symbol);
  for (uint32_t i = parts->first_declarer[root]; i < parts->first_declarer[root + 1]; i++) {
    include_part(inclusion, module, parts->declarers[i]);
  }
}

// Includes a module with its nameless default export.
static void include_default(Inclusion *inclusion, const Module *module) {
  include(inclusion, module);
  plan_of(inclusion->plan, module)->value_is_whole = true;
  if (!plan_of(inclusion->plan, module)->live_parts) return;
  for (uint32_t i = 0; i < module->record.exports.count; i++) {
    const ExportEntry *entry = &module->record.exports.at[i];
    if (entry->kind == EXPORT_DEFAULT)
      include_part(inclusion, module, parts_find(&module->parts, &module->tree, entry->node));
  }
}

// Includes a module with all that it exports.
static void keep_exports(Inclusion *inclusion, const Module *module) {
  Linked *linked = plan_of(inclusion->plan, module);
  include(inclusion, module);
  linked->value_is_whole = true;
  if (linked->exports_are_kept) return;
  linked->exports_are_kept = true;
  if (module->kind == MODULE_ESM) array_push(&inclusion->scratch, &inclusion->exposed, module);
}

// Includes a module with one name that it exports when it runs.
static void take_name(Inclusion *inclusion, const Module *module, Text name) {
  if (module->commonjs_parts.count == 0) {
    keep_exports(inclusion, module);
    return;
  }
  include(inclusion, module);
  map_set(inclusion->plan->arena, &plan_of(inclusion->plan, module)->taken, name, 1);
}

static void include_namespace(Inclusion *inclusion, const Binding *binding) {
  Linked *linked = plan_of(inclusion->plan, binding->module);
  linked->import_is_used[binding->is_node_mode] = true;
  linked->needs_namespace = true;
  bool is_default = text_is(binding->name, TEXT("default")); // it may be all of module.exports
  if (binding->kind == BINDING_MEMBER && !is_default)
    take_name(inclusion, binding->module, binding->name);
  else
    keep_exports(inclusion, binding->module);
}

// Includes a key of a value; those that nobody uses are left out.
static void include_key(Inclusion *inclusion, const Module *module, uint32_t key) {
  Linked *linked = plan_of(inclusion->plan, module);
  include(inclusion, module);
  if (!linked->live_keys) {
    linked->live_keys = arena_new(inclusion->plan->arena, bool, module->keys.count);
  }
  linked->live_keys[key] = true;
}

// Includes what an import that is used means.
static void include_binding(Inclusion *inclusion, const Binding *binding) {
  switch (binding->kind) {
  case BINDING_MISSING: return;
  case BINDING_SYMBOL: include_symbol(inclusion, binding->module, binding->symbol); return;
  case BINDING_DEFAULT: include_default(inclusion, binding->module); return;
  case BINDING_KEY: include_key(inclusion, binding->module, binding->record); return;
  case BINDING_MEMBER:
  case BINDING_NAMESPACE: include_namespace(inclusion, binding); return;
  case BINDING_EXTERNAL:
    external_use(inclusion->plan, binding->module, binding->record, binding->name);
    return;
  }
}

// Notes that `user` has a namespace as an object. A module that looks at its own may do so before
// its variables are there.
static void note_look(Plan *plan, const Module *user, const Module *module, ModuleSyntax look) {
  bool is_open = link_exports(plan, module)->dynamic.count > 0;
  if (plan->options->is_hot || is_open) return;
  if (user == module || user->record.syntax & look) plan_of(plan, module)->is_looked_into = true;
}

// The same for what the code of `user` uses.
static void include_use(Inclusion *inclusion, const Module *user, const Binding *binding) {
  Plan *plan = inclusion->plan;
  if (binding->kind == BINDING_NAMESPACE && is_known_namespace(plan, binding))
    note_look(plan, user, binding->module, MODULE_LOOKS_INTO_IMPORTS);
  bool is_default = binding->kind == BINDING_DEFAULT || binding->kind == BINDING_NAMESPACE;
  if (is_default && user->record.syntax & MODULE_READS_NAMES)
    plan_of(plan, binding->module)->name_is_read = true;
  if (plan->options->splits) array_push(plan->arena, &plan_of(plan, user)->uses, *binding);
  include_binding(inclusion, binding);
}

// The same for what `user` exports.
static void include_export(Inclusion *inclusion, const Module *user, const Binding *binding) {
  Plan *plan = inclusion->plan;
  if (plan->options->splits) array_push(plan->arena, &plan_of(plan, user)->passes_on, *binding);
  include_binding(inclusion, binding);
}

static void include_exports(Inclusion *inclusion, const Module *module) {
  Plan *plan = inclusion->plan;
  const ExportTable *table = link_exports(plan, module);
  for (uint32_t i = 0; i < table->slots.count; i++) {
    Binding binding = link_resolve_export(plan, module, table->slots.at[i].name);
    include_export(inclusion, module, &binding);
  }
  for (uint32_t i = 0; i < table->dynamic.count; i++) {
    const Binding *star = &table->dynamic.at[i];
    if (star->kind != BINDING_EXTERNAL) // those: see use_external_stars
      include_export(inclusion, module, star);
    else if (plan->options->splits)
      array_push(plan->arena, &plan_of(plan, module)->passes_on, *star);
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
  NodeId sign = tree_child(tree, node->parent, FIELD_OPERATOR);
  bool is_deleted = tree_kind(tree, sign) == TOKEN_DELETE_WORD;
  return is_target || is_deleted || parent == NODE_UPDATE_EXPRESSION ||
         parent == NODE_ARRAY_PATTERN || parent == NODE_PAIR_PATTERN || parent == NODE_REST_PATTERN;
}

NodeId member_of(const Tree *tree, NodeId use) {
  const Node *node = tree_node(tree, use);
  bool is_object =
      node->field == FIELD_OBJECT && tree_kind(tree, node->parent) == NODE_MEMBER_EXPRESSION;
  bool is_whole = !(node->flags & NODE_GOES_ON);
  return is_object && is_whole && !is_changed(tree, node->parent) ? node->parent : NO_NODE;
}

bool is_known_namespace(const Plan *plan, const Binding *binding) {
  const Module *module = binding->module;
  bool is_value = binding->kind != BINDING_EXTERNAL && module->kind == MODULE_VALUE &&
                  !plan_of(plan, module)->acts_as_commonjs;
  if (binding->kind == BINDING_DEFAULT) return is_value && module->keys.count > 0;
  return binding->kind == BINDING_NAMESPACE && (module->kind == MODULE_ESM || is_value);
}

// What a member of a namespace, or of such an object, means, as long as that is known beforehand.
static Binding member_meaning(Plan *plan, const Tree *tree, NodeId member, const Binding *object) {
  Text name = tree_text(tree, tree_child(tree, member, FIELD_PROPERTY));
  Binding binding = link_resolve_export(plan, object->module, name);
  bool is_key = object->kind != BINDING_DEFAULT || binding.kind == BINDING_KEY;
  if (binding.kind == BINDING_MEMBER || !is_key) binding.kind = BINDING_MISSING;
  return binding;
}

bool may_be_absent(const Tree *tree, NodeId member) {
  NodeKind parent = tree_kind(tree, tree_node(tree, member)->parent);
  return parent != NODE_DECORATOR && parent != NODE_JSX_OPENING_ELEMENT &&
         parent != NODE_JSX_CLOSING_ELEMENT && parent != NODE_JSX_SELF_CLOSING_ELEMENT;
}

// Whether a member that no name of an ES module stands for can be written as `void 0`: its
// namespace has no prototype.
static bool is_absent(Plan *plan, const Tree *tree, NodeId member, const Binding *object) {
  const Module *module = object->module;
  bool is_namespace = object->kind == BINDING_NAMESPACE && module->kind == MODULE_ESM;
  if (!is_namespace || !may_be_absent(tree, member)) return false;
  Text name = tree_text(tree, tree_child(tree, member, FIELD_PROPERTY));
  return link_resolve_export(plan, module, name).kind == BINDING_MISSING;
}

// Uses a member of a namespace, or of a namespace that is such a member in its turn. False where
// there is no such member, and the namespace is looked into.
static bool use_member(Inclusion *inclusion, const Module *module, NodeId member,
                       const Binding *object) {
  Plan *plan = inclusion->plan;
  const Tree *tree = &module->tree;
  Binding binding = member_meaning(plan, tree, member, object);
  while (is_known_namespace(plan, &binding)) {
    NodeId outer = member_of(tree, member);
    if (!outer) break;
    Binding inner = member_meaning(plan, tree, outer, &binding);
    if (inner.kind == BINDING_MISSING) break;
    member = outer;
    binding = inner;
  }
  if (binding.kind == BINDING_MISSING) {
    report_undefined(plan, module, member, object);
    if (!is_absent(plan, tree, member, object)) return false;
  } else {
    include_use(inclusion, module, &binding);
  }
  array_push(plan->arena, &plan_of(plan, module)->members, (MemberUse){member, binding});
  return true;
}

// Looks at each use, at `top` or below it, of a namespace whose names are known: as long as only
// members of it are asked for, the object itself need not exist.
static void include_namespace_uses(Inclusion *inclusion, const Module *module, NodeId top) {
  const Tree *tree = &module->tree;
  NodeId end = tree_node(tree, top)->after;
  for (NodeId id = top; id < end; id++) {
    const Node *node = tree_node(tree, id);
    if (!node->symbol || module->scopes.symbols[node->symbol].kind != SYMBOL_IMPORT) continue;
    const Binding *binding = link_binding(inclusion->plan, module, node->symbol);
    if (!binding || !is_known_namespace(inclusion->plan, binding)) continue;
    if (is_folded(inclusion->plan, module, id)) continue;
    NodeKind parent = tree_kind(tree, node->parent);
    bool is_declared = parent == NODE_NAMESPACE_IMPORT || parent == NODE_IMPORT_CLAUSE ||
                       parent == NODE_IMPORT_SPECIFIER;
    if (node->flags & NODE_DEAD || is_declared) continue;
    NodeId member = member_of(tree, id);
    if (member && use_member(inclusion, module, member, binding)) continue;
    include_use(inclusion, module, binding);
  }
}

// ---- Modules

// Whether an export is a variable of a module that is shaken, or does not exist.
static bool is_variable(const Plan *plan, const Binding *binding) {
  bool is_symbol = binding->kind == BINDING_SYMBOL || binding->kind == BINDING_DEFAULT;
  return binding->kind == BINDING_MISSING ||
         (is_symbol && binding->module->parts.at && !plan->options->keeps_everything);
}

// Includes what code takes of what require() of a CommonJS module returns, if that is all known.
static bool include_required(Inclusion *inclusion, const Module *module, uint32_t record) {
  const Module *target = plan_target(module, record);
  Texts names = {0};
  bool is_known = target->commonjs_parts.count > 0 &&
                  taken_by_require(&inclusion->scratch, &module->tree,
                                   module->record.imports.at[record].node, &names);
  if (!is_known) return false;
  include(inclusion, target);
  for (uint32_t i = 0; i < names.count; i++) take_name(inclusion, target, names.at[i]);
  return true;
}

// Includes what code takes of an import(), if that is all known. A namespace with `then` is called
// by the promise.
static bool include_taken(Inclusion *inclusion, const Module *module, uint32_t record) {
  Plan *plan = inclusion->plan;
  const ImportRecord *import = &module->record.imports.at[record];
  const Module *target = plan_target(module, record);
  Texts names = {0};
  if (import->kind == IMPORT_REQUIRE) return include_required(inclusion, module, record);
  if (import->kind != IMPORT_DYNAMIC || !exports_are_static(plan, target)) return false;
  if (!target->parts.at || plan->options->keeps_everything) return false;
  if (!taken_names(&inclusion->scratch, &module->tree, import->node, &names)) return false;
  Binding then = link_resolve_export(plan, target, TEXT("then"));
  if (then.kind != BINDING_MISSING) return false;
  for (uint32_t i = 0; i < names.count; i++) {
    Binding binding = link_resolve_export(plan, target, names.at[i]);
    if (!is_variable(plan, &binding)) return false;
  }
  include(inclusion, target);
  for (uint32_t i = 0; i < names.count; i++) {
    Binding binding = link_resolve_export(plan, target, names.at[i]);
    include_binding(inclusion, &binding);
  }
  return true;
}

static bool entry_needs_namespace(const Plan *plan) {
  OutputFormat format = plan->options->format;
  return format == OUTPUT_CJS || (format == OUTPUT_IIFE && plan->options->has_global_name);
}

// Whether a list of names says all about the exports of an entry. Some names are for require(), and
// a host, as a hot program is one, knows the namespaces of what it loads.
static bool entry_is_plain(Plan *plan, const Module *entry) {
  const LinkOptions *options = plan->options;
  bool is_elsewhere = options->splits || options->is_hot || options->module_host.size > 0;
  if (is_elsewhere || !exports_are_static(plan, entry)) return false;
  const ExportTable *table = link_exports(plan, entry);
  if (table->dynamic.count > 0) return false;
  for (uint32_t i = 0; i < table->slots.count; i++) {
    Text name = table->slots.at[i].name;
    if (text_is(name, TEXT("module.exports")) || text_is(name, TEXT("__esModule"))) return false;
  }
  return true;
}

static void include_entry(Inclusion *inclusion, const Module *entry) {
  Plan *plan = inclusion->plan;
  Linked *linked = plan_of(plan, entry);
  bool has_exports = entry->record.syntax & MODULE_HAS_EXPORT;
  keep_exports(inclusion, entry);
  if (!has_exports || !entry_needs_namespace(plan)) return;
  linked->exports_alone = entry_is_plain(plan, entry);
  linked->needs_namespace |= !linked->exports_alone;
}

bool plan_shares_worker(const Plan *plan, const Module *module, uint32_t record) {
  const ImportTarget *target = &module->targets[record];
  return plan->options->splits && target->worker && target->form == 0;
}

// The script of a worker is an entry: of this plan, or of one of its own.
static void include_worker(Inclusion *inclusion, const Module *module, uint32_t record) {
  Plan *plan = inclusion->plan;
  const ImportTarget *target = &module->targets[record];
  Linked *linked = plan_of(plan, target->worker);
  if (plan_shares_worker(plan, module, record)) {
    if (linked->is_entry) return;
    linked->is_entry = true;
    array_push(plan->arena, &plan->entries, target->worker);
    include_entry(inclusion, target->worker);
    return;
  }
  if (linked->worker_forms >> target->form & 1) return;
  linked->worker_forms |= (uint8_t)(1 << target->form);
  NodeId specifier = module->record.imports.at[record].specifier_node;
  WorkerScript script = {target->worker, target->form, module_place(module, specifier)};
  array_push(plan->arena, &plan->workers, script);
}

// Includes what an import by a call leads to.
static void include_loaded(Inclusion *inclusion, const Module *module, uint32_t record) {
  if (module->targets[record].worker) include_worker(inclusion, module, record);
  const Module *target = plan_target(module, record);
  ImportKind kind = module->record.imports.at[record].kind;
  if (!target || kind == IMPORT_STATEMENT) return;
  Plan *plan = inclusion->plan;
  if (plan->options->splits) {
    array_push(plan->arena, &plan_of(plan, module)->loads, record);
    plan_of(plan, target)->is_split_off |= kind == IMPORT_DYNAMIC;
    plan_of(plan, target)->is_required |= kind == IMPORT_REQUIRE;
  }
  // A chunk of a module is a namespace by itself.
  bool is_chunk = kind == IMPORT_DYNAMIC && plan->options->splits;
  plan_of(plan, target)->name_is_read |= (module->record.syntax & MODULE_READS_NAMES) != 0;
  if (kind == IMPORT_DYNAMIC && target->kind == MODULE_ESM)
    note_look(plan, module, target, MODULE_LOOKS_INTO_OBJECTS);
  plan_of(plan, target)->needs_namespace |= !is_chunk;
  // Of what is split off, any chunk may ask for all.
  bool may_know = kind == IMPORT_REQUIRE || !plan->options->splits;
  if (!may_know || !include_taken(inclusion, module, record)) keep_exports(inclusion, target);
}

bool is_quiet_import(const Plan *plan, const Module *target) {
  bool is_certain = target->kind == MODULE_VALUE || !plan->options->ignores_annotations;
  return target->no_side_effects && is_certain && !plan->options->keeps_everything;
}

static void include_statements(Inclusion *inclusion, const Module *module) {
  Plan *plan = inclusion->plan;
  for (uint32_t i = 0; i < module->record.imports.count; i++) {
    const Module *target = plan_target(module, i);
    bool is_static = module->record.imports.at[i].kind == IMPORT_STATEMENT;
    if (!target || !is_static) continue;
    if (!is_quiet_import(plan, target)) include(inclusion, target);
  }
}

static void include_bindings(Inclusion *inclusion, const Module *module) {
  const Linked *linked = plan_of(inclusion->plan, module);
  bool has_namespace = false;
  for (uint32_t i = 0; i < module->record.bindings.count; i++) {
    const Binding *binding = &linked->bindings[i];
    if (module->scopes.symbols[module->record.bindings.at[i].local].reference_count == 0) continue;
    if (is_known_namespace(inclusion->plan, binding))
      has_namespace = true;
    else
      include_use(inclusion, module, binding);
  }
  if (has_namespace) include_namespace_uses(inclusion, module, NODE_ROOT);
}

// When calling what is imported as `binding` can't be noticed.
static Quietness quietness_of(const Binding *binding) {
  if (binding->kind != BINDING_SYMBOL || !binding->module->parts.at) return QUIET_NEVER;
  return binding->module->parts.quiet_calls[binding->symbol];
}

// Whether a call of an imported function can be noticed.
static bool is_loud_call(Inclusion *inclusion, const Module *module, const EffectsCall *call) {
  Plan *plan = inclusion->plan;
  const Tree *tree = &module->tree;
  NodeId object = tree_child(tree, call->callee, FIELD_OBJECT);
  NodeId root = object ? object : call->callee;
  const Binding *binding = link_binding(plan, module, tree_node(tree, root)->symbol);
  if (!binding) return true;
  if (!object) return quietness_of(binding) < call->needed;
  if (!is_known_namespace(inclusion->plan, binding)) return true;
  Binding member = member_meaning(plan, tree, call->callee, binding);
  return quietness_of(&member) < call->needed;
}

// In a cycle, the function may be called before what it reads is there.
static bool has_effects(Inclusion *inclusion, const Module *module, const Part *part) {
  bool is_in_cycle = plan_of(inclusion->plan, module)->is_in_cycle;
  if (part->has_effects || (is_in_cycle && part->first_call < part[1].first_call)) return true;
  for (uint32_t i = part->first_call; i < part[1].first_call; i++) {
    if (is_loud_call(inclusion, module, &module->parts.calls[i])) return true;
  }
  return false;
}

static void open_module(Inclusion *inclusion, const Module *module) {
  include_statements(inclusion, module);
  if (plan_of(inclusion->plan, module)->live_parts) {
    for (uint32_t i = 0; i < module->parts.count; i++) {
      if (has_effects(inclusion, module, &module->parts.at[i])) include_part(inclusion, module, i);
    }
    return;
  }
  for (uint32_t i = 0; i < module->record.imports.count; i++) include_loaded(inclusion, module, i);
  include_bindings(inclusion, module);
}

// ---- Parts

// The first import whose node is `node` or behind it.
static uint32_t first_import(const Module *module, NodeId node) {
  return search_first(module->record.imports.at, module->record.imports.count, node, node);
}

// Includes what a symbol means that a part uses. False where it is a namespace whose uses are to be
// looked at one by one.
static bool include_name(Inclusion *inclusion, const Module *module, SymbolId symbol) {
  const Binding *binding = module->scopes.symbols[symbol].kind == SYMBOL_IMPORT
                               ? link_binding(inclusion->plan, module, symbol)
                               : NULL;
  if (!binding) {
    include_symbol(inclusion, module, symbol);
  } else if (is_known_namespace(inclusion->plan, binding)) {
    return false;
  } else {
    include_use(inclusion, module, binding);
  }
  return true;
}

// Where constants stand for some names, a part uses the others.
static bool include_uses(Inclusion *inclusion, LivePart live) {
  const Module *module = live.module;
  const UsesLeft *left = &plan_of(inclusion->plan, module)->left;
  const Part *part = &module->parts.at[live.part];
  const SymbolId *uses = left->first ? left->uses.at : module->parts.uses;
  uint32_t first = left->first ? left->first[live.part] : part->first_use;
  uint32_t end = left->first ? left->first[live.part + 1] : part[1].first_use;
  bool has_namespace = false;
  for (uint32_t i = first; i < end; i++) has_namespace |= !include_name(inclusion, module, uses[i]);
  return has_namespace;
}

static void open_part(Inclusion *inclusion, LivePart live) {
  const Module *module = live.module;
  NodeId node = module->parts.at[live.part].node;
  if (include_uses(inclusion, live)) include_namespace_uses(inclusion, module, node);
  NodeId end = tree_node(&module->tree, node)->after;
  for (uint32_t i = first_import(module, node);
       i < module->record.imports.count && module->record.imports.at[i].node < end; i++) {
    if (is_folded(inclusion->plan, module, module->record.imports.at[i].node)) continue;
    include_loaded(inclusion, module, i);
  }
}

// Whether a module imports something from outside that may do something when it runs.
static bool runs_outside(const Plan *plan, const Module *module) {
  for (uint32_t i = 0; i < module->record.imports.count; i++) {
    bool is_static = module->record.imports.at[i].kind == IMPORT_STATEMENT;
    if (!is_static || !plan_is_external(module, i)) continue;
    if (!link_external(plan, module, i)->is_quiet) return true;
  }
  return false;
}

// A module of which nothing is left needs no place of its own.
static void leave_out_empty(Plan *plan) {
  for (uint32_t i = 0; i < plan->reachable.count; i++) {
    const Module *module = plan->reachable.at[i];
    Linked *linked = plan_of(plan, module);
    bool is_asked_for = linked->needs_namespace || linked->is_entry || linked->is_split_off;
    if (!linked->live_parts || is_asked_for || runs_outside(plan, module)) continue;
    bool is_empty = true;
    for (uint32_t part = 0; part < module->parts.count && is_empty; part++) {
      is_empty = !linked->live_parts[part];
    }
    if (is_empty) linked->is_included = false;
  }
}

void include_modules(Plan *plan) {
  Inclusion inclusion = {.plan = plan};
  for (uint32_t i = 0; i < plan->entries.count; i++) include_entry(&inclusion, plan->entries.at[i]);
  while (inclusion.open.count + inclusion.exposed.count + inclusion.parts.count > 0) {
    if (inclusion.exposed.count > 0)
      include_exports(&inclusion, array_pop(&inclusion.exposed));
    else if (inclusion.open.count > 0)
      open_module(&inclusion, array_pop(&inclusion.open));
    else
      open_part(&inclusion, array_pop(&inclusion.parts));
  }
  leave_out_empty(plan);
  arena_release(&inclusion.scratch);
}
