// A name is gone through part by part, and the nodes around its root with it.
#include "scope/spelled_name.h"

#include "base/dotted_name.h"
#include "syntax/literal.h"

// The property that a member expression reads, if that is known.
static Text property_of(Arena *arena, const Tree *tree, NodeId member) {
  if (tree_kind(tree, member) == NODE_MEMBER_EXPRESSION)
    return tree_text(tree, tree_child(tree, member, FIELD_PROPERTY));
  NodeId index = tree_child(tree, member, FIELD_INDEX);
  NodeKind kind = tree_kind(tree, index);
  bool is_text =
      kind == NODE_STRING || (kind == NODE_TEMPLATE_STRING &&
                              !tree_child_of_kind(tree, index, NODE_TEMPLATE_SUBSTITUTION));
  return is_text ? literal_string_value(arena, tree, index) : (Text){0};
}

NodeId spelled_name(Arena *arena, const Tree *tree, NodeId root, Text name) {
  uint32_t from = 0;
  dotted_name_part(name, &from);
  if (tree_is_import_meta(tree, root)) dotted_name_part(name, &from);
  NodeId node = root;
  while (from < name.size) {
    NodeId object = tree_outside_parentheses(tree, node);
    NodeId member = tree_node(tree, object)->parent;
    if (tree_node(tree, object)->field != FIELD_OBJECT) return NO_NODE;
    if (!text_is(property_of(arena, tree, member), dotted_name_part(name, &from))) return NO_NODE;
    node = member;
  }
  return node;
}
