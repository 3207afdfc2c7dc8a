// One line for each scope, indented by its depth, and one for each symbol of it:
//
//   function 3:1 async
//     parameter a 3:18 assigned: 4:3 5:10
//
// A place is line:column, both counted from 1, columns in bytes. Those after the colon are the
// other identifiers that mean the symbol: its uses, and where it is declared again.
#include "scope/scope.h"

#include "diag/lines.h"

enum { DEEPEST_INDENT = 40 }; // deeper scopes are not indented further: lines stay finite

static const char *const scope_kind_names[] = {
    [SCOPE_KIND_FILE] = "file",          [SCOPE_KIND_FUNCTION] = "function",
    [SCOPE_KIND_FUNCTION_BODY] = "body", [SCOPE_KIND_FUNCTION_NAME] = "function name",
    [SCOPE_KIND_CLASS] = "class",        [SCOPE_KIND_CLASS_STATIC_BLOCK] = "static block",
    [SCOPE_KIND_CLASS_FIELD] = "field",  [SCOPE_KIND_BLOCK] = "block",
    [SCOPE_KIND_CATCH] = "catch",        [SCOPE_KIND_FOR] = "for",
    [SCOPE_KIND_SWITCH] = "switch",      [SCOPE_KIND_WITH] = "with",
};

static const char *const symbol_kind_names[] = {
    [SYMBOL_UNBOUND] = "unbound",
    [SYMBOL_VAR] = "var",
    [SYMBOL_FUNCTION] = "function",
    [SYMBOL_BLOCK_FUNCTION] = "block function",
    [SYMBOL_FUNCTION_NAME] = "function name",
    [SYMBOL_PARAMETER] = "parameter",
    [SYMBOL_LET] = "let",
    [SYMBOL_CONST] = "const",
    [SYMBOL_USING] = "using",
    [SYMBOL_CLASS] = "class",
    [SYMBOL_CLASS_NAME] = "class name",
    [SYMBOL_CATCH] = "catch",
    [SYMBOL_IMPORT] = "import",
    [SYMBOL_ARGUMENTS] = "arguments",
};

typedef struct FlagName {
  unsigned flag;
  const char *name;
} FlagName;

static const FlagName scope_flag_names[] = {
    {SCOPE_STRICT, "strict"},
    {SCOPE_HAS_EVAL, "eval"},
    {SCOPE_INSIDE_WITH, "with"},
    {SCOPE_ARROW, "arrow"},
    {SCOPE_ASYNC, "async"},
    {SCOPE_GENERATOR, "generator"},
    {SCOPE_COMPLEX_PARAMETERS, "complex"},
};

static const FlagName symbol_flag_names[] = {
    {SYMBOL_ASSIGNED, "assigned"},
    {SYMBOL_REDECLARED, "redeclared"},
    {SYMBOL_KEEP_NAME, "kept"},
};

typedef struct Dump {
  Buffer *to;
  const ScopeTable *table;
  LineIndex lines;
  NodeId *uses;          // the identifiers of symbol 1, then of symbol 2…
  uint32_t *end_of_uses; // by SymbolId: where its identifiers end in `uses`
} Dump;

static void add_place(Dump *dump, NodeId id) {
  uint32_t offset = dump->table->tree->nodes[id].start;
  uint32_t line = lines_find(&dump->lines, offset);
  buffer_add_format(dump->to, " %u:%u", line + 1, offset - dump->lines.starts.at[line] + 1);
}

static void add_flags(Dump *dump, unsigned flags, const FlagName *names, size_t count) {
  for (size_t i = 0; i < count; i++) {
    if (flags & names[i].flag) buffer_add_format(dump->to, " %s", names[i].name);
  }
}

#define ADD_FLAGS(dump, flags, names)                                                              \
  add_flags((dump), (flags), (names), sizeof(names) / sizeof *(names))

static void add_indent(Dump *dump, uint32_t depth) {
  uint32_t width = depth < DEEPEST_INDENT ? 2 * depth : 2 * DEEPEST_INDENT;
  buffer_add_format(dump->to, "%*s", (int)width, "");
}

static void add_symbol(Dump *dump, SymbolId id, uint32_t depth) {
  const Symbol *symbol = &dump->table->symbols[id];
  Text name = scope_symbol_name(dump->table, id);
  add_indent(dump, depth);
  buffer_add_format(dump->to, "%s %.*s", symbol_kind_names[symbol->kind], TEXT_ARGS(name));
  if (symbol->declaration) add_place(dump, symbol->declaration);
  ADD_FLAGS(dump, symbol->flags, symbol_flag_names);
  if (symbol->hoisted) {
    const Symbol *other = &dump->table->symbols[symbol->hoisted];
    buffer_add_format(dump->to, " as %s", symbol_kind_names[other->kind]);
    add_place(dump, other->declaration);
  }
  uint32_t first = dump->end_of_uses[id - 1], end = dump->end_of_uses[id];
  if (first < end) buffer_add_byte(dump->to, ':');
  for (uint32_t i = first; i < end; i++) add_place(dump, dump->uses[i]);
  buffer_add_byte(dump->to, '\n');
}

static void add_scope(Dump *dump, ScopeId id, uint32_t depth) {
  const Scope *scope = &dump->table->scopes[id];
  unsigned outer = dump->table->scopes[scope->parent].flags;
  unsigned inherited = outer & (SCOPE_STRICT | SCOPE_INSIDE_WITH);
  add_indent(dump, depth);
  buffer_add_format(dump->to, "%s", scope_kind_names[scope->kind]);
  add_place(dump, scope->node);
  ADD_FLAGS(dump, scope->flags & ~inherited, scope_flag_names);
  buffer_add_byte(dump->to, '\n');
  for (SymbolId s = scope->first_symbol; s; s = dump->table->symbols[s].next_in_scope) {
    add_symbol(dump, s, depth + 1);
  }
}

// Whether `id` means a symbol and is not its first declaration.
static bool is_listed(const ScopeTable *table, NodeId id) {
  SymbolId symbol = table->tree->nodes[id].symbol;
  return symbol && table->symbols[symbol].declaration != id;
}

// Sorts the identifiers by symbol, in source order, by counting.
static void collect_uses(Arena *arena, Dump *dump) {
  const ScopeTable *table = dump->table;
  const Tree *tree = table->tree;
  uint32_t *begins = arena_new(arena, uint32_t, table->symbol_count + 1);
  for (NodeId id = NODE_ROOT; id < tree->node_count; id++) {
    if (is_listed(table, id)) begins[tree->nodes[id].symbol + 1]++;
  }
  for (SymbolId s = 0; s < table->symbol_count; s++) begins[s + 1] += begins[s];
  dump->uses = arena_new(arena, NodeId, begins[table->symbol_count]);
  for (NodeId id = NODE_ROOT; id < tree->node_count; id++) {
    if (is_listed(table, id)) dump->uses[begins[tree->nodes[id].symbol]++] = id;
  }
  dump->end_of_uses = begins; // each has moved from where its identifiers begin to where they end
}

static void add_unbound(Dump *dump) {
  for (SymbolId s = 1; s < dump->table->symbol_count; s++) {
    if (dump->table->symbols[s].kind == SYMBOL_UNBOUND) add_symbol(dump, s, 0);
  }
}

void scope_dump(Buffer *buffer, const ScopeTable *table) {
  Arena scratch = {0};
  Dump dump = {.to = buffer, .table = table, .lines = lines_index(&scratch, table->tree->source)};
  collect_uses(&scratch, &dump);
  uint32_t *depths = arena_new(&scratch, uint32_t, table->scope_count);
  for (ScopeId s = SCOPE_FILE; s < table->scope_count; s++) {
    depths[s] = s == SCOPE_FILE ? 0 : depths[table->scopes[s].parent] + 1;
    add_scope(&dump, s, depths[s]);
  }
  add_unbound(&dump);
  arena_release(&scratch);
}
