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

static bool exports_variable(const Module *module, SymbolId symbol) {
  for (uint32_t i = 0; i < module->record.exports.count; i++) {
    const ExportEntry *entry = &module->record.exports.at[i];
    if (entry->kind == EXPORT_LOCAL && entry->local == symbol) return true;
  }
  return false;
}

// Whether a module that may import the variable has one of that name itself, in some function.
static bool may_be_hidden(const Seeing *seeing, const Module *module, SymbolId symbol) {
  const Plan *plan = seeing->plan;
  if (!exports_variable(module, symbol)) return false;
  Text name = scope_symbol_name(&module->scopes, symbol);
  for (uint32_t i = 0; i < plan->reachable.count; i++) {
    const Module *other = plan->reachable.at[i];
    bool is_other = other != module && plan_of(plan, other)->is_included;
    if (is_other && scope_name_uses(&other->scopes, name) & ATOM_NESTED) return true;
  }
  return false;
}

static bool collides(const Seeing *seeing, const Module *module) {
  const ScopeTable *scopes = &module->scopes;
  for (SymbolId id = first_of(module); id; id = scopes->symbols[id].next_in_scope) {
    Text name = scope_symbol_name(scopes, id);
    if (!is_kept(&scopes->symbols[id])) continue;
    bool is_shared = map_has(&seeing->taken, name) || *map_find(&seeing->kept, name) > 1;
    if (is_shared || may_be_hidden(seeing, module, id)) return true;
  }
  return false;
}

void find_seen_by_eval(Plan *plan, Arena *arena, ModuleList *found) {
  Seeing seeing = {.plan = plan};
  list_modules(&seeing);
  plan->has_eval = seeing.modules.count > 0;
  if (plan->has_eval) reserve_names(plan, &seeing.scratch, &seeing.taken);
  for (uint32_t i = 0; i < seeing.modules.count; i++) list_names(&seeing, seeing.modules.at[i]);
  for (uint32_t i = 0; i < seeing.modules.count; i++) {
    const Module *module = seeing.modules.at[i];
    if (!plan_of(plan, module)->is_entry && collides(&seeing, module))
      array_push(arena, found, module);
  }
  arena_release(&seeing.scratch);
}
