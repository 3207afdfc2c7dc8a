// Pass 1: one scan over the nodes, in the order in which they are written. It opens and closes
// scopes, and writes down definitions and references. Which variable a reference means is only
// known when its scopes are complete: that is pass 2.
#include "rules/variables_make.h"
#include "scope/roles.h"
#include "syntax/directives.h"

typedef enum Visit {
  VISIT_NOTHING,
  VISIT_IDENTIFIER,
  VISIT_PATTERN,
  VISIT_DEFAULT, // a pattern that may be a part of another
  VISIT_SCOPE,
} Visit;

static const uint8_t visits[NODE_KIND_COUNT] = {
    [NODE_IDENTIFIER] = VISIT_IDENTIFIER,
    [NODE_UNDEFINED] = VISIT_IDENTIFIER,
    [NODE_SHORTHAND_PROPERTY_IDENTIFIER] = VISIT_IDENTIFIER,
    [NODE_SHORTHAND_PROPERTY_IDENTIFIER_PATTERN] = VISIT_IDENTIFIER,
    [NODE_OBJECT_PATTERN] = VISIT_PATTERN,
    [NODE_ARRAY_PATTERN] = VISIT_PATTERN,
    [NODE_REST_PATTERN] = VISIT_PATTERN,
    [NODE_ASSIGNMENT_PATTERN] = VISIT_DEFAULT,
    [NODE_OBJECT_ASSIGNMENT_PATTERN] = VISIT_DEFAULT,
    [NODE_PROGRAM] = VISIT_SCOPE,
    [NODE_FORMAL_PARAMETERS] = VISIT_SCOPE,
    [NODE_ARROW_FUNCTION] = VISIT_SCOPE,
    [TOKEN_CLASS_WORD] = VISIT_SCOPE,
    [NODE_CLASS_STATIC_BLOCK] = VISIT_SCOPE,
    [TOKEN_ASSIGN] = VISIT_SCOPE,
    [NODE_STATEMENT_BLOCK] = VISIT_SCOPE,
    [NODE_CATCH_CLAUSE] = VISIT_SCOPE,
    [NODE_FOR_STATEMENT] = VISIT_SCOPE,
    [NODE_FOR_IN_STATEMENT] = VISIT_SCOPE,
    [NODE_SWITCH_BODY] = VISIT_SCOPE,
    [NODE_WITH_STATEMENT] = VISIT_SCOPE,
    [NODE_JSX_CLOSING_ELEMENT] = VISIT_SCOPE,
};

static NodeId visit_scope(Making *making, NodeId id);
static void visit_identifier(Making *making, NodeId id);
static void visit_pattern(Making *making, NodeId id);
static void visit_default(Making *making, NodeId id);
static void end_frame(Making *making);

void variables_define(Making *making) {
  const Tree *tree = making->tree;
  for (NodeId id = NODE_ROOT; id < tree->node_count; id++) {
    while (making->frames.count && array_last(&making->frames).end == id) end_frame(making);
    switch ((Visit)visits[tree->nodes[id].kind]) {
    case VISIT_NOTHING: break;
    case VISIT_IDENTIFIER: visit_identifier(making, id); break;
    case VISIT_PATTERN: visit_pattern(making, id); break;
    case VISIT_DEFAULT: visit_default(making, id); break;
    case VISIT_SCOPE: id = visit_scope(making, id); break;
    }
  }
  while (making->frames.count) end_frame(making);
}

// ---- Scopes

static bool holds_variables(NameScopeKind kind) {
  switch (kind) {
  case NAME_SCOPE_GLOBAL:
  case NAME_SCOPE_MODULE:
  case NAME_SCOPE_FUNCTION:
  case NAME_SCOPE_CLASS_FIELD:
  case NAME_SCOPE_CLASS_STATIC_BLOCK: return true;
  case NAME_SCOPE_FUNCTION_NAME:
  case NAME_SCOPE_BLOCK:
  case NAME_SCOPE_CATCH:
  case NAME_SCOPE_FOR:
  case NAME_SCOPE_SWITCH:
  case NAME_SCOPE_CLASS:
  case NAME_SCOPE_WITH: return false;
  }
  return false;
}

static bool is_strict(const Making *making, NameScopeKind kind, NodeId opener) {
  if (making->scopes.at[making->scope].is_strict) return true;
  switch ((int)kind) {
  case NAME_SCOPE_MODULE:
  case NAME_SCOPE_CLASS: return true;
  case NAME_SCOPE_GLOBAL:
  case NAME_SCOPE_FUNCTION: break;
  default: return false;
  }
  if (making->code->language.ecma_version < 5) return false;
  NodeId body = opener == NODE_ROOT ? NODE_ROOT : tree_child(making->tree, opener, FIELD_BODY);
  NodeKind body_kind = tree_kind(making->tree, body);
  return (body == NODE_ROOT || body_kind == NODE_STATEMENT_BLOCK) &&
         directives_are_strict(making->tree, body);
}

// Opens a scope at the node `begin`.
static NameScope *open_scope(Making *making, NameScopeKind kind, NodeId opener, NodeId begin) {
  NameScopeId id = making->scopes.count;
  NameScope scope = {
      .kind = (uint8_t)kind,
      .is_strict = is_strict(making, kind, opener),
      .parent = making->scope,
      .variable_scope =
          holds_variables(kind) ? id : making->scopes.at[making->scope].variable_scope,
      .node = opener,
      .begin = begin,
      .end = making->tree->nodes[opener].after,
  };
  array_push(&making->scratch, &making->scopes, scope);
  array_push(&making->scratch, &making->frames, ((NameFrame){scope.end, id, opener}));
  making->table->at_nodes[opener] = id;
  making->scope = id;
  return &array_last(&making->scopes);
}

static void close_scope(Making *making, NameScopeId id) {
  NameScope *scope = &making->scopes.at[id];
  scope->after = making->scopes.count;
  bool in_function = holds_variables(scope->kind);
  for (VariableId v = scope->first_variable; v; v = making->variables.at[v].next_in_scope) {
    const Variable *variable = &making->variables.at[v];
    NameState *state = &making->names[variable->atom];
    if (in_function)
      state->in_function = variable->outer;
    else
      state->in_block = variable->outer;
  }
  making->scope = scope->parent;
}

static void end_frame(Making *making) {
  NameFrame frame = array_pop(&making->frames);
  if (frame.scope)
    close_scope(making, frame.scope);
  else
    open_scope(making, NAME_SCOPE_WITH, frame.opener, frame.end);
}

static void define_arguments(Making *making, NameScopeId scope);
static void define(Making *making, NameScopeId scope, Definition definition);

static void open_function(Making *making, NodeId function, NodeId begin) {
  NameScope *scope = open_scope(making, NAME_SCOPE_FUNCTION, function, begin);
  scope->body = tree_child(making->tree, function, FIELD_BODY);
  bool is_arrow = tree_kind(making->tree, function) == NODE_ARROW_FUNCTION;
  if (!is_arrow) define_arguments(making, making->scope);
}

static void open_program(Making *making) {
  const Language *language = &making->code->language;
  bool has_function = language->returns_globally || language->goal == SYNTAX_COMMONJS;
  NameScope *scope = open_scope(making, NAME_SCOPE_GLOBAL, NODE_ROOT, NODE_ROOT);
  if (has_function) {
    scope->is_strict = false;
    scope = open_scope(making, NAME_SCOPE_FUNCTION, NODE_ROOT, NODE_ROOT);
    define_arguments(making, making->scope);
  }
  if (making->is_es6 && language->goal == SYNTAX_MODULE)
    scope = open_scope(making, NAME_SCOPE_MODULE, NODE_ROOT, NODE_ROOT);
  if (language->is_strict && language->ecma_version >= 5) scope->is_strict = true;
}

// A class is told by its word, as decorators stand before it and outside.
static void open_class(Making *making, NodeId word) {
  NodeId class_node = making->tree->nodes[word].parent;
  NodeId name = tree_child(making->tree, class_node, FIELD_NAME);
  NodeKind kind = tree_kind(making->tree, class_node);
  if (kind != NODE_CLASS && kind != NODE_CLASS_DECLARATION) return;
  Definition definition = {.kind = DEFINITION_CLASS_NAME, .name = name, .node = class_node};
  if (name && kind == NODE_CLASS_DECLARATION) define(making, making->scope, definition);
  open_scope(making, NAME_SCOPE_CLASS, class_node, word);
  if (name) define(making, making->scope, definition);
}

static void open_block(Making *making, NodeId block) {
  NodeKind parent = tree_kind(making->tree, making->tree->nodes[block].parent);
  bool has_scope = parent == NODE_CLASS_STATIC_BLOCK || kind_is_function(parent);
  if (!has_scope) open_scope(making, NAME_SCOPE_BLOCK, block, block);
}

static bool is_lexical(NodeKind declaration) {
  return declaration == NODE_LEXICAL_DECLARATION || declaration == NODE_USING_DECLARATION;
}

static void open_with(Making *making, NodeId with) {
  NodeId body = tree_child(making->tree, with, FIELD_BODY);
  array_push(&making->scratch, &making->frames, ((NameFrame){body, 0, with}));
}

// Scopes that are there since ES2015.
static void open_new_scope(Making *making, NodeId id) {
  const Tree *tree = making->tree;
  NodeId parent = tree->nodes[id].parent;
  switch ((int)tree_kind(tree, id)) {
  case NODE_STATEMENT_BLOCK: open_block(making, id); break;
  case NODE_SWITCH_BODY: open_scope(making, NAME_SCOPE_SWITCH, parent, id); break;
  case NODE_FOR_STATEMENT:
    if (is_lexical(tree_kind(tree, tree_child(tree, id, FIELD_INITIALIZER))))
      open_scope(making, NAME_SCOPE_FOR, id, id);
    break;
  case NODE_FOR_IN_STATEMENT: {
    NodeId keyword = tree_child(tree, id, FIELD_KIND);
    if (keyword && tree_kind(tree, keyword) != TOKEN_VAR_WORD)
      open_scope(making, NAME_SCOPE_FOR, id, id);
    break;
  }
  default: break;
  }
}

// Gives the last node that needs no visit.
static NodeId visit_scope(Making *making, NodeId id) {
  const Tree *tree = making->tree;
  NodeId parent = tree->nodes[id].parent;
  switch ((int)tree_kind(tree, id)) {
  case NODE_PROGRAM: open_program(making); break;
  case NODE_ARROW_FUNCTION: open_function(making, id, id); break;
  case NODE_FORMAL_PARAMETERS:
    if (tree_kind(tree, parent) != NODE_ARROW_FUNCTION) open_function(making, parent, id);
    break;
  case TOKEN_CLASS_WORD: open_class(making, id); break;
  case NODE_CLASS_STATIC_BLOCK: open_scope(making, NAME_SCOPE_CLASS_STATIC_BLOCK, id, id); break;
  case TOKEN_ASSIGN:
    if (tree_kind(tree, parent) == NODE_FIELD_DEFINITION)
      open_scope(making, NAME_SCOPE_CLASS_FIELD, parent, id);
    break;
  case NODE_CATCH_CLAUSE: open_scope(making, NAME_SCOPE_CATCH, id, id); break;
  case NODE_WITH_STATEMENT: open_with(making, id); break;
  // The name of the opening tag is the only reference of the two.
  case NODE_JSX_CLOSING_ELEMENT: return tree->nodes[id].after - 1;
  default:
    if (making->is_es6) open_new_scope(making, id);
    break;
  }
  return id;
}

// ---- Variables

VariableId making_add_variable(Making *making, Variable variable) {
  VariableId id = making->variables.count;
  NameScope *scope = &making->scopes.at[variable.scope];
  if (scope->last_variable)
    making->variables.at[scope->last_variable].next_in_scope = id;
  else
    scope->first_variable = id;
  scope->last_variable = id;
  array_push(&making->scratch, &making->variables, variable);
  return id;
}

static VariableId declare(Making *making, NameScopeId scope, AtomId atom) {
  NameState *state = &making->names[atom];
  VariableId *newest =
      holds_variables(making->scopes.at[scope].kind) ? &state->in_function : &state->in_block;
  if (*newest && making->variables.at[*newest].scope == scope) return *newest;
  Variable variable = {.name = scope_name(making->code->scopes, atom),
                       .atom = atom,
                       .scope = scope,
                       .outer = *newest};
  return *newest = making_add_variable(making, variable);
}

static AtomId atom_at(const Making *making, NodeId identifier) {
  return making->code->scopes->symbols[making->tree->nodes[identifier].symbol].name;
}

static void define_arguments(Making *making, NameScopeId scope) {
  if (!making->arguments) return;
  VariableId id = declare(making, scope, making->arguments);
  making->variables.at[id].flags |= VARIABLE_ARGUMENTS;
}

// Adds a definition to the end of its node's list.
static void add_to_node(Making *making, NodeId node, DefinitionId id) {
  DefinitionId *first = &making->table->definition_at[node];
  if (*first)
    making->definitions.at[making->last_of_node.at[*first]].next_of_node = id;
  else
    *first = id;
  making->last_of_node.at[*first] = id;
}

static void define(Making *making, NameScopeId scope, Definition definition) {
  DefinitionId id = making->definitions.count;
  definition.variable = declare(making, scope, atom_at(making, definition.name));
  Variable *variable = &making->variables.at[definition.variable];
  if (variable->last_definition)
    making->definitions.at[variable->last_definition].next_of_variable = id;
  else
    variable->first_definition = id;
  variable->last_definition = id;
  array_push(&making->scratch, &making->definitions, definition);
  array_push(&making->scratch, &making->last_of_node, 0);
  if (definition.node != definition.name) add_to_node(making, definition.node, id);
  DefinitionId *at_name = &making->table->definition_at[definition.name];
  if (!*at_name) *at_name = id;
}

// ---- Targets: what is written to, and by what

static NodeId parent_of(const Tree *tree, NodeId id) {
  return tree->nodes[tree_outside_parentheses(tree, id)].parent;
}

// What happens to a target with this role, or to those of a pattern.
static TargetFrame target_of(const Making *making, NodeId id, Role role, bool is_pattern) {
  const Tree *tree = making->tree;
  NodeId parent = parent_of(tree, id);
  unsigned flags = REFERENCE_WRITE | (is_pattern ? REFERENCE_PARTIAL : 0);
  NodeId write = NO_NODE;
  if (role == ROLE_WRITE) flags |= REFERENCE_IMPLICIT;
  if (role >= ROLE_DECLARES) flags |= REFERENCE_INIT;
  switch ((int)tree_kind(tree, parent)) {
  case NODE_VARIABLE_DECLARATOR: write = tree_child(tree, parent, FIELD_VALUE); break;
  case NODE_ASSIGNMENT_EXPRESSION: write = tree_child(tree, parent, FIELD_RIGHT); break;
  case NODE_FOR_IN_STATEMENT:
    flags |= REFERENCE_PARTIAL;
    write = tree_child(tree, parent, FIELD_RIGHT);
    break;
  case NODE_AUGMENTED_ASSIGNMENT_EXPRESSION:
    flags = REFERENCE_READ | REFERENCE_WRITE;
    write = tree_child(tree, parent, FIELD_RIGHT);
    break;
  case NODE_UPDATE_EXPRESSION: flags = REFERENCE_READ | REFERENCE_WRITE; break;
  default: break;
  }
  return (TargetFrame){
      tree->nodes[id].after,  (uint8_t)role,
      (uint8_t)flags,         write ? tree_inside_parentheses(tree, write) : NO_NODE,
      making->defaults.count, id};
}

// The innermost pattern around `id`; what has ended is dropped.
static const TargetFrame *pattern_around(Making *making, NodeId id) {
  while (making->targets.count && array_last(&making->targets).end <= id) making->targets.count--;
  while (making->defaults.count && array_last(&making->defaults).end <= id)
    making->defaults.count--;
  return making->targets.count ? &array_last(&making->targets) : NULL;
}

static void visit_pattern(Making *making, NodeId id) {
  Role role = role_of(making->tree, id);
  pattern_around(making, id);
  if (role == ROLE_INHERITED) return; // part of a larger one
  bool is_pattern = tree_kind(making->tree, id) != NODE_ASSIGNMENT_PATTERN;
  array_push(&making->scratch, &making->targets, target_of(making, id, role, is_pattern));
}

static void visit_default(Making *making, NodeId id) {
  const Tree *tree = making->tree;
  visit_pattern(making, id);
  NodeId left = tree_child(tree, id, FIELD_LEFT), right = tree_child(tree, id, FIELD_RIGHT);
  DefaultFrame frame = {right, tree_inside_parentheses(tree, left),
                        tree_inside_parentheses(tree, right)};
  array_push(&making->scratch, &making->defaults, frame);
}

static void add_reference(Making *making, NodeId node, unsigned flags, NodeId write) {
  Reference reference = {
      .node = node, .write = write, .flags = (uint8_t)flags, .from = making->scope};
  ReferenceId *first = &making->table->at_nodes[node];
  if (!*first) *first = making->references.count;
  array_push(&making->scratch, &making->references, reference);
}

// The writes to a target of `pattern`: by the defaults around it, and by the pattern as a whole.
static void add_writes(Making *making, NodeId id, const TargetFrame *target) {
  uint32_t count = making->defaults.count, first = target->defaults;
  if (count - first > DEFAULTS_LIMIT) first = count - DEFAULTS_LIMIT;
  unsigned kept = target->flags & (REFERENCE_WRITE | REFERENCE_INIT | REFERENCE_IMPLICIT);
  for (uint32_t i = first; i < count; i++) {
    DefaultFrame frame = making->defaults.at[i];
    add_reference(making, id, kept | (frame.left == id ? 0 : REFERENCE_PARTIAL), frame.right);
  }
  bool is_written = target->write || (target->flags & REFERENCE_READ);
  if (is_written) add_reference(making, id, target->flags, target->write);
}

// ---- Identifiers

static void define_variable(Making *making, NodeId id, SymbolKind kind, NodeId root) {
  NodeId node = parent_of(making->tree, root), parent = node;
  if (tree_kind(making->tree, node) == NODE_VARIABLE_DECLARATOR)
    parent = making->tree->nodes[node].parent;
  NameScopeId scope = making->scope;
  if (kind == SYMBOL_VAR) scope = making->scopes.at[scope].variable_scope;
  define(making, scope, (Definition){DEFINITION_VARIABLE, id, node, parent, 0, 0, 0});
}

static void define_import(Making *making, NodeId id) {
  const Tree *tree = making->tree;
  NodeId node = tree->nodes[id].parent, statement = node;
  if (tree_kind(tree, node) == NODE_IMPORT_CLAUSE) node = id;
  while (statement && tree_kind(tree, statement) != NODE_IMPORT_STATEMENT)
    statement = tree->nodes[statement].parent;
  define(making, making->scope, (Definition){DEFINITION_IMPORT, id, node, statement, 0, 0, 0});
}

static void define_in(Making *making, NodeId id, DefinitionKind kind, NodeId node) {
  define(making, making->scope, (Definition){(uint8_t)kind, id, node, NO_NODE, 0, 0, 0});
}

// Defines what an identifier with a role that declares does; `root` is the pattern that it is in,
// or itself.
static void define_by(Making *making, NodeId id, SymbolKind kind, NodeId root) {
  NodeId parent = making->tree->nodes[id].parent;
  switch ((int)kind) {
  case SYMBOL_PARAMETER:
    define_in(making, id, DEFINITION_PARAMETER, making->scopes.at[making->scope].node);
    break;
  case SYMBOL_FUNCTION: define_in(making, id, DEFINITION_FUNCTION_NAME, parent); break;
  case SYMBOL_FUNCTION_NAME:
    open_scope(making, NAME_SCOPE_FUNCTION_NAME, parent, id);
    define_in(making, id, DEFINITION_FUNCTION_NAME, parent);
    break;
  case SYMBOL_CLASS:
  case SYMBOL_CLASS_NAME: break; // see open_class
  case SYMBOL_CATCH:
    define_in(making, id, DEFINITION_CATCH, making->scopes.at[making->scope].node);
    break;
  case SYMBOL_IMPORT: define_import(making, id); break;
  default: define_variable(making, id, kind, root); break;
  }
}

// `for (var x = 1 in y)`
static void add_loop_initializer(Making *making, NodeId id) {
  NodeId parent = making->tree->nodes[id].parent;
  if (tree_kind(making->tree, parent) != NODE_FOR_IN_STATEMENT) return;
  NodeId value = tree_child(making->tree, parent, FIELD_VALUE);
  if (value) add_reference(making, id, REFERENCE_WRITE | REFERENCE_INIT, value);
}

static void visit_identifier(Making *making, NodeId id) {
  const Tree *tree = making->tree;
  if (!tree->nodes[id].symbol) return;
  Role role = role_of(tree, id);
  if (role == ROLE_READ) {
    add_reference(making, id, REFERENCE_READ, NO_NODE);
    return;
  }
  if (role == ROLE_NONE) return;
  const TargetFrame *pattern = pattern_around(making, id);
  TargetFrame target;
  if (role == ROLE_INHERITED && pattern)
    target = *pattern;
  else
    target = target_of(making, id, role, false);
  if (target.role >= ROLE_DECLARES) {
    NodeId root = role == ROLE_INHERITED ? target.root : id;
    define_by(making, id, (SymbolKind)(target.role - ROLE_DECLARES), root);
    add_loop_initializer(making, id);
  }
  add_writes(making, id, &target);
}
