// The conductor: declare all names, bind all uses, and keep of it what others ask for. Everything
// is built in a scratch arena and copied out at its final size, because the tables live as long as
// the module.
#include "scope/scope.h"

#include "base/search.h"
#include "scope/analysis.h"

#include <stdlib.h>

static void start(Analysis *analysis, Arena *arena, Tree *tree);
static void add_jsx_names(Analysis *analysis, const JsxNames *jsx);
static void mark_names_seen_by_eval(Analysis *analysis);
static void keep_names_together(Analysis *analysis);
static void publish(Arena *arena, const Analysis *analysis, ScopeTable *table);

void scope_analyze(Arena *arena, Tree *tree, const JsxNames *jsx, ScopeTable *table) {
  Analysis analysis;
  start(&analysis, arena, tree);
  if (jsx) add_jsx_names(&analysis, jsx);
  declare_names(&analysis);
  analysis.first_unbound = analysis.symbols.count;
  bind_names(&analysis);
  mark_names_seen_by_eval(&analysis);
  keep_names_together(&analysis);
  publish(arena, &analysis, table);
  arena_release(&analysis.scratch);
}

static void start(Analysis *analysis, Arena *arena, Tree *tree) {
  *analysis = (Analysis){.tree = tree};
  Arena *scratch = &analysis->scratch;
  // Entry 0 of every table stands for none.
  array_push(scratch, &analysis->scopes, (Scope){0});
  array_push(scratch, &analysis->notes, (ScopeNote){0});
  array_push(scratch, &analysis->symbols, (Symbol){0});
  array_push(scratch, &analysis->outer_symbols, 0);
  array_push(scratch, &analysis->latest_vars, NO_NODE);
  array_push(scratch, &analysis->waiting, (WaitingFunction){0});
  // In large files about every fifth node uses a name.
  array_reserve(scratch, &analysis->steps, tree->node_count / 4);
  analysis->atoms = atoms_new(arena, scratch, tree->source);
  atoms_add_known(&analysis->atoms, TEXT("arguments"));
  atoms_add_known(&analysis->atoms, TEXT("eval"));
  array_reserve(scratch, &analysis->atom_states, ATOM_EVAL + 1);
  while (analysis->atom_states.count <= ATOM_EVAL) {
    array_push(scratch, &analysis->atom_states, (AtomState){0});
  }
}

static AtomId add_known(Analysis *analysis, Text name) {
  if (name.size == 0) return 0;
  AtomId atom = atoms_add_known(&analysis->atoms, name);
  while (analysis->atom_states.count <= atom) {
    array_push(&analysis->scratch, &analysis->atom_states, (AtomState){0});
  }
  return atom;
}

static void add_jsx_names(Analysis *analysis, const JsxNames *jsx) {
  analysis->jsx_factory = add_known(analysis, jsx->factory);
  analysis->jsx_fragment = add_known(analysis, jsx->fragment);
}

SymbolId analysis_add_symbol(Analysis *analysis, Symbol symbol) {
  SymbolId id = analysis->symbols.count;
  Scope *scope = &analysis->scopes.at[symbol.scope];
  if (scope->last_symbol)
    analysis->symbols.at[scope->last_symbol].next_in_scope = id;
  else
    scope->first_symbol = id;
  scope->last_symbol = id;
  array_push(&analysis->scratch, &analysis->symbols, symbol);
  array_push(&analysis->scratch, &analysis->outer_symbols, 0);
  array_push(&analysis->scratch, &analysis->latest_vars, NO_NODE);
  return id;
}

bool analysis_holds_variables(ScopeKind kind) {
  return kind == SCOPE_KIND_FILE || kind == SCOPE_KIND_FUNCTION ||
         kind == SCOPE_KIND_FUNCTION_BODY || kind == SCOPE_KIND_CLASS_STATIC_BLOCK;
}

static SymbolId *newest(const Analysis *analysis, ScopeId scope, AtomId atom) {
  AtomState *state = &analysis->atom_states.at[atom];
  bool holds_variables = analysis_holds_variables(analysis->scopes.at[scope].kind);
  return holds_variables ? &state->in_function : &state->in_block;
}

SymbolId analysis_find(const Analysis *analysis, ScopeId scope, AtomId atom) {
  SymbolId symbol = *newest(analysis, scope, atom);
  return symbol && analysis->symbols.at[symbol].scope == scope ? symbol : 0;
}

void analysis_show(Analysis *analysis, SymbolId id) {
  const Symbol *symbol = &analysis->symbols.at[id];
  SymbolId *shown = newest(analysis, symbol->scope, symbol->name);
  analysis->outer_symbols.at[id] = *shown;
  *shown = id;
}

static void mark_names_seen_by_eval(Analysis *analysis) {
  if (!analysis->has_eval) return;
  for (SymbolId s = 1; s < analysis->symbols.count; s++) {
    Symbol *symbol = &analysis->symbols.at[s];
    bool is_seen = analysis->scopes.at[symbol->scope].flags & SCOPE_HAS_EVAL;
    if (is_seen) symbol->flags |= SYMBOL_KEEP_NAME;
  }
}

// Symbols that must have the same name keep it together: first the outermost of each such group is
// told, then the others are. A chain has at most three members.
static void keep_names_together(Analysis *analysis) {
  Symbol *symbols = analysis->symbols.at;
  for (SymbolId s = 1; s < analysis->symbols.count; s++) {
    unsigned kept = symbols[s].flags & SYMBOL_KEEP_NAME;
    for (SymbolId h = symbols[s].hoisted; h && kept; h = symbols[h].hoisted) {
      symbols[h].flags |= SYMBOL_KEEP_NAME;
    }
  }
  for (SymbolId s = 1; s < analysis->symbols.count; s++) {
    SymbolId outermost = s;
    while (symbols[outermost].hoisted) outermost = symbols[outermost].hoisted;
    symbols[s].flags |= symbols[outermost].flags & SYMBOL_KEEP_NAME;
  }
}

static AtomUse use_of(const Symbol *symbol) {
  if (symbol->kind == SYMBOL_UNBOUND) return ATOM_UNBOUND;
  return symbol->scope == SCOPE_FILE ? ATOM_TOP_LEVEL : ATOM_NESTED;
}

static void publish_names(Arena *arena, const Analysis *analysis, ScopeTable *table) {
  table->atoms = atoms_map(arena, &analysis->atoms);
  table->atom_uses = arena_new(arena, uint8_t, analysis->atoms.names.count);
  for (SymbolId s = 1; s < table->symbol_count; s++) {
    const Symbol *symbol = &table->symbols[s];
    table->atom_uses[symbol->name] |= (uint8_t)use_of(symbol);
  }
  for (AtomId atom = 1; atom < analysis->atoms.names.count; atom++) {
    if (!(table->atom_uses[atom] & (ATOM_TOP_LEVEL | ATOM_NESTED))) continue;
    const MapEntry *name = &table->atoms.entries.at[atom - 1];
    table->has_underscored |= text_starts(name->key, TEXT("__"));
    table->declared_bits |= UINT64_C(1) << (name->hash >> 26);
  }
}

static void publish_mistakes(Arena *arena, const Analysis *analysis, ScopeTable *table) {
  if (table->redeclaration_count) {
    size_t size = sizeof(Redeclaration) * table->redeclaration_count;
    table->redeclarations = arena_new(arena, Redeclaration, table->redeclaration_count);
    memcpy(table->redeclarations, analysis->redeclarations.at, size);
  }
  if (table->fixed_write_count) {
    table->fixed_writes = arena_new(arena, NodeId, table->fixed_write_count);
    memcpy(table->fixed_writes, analysis->fixed_writes.at,
           sizeof(NodeId) * table->fixed_write_count);
  }
}

static void publish(Arena *arena, const Analysis *analysis, ScopeTable *table) {
  *table = (ScopeTable){
      .tree = analysis->tree,
      .scope_count = analysis->scopes.count,
      .symbol_count = analysis->symbols.count,
      .first_unbound = analysis->first_unbound,
      .has_eval = analysis->has_eval,
      .has_with = analysis->has_with,
      .first_jsx = analysis->first_jsx,
      .redeclaration_count = analysis->redeclarations.count,
      .fixed_write_count = analysis->fixed_writes.count,
  };
  table->scopes = arena_new(arena, Scope, table->scope_count);
  table->symbols = arena_new(arena, Symbol, table->symbol_count);
  memcpy(table->scopes, analysis->scopes.at, sizeof(Scope) * table->scope_count);
  memcpy(table->symbols, analysis->symbols.at, sizeof(Symbol) * table->symbol_count);
  publish_names(arena, analysis, table);
  publish_mistakes(arena, analysis, table);
}

bool scope_is_global(const ScopeTable *table, NodeId node, Text name) {
  const Tree *tree = table->tree;
  SymbolId symbol = tree_node(tree, node)->symbol;
  return tree_kind(tree, node) == NODE_IDENTIFIER && symbol &&
         table->symbols[symbol].kind == SYMBOL_UNBOUND && text_is(tree_text(tree, node), name);
}

bool scope_is_given_again(const ScopeTable *table, const Symbol *symbol) {
  static const Text given[] = {
      {"exports", 7}, {"module", 6}, {"require", 7}, {"__filename", 10}, {"__dirname", 9}};
  if (symbol->kind != SYMBOL_VAR || symbol->scope != SCOPE_FILE) return false;
  for (size_t i = 0; i < sizeof given / sizeof *given; i++) {
    if (text_is(scope_name(table, symbol->name), given[i])) return true;
  }
  return false;
}

void scope_note_writes(Arena *arena, ScopeTable *table, const NodeId *ids, uint32_t count) {
  uint32_t before = table->fixed_write_count;
  NodeId *writes = arena_new(arena, NodeId, before + count);
  if (before) memcpy(writes, table->fixed_writes, sizeof *writes * before);
  for (uint32_t i = 0; i < count; i++) {
    Symbol *symbol = &table->symbols[table->tree->nodes[ids[i]].symbol];
    symbol->flags |= SYMBOL_ASSIGNED;
    if (symbol_is_fixed(symbol)) writes[table->fixed_write_count++] = ids[i];
  }
  table->fixed_writes = writes;
}

static int by_start(const void *a_at, const void *b_at) {
  const HidingScope *a = a_at, *b = b_at;
  return (a->start > b->start) - (a->start < b->start);
}

static void list_namesakes(Arena *arena, const ScopeTable *table, AtomId name, Namesakes *found) {
  for (SymbolId id = 1; id < table->symbol_count; id++) {
    const Symbol *symbol = &table->symbols[id];
    if (symbol->name != name || symbol->kind == SYMBOL_UNBOUND) continue;
    NodeId around = table->scopes[symbol->scope].node;
    if (symbol->scope == SCOPE_FILE)
      found->top_level = id;
    else
      array_push(arena, &found->hidings, (HidingScope){around, table->tree->nodes[around].after});
  }
}

void scope_namesakes(Arena *arena, const ScopeTable *table, Text name, Namesakes *found) {
  const uint32_t *index = map_find(&table->atoms, name);
  if (!index || !(table->atom_uses[*index + 1] & ATOM_TOP_LEVEL)) return;
  list_namesakes(arena, table, *index + 1, found);
  HidingScope *hidings = found->hidings.at;
  if (found->hidings.count) qsort(hidings, found->hidings.count, sizeof *hidings, by_start);
  for (uint32_t i = 1; i < found->hidings.count; i++) {
    if (hidings[i].after < hidings[i - 1].after) hidings[i].after = hidings[i - 1].after;
  }
}

// Scopes stand apart or in each other: one that starts before `at` and ends behind it is around it.
SymbolId scope_top_level_at(NodeId at, const Namesakes *namesakes) {
  if (!namesakes->top_level) return 0;
  const HidingScope *hidings = namesakes->hidings.at;
  uint32_t before = search_first(hidings, namesakes->hidings.count, start, at + 1);
  bool is_hidden = before > 0 && at < hidings[before - 1].after;
  return is_hidden ? 0 : namesakes->top_level;
}

uint8_t scope_name_uses(const ScopeTable *table, Text name) {
  const uint32_t *index = map_find(&table->atoms, name);
  return index ? table->atom_uses[*index + 1] : 0;
}
