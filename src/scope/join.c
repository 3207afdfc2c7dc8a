// scope_analyze numbers what is declared in the order of the text, and then what is only used. So
// all parts' declared symbols come first. A name that is free in one part is what another part
// declares, or what stands around, or a global of all.
#include "scope/join.h"

typedef struct Joiner {
  Arena *arena;
  Arena scratch;
  ScopeTable *whole;
  ScopeHome home;
  // By the whole's AtomId, what the name means, or 0: in `home`; around it, in what the first part
  // declares; outside of all functions.
  SymbolId *home_symbols, *around_symbols, *file_symbols;
} Joiner;

// A part, and what its numbers are in the whole.
typedef struct Moved {
  const ScopePart *part;
  const AtomId *atoms;
  ScopeId scope_shift;
  ScopeId top;  // its scope that is `home`
  ScopeId file; // what its SCOPE_FILE is
} Moved;

static ScopeId moved_scope(const Moved *moved, ScopeId scope) {
  if (scope == SCOPE_FILE) return moved->file;
  return scope ? scope + moved->scope_shift : 0;
}

static uint32_t moved_node(const Moved *moved, uint32_t node) {
  return node > SCOPE_FILE ? node + moved->part->node_shift : node; // the root stays
}

// ---- Names

static AtomId *join_atoms(Joiner *self, const ScopeTable *part) {
  uint32_t count = part->atoms.entries.count;
  AtomId *atoms = arena_new(&self->scratch, AtomId, count + 1);
  for (uint32_t i = 0; i < count; i++) {
    bool is_new;
    Text name = part->atoms.entries.at[i].key;
    uint32_t *index = map_add(self->arena, &self->whole->atoms, name, &is_new);
    if (is_new) {
      *index = self->whole->atoms.entries.count - 1;
      array_last(&self->whole->atoms.entries).key = text_copy(self->arena, name);
    }
    atoms[i + 1] = *index + 1;
  }
  return atoms;
}

static void note_uses(ScopeTable *whole) {
  for (SymbolId s = 1; s < whole->symbol_count; s++) {
    const Symbol *symbol = &whole->symbols[s];
    whole->atom_uses[symbol->name] |= symbol->kind == SYMBOL_UNBOUND ? ATOM_UNBOUND
                                      : symbol->scope == SCOPE_FILE  ? ATOM_TOP_LEVEL
                                                                     : ATOM_NESTED;
  }
}

// ---- Symbols

// What scope_analyze adds where it is used.
static bool is_used_only(const Symbol *symbol) {
  return symbol->kind == SYMBOL_UNBOUND || symbol->kind == SYMBOL_ARGUMENTS;
}

static void merge(Symbol *into, const Symbol *symbol) {
  into->flags |= symbol->flags;
  into->reference_count += symbol->reference_count;
  if (symbol->kind != SYMBOL_UNBOUND) into->flags |= SYMBOL_REDECLARED;
}

static SymbolId add_symbol(Joiner *self, const Moved *moved, const Symbol *symbol) {
  SymbolId id = self->whole->symbol_count++;
  Symbol *added = &self->whole->symbols[id];
  *added = *symbol;
  bool is_free = symbol->kind == SYMBOL_UNBOUND;
  added->name = moved->atoms[symbol->name];
  added->scope = is_free ? SCOPE_FILE : moved_scope(moved, symbol->scope);
  added->declaration = moved_node(moved, symbol->declaration);
  return id;
}

// Whether a free name of a part is looked for in `home`.
static bool sees_home(const Joiner *self, const Moved *moved, const Symbol *symbol) {
  if (moved->file != SCOPE_FILE || !self->home.is_used) return true;
  return self->home.is_used[symbol - moved->part->table->symbols];
}

// Where it is noted what the symbol's name means, if other parts may mean the same; else NULL.
static SymbolId *place_of(Joiner *self, const Moved *moved, const Symbol *symbol) {
  AtomId name = moved->atoms[symbol->name];
  SymbolId *in_home = &self->home_symbols[name], *around = &self->around_symbols[name];
  if (symbol->kind == SYMBOL_UNBOUND) {
    if (*in_home && sees_home(self, moved, symbol)) return in_home;
    return *around && moved->file != SCOPE_FILE ? around : &self->file_symbols[name];
  }
  if (symbol->scope == moved->top) return in_home;
  return symbol->scope == SCOPE_FILE ? &self->file_symbols[name] : NULL;
}

// Those that are used only, or all others.
static void add_symbols(Joiner *self, const Moved *moved, bool are_used_only) {
  const ScopeTable *table = moved->part->table;
  for (SymbolId s = 1; s < table->symbol_count; s++) {
    const Symbol *symbol = &table->symbols[s];
    if (is_used_only(symbol) != are_used_only) continue;
    SymbolId *known = place_of(self, moved, symbol), id = known ? *known : 0;
    if (id)
      merge(&self->whole->symbols[id], symbol);
    else
      id = add_symbol(self, moved, symbol);
    if (known) *known = id;
    moved->part->symbols[s] = id;
  }
}

// ---- Scopes

static void add_scopes(Joiner *self, const Moved *moved) {
  const ScopeTable *table = moved->part->table;
  const SymbolId *symbols = moved->part->symbols;
  for (ScopeId s = SCOPE_FILE + 1; s < table->scope_count; s++) {
    Scope *scope = &self->whole->scopes[s + moved->scope_shift];
    *scope = table->scopes[s];
    bool is_in_home = scope->function == SCOPE_FILE;
    scope->parent = moved_scope(moved, scope->parent);
    scope->function = is_in_home ? self->whole->scopes[moved->file].function
                                 : moved_scope(moved, scope->function);
    scope->node = moved_node(moved, scope->node);
    scope->first_symbol = symbols[scope->first_symbol];
    scope->last_symbol = symbols[scope->last_symbol];
  }
}

// Lists of symbols, and what is hoisted to what.
static void link_symbols(Joiner *self, const Moved *moved) {
  const ScopeTable *table = moved->part->table;
  const SymbolId *symbols = moved->part->symbols;
  for (SymbolId s = 1; s < table->symbol_count; s++) {
    const Symbol *symbol = &table->symbols[s];
    if (symbol->kind == SYMBOL_UNBOUND) continue;
    Symbol *linked = &self->whole->symbols[symbols[s]];
    linked->hoisted = symbols[symbol->hoisted];
    bool is_shared = symbol->scope == moved->top || symbol->scope == SCOPE_FILE;
    if (!is_shared) linked->next_in_scope = symbols[symbol->next_in_scope];
  }
}

// Lists the symbols of a scope that several parts have some of.
static void link_scope(ScopeTable *whole, ScopeId id) {
  Scope *scope = &whole->scopes[id];
  scope->first_symbol = scope->last_symbol = 0;
  for (SymbolId s = 1; s < whole->symbol_count; s++) {
    Symbol *symbol = &whole->symbols[s];
    if (symbol->scope != id || symbol->kind == SYMBOL_UNBOUND) continue;
    symbol->next_in_scope = 0;
    if (scope->last_symbol)
      whole->symbols[scope->last_symbol].next_in_scope = s;
    else
      scope->first_symbol = s;
    scope->last_symbol = s;
  }
}

// ---- The whole

static void start(Joiner *self, const ScopePart *parts, uint32_t count) {
  uint32_t symbols = 1, scopes = SCOPE_FILE + 1, atoms = 1;
  for (uint32_t i = 0; i < count; i++) {
    symbols += parts[i].table->symbol_count - 1;
    scopes += parts[i].table->scope_count - (SCOPE_FILE + 1);
    atoms += parts[i].table->atoms.entries.count;
  }
  *self->whole = (ScopeTable){.scope_count = scopes, .symbol_count = 1};
  self->whole->scopes = arena_new(self->arena, Scope, scopes);
  self->whole->scopes[SCOPE_FILE] = parts[0].table->scopes[SCOPE_FILE];
  self->whole->symbols = arena_new(self->arena, Symbol, symbols);
  self->around_symbols = arena_new(&self->scratch, SymbolId, atoms);
  self->file_symbols = self->home_symbols = arena_new(&self->scratch, SymbolId, atoms);
  if (self->home.scope != SCOPE_FILE)
    self->home_symbols = arena_new(&self->scratch, SymbolId, atoms);
}

// What the first part declares around `home`: further inside comes first.
static void look_around(Joiner *self, const Moved *first) {
  const ScopeTable *table = first->part->table;
  ScopeId id = table->scopes[self->home.scope].parent;
  for (; self->home.scope != SCOPE_FILE && id; id = table->scopes[id].parent) {
    for (SymbolId s = table->scopes[id].first_symbol; s; s = table->symbols[s].next_in_scope) {
      SymbolId *known = &self->around_symbols[first->atoms[table->symbols[s].name]];
      if (!*known) *known = first->part->symbols[s];
    }
  }
}

void scope_join(Arena *arena, ScopePart *parts, uint32_t count, ScopeHome home, ScopeTable *whole) {
  Joiner self = {.arena = arena, .whole = whole, .home = home};
  start(&self, parts, count);
  Moved *moved = arena_new(&self.scratch, Moved, count);
  ScopeId scope_shift = 0;
  for (uint32_t i = 0; i < count; i++) {
    bool is_first = i == 0;
    moved[i] = (Moved){.part = &parts[i],
                       .atoms = join_atoms(&self, parts[i].table),
                       .scope_shift = scope_shift,
                       .top = is_first ? home.scope : SCOPE_FILE,
                       .file = is_first ? SCOPE_FILE : home.scope};
    scope_shift += parts[i].table->scope_count - (SCOPE_FILE + 1);
    parts[i].symbols = arena_new(arena, SymbolId, parts[i].table->symbol_count);
    add_symbols(&self, &moved[i], false);
    if (is_first) look_around(&self, &moved[0]);
  }
  for (uint32_t i = 0; i < count; i++) {
    add_symbols(&self, &moved[i], true);
    add_scopes(&self, &moved[i]);
    link_symbols(&self, &moved[i]);
  }
  link_scope(whole, SCOPE_FILE);
  if (home.scope != SCOPE_FILE) link_scope(whole, home.scope);
  whole->atom_uses = arena_new(arena, uint8_t, whole->atoms.entries.count + 1);
  note_uses(whole);
  arena_release(&self.scratch);
}
