// Constants of other modules. A module that is in no cycle runs when all that it imports has run,
// and nobody calls its functions before: what it imports has its value for good. So a constant can
// stand for its name, and conditions that depend on it are decided.
#include "link/passes.h"

#include "base/search.h"
#include "transform/dead.h"
#include "transform/places.h"

enum {
  DEEPEST_MEMBER = 8, // of namespaces in each other
  LONGEST_CHAIN = 64, // of constants that depend on each other
};

typedef struct Folding {
  Plan *plan;
  Arena *arena; // of what is found
  const Module *module;
  const NamedConstant **by_symbol; // constants that the module may know; NULL: it is asked for each
  Arena scratch;
} Folding;

static const NamedConstant *late_constant(Plan *plan, const Module *module, uint32_t index);

static const NamedConstant *constant_of_symbol(Plan *plan, const Module *module, SymbolId symbol) {
  const NamedConstants *known = &module->constants;
  const OpenConstants *open = &module->open_constants;
  uint32_t at = search_first(known->at, known->count, symbol, symbol);
  if (at < known->count && known->at[at].symbol == symbol) return &known->at[at];
  at = search_first(open->at, open->count, symbol, symbol);
  if (at == open->count || open->at[at].symbol != symbol) return NULL;
  return late_constant(plan, module, at);
}

static const NamedConstant *constant_of_binding(Plan *plan, const Binding *binding) {
  if (binding->kind != BINDING_SYMBOL) return NULL;
  return constant_of_symbol(plan, binding->module, binding->symbol);
}

// ---- What expressions are

// What a name, or a member of a namespace, or of one in a namespace, means.
static Binding binding_of(Folding *folding, NodeId id, uint32_t depth) {
  const Tree *tree = &folding->module->tree;
  const Node *node = tree_node(tree, id);
  Binding none = {.kind = BINDING_MISSING};
  if (node->flags & NODE_GOES_ON || depth == DEEPEST_MEMBER) return none;
  if (node->kind != NODE_MEMBER_EXPRESSION) {
    const Binding *known = link_binding(folding->plan, folding->module, node->symbol);
    return known ? *known : none;
  }
  Binding object = binding_of(folding, tree_child(tree, id, FIELD_OBJECT), depth + 1);
  bool is_known =
      object.kind == BINDING_NAMESPACE && exports_are_static(folding->plan, object.module);
  Text name = tree_text(tree, tree_child(tree, id, FIELD_PROPERTY));
  return is_known ? link_resolve_export(folding->plan, object.module, name) : none;
}

// What an imported name is, or a variable that is declared before it is asked for at `id`.
static const NamedConstant *constant_before(Folding *folding, NodeId id) {
  const Module *module = folding->module;
  SymbolId symbol = tree_node(&module->tree, id)->symbol;
  const Binding *binding = link_binding(folding->plan, module, symbol);
  if (binding) return constant_of_binding(folding->plan, binding);
  bool is_before = module->scopes.symbols[symbol].declaration < id;
  return is_before ? constant_of_symbol(folding->plan, module, symbol) : NULL;
}

static Constant value_of(void *context, NodeId id) {
  Folding *folding = context;
  const Node *node = tree_node(&folding->module->tree, id);
  const NamedConstant *constant = NULL;
  if (node->kind == NODE_MEMBER_EXPRESSION) {
    Binding binding = binding_of(folding, id, 0);
    constant = constant_of_binding(folding->plan, &binding);
  } else if (!(node->flags & NODE_GOES_ON)) {
    constant = folding->by_symbol ? folding->by_symbol[node->symbol] : constant_before(folding, id);
  }
  return constant ? constant->value : (Constant){0};
}

static Text spelling_of(Constant value) {
  if (value.kind == CONSTANT_BOOLEAN) return value.boolean ? TEXT("true") : TEXT("false");
  if (value.kind == CONSTANT_NULL) return TEXT("null");
  return value.kind == CONSTANT_UNDEFINED ? TEXT("void 0") : TEXT("");
}

// The value of a constant that depends on others, which have run when it gets it. While it is
// looked for, it is not known.
static const NamedConstant *late_constant(Plan *plan, const Module *module, uint32_t index) {
  Linked *linked = plan_of(plan, module);
  const OpenConstant *open = &module->open_constants.at[index];
  if (linked->is_in_cycle || plan->constant_depth == LONGEST_CHAIN) return NULL;
  if (!linked->late_constants)
    linked->late_constants = arena_new(plan->arena, NamedConstant, module->open_constants.count);
  NamedConstant *late = &linked->late_constants[index];
  if (!late->symbol) {
    late->symbol = open->symbol;
    Folding folding = {.plan = plan, .arena = plan->arena, .module = module};
    ConstantNames names = {.value_of = value_of, .context = &folding};
    ConstantSource source = {plan->arena, &module->tree, &module->scopes, &module->replacements,
                             &names};
    plan->constant_depth++;
    late->value = constant_of(&source, open->value);
    plan->constant_depth--;
    late->spelling = spelling_of(late->value);
  }
  return constant_is_plain(late->value) ? late : NULL;
}

// ---- Conditions

static void decide_conditions(Folding *folding) {
  const Module *module = folding->module;
  ConstantNames names = {.value_of = value_of, .context = folding};
  ConstantSource source = {folding->plan->arena, &module->tree, &module->scopes,
                           &module->replacements, &names};
  DeadCode dead = {.arena = folding->plan->arena,
                   .tree = (Tree *)&module->tree,
                   .table = &module->scopes,
                   .out = &plan_of(folding->plan, module)->folds,
                   .is_shared = true};
  for (uint32_t i = 0; i < module->open_conditions.count; i++) {
    dead_find_at(&dead, &source, module->open_conditions.at[i]);
  }
}

// ---- Names

// Whether a literal can be written at the place of an identifier.
static bool fits(const Tree *tree, NodeId id) {
  const Node *node = tree_node(tree, id);
  NodeKind parent = tree_kind(tree, node->parent);
  // Written with a colon, __proto__ would set the prototype.
  if (node->kind == NODE_SHORTHAND_PROPERTY_IDENTIFIER)
    return !(node->flags & NODE_GOES_ON) && !text_is(tree_text(tree, id), TEXT("__proto__"));
  return node->kind == NODE_IDENTIFIER && !(node->flags & NODE_GOES_ON) &&
         !place_is_target(tree, id) && !place_binds_tightly(tree, id) &&
         parent != NODE_EXPRESSION_STATEMENT && parent != NODE_EXPORT_SPECIFIER &&
         parent != NODE_IMPORT_SPECIFIER && parent != NODE_IMPORT_CLAUSE &&
         parent != NODE_JSX_OPENING_ELEMENT && parent != NODE_JSX_SELF_CLOSING_ELEMENT &&
         parent != NODE_JSX_CLOSING_ELEMENT;
}

// What there is to know of the nodes of a part that are not folded away already.
typedef struct PartWalk {
  Folding *folding;
  const Replacements *decided; // by conditions
  uint32_t next_decided;
  Replacements named;   // names that constants stand for
  uint32_t *listed_for; // by symbol: 1 + the last part that uses it
} PartWalk;

static void fold_name(PartWalk *walk, NodeId id, const NamedConstant *constant) {
  Folding *folding = walk->folding;
  const Tree *tree = &folding->module->tree;
  Text text = constant->spelling;
  if (tree_kind(tree, id) == NODE_SHORTHAND_PROPERTY_IDENTIFIER)
    text = text_concat(folding->arena, tree_text(tree, id), TEXT(": "), text);
  array_push(folding->arena, &walk->named, (Replacement){.node = id, .text = text, .origin = id});
}

static void list_use(PartWalk *walk, uint32_t part, SymbolId symbol) {
  Folding *folding = walk->folding;
  const ScopeTable *scopes = &folding->module->scopes;
  symbol = parts_root(scopes, symbol);
  const Symbol *found = &scopes->symbols[symbol];
  bool is_of_file = found->scope == SCOPE_FILE && found->kind != SYMBOL_UNBOUND;
  if (!is_of_file || walk->listed_for[symbol] == part + 1) return;
  walk->listed_for[symbol] = part + 1;
  array_push(folding->arena, &plan_of(folding->plan, folding->module)->left.uses, symbol);
}

// The first node at `id` or behind it that no condition has left out.
static NodeId pass_decided(PartWalk *walk, NodeId id) {
  const Replacements *decided = walk->decided;
  while (walk->next_decided < decided->count && decided->at[walk->next_decided].node <= id) {
    NodeId after =
        tree_node(&walk->folding->module->tree, decided->at[walk->next_decided].node)->after;
    if (id < after) id = after;
    walk->next_decided++;
  }
  return id;
}

static void walk_part(PartWalk *walk, uint32_t part) {
  Folding *folding = walk->folding;
  const Module *module = folding->module;
  NodeId start = module->parts.at[part].node, end = tree_node(&module->tree, start)->after;
  for (NodeId id = pass_decided(walk, start); id < end; id = pass_decided(walk, id + 1)) {
    const Node *node = tree_node(&module->tree, id);
    if (!node->symbol || node->flags & NODE_DEAD) continue;
    const NamedConstant *constant = folding->by_symbol[node->symbol];
    bool stands = constant && constant->spelling.size > 0 && fits(&module->tree, id);
    if (stands)
      fold_name(walk, id, constant);
    else
      list_use(walk, part, node->symbol);
  }
}

static void walk_parts(Folding *folding) {
  const Module *module = folding->module;
  Linked *linked = plan_of(folding->plan, module);
  PartWalk walk = {.folding = folding, .decided = &linked->folds};
  walk.listed_for = arena_new(&folding->scratch, uint32_t, module->scopes.symbol_count);
  linked->left.first = arena_new(folding->arena, uint32_t, module->parts.count + 1);
  for (uint32_t i = 0; i < module->parts.count; i++) {
    walk_part(&walk, i);
    linked->left.first[i + 1] = linked->left.uses.count;
  }
  for (uint32_t i = 0; i < walk.named.count; i++)
    array_push(folding->arena, &linked->folds, walk.named.at[i]);
  replacements_sort(&module->tree, &linked->folds);
}

// ---- Modules

// Whether all that a module imports has its value for good before it runs.
static bool is_settled(const Plan *plan, const Module *module) {
  return module->parts.at && !plan_of(plan, module)->is_in_cycle;
}

static bool imports_any(Plan *plan, const Module *module) {
  const Linked *linked = plan_of(plan, module);
  for (uint32_t i = 0; i < module->record.bindings.count; i++) {
    if (constant_of_binding(plan, &linked->bindings[i])) return true;
  }
  return false;
}

static void note_imported(Folding *folding) {
  const Module *module = folding->module;
  const Linked *linked = plan_of(folding->plan, module);
  folding->by_symbol =
      arena_new(&folding->scratch, const NamedConstant *, module->scopes.symbol_count);
  for (uint32_t i = 0; i < module->record.bindings.count; i++) {
    const NamedConstant *constant = constant_of_binding(folding->plan, &linked->bindings[i]);
    if (constant) folding->by_symbol[module->record.bindings.at[i].local] = constant;
  }
}

static void fold_conditions(Plan *plan, const Module *module) {
  if (!is_settled(plan, module) || module->open_conditions.count == 0) return;
  Folding folding = {.plan = plan, .arena = plan->arena, .module = module};
  note_imported(&folding);
  for (uint32_t i = 0; i < module->constants.count; i++) {
    const NamedConstant *own = &module->constants.at[i];
    if (own->is_early) folding.by_symbol[own->symbol] = own;
  }
  decide_conditions(&folding);
  replacements_sort(&module->tree, &plan_of(plan, module)->folds);
  arena_release(&folding.scratch);
}

static void fold_names(Plan *plan, Arena *arena, const Module *module) {
  if (!is_settled(plan, module)) return;
  if (plan_of(plan, module)->folds.count == 0 && !imports_any(plan, module)) return;
  Folding folding = {.plan = plan, .arena = arena, .module = module};
  note_imported(&folding);
  walk_parts(&folding);
  arena_release(&folding.scratch);
}

// From now on, to ask for one changes nothing.
static void find_late_constants(Plan *plan, const Module *module) {
  for (uint32_t i = 0; i < module->open_constants.count; i++) late_constant(plan, module, i);
}

void fold_constants(Plan *plan) {
  if (plan->options->keeps_everything) return;
  for (uint32_t i = 0; i < plan->reachable.count; i++)
    find_late_constants(plan, plan->reachable.at[i]);
  for (uint32_t i = 0; i < plan->reachable.count; i++) fold_conditions(plan, plan->reachable.at[i]);
  plan_each_module(plan, fold_names);
}

bool can_be_folded(Plan *plan, const Module *module) {
  Linked *linked = plan_of(plan, module);
  if (plan->options->keeps_everything) return false;
  fold_conditions(plan, module);
  fold_names(plan, plan->arena, module);
  bool is_folded_now = linked->folds.count > 0;
  linked->folds = (Replacements){0};
  linked->left = (UsesLeft){0};
  return is_folded_now;
}

bool is_folded(const Plan *plan, const Module *module, NodeId node) {
  const Replacements *folds = &plan_of(plan, module)->folds;
  uint32_t behind = replacements_from(folds, node + 1);
  return behind > 0 && tree_node(&module->tree, folds->at[behind - 1].node)->after > node;
}
