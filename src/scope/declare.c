// Pass 1: one scan over the nodes, which are in the order in which they are written. It opens and
// closes scopes, declares what each holds, and writes down every use of a name as a step for pass
// 2: only when a scope is closed are all its names known, because `var` and functions are hoisted.
//
// A scope begins at the node that opens it or later: the decorators of a class are not in its
// scope, nor is the object of a `with`. Such a stretch is a frame without a scope, which leads up
// to the scope.
#include "scope/analysis.h"
#include "scope/roles.h"
#include "syntax/directives.h"

typedef enum Visit {
  VISIT_NOTHING,
  VISIT_SCOPE,
  VISIT_IDENTIFIER,
  VISIT_PATTERN,
  VISIT_JSX,
} Visit;

typedef enum ScopeBegin {
  BEGINS_AT_ONCE,
  BEGINS_AFTER_DECORATORS,
  BEGINS_AT_PARAMETERS,
  BEGINS_AT_VALUE, // of a field; there may be none
  BEGINS_AT_BODY,
} ScopeBegin;

typedef struct Row {
  uint8_t visit; // Visit
  uint8_t begin; // ScopeBegin
  uint8_t kind;  // ScopeKind
} Row;

#define SCOPE(KIND, BEGIN)                                                                         \
  { VISIT_SCOPE, BEGINS_##BEGIN, SCOPE_KIND_##KIND }

// What the scan does at a node, and which nodes open which scope. On top of that, a block is the
// FUNCTION_BODY of a function and part of a static block, a function expression with a name opens a
// FUNCTION_NAME first, and a function that is the branch of an `if` has a BLOCK to itself.
static const Row rows[NODE_KIND_COUNT] = {
    [NODE_PROGRAM] = SCOPE(FILE, AT_ONCE),
    [NODE_FUNCTION_DECLARATION] = SCOPE(FUNCTION, AT_PARAMETERS),
    [NODE_GENERATOR_FUNCTION_DECLARATION] = SCOPE(FUNCTION, AT_PARAMETERS),
    [NODE_FUNCTION_EXPRESSION] = SCOPE(FUNCTION, AT_PARAMETERS),
    [NODE_GENERATOR_FUNCTION] = SCOPE(FUNCTION, AT_PARAMETERS),
    [NODE_METHOD_DEFINITION] = SCOPE(FUNCTION, AT_PARAMETERS),
    [NODE_ARROW_FUNCTION] = SCOPE(FUNCTION, AT_ONCE),
    [NODE_CLASS_DECLARATION] = SCOPE(CLASS, AFTER_DECORATORS),
    [NODE_CLASS] = SCOPE(CLASS, AFTER_DECORATORS),
    [NODE_CLASS_STATIC_BLOCK] = SCOPE(CLASS_STATIC_BLOCK, AT_ONCE),
    [NODE_FIELD_DEFINITION] = SCOPE(CLASS_FIELD, AT_VALUE),
    [NODE_STATEMENT_BLOCK] = SCOPE(BLOCK, AT_ONCE),
    [NODE_CATCH_CLAUSE] = SCOPE(CATCH, AT_ONCE),
    [NODE_FOR_STATEMENT] = SCOPE(FOR, AT_ONCE),
    [NODE_FOR_IN_STATEMENT] = SCOPE(FOR, AT_ONCE),
    [NODE_SWITCH_BODY] = SCOPE(SWITCH, AT_ONCE),
    [NODE_WITH_STATEMENT] = SCOPE(WITH, AT_BODY),
    [NODE_IDENTIFIER] = {.visit = VISIT_IDENTIFIER},
    [NODE_UNDEFINED] = {.visit = VISIT_IDENTIFIER},
    [NODE_SHORTHAND_PROPERTY_IDENTIFIER] = {.visit = VISIT_IDENTIFIER},
    [NODE_SHORTHAND_PROPERTY_IDENTIFIER_PATTERN] = {.visit = VISIT_IDENTIFIER},
    [NODE_OBJECT_PATTERN] = {.visit = VISIT_PATTERN},
    [NODE_ARRAY_PATTERN] = {.visit = VISIT_PATTERN},
    [NODE_REST_PATTERN] = {.visit = VISIT_PATTERN},
    [NODE_ASSIGNMENT_PATTERN] = {.visit = VISIT_PATTERN},
    [NODE_JSX_OPENING_ELEMENT] = {.visit = VISIT_JSX},
    [NODE_JSX_SELF_CLOSING_ELEMENT] = {.visit = VISIT_JSX},
};

#undef SCOPE

static void visit_scope(Analysis *analysis, NodeId id);
static void visit_identifier(Analysis *analysis, NodeId id);
static void visit_pattern(Analysis *analysis, NodeId id);
static void visit_jsx(Analysis *analysis, NodeId id);
static void end_frame(Analysis *analysis);

void declare_names(Analysis *analysis) {
  Tree *tree = analysis->tree;
  for (NodeId id = NODE_ROOT; id < tree->node_count; id++) {
    while (analysis->frames.count && array_last(&analysis->frames).end == id) end_frame(analysis);
    switch ((Visit)rows[tree->nodes[id].kind].visit) {
    case VISIT_NOTHING: break;
    case VISIT_IDENTIFIER: visit_identifier(analysis, id); break;
    case VISIT_SCOPE: visit_scope(analysis, id); break;
    case VISIT_PATTERN: visit_pattern(analysis, id); break;
    case VISIT_JSX: visit_jsx(analysis, id); break;
    }
  }
  while (analysis->frames.count) end_frame(analysis);
}

// Scopes: where they begin, and what is known when they do.

static void open_scope(Analysis *analysis, ScopeKind kind, NodeId opener);

static NodeId first_undecorated(const Tree *tree, NodeId parent) {
  NodeId child = tree_first_child(tree, parent);
  while (tree->nodes[child].field == FIELD_DECORATOR) child = tree_next_sibling(tree, child);
  return child;
}

// The node at which the scope that `id` opens begins, or NO_NODE.
static NodeId scope_begin(const Tree *tree, NodeId id) {
  switch ((ScopeBegin)rows[tree_kind(tree, id)].begin) {
  case BEGINS_AT_ONCE: return id;
  case BEGINS_AFTER_DECORATORS: return first_undecorated(tree, id);
  case BEGINS_AT_PARAMETERS: return tree_child(tree, id, FIELD_PARAMETERS);
  case BEGINS_AT_VALUE: return tree_child(tree, id, FIELD_VALUE);
  case BEGINS_AT_BODY: return tree_child(tree, id, FIELD_BODY);
  }
  return NO_NODE;
}

static bool is_function(NodeKind kind) {
  return rows[kind].kind == SCOPE_KIND_FUNCTION;
}

static NodeKind parent_kind(const Tree *tree, NodeId id) {
  return tree_kind(tree, tree->nodes[id].parent);
}

static ScopeKind scope_kind(const Tree *tree, NodeId id) {
  NodeKind kind = tree_kind(tree, id);
  bool is_body = kind == NODE_STATEMENT_BLOCK && is_function(parent_kind(tree, id));
  return is_body ? SCOPE_KIND_FUNCTION_BODY : (ScopeKind)rows[kind].kind;
}

// Scopes that one part of the node needs around the scope that the whole node is for.
static void open_outer_scope(Analysis *analysis, NodeId id) {
  const Tree *tree = analysis->tree;
  NodeKind parent = parent_kind(tree, id);
  switch ((int)tree_kind(tree, id)) {
  case NODE_FUNCTION_EXPRESSION:
  case NODE_GENERATOR_FUNCTION:
    if (tree_child(tree, id, FIELD_NAME)) open_scope(analysis, SCOPE_KIND_FUNCTION_NAME, id);
    break;
  case NODE_FUNCTION_DECLARATION:
    // `if (a) function b() {}` means `if (a) { function b() {} }` (Annex B.3.3).
    if (parent == NODE_IF_STATEMENT || parent == NODE_ELSE_CLAUSE) {
      open_scope(analysis, SCOPE_KIND_BLOCK, id);
    }
    break;
  default: break;
  }
}

static void visit_scope(Analysis *analysis, NodeId id) {
  const Tree *tree = analysis->tree;
  bool is_block = tree_kind(tree, id) == NODE_STATEMENT_BLOCK;
  if (is_block && parent_kind(tree, id) == NODE_CLASS_STATIC_BLOCK) return;
  open_outer_scope(analysis, id);
  NodeId begin = scope_begin(tree, id);
  if (begin == id)
    open_scope(analysis, scope_kind(tree, id), id);
  else if (begin)
    array_push(&analysis->scratch, &analysis->frames, (Frame){begin, 0, id});
}

static ScopeFlag function_flags(const Tree *tree, NodeId function) {
  NodeKind kind = tree_kind(tree, function);
  unsigned flags = kind == NODE_ARROW_FUNCTION ? SCOPE_ARROW : 0;
  tree_each_child(tree, function, child) {
    const Node *node = &tree->nodes[child];
    if (node->kind == TOKEN_ASYNC_WORD) flags |= SCOPE_ASYNC;
    if (node->kind == TOKEN_STAR) flags |= SCOPE_GENERATOR;
    bool is_block = node->field == FIELD_BODY && node->kind == NODE_STATEMENT_BLOCK;
    if (is_block && directives_are_strict(tree, child)) flags |= SCOPE_STRICT;
  }
  return flags;
}

// What a scope adds to the flags that it has from the scope around it.
static ScopeFlag own_flags(const Analysis *analysis, ScopeKind kind, NodeId opener) {
  switch ((int)kind) {
  case SCOPE_KIND_FILE: {
    bool is_strict =
        analysis->tree->goal == SYNTAX_MODULE || directives_are_strict(analysis->tree, opener);
    return is_strict ? SCOPE_STRICT : 0;
  }
  case SCOPE_KIND_FUNCTION: return function_flags(analysis->tree, opener);
  case SCOPE_KIND_CLASS: return SCOPE_STRICT;
  case SCOPE_KIND_WITH: return SCOPE_INSIDE_WITH;
  default: return 0;
  }
}

static bool is_own_function(ScopeKind kind) {
  return kind == SCOPE_KIND_FUNCTION || kind == SCOPE_KIND_CLASS_STATIC_BLOCK ||
         kind == SCOPE_KIND_CLASS_FIELD || kind == SCOPE_KIND_FILE;
}

static ScopeNote note_of(const Analysis *analysis, ScopeId id, const Scope *scope) {
  ScopeNote note = analysis->notes.at[scope->parent];
  ScopeKind kind = scope->kind;
  if (is_own_function(kind) && !(scope->flags & SCOPE_ARROW)) {
    note.arguments = kind == SCOPE_KIND_FUNCTION ? id : 0;
  }
  if (kind == SCOPE_KIND_WITH) note.with = id;
  if (analysis_holds_variables(kind)) {
    note.variables = id;
    note.first_waiting = analysis->waiting.count;
  }
  return note;
}

static void open_scope(Analysis *analysis, ScopeKind kind, NodeId opener) {
  ScopeId id = analysis->scopes.count;
  const Scope *around = &analysis->scopes.at[analysis->scope];
  unsigned flags = around->flags & (SCOPE_STRICT | SCOPE_INSIDE_WITH);
  Scope scope = {
      .kind = (uint8_t)kind,
      .flags = (uint8_t)(flags | own_flags(analysis, kind, opener)),
      .parent = analysis->scope,
      .function = is_own_function(kind) ? id : around->function,
      .node = opener,
  };
  Frame frame = {analysis->tree->nodes[opener].after, id, opener};
  array_push(&analysis->scratch, &analysis->frames, frame);
  array_push(&analysis->scratch, &analysis->notes, note_of(analysis, id, &scope));
  array_push(&analysis->scratch, &analysis->scopes, scope);
  array_push(&analysis->scratch, &analysis->steps, (Step){id, STEP_OPEN});
  analysis->scope = id;
  if (kind == SCOPE_KIND_WITH) analysis->has_with = true;
}

static void close_scope(Analysis *analysis, ScopeId id) {
  hoist_functions(analysis, id);
  const Scope *scope = &analysis->scopes.at[id];
  bool holds_variables = analysis_holds_variables(scope->kind);
  for (SymbolId s = scope->first_symbol; s; s = analysis->symbols.at[s].next_in_scope) {
    AtomState *state = &analysis->atom_states.at[analysis->symbols.at[s].name];
    SymbolId outer = analysis->outer_symbols.at[s];
    if (holds_variables)
      state->in_function = outer;
    else
      state->in_block = outer;
  }
  array_push(&analysis->scratch, &analysis->steps, (Step){id, (uint32_t)STEP_CLOSE});
  analysis->scope = scope->parent;
}

static void end_frame(Analysis *analysis) {
  Frame frame = array_pop(&analysis->frames);
  if (frame.scope)
    close_scope(analysis, frame.scope);
  else
    open_scope(analysis, rows[tree_kind(analysis->tree, frame.opener)].kind, frame.opener);
}

// Names: what is declared where.

typedef struct Name {
  NodeId id; // the identifier
  AtomId atom;
} Name;

// Declares in `scope`: the current one, the one that holds its variables, or that function's.
static SymbolId declare_in(Analysis *analysis, ScopeId scope, SymbolKind kind, Name name) {
  SymbolId symbol = analysis_find(analysis, scope, name.atom);
  if (symbol) {
    analysis->symbols.at[symbol].flags |= SYMBOL_REDECLARED;
    redeclare_again(analysis, symbol, kind, name.id);
    return symbol;
  }
  Symbol added = {.kind = (uint8_t)kind, .name = name.atom, .scope = scope, .declaration = name.id};
  // A variable of this name can be the implicit `arguments`, or its copy.
  if (kind == SYMBOL_VAR && name.atom == ATOM_ARGUMENTS) added.flags |= SYMBOL_KEEP_NAME;
  symbol = analysis_add_symbol(analysis, added);
  redeclare_new(analysis, symbol);
  analysis_show(analysis, symbol);
  return symbol;
}

// A variable or function of the function around. Where the parameters are simple, they and the
// variables are in one environment: a variable that has the name of a parameter is that parameter.
static SymbolId declare_variable(Analysis *analysis, SymbolKind kind, Name name) {
  ScopeId scope = analysis->notes.at[analysis->scope].variables;
  ScopeId function = analysis->scopes.at[scope].parent;
  SymbolId parameter = 0;
  if (analysis->scopes.at[scope].kind == SCOPE_KIND_FUNCTION_BODY) {
    parameter = analysis_find(analysis, function, name.atom);
  }
  bool is_simple = !(analysis->scopes.at[function].flags & SCOPE_COMPLEX_PARAMETERS);
  if (parameter && is_simple) return declare_in(analysis, function, kind, name);
  SymbolId symbol = declare_in(analysis, scope, kind, name);
  if (parameter) analysis->symbols.at[symbol].hoisted = parameter;
  return symbol;
}

// In `catch (e) { var e = 1 }` the variable's initializer writes to the parameter (Annex B.3.4).
static void join_catch_parameter(Analysis *analysis, SymbolId variable) {
  AtomId atom = analysis->symbols.at[variable].name;
  SymbolId inner = analysis->atom_states.at[atom].in_block;
  Symbol *symbol = &analysis->symbols.at[inner];
  if (inner == 0 || symbol->kind != SYMBOL_CATCH) return;
  ScopeId function = analysis->scopes.at[analysis->scope].function;
  if (analysis->scopes.at[symbol->scope].function != function) return;
  symbol->hoisted = variable;
  symbol->flags |= SYMBOL_ASSIGNED;
}

// A class declaration has two names with one spelling: one around it, one inside.
static SymbolId declare_class(Analysis *analysis, Name name) {
  ScopeId around = analysis->scopes.at[analysis->scope].parent;
  SymbolId outer = declare_in(analysis, around, SYMBOL_CLASS, name);
  SymbolId inner = declare_in(analysis, analysis->scope, SYMBOL_CLASS_NAME, name);
  analysis->symbols.at[inner].hoisted = outer;
  return outer;
}

static SymbolId declare_function(Analysis *analysis, Name name) {
  ScopeId scope = analysis->scope;
  bool at_top = analysis->notes.at[scope].variables == scope;
  if (at_top) return declare_variable(analysis, SYMBOL_FUNCTION, name);
  return declare_in(analysis, scope, SYMBOL_BLOCK_FUNCTION, name);
}

// The initializer of a `var` writes to what the name means at that place.
static SymbolId declare_var(Analysis *analysis, Name name) {
  SymbolId variable = declare_variable(analysis, SYMBOL_VAR, name);
  redeclare_var(analysis, variable, name.id);
  join_catch_parameter(analysis, variable);
  // In a `with` inside the function that can be a property.
  Symbol *symbol = &analysis->symbols.at[variable];
  if (analysis->notes.at[analysis->scope].with > symbol->scope) symbol->flags |= SYMBOL_KEEP_NAME;
  return variable;
}

static SymbolId declare(Analysis *analysis, SymbolKind kind, Name name) {
  switch ((int)kind) {
  case SYMBOL_VAR: return declare_var(analysis, name);
  case SYMBOL_FUNCTION: return declare_function(analysis, name);
  case SYMBOL_CLASS: return declare_class(analysis, name);
  default: return declare_in(analysis, analysis->scope, kind, name);
  }
}

static AtomId intern(Analysis *analysis, Text name) {
  AtomId atom = atoms_intern(&analysis->atoms, name);
  while (analysis->atom_states.count <= atom) {
    array_push(&analysis->scratch, &analysis->atom_states, (AtomState){0});
  }
  return atom;
}

// The innermost pattern around `id`.
static Role pattern_role(Analysis *analysis, NodeId id) {
  while (analysis->patterns.count && array_last(&analysis->patterns).end <= id) {
    analysis->patterns.count--;
  }
  return analysis->patterns.count ? (Role)array_last(&analysis->patterns).role : ROLE_READ;
}

static void visit_identifier(Analysis *analysis, NodeId id) {
  Tree *tree = analysis->tree;
  Node *node = &tree->nodes[id];
  Role role = role_of(tree, id);
  if (role == ROLE_INHERITED) role = pattern_role(analysis, id);
  if (role == ROLE_NONE || node->end == node->start) {
    node->symbol = 0;
    return;
  }
  AtomId atom = intern(analysis, tree_text(tree, id));
  if (role >= ROLE_DECLARES) {
    Name name = {id, atom};
    node->symbol = declare(analysis, (SymbolKind)(role - ROLE_DECLARES), name);
    return;
  }
  Step step = {id, role == ROLE_WRITE ? atom | STEP_WRITE : atom};
  array_push(&analysis->scratch, &analysis->steps, step);
}

static void visit_pattern(Analysis *analysis, NodeId id) {
  const Tree *tree = analysis->tree;
  Role role = role_of(tree, id);
  if (role == ROLE_INHERITED) return; // part of a larger one
  pattern_role(analysis, id);         // drops those that have ended
  PatternFrame frame = {tree->nodes[id].after, (uint8_t)role};
  array_push(&analysis->scratch, &analysis->patterns, frame);
  if (parent_kind(tree, id) == NODE_FORMAL_PARAMETERS) {
    analysis->scopes.at[analysis->scope].flags |= SCOPE_COMPLEX_PARAMETERS;
  }
}

// An opening tag uses what it becomes a call of, as if that were written there.
static void visit_jsx(Analysis *analysis, NodeId id) {
  const Tree *tree = analysis->tree;
  if (!analysis->first_jsx) analysis->first_jsx = id;
  bool is_fragment = !tree_child(tree, id, FIELD_NAME);
  NodeId open = tree_child_of_kind(tree, id, TOKEN_LESS);
  if (analysis->jsx_factory) {
    array_push(&analysis->scratch, &analysis->steps, (Step){open, analysis->jsx_factory});
  }
  if (is_fragment && analysis->jsx_fragment) {
    NodeId close = tree_child_of_kind(tree, id, TOKEN_GREATER);
    array_push(&analysis->scratch, &analysis->steps, (Step){close, analysis->jsx_fragment});
  }
}
