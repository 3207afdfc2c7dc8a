// Pass 2: goes along the scopes and references, both of which are in the order of the text. Opening
// a scope makes its variables what their names mean, closing it gives the names back their meaning:
// a reference is bound by one look at its name's state.
#include "rules/variables_make.h"

// Whether only the body of its function sees a variable, and not its parameters.
static bool is_of_body(const Making *making, const NameScope *scope, const Variable *variable) {
  DefinitionId first = variable->first_definition;
  return scope->body && first && making->definitions.at[first].name >= scope->body;
}

// Shows the variables of a scope, or of the body of the function that it is.
static void show(Making *making, NameScopeId id, bool of_body) {
  const NameScope *scope = &making->scopes.at[id];
  for (VariableId v = scope->first_variable; v; v = making->variables.at[v].next_in_scope) {
    Variable *variable = &making->variables.at[v];
    if (!variable->atom || is_of_body(making, scope, variable) != of_body) continue;
    NameState *state = &making->names[variable->atom];
    variable->outer = state->in_block;
    state->in_block = v;
  }
}

static void open_scope(Making *making, NameScopeId id) {
  making->scope = id;
  show(making, id, false);
}

static void open_body(Making *making) {
  NameScope *scope = &making->scopes.at[making->scope];
  show(making, making->scope, true);
  scope->is_open = true;
}

static void close_scope(Making *making) {
  const NameScope *scope = &making->scopes.at[making->scope];
  if (scope->body && !scope->is_open) open_body(making);
  for (VariableId v = scope->first_variable; v; v = making->variables.at[v].next_in_scope) {
    const Variable *variable = &making->variables.at[v];
    if (variable->atom) making->names[variable->atom].in_block = variable->outer;
  }
  making->scope = scope->parent;
}

// Leaves the scopes that end before a node, and enters the body of a function that it is in.
static void go_to(Making *making, NodeId node) {
  while (making->scope && making->scopes.at[making->scope].end <= node) close_scope(making);
  const NameScope *scope = &making->scopes.at[making->scope];
  if (scope->body && !scope->is_open && scope->body <= node) open_body(making);
}

static VariableId meaning_of(Making *making, AtomId atom) {
  NameState *state = &making->names[atom];
  if (state->in_block) return state->in_block;
  if (!state->is_asked) {
    state->global = variables_add_configured(making, atom);
    state->is_asked = true;
  }
  return state->global;
}

static void bind(Making *making, ReferenceId id) {
  Reference *reference = &making->references.at[id];
  SymbolId symbol = making->tree->nodes[reference->node].symbol;
  VariableId meaning = meaning_of(making, making->code->scopes->symbols[symbol].name);
  reference->variable = meaning;
  if (!meaning) return;
  Variable *variable = &making->variables.at[meaning];
  if (variable->last_reference)
    making->references.at[variable->last_reference].next_of_variable = id;
  else
    variable->first_reference = id;
  variable->last_reference = id;
}

void variables_bind(Making *making) {
  NameScopeId next = NAME_SCOPE_ROOT;
  making->scope = 0;
  for (ReferenceId id = 1; id < making->references.count; id++) {
    NodeId node = making->references.at[id].node;
    for (; next < making->scopes.count && making->scopes.at[next].begin <= node; next++) {
      go_to(making, making->scopes.at[next].begin);
      open_scope(making, next);
    }
    go_to(making, node);
    bind(making, id);
  }
  // What follows has no references, but variables that may have others around them.
  for (; next < making->scopes.count; next++) {
    go_to(making, making->scopes.at[next].begin);
    open_scope(making, next);
  }
  while (making->scope) close_scope(making);
}
