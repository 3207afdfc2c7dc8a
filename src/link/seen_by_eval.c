// Direct eval finds variables by the names that its text says, so those keep theirs. In the scope
// that all modules share, a name can be one variable only, and none where it is a global of others:
// what collides becomes a closure, which has its names for itself. An entry stays where it is, as
// what it exports must be seen there; the others make room for it.
#include "link/passes.h"

typedef struct Seeing {
  Plan *plan;
  Arena scratch;
  ModuleList modules; // with a direct eval, in the shared scope unless they are found
  Map taken;          // names that none of them can have there
  Map kept;           // name → how many of them have it
  Map nested;         // of exported ones: name → how many modules have one in some function
} Seeing;

static bool is_kept(const Symbol *symbol) {
  return symbol->flags & SYMBOL_KEEP_NAME && symbol->kind != SYMBOL_IMPORT;
}

static SymbolId first_of(const Module *module) {
  return module->scopes.scopes[SCOPE_FILE].first_symbol;
}

static void list_modules(Seeing *seeing) {
  const Plan *plan = seeing->plan;
  for (uint32_t i = 0; i < plan->reachable.count; i++) {
    const Module *module = plan->reachable.at[i];
    bool is_own = module->kind == MODULE_ESM && module->scopes.has_eval;
    if (is_own && plan_of(plan, module)->is_included)
      array_push(&seeing->scratch, &seeing->modules, module);
  }
}

// What an entry has, others can't have; what two others have, neither of them keeps.
static void list_names(Seeing *seeing, const Module *module) {
  const ScopeTable *scopes = &module->scopes;
  Map *names = plan_of(seeing->plan, module)->is_entry ? &seeing->taken : &seeing->kept;
  for (SymbolId id = first_of(module); id; id = scopes->symbols[id].next_in_scope) {
    if (is_kept(&scopes->symbols[id]))
      ++*map_add(&seeing->scratch, names, scope_symbol_name(scopes, id), NULL);
  }
}

// By symbol: whether a module exports it.
static const bool *find_exported(Seeing *seeing, const Module *module) {
  bool *is_exported = arena_new(&seeing->scratch, bool, module->scopes.symbol_count);
  for (uint32_t i = 0; i < module->record.exports.count; i++) {
    const ExportEntry *entry = &module->record.exports.at[i];
    if (entry->kind == EXPORT_LOCAL) is_exported[entry->local] = true;
  }
  return is_exported;
}

static void list_exported(Seeing *seeing, const Module *module) {
  const ScopeTable *scopes = &module->scopes;
  const bool *is_exported = find_exported(seeing, module);
  for (SymbolId id = first_of(module); id; id = scopes->symbols[id].next_in_scope) {
    if (is_kept(&scopes->symbols[id]) && is_exported[id])
      map_set(&seeing->scratch, &seeing->nested, scope_symbol_name(scopes, id), 0);
  }
}

static void count_nested(Seeing *seeing, const Module *module) {
  const ScopeTable *scopes = &module->scopes;
  for (AtomId atom = 1; atom <= scopes->atoms.entries.count; atom++) {
    if (!(scopes->atom_uses[atom] & ATOM_NESTED)) continue;
    uint32_t *count = map_find(&seeing->nested, scope_name(scopes, atom));
    if (count) ++*count;
  }
}

// Finds which names that others may import they have themselves, in some function.
static void find_nested(Seeing *seeing) {
  const Plan *plan = seeing->plan;
  for (uint32_t i = 0; i < seeing->modules.count; i++) list_exported(seeing, seeing->modules.at[i]);
  for (uint32_t i = 0; i < plan->reachable.count && seeing->nested.entries.count > 0; i++) {
    const Module *module = plan->reachable.at[i];
    if (plan_of(plan, module)->is_included) count_nested(seeing, module);
  }
}

// Whether a module that may import the variable has one of that name itself, in some function.
static bool may_be_hidden(const Seeing *seeing, const Module *module, Text name) {
  bool is_own = scope_name_uses(&module->scopes, name) & ATOM_NESTED;
  return *map_find(&seeing->nested, name) > is_own;
}

static bool collides(Seeing *seeing, const Module *module) {
  const ScopeTable *scopes = &module->scopes;
  const bool *is_exported = find_exported(seeing, module);
  for (SymbolId id = first_of(module); id; id = scopes->symbols[id].next_in_scope) {
    Text name = scope_symbol_name(scopes, id);
    if (!is_kept(&scopes->symbols[id])) continue;
    bool is_shared = map_has(&seeing->taken, name) || *map_find(&seeing->kept, name) > 1;
    if (is_shared || (is_exported[id] && may_be_hidden(seeing, module, name))) return true;
  }
  return false;
}

void find_seen_by_eval(Plan *plan, Arena *arena, ModuleList *found) {
  Seeing seeing = {.plan = plan};
  list_modules(&seeing);
  plan->has_eval = seeing.modules.count > 0;
  if (plan->has_eval) reserve_names(plan, &seeing.scratch, &seeing.taken);
  for (uint32_t i = 0; i < seeing.modules.count; i++) list_names(&seeing, seeing.modules.at[i]);
  find_nested(&seeing);
  for (uint32_t i = 0; i < seeing.modules.count; i++) {
    const Module *module = seeing.modules.at[i];
    if (!plan_of(plan, module)->is_entry && collides(&seeing, module))
      array_push(arena, found, module);
  }
  arena_release(&seeing.scratch);
}
