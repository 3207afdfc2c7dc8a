// Chains are compared from their ends, which lie outermost, so that a long one costs no recursion.
#include "rules/same_reference.h"

// What is between the brackets, or a private name; NO_NODE for other names.
static NodeId computed_key(const Tree *tree, NodeId member) {
  NodeId property = tree_child(tree, member, FIELD_PROPERTY);
  if (!property) return estree_child(tree, member, FIELD_INDEX);
  return tree_kind(tree, property) == NODE_PRIVATE_PROPERTY_IDENTIFIER ? property : NO_NODE;
}

// Keys that are names or literals, written alike.
static bool is_same_leaf(const Tree *tree, NodeId a, NodeId b) {
  NodeKind kind = tree_kind(tree, a);
  if (kind != tree_kind(tree, b)) return false;
  switch ((int)kind) {
  case NODE_SUPER:
  case NODE_THIS: return true;
  case NODE_IDENTIFIER:
  case NODE_PRIVATE_PROPERTY_IDENTIFIER:
  case NODE_UNDEFINED: return text_is(tree_text(tree, a), tree_text(tree, b));
  default: return false;
  }
}

bool is_same_reference(SourceCode *code, NodeId a, NodeId b) {
  const Tree *tree = code->tree;
  for (;;) {
    a = tree_inside_parentheses(tree, a);
    b = tree_inside_parentheses(tree, b);
    if (!estree_is_member(tree_kind(tree, a)) || !estree_is_member(tree_kind(tree, b)))
      return is_same_leaf(tree, a, b);
    Text name, other;
    bool is_known = static_member_name(code, a, &name);
    if (is_known != static_member_name(code, b, &other)) return false;
    if (is_known ? !text_is(name, other)
                 : !is_same_leaf(tree, computed_key(tree, a), computed_key(tree, b)))
      return false;
    a = tree_child(tree, a, FIELD_OBJECT);
    b = tree_child(tree, b, FIELD_OBJECT);
  }
}
