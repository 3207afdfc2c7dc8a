// scope_analyze numbers what is declared in the order of the text, and then what is only used. So
// all parts' declared symbols come first. A name that is free in one part is what another part
// declares, or a global of all.
#include "scope/join.h"

typedef struct Joiner {
  Arena *arena;
  Arena scratch;
  ScopeTable *whole;
  SymbolId *file_symbols; // by the whole's AtomId: what the name means at the top level, or 0
} Joiner;

// A part, and what its numbers are in the whole.
typedef struct Moved {
  const ScopePart *part;
  const AtomId *atoms;
  ScopeId scope_shift;
} Moved;

static uint32_t shifted(uint32_t id, uint32_t shift) {
  return id > SCOPE_FILE ? id + shift : id;
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
  added->name = moved->atoms[symbol->name];
  added->scope = shifted(symbol->scope, moved->scope_shift);
  added->declaration = shifted(symbol->declaration, moved->part->node_shift);
  return id;
}

// Those that are used only, or all others.
static void add_symbols(Joiner *self, const Moved *moved, bool are_used_only) {
  const ScopeTable *table = moved->part->table;
  for (SymbolId s = 1; s < table->symbol_count; s++) {
    const Symbol *symbol = &table->symbols[s];
    if (is_used_only(symbol) != are_used_only) continue;
    SymbolId *known = &self->file_symbols[moved->atoms[symbol->name]];
    bool is_outside = symbol->scope == SCOPE_FILE;
    SymbolId id = is_outside ? *known : 0;
    if (id)
      merge(&self->whole->symbols[id], symbol);
    else
      id = add_symbol(self, moved, symbol);
    if (is_outside) *known = id;
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
    scope->parent = shifted(scope->parent, moved->scope_shift);
    scope->function = shifted(scope->function, moved->scope_shift);
    scope->node = shifted(scope->node, moved->part->node_shift);
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
    if (symbol->scope != SCOPE_FILE) linked->next_in_scope = symbols[symbol->next_in_scope];
  }
}

static void link_file(ScopeTable *whole) {
  Scope *file = &whole->scopes[SCOPE_FILE];
  file->first_symbol = file->last_symbol = 0;
  for (SymbolId s = 1; s < whole->symbol_count; s++) {
    Symbol *symbol = &whole->symbols[s];
    if (symbol->scope != SCOPE_FILE || symbol->kind == SYMBOL_UNBOUND) continue;
    symbol->next_in_scope = 0;
    if (file->last_symbol)
      whole->symbols[file->last_symbol].next_in_scope = s;
    else
      file->first_symbol = s;
    file->last_symbol = s;
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
  self->file_symbols = arena_new(&self->scratch, SymbolId, atoms);
}

void scope_join(Arena *arena, ScopePart *parts, uint32_t count, ScopeTable *whole) {
  Joiner self = {.arena = arena, .whole = whole};
  start(&self, parts, count);
  Moved *moved = arena_new(&self.scratch, Moved, count);
  ScopeId scope_shift = 0;
  for (uint32_t i = 0; i < count; i++) {
    moved[i] = (Moved){&parts[i], join_atoms(&self, parts[i].table), scope_shift};
    scope_shift += parts[i].table->scope_count - (SCOPE_FILE + 1);
    parts[i].symbols = arena_new(arena, SymbolId, parts[i].table->symbol_count);
    add_symbols(&self, &moved[i], false);
  }
  for (uint32_t i = 0; i < count; i++) {
    add_symbols(&self, &moved[i], true);
    add_scopes(&self, &moved[i]);
    link_symbols(&self, &moved[i]);
  }
  link_file(whole);
  whole->atom_uses = arena_new(arena, uint8_t, whole->atoms.entries.count + 1);
  note_uses(whole);
  arena_release(&self.scratch);
}
