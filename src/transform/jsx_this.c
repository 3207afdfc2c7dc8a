// A function that is no arrow has a `this` of its own, from its parameters to its end.
#include "transform/jsx_this.h"

static void enter(ThisWalk *walk, NodeId end, bool is_given) {
  array_push(&walk->scratch, &walk->frames, (ThisFrame){end, is_given});
}

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
  NodeKind parent = tree_kind(tree, node->parent);
  while (walk->frames.count && array_last(&walk->frames).end <= id) walk->frames.count--;
  if (node->kind == NODE_FUNCTION_DECLARATION || node->kind == NODE_FUNCTION_EXPRESSION ||
      node->kind == NODE_GENERATOR_FUNCTION || node->kind == NODE_GENERATOR_FUNCTION_DECLARATION ||
      node->kind == NODE_CLASS_STATIC_BLOCK) {
    enter(walk, node->after, true);
  } else if (node->kind == NODE_FORMAL_PARAMETERS && parent == NODE_METHOD_DEFINITION) {
    NodeId end = tree_node(tree, node->parent)->after;
    enter(walk, end, !is_derived_constructor(tree, node->parent));
  } else if (node->field == FIELD_VALUE && parent == NODE_FIELD_DEFINITION) {
    enter(walk, node->after, true);
  }
}

bool this_walk_has(const ThisWalk *walk) {
  return walk->frames.count && array_last(&walk->frames).is_given;
}
