// An identifier's role follows from its parent and its field there. Parentheses are looked through,
// which costs no more than their number: only one identifier stands directly in a nest of them.
#include "scope/roles.h"

static Role declares(SymbolKind kind) {
  return (Role)(ROLE_DECLARES + kind);
}

static Role role_by_keyword(NodeKind keyword) {
  if (keyword == TOKEN_VAR_WORD) return declares(SYMBOL_VAR);
  if (keyword == TOKEN_LET_WORD) return declares(SYMBOL_LET);
  if (keyword == TOKEN_CONST_WORD) return declares(SYMBOL_CONST);
  return declares(SYMBOL_USING); // `using`, or `await` before it
}

// In `var x = …`; each such declaration begins with its keyword.
static Role role_in_declarator(const Tree *tree, const Node *node) {
  if (node->field != FIELD_NAME) return ROLE_READ;
  NodeId declaration = tree->nodes[node->parent].parent;
  return role_by_keyword(tree_kind(tree, tree_first_child(tree, declaration)));
}

static Role role_in_for_head(const Tree *tree, const Node *node) {
  if (node->field != FIELD_LEFT) return ROLE_READ;
  NodeId keyword = tree_child(tree, node->parent, FIELD_KIND);
  return keyword ? role_by_keyword(tree_kind(tree, keyword)) : ROLE_WRITE;
}

static Role role_in_import_specifier(const Tree *tree, NodeId id) {
  bool is_local = tree->nodes[id].field == FIELD_ALIAS || !tree_next_sibling(tree, id);
  return is_local ? declares(SYMBOL_IMPORT) : ROLE_NONE;
}

static Role role_in_export_specifier(const Tree *tree, const Node *node) {
  if (node->field != FIELD_NAME) return ROLE_NONE;
  NodeId clause = tree->nodes[node->parent].parent;
  bool is_foreign = tree_child(tree, tree->nodes[clause].parent, FIELD_SOURCE) != NO_NODE;
  return is_foreign ? ROLE_NONE : ROLE_READ;
}

// Tags are elements of the platform if they start in lower case, or contain a dash.
static Role role_of_tag(const Tree *tree, const Node *node) {
  if (node->field != FIELD_NAME) return ROLE_READ;
  Text name = text_slice(tree->source, node->start, node->end);
  bool is_element = (name.size > 0 && name.at[0] >= 'a' && name.at[0] <= 'z') ||
                    text_find_byte(name, '-', 0) != TEXT_NOT_FOUND;
  return is_element ? ROLE_NONE : ROLE_READ;
}

static Role role_if(const Node *node, NodeField field, Role role) {
  return node->field == field ? role : ROLE_READ;
}

Role role_of(const Tree *tree, NodeId id) {
  const Node *node = &tree->nodes[id];
  switch ((int)tree_kind(tree, node->parent)) {
  case NODE_VARIABLE_DECLARATOR: return role_in_declarator(tree, node);
  case NODE_FORMAL_PARAMETERS: return declares(SYMBOL_PARAMETER);
  case NODE_ARROW_FUNCTION: return role_if(node, FIELD_PARAMETER, declares(SYMBOL_PARAMETER));
  case NODE_FUNCTION_DECLARATION:
  case NODE_GENERATOR_FUNCTION_DECLARATION: return declares(SYMBOL_FUNCTION);
  case NODE_FUNCTION_EXPRESSION:
  case NODE_GENERATOR_FUNCTION: return declares(SYMBOL_FUNCTION_NAME);
  case NODE_CLASS_DECLARATION: return declares(SYMBOL_CLASS);
  case NODE_CLASS: return declares(SYMBOL_CLASS_NAME);
  case NODE_CATCH_CLAUSE: return declares(SYMBOL_CATCH);
  case NODE_IMPORT_CLAUSE:
  case NODE_NAMESPACE_IMPORT: return declares(SYMBOL_IMPORT);
  case NODE_IMPORT_SPECIFIER: return role_in_import_specifier(tree, id);
  case NODE_EXPORT_SPECIFIER: return role_in_export_specifier(tree, node);
  case NODE_NAMESPACE_EXPORT:
  case NODE_JSX_NAMESPACE_NAME: return ROLE_NONE;
  case NODE_JSX_OPENING_ELEMENT:
  case NODE_JSX_CLOSING_ELEMENT:
  case NODE_JSX_SELF_CLOSING_ELEMENT: return role_of_tag(tree, node);
  case NODE_FOR_IN_STATEMENT: return role_in_for_head(tree, node);
  case NODE_ASSIGNMENT_EXPRESSION:
  case NODE_AUGMENTED_ASSIGNMENT_EXPRESSION: return role_if(node, FIELD_LEFT, ROLE_WRITE);
  case NODE_UPDATE_EXPRESSION: return ROLE_WRITE;
  case NODE_OBJECT_PATTERN:
  case NODE_ARRAY_PATTERN:
  case NODE_REST_PATTERN:
  case NODE_PAIR_PATTERN: return ROLE_INHERITED;
  case NODE_ASSIGNMENT_PATTERN:
  case NODE_OBJECT_ASSIGNMENT_PATTERN: return role_if(node, FIELD_LEFT, ROLE_INHERITED);
  case NODE_PARENTHESIZED_EXPRESSION: return role_of(tree, tree_outside_parentheses(tree, id));
  default: return ROLE_READ;
  }
}

Role role_in_pattern(const Tree *tree, NodeId id) {
  Role role = role_of(tree, id);
  for (NodeId up = tree->nodes[id].parent; role == ROLE_INHERITED && up;
       up = tree->nodes[up].parent)
    role = role_of(tree, up);
  return role;
}
