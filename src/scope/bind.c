// Pass 2: follows the steps that pass 1 wrote down. Opening a scope makes its symbols what their
// names mean, closing it gives the names back their meaning: a use is bound by one look at its
// name's state.
#include "scope/analysis.h"

static void open_scope(Analysis *analysis, ScopeId id) {
  SymbolId s = analysis->scopes.at[id].first_symbol;
  for (; s; s = analysis->symbols.at[s].next_in_scope) {
    AtomState *state = &analysis->atom_states.at[analysis->symbols.at[s].name];
    analysis->outer_symbols.at[s] = state->in_block;
    state->in_block = s;
  }
  analysis->scope = id;
}

static void close_scope(Analysis *analysis, ScopeId id) {
  SymbolId s = analysis->scopes.at[id].first_symbol;
  for (; s; s = analysis->symbols.at[s].next_in_scope) {
    AtomState *state = &analysis->atom_states.at[analysis->symbols.at[s].name];
    state->in_block = analysis->outer_symbols.at[s];
  }
  analysis->scope = analysis->scopes.at[id].parent;
}

// A symbol for a name that no open scope declares. It keeps its meaning to the end: what is
// declared later lies above it. The only other "name" is the `this` of <this.x/>: it gets none.
static SymbolId add_unbound(Analysis *analysis, AtomId atom) {
  if (text_is(analysis->atoms.names.at[atom], TEXT("this"))) return 0;
  SymbolId symbol = analysis->symbols.count;
  Symbol unbound = {.kind = SYMBOL_UNBOUND, .name = atom, .scope = SCOPE_FILE};
  array_push(&analysis->scratch, &analysis->symbols, unbound);
  array_push(&analysis->scratch, &analysis->outer_symbols, 0);
  analysis->atom_states.at[atom].in_block = symbol;
  return symbol;
}

// The implicit `arguments` of a function is a symbol of the function from its first use on.
static SymbolId bind_arguments(Analysis *analysis) {
  AtomState *state = &analysis->atom_states.at[ATOM_ARGUMENTS];
  ScopeId function = analysis->notes.at[analysis->scope].arguments;
  SymbolId declared = state->in_block;
  // Scopes are numbered in the order in which they open: what is visible and not older than the
  // function is declared in it.
  if (declared && analysis->symbols.at[declared].scope >= function) return declared;
  if (!function) return add_unbound(analysis, ATOM_ARGUMENTS);
  Symbol implicit = {.kind = SYMBOL_ARGUMENTS,
                     .flags = SYMBOL_KEEP_NAME,
                     .name = ATOM_ARGUMENTS,
                     .scope = function};
  SymbolId symbol = analysis_add_symbol(analysis, implicit);
  analysis->outer_symbols.at[symbol] = declared;
  state->in_block = symbol;
  return symbol;
}

bool scope_is_direct_callee(const Tree *tree, NodeId id) {
  const Node *node = tree_node(tree, tree_outside_parentheses(tree, id));
  return tree_kind(tree, node->parent) == NODE_CALL_EXPRESSION && node->field == FIELD_FUNCTION &&
         !tree_child(tree, node->parent, FIELD_OPTIONAL_CHAIN);
}

static void mark_eval(Analysis *analysis) {
  analysis->has_eval = true;
  for (ScopeId s = analysis->scope; s; s = analysis->scopes.at[s].parent) {
    if (analysis->scopes.at[s].flags & SCOPE_HAS_EVAL) return;
    analysis->scopes.at[s].flags |= SCOPE_HAS_EVAL;
  }
}

static SymbolId meaning_of(Analysis *analysis, AtomId atom, NodeId id) {
  if (atom == ATOM_ARGUMENTS) return bind_arguments(analysis);
  SymbolId symbol = analysis->atom_states.at[atom].in_block;
  if (!symbol) symbol = add_unbound(analysis, atom);
  bool is_eval = atom == ATOM_EVAL && analysis->symbols.at[symbol].kind == SYMBOL_UNBOUND;
  if (is_eval && scope_is_direct_callee(analysis->tree, id)) mark_eval(analysis);
  return symbol;
}

static void note_write(Analysis *analysis, Symbol *symbol, NodeId id) {
  symbol->flags |= SYMBOL_ASSIGNED;
  if (symbol_is_fixed(symbol)) array_push(&analysis->scratch, &analysis->fixed_writes, id);
}

static void bind(Analysis *analysis, Step step) {
  AtomId atom = step.what & ~STEP_WRITE;
  SymbolId id = meaning_of(analysis, atom, step.subject);
  analysis->tree->nodes[step.subject].symbol = id;
  if (!id) return;
  Symbol *symbol = &analysis->symbols.at[id];
  symbol->reference_count++;
  if (step.what & STEP_WRITE) note_write(analysis, symbol, step.subject);
  // The object of a `with` between the name and its declaration can have a property of that name.
  if (analysis->has_with && symbol->scope < analysis->notes.at[analysis->scope].with) {
    symbol->flags |= SYMBOL_KEEP_NAME;
  }
}

void bind_names(Analysis *analysis) {
  for (uint32_t i = 0; i < analysis->steps.count; i++) {
    Step step = analysis->steps.at[i];
    if (step.what == STEP_OPEN)
      open_scope(analysis, step.subject);
    else if (step.what == (uint32_t)STEP_CLOSE)
      close_scope(analysis, step.subject);
    else
      bind(analysis, step);
  }
}
