// References are looked at in their order. A read on the right side of an assignment to the
// variable itself counts only where a function takes it along.
#include "rules/variable_uses.h"

#include "rules/estree.h"
#include "rules/operators.h"

static bool is_inside(const Tree *tree, NodeId inner, NodeId outer) {
  return outer <= inner && inner < tree_node(tree, outer)->after;
}

// Whether nobody sees the value of an expression.
static bool is_value_unused(const Tree *tree, NodeId node) {
  for (;;) {
    node = tree_outside_parentheses(tree, node);
    NodeId parent = tree_node(tree, node)->parent;
    NodeKind kind = tree_kind(tree, parent);
    if (kind == NODE_EXPRESSION_STATEMENT) return true;
    if (kind == NODE_FOR_STATEMENT) return false;
    if (kind != NODE_SEQUENCE_EXPRESSION) return false;
    if (tree_next_sibling(tree, node)) return true;
    node = parent;
  }
}

bool is_in_loop(const Tree *tree, NodeId node) {
  for (; node && !kind_is_function(tree_kind(tree, node)); node = tree_node(tree, node)->parent) {
    switch ((int)tree_kind(tree, node)) {
    case NODE_DO_STATEMENT:
    case NODE_FOR_STATEMENT:
    case NODE_FOR_IN_STATEMENT:
    case NODE_WHILE_STATEMENT: return true;
    default: break;
    }
  }
  return false;
}

// `for (name in object) return …`
static bool is_asked_by_loop(const Tree *tree, NodeId node) {
  NodeId loop = estree_parent(tree, node);
  if (tree_kind(tree, loop) != NODE_FOR_IN_STATEMENT) return false;
  if (tree_node(tree, tree_outside_parentheses(tree, node))->field != FIELD_LEFT) return false;
  NodeId body = tree_child(tree, loop, FIELD_BODY);
  if (tree_kind(tree, body) == NODE_STATEMENT_BLOCK) body = tree_first_named(tree, body);
  return tree_kind(tree, body) == NODE_RETURN_STATEMENT;
}

static bool is_left(const Tree *tree, NodeId node) {
  return tree_node(tree, tree_outside_parentheses(tree, node))->field == FIELD_LEFT;
}

// `name += 1;`, `name++;`
static bool is_updated(const Tree *tree, NodeId node) {
  NodeId parent = estree_parent(tree, node);
  switch ((int)tree_kind(tree, parent)) {
  case NODE_AUGMENTED_ASSIGNMENT_EXPRESSION:
    return is_left(tree, node) && is_value_unused(tree, parent) &&
           !kind_is_logical_assignment(estree_operator(tree, parent));
  case NODE_UPDATE_EXPRESSION: return is_value_unused(tree, parent);
  default: return false;
  }
}

// Whether a function inside of `right` may be called when `right` has its value.
static bool is_storable(const Tree *tree, NodeId function, NodeId right) {
  NodeId node = tree_outside_parentheses(tree, function);
  NodeId parent = tree_node(tree, node)->parent;
  for (; parent && is_inside(tree, parent, right); parent = tree_node(tree, node)->parent) {
    switch ((int)tree_kind(tree, parent)) {
    case NODE_SEQUENCE_EXPRESSION:
      if (tree_next_sibling(tree, node)) return false;
      break;
    case NODE_CALL_EXPRESSION:
    case NODE_NEW_EXPRESSION: return tree_node(tree, node)->field == FIELD_ARGUMENTS;
    case NODE_ASSIGNMENT_EXPRESSION:
    case NODE_AUGMENTED_ASSIGNMENT_EXPRESSION:
    case NODE_YIELD_EXPRESSION: return true;
    default:
      if (kind_is_statement(tree_kind(tree, parent))) return true;
      break;
    }
    node = tree_outside_parentheses(tree, parent);
  }
  return false;
}

static bool is_taken_along(const Tree *tree, NodeId node, NodeId right) {
  NodeId function = tree_node(tree, node)->parent;
  while (function && !kind_is_function(tree_kind(tree, function)))
    function = tree_node(tree, function)->parent;
  return function && is_inside(tree, function, right) && is_storable(tree, function, right);
}

// The right side in which reads of the variable only make its next value, or NO_NODE.
static NodeId own_right_side(const VariableTable *table, const Reference *reference,
                             NodeId before) {
  const Tree *tree = table->tree;
  if (before && is_inside(tree, reference->node, before)) return before;
  NodeId parent = estree_parent(tree, reference->node);
  NodeKind kind = tree_kind(tree, parent);
  bool is_assignment =
      kind == NODE_ASSIGNMENT_EXPRESSION || kind == NODE_AUGMENTED_ASSIGNMENT_EXPRESSION;
  if (!is_assignment || !is_left(tree, reference->node) || !is_value_unused(tree, parent))
    return NO_NODE;
  NameScopeId of_variable = table->variables[reference->variable].scope;
  bool is_elsewhere =
      table->scopes[reference->from].variable_scope != table->scopes[of_variable].variable_scope;
  if (is_elsewhere || is_in_loop(tree, reference->node)) return NO_NODE;
  return tree_inside_parentheses(tree, tree_child(tree, parent, FIELD_RIGHT));
}

// The function that a definition gives to its variable, or NO_NODE.
static NodeId function_of(const Tree *tree, const Definition *definition) {
  if (definition->kind == DEFINITION_FUNCTION_NAME) return definition->node;
  if (definition->kind != DEFINITION_VARIABLE) return NO_NODE;
  if (tree_kind(tree, definition->node) != NODE_VARIABLE_DECLARATOR) return NO_NODE;
  NodeId value = estree_child(tree, definition->node, FIELD_VALUE);
  return kind_is_function(tree_kind(tree, value)) ? value : NO_NODE;
}

// Whether the reference is inside of a function that the variable names.
static bool is_in_itself(const VariableTable *table, const Reference *reference) {
  variable_each_definition(table, reference->variable, each) {
    NodeId function = function_of(table->tree, &table->definitions[each]);
    if (!function) continue;
    NameScopeId scope = name_scope_of(table, function);
    if (name_scope_contains(table, scope, reference->from)) return true;
  }
  return false;
}

bool variable_is_used(const VariableTable *table, VariableId variable) {
  const Tree *tree = table->tree;
  NodeId right = NO_NODE;
  variable_each_reference(table, variable, each) {
    const Reference *reference = &table->references[each];
    NodeId node = reference->node;
    if (is_asked_by_loop(tree, node)) return true;
    bool is_read = reference_is_read(reference);
    bool is_for_itself =
        is_read && (is_updated(tree, node) ||
                    (right && is_inside(tree, node, right) && !is_taken_along(tree, node, right)));
    right = own_right_side(table, reference, right);
    if (is_read && !is_for_itself && !is_in_itself(table, reference)) return true;
  }
  return false;
}
