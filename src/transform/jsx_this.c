// What has a `this` of its own is a frame; the innermost one says whether it is there.
#include "transform/jsx_this.h"

// Whether a method is the constructor of a class that extends another.
static bool is_derived_constructor(const Tree *tree, NodeId method) {
  if (tree_is_static(tree, method)) return false;
  Text name = tree_text(tree, tree_child(tree, method, FIELD_NAME));
  NodeId class = tree_node(tree, tree_node(tree, method)->parent)->parent;
  return text_is(name, TEXT("constructor")) && tree_child_of_kind(tree, class, NODE_CLASS_HERITAGE);
}

void this_walk_to(ThisWalk *walk, NodeId id) {
  const Tree *tree = walk->tree;
  const Node *node = tree_node(tree, id);
  while (walk->frames.count && array_last(&walk->frames).end <= id) walk->frames.count--;
  NodeId end = tree_end_of_this(tree, id);
  if (!end) return;
  bool is_late = node->kind == NODE_FORMAL_PARAMETERS && is_derived_constructor(tree, node->parent);
  array_push(&walk->scratch, &walk->frames, (ThisFrame){end, !is_late});
}

bool this_walk_has(const ThisWalk *walk) {
  return walk->frames.count && array_last(&walk->frames).is_given;
}
