// Climbs from the name to its declaration, past patterns.
#include "rules/initializers.h"

bool is_in_range(const Tree *tree, NodeId node, uint32_t at) {
  return node && tree_node(tree, node)->start <= at && at <= tree_node(tree, node)->end;
}

bool is_in_initializer(const Tree *tree, const Definition *definition, uint32_t at) {
  for (NodeId node = tree_node(tree, definition->name)->parent; node;
       node = tree_node(tree, node)->parent) {
    switch ((int)tree_kind(tree, node)) {
    case NODE_VARIABLE_DECLARATOR:
      return is_in_range(tree, tree_child(tree, node, FIELD_VALUE), at);
    case NODE_FOR_IN_STATEMENT:
      return is_in_range(tree, tree_child(tree, node, FIELD_RIGHT), at) ||
             is_in_range(tree, tree_child(tree, node, FIELD_VALUE), at);
    case NODE_ASSIGNMENT_PATTERN:
    case NODE_OBJECT_ASSIGNMENT_PATTERN:
      if (is_in_range(tree, tree_child(tree, node, FIELD_RIGHT), at)) return true;
      break;
    case NODE_CLASS:
    case NODE_CLASS_DECLARATION:
    case NODE_CATCH_CLAUSE:
    case NODE_IMPORT_STATEMENT:
    case NODE_EXPORT_STATEMENT: return false;
    default:
      if (kind_is_function(tree_kind(tree, node))) return false;
      break;
    }
  }
  return false;
}
