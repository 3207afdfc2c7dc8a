// Names. The variables of the output's own scope get names that differ from each other and from
// every global that the code uses. Names of inner scopes are never changed: instead, a variable
// gets no name that some scope of a module that uses it declares as well. So function bodies stay
// as they were written, and choosing costs one look-up per use.
//
// The first module in the order of running keeps its names; later ones get a number behind theirs.
#include "link/passes.h"

#include "base/path.h"
#include "graph/data_url.h"

#include <ctype.h>

// "Module `user` mentions `slot`."
typedef struct Use {
  SlotId slot;
  const Module *user;
} Use;

typedef struct Naming {
  Plan *plan;
  Arena scratch;
  Array(Use) uses;     // in the order of modules
  uint32_t own_count;  // of slots that are the plan's own: 0 up to that; its locals follow
  uint32_t *first_use; // by index of a slot, as index_of gives it: into `users`
  const Module **users;
  Map taken; // name → the next number to try behind it
} Naming;

static void add_module_slots(Naming *naming, const Module *module);
static void add_shared_slots(Naming *naming);
static void add_import_slots(Naming *naming, const Module *module);
static void list_names(Plan *plan, const Module *module);
static void add_entry_exports(Naming *naming);
static void list_uses(Naming *naming, const Module *module);
static void capitalize_tags(Plan *plan, const Module *module);
static void group_uses(Naming *naming);
static void choose_name(Naming *naming, SlotId slot);
static void choose_local_name(Naming *naming, LocalName *local);

void add_slots_of_all(Plan *plan) {
  Naming naming = {.plan = plan};
  add_shared_slots(&naming);
  arena_release(&naming.scratch);
}

void add_slots(Plan *plan) {
  Naming naming = {.plan = plan};
  for (uint32_t i = 0; i < plan->reachable.count; i++) {
    add_import_slots(&naming, plan->reachable.at[i]);
  }
  for (uint32_t i = 0; i < plan->definitions.count; i++) {
    add_module_slots(&naming, plan->definitions.at[i]);
  }
  for (uint32_t i = 0; i < plan->steps.count; i++) {
    if (plan->steps.at[i].kind == STEP_RUN) add_module_slots(&naming, plan->steps.at[i].module);
  }
  for (uint32_t i = 0; i < plan->reachable.count; i++) {
    const Module *module = plan->reachable.at[i];
    const Linked *linked = plan_of(plan, module);
    bool is_listed = linked->namespace_names.count > 0; // by the chunk of an entry
    bool is_needed = linked->namespace_slot || linked->exports_alone;
    if (is_needed && module->kind == MODULE_ESM && !is_listed) list_names(plan, module);
  }
  if (plan->entry) add_entry_exports(&naming);
  arena_release(&naming.scratch);
}

void name_slots(Plan *plan) {
  Naming naming = {.plan = plan};
  SlotId end = plan->end_slot < plan->slots->count ? plan->end_slot : plan->slots->count;
  naming.own_count = end - plan->first_slot;
  reserve_names(plan, &naming.scratch, &naming.taken);
  for (uint32_t i = 0; i < plan->reachable.count; i++) {
    const Module *module = plan->reachable.at[i];
    if (!plan_of(plan, module)->is_included) continue;
    list_uses(&naming, module);
    if (plan->options->keeps_jsx && module->scopes.first_jsx) capitalize_tags(plan, module);
  }
  group_uses(&naming);
  // What eval can see comes first: it can't move out of the way.
  for (SlotId slot = plan->first_slot; slot < end; slot++) {
    if (plan->slots->at[slot].keeps_name) choose_name(&naming, slot);
  }
  for (SlotId slot = plan->first_slot; slot < end; slot++) {
    if (slot && !plan->slots->at[slot].keeps_name) choose_name(&naming, slot);
  }
  for (uint32_t i = 0; i < plan->locals.count; i++) {
    choose_local_name(&naming, &plan->locals.at[i]);
  }
  arena_release(&naming.scratch);
}

// ---- What is taken

static const char *const reserved_words[] = {
    "abstract",   "arguments",  "async",    "await",    "break",      "case",       "catch",
    "class",      "const",      "continue", "debugger", "default",    "delete",     "do",
    "else",       "enum",       "eval",     "export",   "exports",    "extends",    "false",
    "finally",    "for",        "function", "if",       "implements", "import",     "in",
    "instanceof", "interface",  "let",      "module",   "new",        "null",       "package",
    "private",    "protected",  "public",   "require",  "return",     "static",     "super",
    "switch",     "this",       "throw",    "true",     "try",        "typeof",     "undefined",
    "var",        "void",       "while",    "with",     "yield",      "__filename", "__dirname",
    "Object",     "Promise",    "Symbol",   "Proxy",    "Error",      "WeakMap",    "NaN",
    "Infinity",   "globalThis",
};

void reserve_names(const Plan *plan, Arena *arena, Map *taken) {
  for (size_t i = 0; i < sizeof reserved_words / sizeof *reserved_words; i++) {
    map_set(arena, taken, text_of(reserved_words[i]), 2);
  }
  const Defines *defines = plan->options->defines;
  for (uint32_t i = 0; i < defines->list.count; i++) {
    if (!defines->list.at[i].is_name) continue;
    Text name = defines->list.at[i].value;
    uint32_t dot = text_find_byte(name, '.', 0);
    if (dot != TEXT_NOT_FOUND) name = text_slice(name, 0, dot);
    map_set(arena, taken, name, 2);
  }
  for (uint32_t i = 0; i < plan->reachable.count; i++) {
    const Module *module = plan->reachable.at[i];
    if (!plan_of(plan, module)->is_included) continue;
    for (SymbolId id = module->scopes.first_unbound; id < module->scopes.symbol_count; id++) {
      if (module->scopes.symbols[id].kind != SYMBOL_UNBOUND) continue;
      map_set(arena, taken, scope_symbol_name(&module->scopes, id), 2);
    }
  }
}

// ---- Slots

// A name from a path: "foo" for "/a/foo.js", "a" for "/a/index.js".
static Text name_from_path(Arena *arena, Text path) {
  if (data_url_is(path)) return TEXT("data");
  if (text_starts(path, TEXT("glob:"))) return TEXT("glob");
  Text base = path_basename(path);
  base.size -= path_extension(path).size;
  bool is_index = text_is(base, TEXT("index")) && path_dirname(path).size > 1;
  if (is_index) base = path_basename(path_dirname(path));
  char *name = arena_copy(arena, base.at, base.size);
  for (uint32_t i = 0; i < base.size; i++) {
    if (!isalnum((unsigned char)name[i])) name[i] = '_';
  }
  bool needs_start = base.size == 0 || isdigit((unsigned char)name[0]);
  Text text = {name, base.size};
  return needs_start ? text_concat(arena, TEXT("_"), text) : text;
}

static SlotId add_slot(Naming *naming, Text prefix, const Module *module, Text suffix) {
  Arena *arena = naming->plan->arena;
  Text stem = name_from_path(&naming->scratch, module->path);
  return plan_add_slot(naming->plan, text_concat(arena, prefix, stem, suffix), NULL);
}

static bool gets_slot(const Symbol *symbol) {
  bool is_own = symbol->kind != SYMBOL_UNBOUND && symbol->kind != SYMBOL_IMPORT &&
                symbol->kind != SYMBOL_ARGUMENTS;
  return is_own && symbol->scope == SCOPE_FILE;
}

// A symbol's name as a text that outlives its module's scopes: a piece of the source, or a copy.
static Text lasting_name(Plan *plan, const Module *module, AtomId atom) {
  Text name = scope_name(&module->scopes, atom), source = module->file.text;
  bool is_piece = name.at >= source.at && name.at + name.size <= source.at + source.size;
  return is_piece ? name : text_copy(plan->arena, name);
}

static void add_symbol_slots(Naming *naming, const Module *module) {
  Plan *plan = naming->plan;
  Linked *linked = plan_of(plan, module);
  const ScopeTable *scopes = &module->scopes;
  linked->slots = arena_new(plan->arena, SlotId, scopes->symbol_count);
  for (SymbolId id = scopes->scopes[SCOPE_FILE].first_symbol; id;
       id = scopes->symbols[id].next_in_scope) {
    const Symbol *symbol = &scopes->symbols[id];
    if (!gets_slot(symbol)) continue;
    if (linked->wrap == WRAP_FILE && scope_is_given_again(scopes, symbol)) continue;
    linked->slots[id] = plan_add_slot(plan, lasting_name(plan, module, symbol->name), module);
    plan->slots->at[linked->slots[id]].keeps_name = symbol->flags & SYMBOL_KEEP_NAME;
  }
}

static bool has_nameless_default(const Module *module) {
  for (uint32_t i = 0; i < module->record.exports.count; i++) {
    if (module->record.exports.at[i].kind == EXPORT_DEFAULT) return true;
  }
  return false;
}

// A variable for a key of a value, as much like it as a name can be.
static SlotId add_key_slot(Naming *naming, Text key) {
  char *name = arena_copy(naming->plan->arena, key.at, key.size);
  for (uint32_t i = 0; i < key.size; i++) {
    if (!isalnum((unsigned char)name[i]) && name[i] != '$') name[i] = '_';
  }
  bool needs_start = key.size == 0 || isdigit((unsigned char)name[0]);
  Text text = {name, key.size};
  if (needs_start) text = text_concat(naming->plan->arena, TEXT("_"), text);
  return plan_add_slot(naming->plan, text, NULL);
}

static void add_value_slots(Naming *naming, const Module *module) {
  Linked *linked = plan_of(naming->plan, module);
  if (linked->value_is_whole) {
    linked->default_slot = add_slot(naming, TEXT(""), module, TEXT("_default"));
    return;
  }
  linked->key_slots = arena_new(naming->plan->arena, SlotId, module->keys.count);
  for (uint32_t i = 0; linked->live_keys && i < module->keys.count; i++) {
    if (linked->live_keys[i]) linked->key_slots[i] = add_key_slot(naming, module->keys.at[i].name);
  }
}

static void add_module_slots(Naming *naming, const Module *module) {
  Linked *linked = plan_of(naming->plan, module);
  if (linked->needs_namespace && !plan_is_required(naming->plan, module)) {
    linked->namespace_slot = add_slot(naming, TEXT(""), module, TEXT("_exports"));
  }
  if (plan_is_required(naming->plan, module)) {
    linked->wrapper_slot = add_slot(naming, TEXT("require_"), module, TEXT(""));
    if (linked->wrap == WRAP_FILE) add_symbol_slots(naming, module);
  } else if (linked->wrap == WRAP_ESM) {
    linked->wrapper_slot = add_slot(naming, TEXT("init_"), module, TEXT(""));
    if (naming->plan->split && linked->is_required)
      linked->required_slot = add_slot(naming, TEXT("require_"), module, TEXT(""));
    if (has_nameless_default(module))
      linked->default_slot = add_slot(naming, TEXT(""), module, TEXT("_default"));
  } else if (module->kind == MODULE_VALUE) {
    add_value_slots(naming, module);
  } else {
    add_symbol_slots(naming, module);
    if (has_nameless_default(module))
      linked->default_slot = add_slot(naming, TEXT(""), module, TEXT("_default"));
  }
}

// The namespaces of a CommonJS module, as importers of both kinds see it.
static void add_import_slots(Naming *naming, const Module *module) {
  Linked *linked = plan_of(naming->plan, module);
  for (int mode = 0; mode < 2 && linked->acts_as_commonjs; mode++) {
    if (!linked->import_is_used[mode] || !linked->is_included) continue;
    linked->import_slots[mode] = add_slot(naming, TEXT("import_"), module, TEXT(""));
    if (!naming->plan->split) continue;
    linked->loader_slots[mode] = add_slot(naming, TEXT("load_"), module, TEXT(""));
  }
}

static void add_external_slots(Naming *naming, External *external) {
  Arena *arena = naming->plan->arena;
  Text stem =
      name_from_path(&naming->scratch, external->copy ? external->copy->path : external->path);
  if (external->needs_namespace) {
    external->namespace_slot =
        plan_add_slot(naming->plan, text_concat(arena, TEXT("import_"), stem), NULL);
  }
  for (uint32_t i = 0; i < external->names.count; i++) {
    Text name = external->names.at[i];
    Text preferred = name_is_plain(name) ? name : TEXT("imported");
    if (text_is(name, TEXT("default"))) preferred = text_concat(arena, TEXT("import_"), stem);
    array_push(arena, &external->slots, plan_add_slot(naming->plan, preferred, NULL));
  }
}

static void add_shared_slots(Naming *naming) {
  static const char *const helper_names[] = {
#define HELPER(NAME, name) name,
#include "link/runtime.def"
  };
  Plan *plan = naming->plan;
  for (int i = 0; i < RUNTIME_HELPER_COUNT; i++) {
    plan->helper_slots[i] = plan_add_slot(plan, text_of(helper_names[i]), NULL);
  }
  if (plan->waiting_turn) plan->started_slot = plan_add_slot(plan, TEXT("started"), NULL);
  for (uint32_t i = 0; i < plan->reachable.count && plan->options->format != OUTPUT_ESM; i++) {
    const Module *module = plan->reachable.at[i];
    bool asks = plan_of(plan, module)->is_included && module->record.import_metas.count > 0;
    if (asks && !plan->import_meta_slot) {
      plan->import_meta_slot = plan_add_slot(plan, TEXT("import_meta"), NULL);
    }
  }
  for (uint32_t i = 0; i < plan->externals.count; i++) {
    add_external_slots(naming, &plan->externals.at[i]);
  }
}

// What an output exports must be in a variable of its own scope.
static bool is_variable(const Plan *plan, const Binding *binding) {
  bool is_bare = plan_of(plan, binding->module)->wrap == WRAP_NONE;
  if (binding->kind == BINDING_KEY) return plan_of(plan, binding->module)->key_slots != NULL;
  return binding->kind == BINDING_EXTERNAL || binding->kind == BINDING_NAMESPACE ||
         (is_bare && binding->kind != BINDING_MEMBER);
}

// Whether the part that declares an export is in the output.
static bool is_live(const Plan *plan, const Binding *binding) {
  const Module *module = binding->module;
  const Linked *linked = plan_of(plan, module);
  if (binding->kind != BINDING_SYMBOL && binding->kind != BINDING_DEFAULT) return false;
  if (!linked->is_included || !linked->live_parts) return linked->is_included;
  if (binding->kind == BINDING_DEFAULT) {
    for (uint32_t i = 0; i < module->record.exports.count; i++) {
      const ExportEntry *entry = &module->record.exports.at[i];
      if (entry->kind != EXPORT_DEFAULT) continue;
      return linked->live_parts[parts_find(&module->parts, &module->tree, entry->node)];
    }
    return false;
  }
  SymbolId root = parts_root(&module->scopes, binding->symbol);
  const Parts *parts = &module->parts;
  for (uint32_t i = parts->first_declarer[root]; i < parts->first_declarer[root + 1]; i++) {
    if (linked->live_parts[parts->declarers[i]]) return true;
  }
  return false;
}

// A namespace of which only some names are asked for has no others.
static void list_names(Plan *plan, const Module *module) {
  Linked *linked = plan_of(plan, module);
  const ExportTable *table = link_exports(plan, module);
  for (uint32_t i = 0; i < table->slots.count; i++) {
    NamedExport export = {.name = table->slots.at[i].name};
    if (table->slots.at[i].is_ambiguous) continue;
    export.binding = link_resolve_export(plan, module, export.name);
    if (export.binding.kind == BINDING_MISSING) continue;
    if (!linked->exports_are_kept && !is_live(plan, &export.binding)) continue;
    array_push(plan->arena, &linked->namespace_names, export);
  }
}

// A CommonJS entry exports the members of its module.exports that are known by name.
static void add_commonjs_exports(Naming *naming) {
  Plan *plan = naming->plan;
  const Texts *names = commonjs_names(plan, plan->entry);
  bool is_esm = plan->options->format == OUTPUT_ESM;
  for (uint32_t i = 0; i < names->count; i++) {
    NamedExport export = {.name = names->at[i]};
    Text preferred = name_is_plain(export.name) ? export.name : TEXT("value");
    if (is_esm) export.slot = plan_add_slot(plan, preferred, NULL);
    array_push(plan->arena, &plan->exports, export);
  }
  if (is_esm && names->count > 0) {
    plan->default_slot = add_slot(naming, TEXT(""), plan->entry, TEXT("_default"));
  }
}

static void add_entry_exports(Naming *naming) {
  Plan *plan = naming->plan;
  Linked *linked = plan_of(plan, plan->entry);
  if (linked->acts_as_commonjs && plan->options->format != OUTPUT_IIFE) {
    add_commonjs_exports(naming);
  }
  if (plan->options->format == OUTPUT_IIFE || plan->entry->kind != MODULE_ESM) return;
  if (linked->namespace_names.count == 0) list_names(plan, plan->entry);
  for (uint32_t i = 0; i < linked->namespace_names.count; i++) {
    NamedExport export = linked->namespace_names.at[i];
    bool is_esm = plan->options->format == OUTPUT_ESM;
    if (is_esm && !is_variable(plan, &export.binding)) {
      Text stem = name_is_plain(export.name) ? export.name : TEXT("value");
      export.slot = plan_add_slot(plan, text_concat(plan->arena, TEXT("export_"), stem), NULL);
    }
    array_push(plan->arena, &plan->exports, export);
  }
}

// ---- Uses

static void add_use(Naming *naming, const Module *user, SlotId slot) {
  const Plan *plan = naming->plan;
  if (!slot) return;
  if (!plan_owns(plan, slot)) {
    const LocalName *local = plan_local(plan, slot);
    if (!local) return; // nothing that is printed mentions it
    if (local->variable) slot = local->variable;
  }
  array_push(&naming->scratch, &naming->uses, (Use){slot, user});
}

static void use_binding(Naming *naming, const Module *user, const Binding *binding) {
  add_use(naming, user, link_mention(naming->plan, binding).slot);
}

static void use_steps(Naming *naming, const Module *user) {
  const Plan *plan = naming->plan;
  const Linked *linked = plan_of(plan, user);
  for (uint32_t i = 0; i < linked->init_steps.count; i++) {
    const Step *step = &linked->init_steps.at[i];
    if (step->kind == STEP_EXTERNAL) {
      add_use(naming, user, plan->externals.at[step->external].namespace_slot);
      continue;
    }
    add_use(naming, user, plan_of(plan, step->module)->wrapper_slot);
    add_use(naming, user, plan_of(plan, step->module)->import_slots[step->is_node_mode]);
    add_use(naming, user, plan_of(plan, step->module)->loader_slots[step->is_node_mode]);
  }
}

// The namespace object of a closure is filled inside of it.
static void use_exports(Naming *naming, const Module *module) {
  const Linked *linked = plan_of(naming->plan, module);
  for (uint32_t i = 0; i < linked->namespace_names.count; i++) {
    use_binding(naming, module, &linked->namespace_names.at[i].binding);
  }
}

static void list_uses(Naming *naming, const Module *module) {
  const Plan *plan = naming->plan;
  const Linked *linked = plan_of(plan, module);
  for (uint32_t i = 0; i < module->record.bindings.count; i++) {
    use_binding(naming, module, &linked->bindings[i]);
  }
  for (uint32_t i = 0; i < linked->members.count; i++) {
    use_binding(naming, module, &linked->members.at[i].binding);
  }
  for (uint32_t i = 0; i < module->record.imports.count; i++) {
    const Module *target = plan_target(module, i);
    if (!target || module->record.imports.at[i].kind == IMPORT_STATEMENT) continue;
    add_use(naming, module, plan_of(plan, target)->import_slots[plan_is_node_mode(module, target)]);
    add_use(naming, module, plan_of(plan, target)->wrapper_slot);
    add_use(naming, module, plan_of(plan, target)->required_slot);
    add_use(naming, module, plan_of(plan, target)->namespace_slot);
  }
  use_steps(naming, module);
  if (linked->wrap == WRAP_ESM) use_exports(naming, module);
  if (module->record.import_metas.count > 0) add_use(naming, module, plan->import_meta_slot);
  bool mentions_helpers = plan->options->keeps_names || linked->wrap == WRAP_ESM ||
                          module->record.imports.count + module->record.requires.count > 0;
  // All of their names begin with two underscores: most modules can't hide them.
  bool may_hide_helpers = mentions_helpers && module->scopes.has_underscored;
  for (int i = 0; i < RUNTIME_HELPER_COUNT && may_hide_helpers; i++) {
    add_use(naming, module, plan->helper_slots[i]);
  }
  add_use(naming, module, linked->namespace_slot);
  add_use(naming, module, linked->default_slot);
}

// ---- Tags of JSX

static bool is_tag(const Tree *tree, NodeId id) {
  const Node *node = tree_node(tree, id);
  NodeKind parent = tree_kind(tree, node->parent);
  return node->field == FIELD_NAME &&
         (parent == NODE_JSX_OPENING_ELEMENT || parent == NODE_JSX_SELF_CLOSING_ELEMENT);
}

static void capitalize(Plan *plan, const Binding *binding) {
  Mention mention = link_mention(plan, binding);
  Slot *slot = &plan->slots->at[mention.slot];
  if (!mention.slot || mention.is_member) return;
  if (!islower((unsigned char)slot->preferred.at[0])) return;
  Text rest = text_slice(slot->preferred, 1, slot->preferred.size);
  int first = toupper((unsigned char)slot->preferred.at[0]);
  slot->preferred = text_format(plan->arena, "%c%.*s", first, TEXT_ARGS(rest));
  slot->is_capitalized = true;
}

// A tag in small letters is no variable: what an import is called where it is declared, or after
// its file, may not do for JSX that stays in the output.
static void capitalize_tags(Plan *plan, const Module *module) {
  const Linked *linked = plan_of(plan, module);
  const Tree *tree = &module->tree;
  for (NodeId id = NODE_ROOT; id < tree->node_count; id++) {
    SymbolId symbol = tree_node(tree, id)->symbol;
    if (!symbol || !is_tag(tree, id)) continue;
    if (module->scopes.symbols[symbol].kind != SYMBOL_IMPORT) continue;
    const Binding *binding = link_binding(plan, module, symbol);
    if (binding) capitalize(plan, binding);
  }
  for (uint32_t i = 0; i < linked->members.count; i++) {
    const MemberUse *use = &linked->members.at[i];
    if (is_tag(tree, use->node)) capitalize(plan, &use->binding);
  }
}

// The index of a slot of the plan among its own and its locals.
static uint32_t index_of(const Naming *naming, SlotId slot) {
  const Plan *plan = naming->plan;
  if (plan_owns(plan, slot)) return slot - plan->first_slot;
  return naming->own_count + (uint32_t)(plan_local(plan, slot) - plan->locals.at);
}

// Brings the uses of each slot together, by counting.
static void group_uses(Naming *naming) {
  uint32_t slots = naming->own_count + naming->plan->locals.count;
  naming->first_use = arena_new(&naming->scratch, uint32_t, slots + 1);
  naming->users = arena_new(&naming->scratch, const Module *, naming->uses.count);
  uint32_t *next = arena_new(&naming->scratch, uint32_t, slots + 1);
  for (uint32_t i = 0; i < naming->uses.count; i++) {
    next[index_of(naming, naming->uses.at[i].slot) + 1]++;
  }
  for (uint32_t i = 0; i < slots; i++) next[i + 1] += next[i];
  memcpy(naming->first_use, next, (slots + 1) * sizeof *next);
  for (uint32_t i = 0; i < naming->uses.count; i++) {
    naming->users[next[index_of(naming, naming->uses.at[i].slot)]++] = naming->uses.at[i].user;
  }
}

// ---- Choosing

// Whether a scope of a module declares `name`, in one of the ways of `hiding`. Most don't, and
// their tables need not be looked at for that.
static bool declares(const Module *module, Text name, uint64_t bit, uint8_t hiding) {
  return module->scopes.declared_bits & bit && scope_name_uses(&module->scopes, name) & hiding;
}

// Whether a scope of a module that uses `slot` declares `name` for itself.
static bool is_hidden(const Naming *naming, SlotId slot, Text name) {
  const Plan *plan = naming->plan;
  const Slot *chosen = &plan->slots->at[slot];
  uint32_t index = index_of(naming, slot);
  uint64_t bit = scope_name_bit(name);
  for (uint32_t i = naming->first_use[index]; i < naming->first_use[index + 1]; i++) {
    const Module *user = naming->users[i];
    bool is_closure = !plan_is_bare(plan, user);
    // A module may also mention its own variable as an import from itself.
    bool is_top_hiding = is_closure && user != chosen->owner;
    uint8_t hiding = is_top_hiding ? ATOM_NESTED | ATOM_TOP_LEVEL : ATOM_NESTED;
    if (declares(user, name, bit, hiding)) return true;
  }
  if (!plan_owns(plan, slot)) return false;
  // In its own module, its own name is hidden only where its author hid it.
  bool is_own_name = text_is(name, chosen->preferred) && !chosen->is_capitalized;
  return chosen->owner && !is_own_name && declares(chosen->owner, name, bit, ATOM_NESTED);
}

static Text numbered(Arena *arena, Text name, uint32_t number) {
  char digits[10];
  uint32_t start = sizeof digits;
  do digits[--start] = (char)('0' + number % 10);
  while (number /= 10);
  return text_concat(arena, name, (Text){digits + start, (uint32_t)sizeof digits - start});
}

// A name for a slot that nothing else has.
static Text free_name(Naming *naming, SlotId slot, Text preferred) {
  Arena *scratch = &naming->scratch;
  bool is_new;
  uint32_t *next = map_add(scratch, &naming->taken, preferred, &is_new);
  if (*next < 2) *next = 2;
  if (is_new && !is_hidden(naming, slot, preferred)) return preferred;
  uint32_t number = *next;
  Text name;
  do {
    do name = numbered(naming->plan->arena, preferred, number++);
    while (is_hidden(naming, slot, name));
    next = map_add(scratch, &naming->taken, name, &is_new);
  } while (!is_new);
  *next = 2;
  map_set(scratch, &naming->taken, preferred, number);
  return name;
}

static void choose_name(Naming *naming, SlotId id) {
  Slot *slot = &naming->plan->slots->at[id];
  slot->name = free_name(naming, id, slot->preferred);
}

static void choose_local_name(Naming *naming, LocalName *local) {
  if (local->variable) return; // a member of another one
  local->name = free_name(naming, local->slot, naming->plan->slots->at[local->slot].preferred);
}

// ---- Names that stay

// Whether `name` may have been tried for a variable that wants to be called `preferred`.
static bool is_tried(Text name, Text preferred) {
  if (!text_starts(name, preferred)) return false;
  for (uint32_t i = preferred.size; i < name.size; i++) {
    if (!isdigit((unsigned char)name.at[i])) return false;
  }
  return true;
}

static bool slot_stands(const Plan *plan, SlotId slot, const NameChanges *changes) {
  Text name = plan_name(plan, slot);
  for (uint32_t i = 0; i < changes->hiding.count; i++) {
    if (text_is(changes->hiding.at[i], name)) return false;
  }
  for (uint32_t i = 0; i < changes->bare.count; i++) {
    if (is_tried(changes->bare.at[i], plan->slots->at[slot].preferred)) return false;
  }
  return true;
}

// What comes to be hidden, or is so no more, counts for the variables that the module uses; what
// becomes a global, or is none any more, for all.
bool names_stand(const Plan *plan, const Module *before, const Module *now,
                 const NameChanges *changes) {
  for (uint32_t i = 0; i < changes->globals.count; i++) {
    for (SlotId slot = 1; slot < plan->slots->count; slot++) {
      if (is_tried(changes->globals.at[i], plan->slots->at[slot].preferred)) return false;
    }
  }
  if (changes->hiding.count + changes->bare.count == 0) return true;
  Naming naming = {.plan = (Plan *)plan};
  list_uses(&naming, now);
  bool stand = true;
  for (uint32_t i = 0; i < naming.uses.count; i++)
    stand &= slot_stands(plan, naming.uses.at[i].slot, changes);
  const SlotId *own = plan_of(plan, now)->slots;
  for (SymbolId id = 1; own && id < before->scopes.symbol_count; id++)
    stand &= !own[id] || slot_stands(plan, own[id], changes);
  arena_release(&naming.scratch);
  return stand;
}
