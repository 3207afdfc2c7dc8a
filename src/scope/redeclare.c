// What may not be declared together. In one scope that is seen when a declaration meets a symbol of
// its name. A `var` also passes through the blocks between it and its function, and must meet no
// name of theirs: those that are declared already are on the stack of its name; for those that
// follow, each variable keeps its latest `var`, which lies in a block that is still open if it
// comes after the block's start.
#include "scope/analysis.h"

// One mistake per declaration is enough.
static void write_down(Analysis *analysis, NodeId first, NodeId second) {
  uint32_t count = analysis->redeclarations.count;
  if (count > 0 && analysis->redeclarations.at[count - 1].second == second) return;
  array_push(&analysis->scratch, &analysis->redeclarations, ((Redeclaration){first, second}));
}

static bool is_module_top(const Analysis *analysis, ScopeId scope) {
  return scope == SCOPE_FILE && analysis->tree->goal == SYNTAX_MODULE;
}

// Whether a declaration is like `var` in its scope: the last of them wins.
static bool is_variable(const Analysis *analysis, ScopeId scope, SymbolKind kind) {
  if (kind == SYMBOL_FUNCTION) return !is_module_top(analysis, scope);
  return kind == SYMBOL_VAR || kind == SYMBOL_PARAMETER;
}

// Functions in a block of sloppy code may repeat each other (Annex B.3.3.4).
static bool are_sloppy_functions(const Analysis *analysis, const Symbol *known, NodeId id) {
  Symbol again = *known;
  again.declaration = id;
  return hoist_is_candidate(analysis, known) && hoist_is_candidate(analysis, &again);
}

void redeclare_again(Analysis *analysis, SymbolId known, SymbolKind kind, NodeId id) {
  const Symbol *symbol = &analysis->symbols.at[known];
  ScopeId scope = symbol->scope;
  bool are_variables =
      is_variable(analysis, scope, symbol->kind) && is_variable(analysis, scope, kind);
  if (are_variables) return;
  if (kind == SYMBOL_BLOCK_FUNCTION && are_sloppy_functions(analysis, symbol, id)) return;
  write_down(analysis, symbol->declaration, id);
}

static bool is_lexical(SymbolKind kind) {
  switch ((int)kind) {
  case SYMBOL_BLOCK_FUNCTION:
  case SYMBOL_LET:
  case SYMBOL_CONST:
  case SYMBOL_USING:
  case SYMBOL_CLASS: return true;
  default: return false;
  }
}

// The parameter of the function or catch clause whose body `scope` is, or 0.
static SymbolId find_parameter(const Analysis *analysis, ScopeId scope, AtomId name) {
  const Scope *body = &analysis->scopes.at[scope];
  ScopeKind around = analysis->scopes.at[body->parent].kind;
  bool has_parameters = body->kind == SCOPE_KIND_FUNCTION_BODY || around == SCOPE_KIND_CATCH;
  return has_parameters ? analysis_find(analysis, body->parent, name) : 0;
}

// The latest `var` of the name inside the block `scope`, or NO_NODE.
static NodeId find_var_inside(const Analysis *analysis, ScopeId scope, AtomId name) {
  const Scope *block = &analysis->scopes.at[scope];
  if (analysis_holds_variables(block->kind)) return NO_NODE;
  NodeId latest = analysis->latest_vars.at[analysis->atom_states.at[name].in_function];
  return latest > block->node ? latest : NO_NODE;
}

void redeclare_new(Analysis *analysis, SymbolId added) {
  const Symbol *symbol = &analysis->symbols.at[added];
  if (!is_lexical(symbol->kind)) return;
  SymbolId parameter = find_parameter(analysis, symbol->scope, symbol->name);
  NodeId first = parameter ? analysis->symbols.at[parameter].declaration
                           : find_var_inside(analysis, symbol->scope, symbol->name);
  if (first) write_down(analysis, first, symbol->declaration);
}

// Whether a `var` may have the name of this symbol of a block around it: it may repeat a catch
// parameter that is no pattern (Annex B.3.4).
static bool lets_var_pass(const Analysis *analysis, const Symbol *symbol) {
  NodeId parent = analysis->tree->nodes[symbol->declaration].parent;
  return symbol->kind == SYMBOL_CATCH && tree_kind(analysis->tree, parent) == NODE_CATCH_CLAUSE;
}

void redeclare_var(Analysis *analysis, SymbolId variable, NodeId id) {
  NodeId *latest = analysis->latest_vars.at;
  const Symbol *symbol = &analysis->symbols.at[variable];
  ScopeId holder = analysis->notes.at[analysis->scope].variables;
  SymbolId inner = analysis->atom_states.at[symbol->name].in_block;
  latest[variable] = id;
  // Scopes are numbered in the order in which they open: those between have higher numbers. Where
  // a `var` has passed before, it has looked at all above.
  while (inner && analysis->symbols.at[inner].scope > holder && !latest[inner]) {
    const Symbol *passed = &analysis->symbols.at[inner];
    if (!lets_var_pass(analysis, passed)) {
      write_down(analysis, passed->declaration, id);
      return;
    }
    latest[inner] = id;
    inner = analysis->outer_symbols.at[inner];
  }
}
