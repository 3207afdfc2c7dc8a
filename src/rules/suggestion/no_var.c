// no-var: `var`.
#include "rules/spacing.h"
#include "rules/static_names.h"
#include "rules/variable_uses.h"

enum { UNEXPECTED };

static const RuleMessage messages[] = {
    [UNEXPECTED] = {"unexpectedVar", "Unexpected var, use let or const instead."},
};

// A declaration, and what it is declared in.
typedef struct Case {
  const VariableTable *table;
  const Tree *tree;
  NodeId declaration; // or the `for … in` that is one
  NodeId block;       // that a `let` would be seen in
  bool is_loop;       // `for (var a of b)`
} Case;

static NodeId block_around(const Tree *tree, NodeId node) {
  for (; node; node = tree_node(tree, node)->parent) {
    switch ((int)tree_kind(tree, node)) {
    case NODE_PROGRAM:
    case NODE_STATEMENT_BLOCK:
    case NODE_SWITCH_STATEMENT:
    case NODE_FOR_STATEMENT:
    case NODE_FOR_IN_STATEMENT: return node;
    default: break;
    }
  }
  return NODE_ROOT;
}

static bool is_inside(const Tree *tree, NodeId inner, NodeId outer) {
  return outer && outer <= inner && inner < tree_node(tree, outer)->after;
}

// Whether a use of the variable would come before its `let`: before its name, in its default, or in
// its own value.
static bool is_used_early(const Case *at, const Definition *definition) {
  const Tree *tree = at->tree;
  NodeId default_value = NO_NODE;
  NodeId value = at->is_loop ? NO_NODE : tree_child(tree, definition->node, FIELD_VALUE);
  NodeKind parent = tree_kind(tree, estree_parent(tree, definition->name));
  if (parent == NODE_ASSIGNMENT_PATTERN || parent == NODE_OBJECT_ASSIGNMENT_PATTERN)
    default_value = tree_child(tree, estree_parent(tree, definition->name), FIELD_RIGHT);
  bool is_function = kind_is_function(tree_kind(tree, tree_inside_parentheses(tree, value)));
  variable_each_reference(at->table, definition->variable, each) {
    const Reference *reference = &at->table->references[each];
    if (reference->flags & REFERENCE_INIT) continue;
    if (reference->node < definition->name || is_inside(tree, reference->node, default_value) ||
        (!is_function && is_inside(tree, reference->node, value)))
      return true;
  }
  return false;
}

// Whether a function is called before a node.
static bool is_function_called(const Case *at, NodeId function, NodeId before) {
  VariableId id = variable_declared_at(at->table, tree_child(at->tree, function, FIELD_NAME));
  variable_each_reference(at->table, id, each) {
    NodeId node = at->table->references[each].node;
    if (node >= before) return false;
    if (called_function(at->tree, estree_parent(at->tree, node)) == node) return true;
  }
  return false;
}

// Whether a function that uses the variable is called before the declaration.
static bool is_called_early(const Case *at, const Definition *definition) {
  const VariableTable *table = at->table;
  NameScopeId own = table->variables[definition->variable].scope;
  variable_each_reference(table, definition->variable, each) {
    NameScopeId scope = table->scopes[table->references[each].from].variable_scope;
    while (scope != own) {
      const NameScope *function = &table->scopes[scope];
      NodeKind kind = tree_kind(at->tree, function->node);
      bool is_declared =
          kind == NODE_FUNCTION_DECLARATION || kind == NODE_GENERATOR_FUNCTION_DECLARATION;
      if (is_declared && is_function_called(at, function->node, definition->name)) return true;
      scope = table->scopes[function->parent].variable_scope;
    }
  }
  return false;
}

static bool is_used_outside(const Case *at, VariableId id) {
  variable_each_reference(at->table, id, each) {
    if (!is_inside(at->tree, at->table->references[each].node, at->block)) return true;
  }
  return false;
}

static bool is_used_in_closure(const Case *at, VariableId id) {
  const VariableTable *table = at->table;
  variable_each_reference(table, id, each) {
    NameScopeId from = table->references[each].from;
    if (table->scopes[from].variable_scope != table->variables[id].scope) return true;
  }
  return false;
}

static bool can_fix_variable(const Case *at, const Definition *definition, bool in_loop) {
  const Variable *variable = &at->table->variables[definition->variable];
  if (variable->scope == NAME_SCOPE_ROOT || variable->first_definition != variable->last_definition)
    return false;
  if (text_is(variable->name, TEXT("let"))) return false;
  if (is_used_early(at, definition) || is_called_early(at, definition)) return false;
  NameScopeId scope = name_scope_at(at->table, at->declaration);
  if (variable_find(at->table, scope, variable->name) != definition->variable) return false;
  if (in_loop && is_used_in_closure(at, definition->variable)) return false;
  return !is_used_outside(at, definition->variable);
}

static bool has_place(const Case *at) {
  if (at->is_loop) return true;
  const Node *node = tree_node(at->tree, at->declaration);
  switch ((int)tree_kind(at->tree, node->parent)) {
  case NODE_FOR_STATEMENT: return node->field == FIELD_INITIALIZER;
  case NODE_PROGRAM:
  case NODE_STATEMENT_BLOCK: return true;
  default: return false;
  }
}

static bool can_fix_node(const Case *at, NodeId node, bool in_loop) {
  node_each_definition(at->table, node, each) {
    if (!can_fix_variable(at, &at->table->definitions[each], in_loop)) return false;
  }
  bool has_value = at->is_loop || tree_child(at->tree, node, FIELD_VALUE);
  return !in_loop || has_value;
}

static bool can_fix(const Case *at) {
  const Tree *tree = at->tree;
  if (!has_place(at)) return false;
  bool in_loop = is_in_loop(tree, at->declaration);
  if (at->is_loop) return can_fix_node(at, at->declaration, in_loop);
  tree_each_named(tree, at->declaration, declarator) {
    bool is_declarator = tree_kind(tree, declarator) == NODE_VARIABLE_DECLARATOR;
    if (is_declarator && !can_fix_node(at, declarator, in_loop)) return false;
  }
  return true;
}

static void check(RuleContext *context, NodeId node, Span span, NodeId word) {
  const Tree *tree = context->tree;
  RuleReport *made = report_span(context, span, UNEXPECTED);
  Case at = {source_variables(context->code), tree, node, block_around(tree, node),
             tree_kind(tree, node) == NODE_FOR_IN_STATEMENT};
  if (!can_fix(&at)) return;
  Span at_word = {tree_node(tree, word)->start, tree_node(tree, word)->end};
  fix_replace_inside(context, made, span, at_word, TEXT("let"));
}

static void check_declaration(RuleContext *context, NodeId node) {
  NodeId word = tree_first_child(context->tree, node);
  check(context, node, estree_span(context->code, node), word);
}

static void check_loop(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeId word = tree_child(tree, node, FIELD_KIND);
  if (tree_kind(tree, word) != TOKEN_VAR_WORD) return;
  NodeId last = tree_child(tree, node, FIELD_VALUE);
  if (!last) last = tree_child(tree, node, FIELD_LEFT);
  check(context, node, (Span){tree_node(tree, word)->start, tree_node(tree, last)->end}, word);
}

const Rule rule_no_var = {
    .name = "no-var",
    .type = RULE_SUGGESTION,
    .flags = RULE_FIXABLE,
    .summary = "Disallow `var`",
    .why = "`let` and `const` belong to their block, and can't be used above their declaration.",
    .messages = messages,
    .bad = EXAMPLES({"var size = 3;"}),
    .good = EXAMPLES({"let size = 3;"}, {"const size = 3;"}),
    .visits =
        VISITS({NODE_VARIABLE_DECLARATION, check_declaration}, {NODE_FOR_IN_STATEMENT, check_loop}),
};
