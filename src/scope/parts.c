// One walk over the nodes: identifiers of the file's top level either declare or use. A part that
// declares a name again (var, function) declares it as much as the first one.
#include "scope/parts.h"

#include "scope/roles.h"

typedef struct Declarer {
  SymbolId symbol;
  uint32_t part;
} Declarer;

typedef struct Reader {
  Arena *arena;
  Arena scratch;
  const ScopeTable *table;
  Parts *parts;
  Array(Part) list;
  Array(SymbolId) uses;
  EffectsCalls calls;
  Array(Declarer) declarers;
  uint32_t *used_in; // by SymbolId: 1 + the last part that used it
} Reader;

// The symbol of the top level that an identifier means, or 0.
static SymbolId top_symbol(const ScopeTable *table, NodeId id) {
  SymbolId symbol = table->tree->nodes[id].symbol;
  if (!symbol || table->symbols[symbol].kind == SYMBOL_UNBOUND) return 0;
  SymbolId root = parts_root(table, symbol);
  return table->symbols[root].scope == SCOPE_FILE ? root : 0;
}

static bool declares(const Tree *tree, const ScopeTable *table, NodeId id) {
  if (table->symbols[tree->nodes[id].symbol].declaration == id) return true;
  // Of a pattern that assigns, the targets are uses; of one that declares, declarations.
  return role_in_pattern(tree, id) >= ROLE_DECLARES;
}

// Code that is dead uses nothing, though it may declare variables.
static void read_identifier(Reader *reader, NodeId id) {
  SymbolId symbol = top_symbol(reader->table, id);
  uint32_t part = reader->list.count;
  if (!symbol) return;
  if (declares(reader->table->tree, reader->table, id))
    array_push(&reader->scratch, &reader->declarers, (Declarer){symbol, part - 1});
  bool is_dead = reader->table->tree->nodes[id].flags & NODE_DEAD;
  if (is_dead || reader->used_in[symbol] == part) return;
  reader->used_in[symbol] = part;
  array_push(&reader->scratch, &reader->uses, symbol);
}

static void read_part(Reader *reader, Effects *effects, NodeId top) {
  const Tree *tree = reader->table->tree;
  Part part = {.node = top, .first_use = reader->uses.count, .first_call = reader->calls.count};
  part.has_effects = effects_has(effects, top, &reader->scratch, &reader->calls);
  if (part.has_effects) reader->calls.count = part.first_call;
  array_push(&reader->scratch, &reader->list, part);
  NodeId end = tree->nodes[top].after;
  for (NodeId id = top; id < end; id++) {
    if (tree->nodes[id].symbol) read_identifier(reader, id);
  }
}

NodeId parts_declaration(const Tree *tree, NodeId statement) {
  bool is_export = tree_kind(tree, statement) == NODE_EXPORT_STATEMENT;
  NodeId id = is_export ? tree_child(tree, statement, FIELD_DECLARATION) : statement;
  NodeKind kind = tree_kind(tree, id);
  if (kind != NODE_VARIABLE_DECLARATION && kind != NODE_LEXICAL_DECLARATION) return NO_NODE;
  return tree_next_named(tree, tree_first_named(tree, id)) ? id : NO_NODE;
}

static void read_statement(Reader *reader, Effects *effects, NodeId statement) {
  const Tree *tree = reader->table->tree;
  NodeId declaration = parts_declaration(tree, statement);
  if (!declaration) {
    read_part(reader, effects, statement);
    return;
  }
  tree_each_named(tree, declaration, declarator) read_part(reader, effects, declarator);
}

static void group_declarers(Reader *reader) {
  uint32_t count = reader->table->symbol_count;
  uint32_t *first = arena_new(reader->arena, uint32_t, count + 2), *next = first + 1;
  for (uint32_t i = 0; i < reader->declarers.count; i++) next[reader->declarers.at[i].symbol + 1]++;
  for (uint32_t s = 0; s < count; s++) next[s + 1] += next[s];
  uint32_t *at = arena_new(reader->arena, uint32_t, reader->declarers.count);
  for (uint32_t i = 0; i < reader->declarers.count; i++)
    at[next[reader->declarers.at[i].symbol]++] = reader->declarers.at[i].part;
  reader->parts->declarers = at;
  reader->parts->first_declarer = first;
}

// Functions that other files may call.
static void judge_functions(Reader *reader, Effects *effects) {
  const ScopeTable *table = reader->table;
  reader->parts->quiet_calls = arena_new(reader->arena, uint8_t, table->symbol_count);
  for (SymbolId id = table->scopes[SCOPE_FILE].first_symbol; id;
       id = table->symbols[id].next_in_scope) {
    SymbolKind kind = table->symbols[id].kind;
    if (kind != SYMBOL_FUNCTION && kind != SYMBOL_CONST) continue;
    reader->parts->quiet_calls[id] = (uint8_t)effects_of_calls(effects, id);
  }
}

void parts_read(Arena *arena, Effects *effects, Parts *parts) {
  Reader reader = {.arena = arena, .table = effects->table, .parts = parts};
  const Tree *tree = reader.table->tree;
  *parts = (Parts){0};
  reader.used_in = arena_new(&reader.scratch, uint32_t, reader.table->symbol_count);
  tree_each_child(tree, NODE_ROOT, statement) read_statement(&reader, effects, statement);
  parts->count = reader.list.count;
  Part end = {tree->node_count, false, reader.uses.count, reader.calls.count};
  array_push(&reader.scratch, &reader.list, end);
  parts->at = arena_new(arena, Part, reader.list.count);
  memcpy(parts->at, reader.list.at, sizeof(Part) * reader.list.count);
  parts->uses = arena_new(arena, SymbolId, reader.uses.count);
  if (reader.uses.count) memcpy(parts->uses, reader.uses.at, sizeof(SymbolId) * reader.uses.count);
  parts->calls = arena_new(arena, EffectsCall, reader.calls.count);
  if (reader.calls.count)
    memcpy(parts->calls, reader.calls.at, sizeof(EffectsCall) * reader.calls.count);
  judge_functions(&reader, effects);
  group_declarers(&reader);
  arena_release(&reader.scratch);
}

uint32_t parts_find(const Parts *parts, const Tree *tree, NodeId node) {
  uint32_t low = 0, high = parts->count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (tree->nodes[parts->at[middle].node].after <= node)
      low = middle + 1;
    else
      high = middle;
  }
  return low < parts->count && parts->at[low].node <= node ? low : parts->count;
}
