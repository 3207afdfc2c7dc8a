// Functions in blocks of sloppy code (Annex B.3.3): besides its block, such a function is a
// variable of the function around, unless a block between the two, or the function itself, declares
// the name as something that a `var` must not repeat. That is known when those blocks have been
// seen whole.
//
// So each function waits from the end of its block to the end of the function. A block that ends
// refuses those with its names that wait inside it; they are the newest of their name, so that
// every function is waited for once and refused once.
#include "scope/analysis.h"

bool hoist_is_candidate(const Analysis *analysis, const Symbol *symbol) {
  const Tree *tree = analysis->tree;
  if (symbol->kind != SYMBOL_BLOCK_FUNCTION) return false;
  if (analysis->scopes.at[symbol->scope].flags & SCOPE_STRICT) return false;
  NodeId function = tree->nodes[symbol->declaration].parent;
  return tree_kind(tree, function) == NODE_FUNCTION_DECLARATION &&
         tree_kind(tree, tree_first_child(tree, function)) != TOKEN_ASYNC_WORD;
}

// Whether a variable may have the name of this symbol of a block within: it may repeat a catch
// parameter that is no pattern, and engines let it pass a function that is hoisted itself.
static bool is_passable(const Analysis *analysis, const Symbol *symbol) {
  if (symbol->kind != SYMBOL_CATCH) return hoist_is_candidate(analysis, symbol);
  NodeId parent = analysis->tree->nodes[symbol->declaration].parent;
  return tree_kind(analysis->tree, parent) == NODE_CATCH_CLAUSE;
}

// Refuses the functions that wait inside the scope of `refuser` and have its name. They must keep
// that name together: were it another, the functions would be hoisted in the output.
static void refuse_inside(Analysis *analysis, SymbolId refuser) {
  const Symbol *symbol = &analysis->symbols.at[refuser];
  AtomState *state = &analysis->atom_states.at[symbol->name];
  while (state->waiting && analysis->waiting.at[state->waiting].scope > symbol->scope) {
    WaitingFunction *refused = &analysis->waiting.at[state->waiting];
    refused->refused = true;
    analysis->symbols.at[refused->symbol].hoisted = refuser;
    state->waiting = refused->previous;
  }
}

static void close_block(Analysis *analysis, ScopeId block) {
  SymbolId s = analysis->scopes.at[block].first_symbol;
  for (; s; s = analysis->symbols.at[s].next_in_scope) {
    const Symbol *symbol = &analysis->symbols.at[s];
    if (!is_passable(analysis, symbol)) refuse_inside(analysis, s);
    if (!hoist_is_candidate(analysis, symbol)) continue;
    AtomState *state = &analysis->atom_states.at[symbol->name];
    WaitingFunction waiting = {s, block, state->waiting, false};
    state->waiting = analysis->waiting.count;
    array_push(&analysis->scratch, &analysis->waiting, waiting);
  }
}

static SymbolId find_parameter(const Analysis *analysis, ScopeId body, AtomId name) {
  const Scope *scope = &analysis->scopes.at[body];
  bool is_body = scope->kind == SCOPE_KIND_FUNCTION_BODY;
  return is_body ? analysis_find(analysis, scope->parent, name) : 0;
}

// What the name of the function `symbol` is in `scope`: a parameter or `let`, which refuse it, or a
// variable, which it becomes, too.
static SymbolId name_in(Analysis *analysis, ScopeId scope, const Symbol *symbol) {
  SymbolId known = find_parameter(analysis, scope, symbol->name);
  if (!known) known = analysis_find(analysis, scope, symbol->name);
  if (known) return known;
  Symbol variable = {
      .kind = SYMBOL_VAR, .name = symbol->name, .scope = scope, .declaration = symbol->declaration};
  if (symbol->name == ATOM_ARGUMENTS) variable.flags = SYMBOL_KEEP_NAME;
  SymbolId added = analysis_add_symbol(analysis, variable);
  analysis_show(analysis, added);
  return added;
}

static void close_function(Analysis *analysis, ScopeId scope) {
  uint32_t first = analysis->notes.at[scope].first_waiting;
  for (uint32_t w = first; w < analysis->waiting.count; w++) {
    WaitingFunction waiting = analysis->waiting.at[w];
    if (waiting.refused) continue;
    Symbol symbol = analysis->symbols.at[waiting.symbol];
    SymbolId outer = name_in(analysis, scope, &symbol);
    analysis->symbols.at[waiting.symbol].hoisted = outer;
    SymbolKind kind = analysis->symbols.at[outer].kind;
    bool is_variable = kind == SYMBOL_VAR || kind == SYMBOL_FUNCTION;
    if (is_variable) analysis->symbols.at[outer].flags |= SYMBOL_ASSIGNED; // when the block runs
    // The oldest of a name here uncovers what waits in the functions around.
    if (waiting.previous < first) analysis->atom_states.at[symbol.name].waiting = waiting.previous;
  }
  analysis->waiting.count = first;
}

void hoist_functions(Analysis *analysis, ScopeId closed) {
  switch ((ScopeKind)analysis->scopes.at[closed].kind) {
  case SCOPE_KIND_BLOCK:
  case SCOPE_KIND_CATCH:
  case SCOPE_KIND_FOR:
  case SCOPE_KIND_SWITCH: close_block(analysis, closed); break;
  case SCOPE_KIND_FILE:
  case SCOPE_KIND_FUNCTION_BODY:
  case SCOPE_KIND_CLASS_STATIC_BLOCK: close_function(analysis, closed); break;
  case SCOPE_KIND_FUNCTION:
  case SCOPE_KIND_FUNCTION_NAME:
  case SCOPE_KIND_CLASS:
  case SCOPE_KIND_CLASS_FIELD:
  case SCOPE_KIND_WITH: break;
  }
}
