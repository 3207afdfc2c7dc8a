// `const { a } = await import(…)`, `import(…).then(({ a }) => …)`, `(await import(…)).a`, and
// import() as a statement, of which nothing is taken; require() likewise.
#include "link/taken.h"

// Adds a name as its text says it. False where that can't be told: it is escaped, or there is none.
static bool add_name(Arena *arena, Text name, Texts *names) {
  if (name.size == 0 || text_find_byte(name, '\\', 0) != TEXT_NOT_FOUND) return false;
  array_push(arena, names, name);
  return true;
}

// The name that a part of an object pattern takes, as it is written; empty where there is none.
static Text name_of_part(const Tree *tree, NodeId part) {
  NodeKind kind = tree_kind(tree, part);
  NodeId key = part;
  if (kind == NODE_PAIR_PATTERN) key = tree_child(tree, part, FIELD_KEY);
  if (kind == NODE_OBJECT_ASSIGNMENT_PATTERN) key = tree_child(tree, part, FIELD_LEFT);
  NodeKind key_kind = tree_kind(tree, key);
  bool is_plain = key_kind == NODE_PROPERTY_IDENTIFIER ||
                  key_kind == NODE_SHORTHAND_PROPERTY_IDENTIFIER_PATTERN;
  return is_plain ? tree_text(tree, key) : (Text){0};
}

static bool add_pattern(Arena *arena, const Tree *tree, NodeId pattern, Texts *names) {
  if (tree_kind(tree, pattern) != NODE_OBJECT_PATTERN) return false;
  tree_each_named(tree, pattern, part) {
    if (!add_name(arena, name_of_part(tree, part), names)) return false;
  }
  return true;
}

// The first parameter of the arrow function that `.then(…)` calls, or none.
static NodeId then_parameter(const Tree *tree, NodeId member) {
  NodeId call = tree_node(tree, member)->parent;
  Text property = tree_text(tree, tree_child(tree, member, FIELD_PROPERTY));
  bool is_called = tree_node(tree, member)->field == FIELD_FUNCTION &&
                   tree_kind(tree, call) == NODE_CALL_EXPRESSION;
  if (!is_called || !text_is(property, TEXT("then"))) return NO_NODE;
  NodeId function = tree_first_named(tree, tree_child(tree, call, FIELD_ARGUMENTS));
  if (tree_kind(tree, function) != NODE_ARROW_FUNCTION) return NO_NODE;
  return tree_first_named(tree, tree_child(tree, function, FIELD_PARAMETERS));
}

// What is done with the namespace that stands at `node`.
static bool add_use(Arena *arena, const Tree *tree, NodeId node, Texts *names) {
  const Node *at = tree_node(tree, tree_outside_parentheses(tree, node));
  NodeKind parent = tree_kind(tree, at->parent);
  if (parent == NODE_EXPRESSION_STATEMENT) return true;
  if (parent == NODE_VARIABLE_DECLARATOR)
    return add_pattern(arena, tree, tree_child(tree, at->parent, FIELD_NAME), names);
  // A call would pass the namespace on, as `this`.
  NodeKind outer = tree_kind(tree, tree_node(tree, at->parent)->parent);
  bool is_read = parent == NODE_MEMBER_EXPRESSION && at->field == FIELD_OBJECT &&
                 (outer == NODE_VARIABLE_DECLARATOR || outer == NODE_ARGUMENTS);
  if (!is_read) return false;
  return add_name(arena, tree_text(tree, tree_child(tree, at->parent, FIELD_PROPERTY)), names);
}

bool taken_names(Arena *arena, const Tree *tree, NodeId call, Texts *names) {
  NodeId parent = tree_node(tree, call)->parent;
  switch ((int)tree_kind(tree, parent)) {
  case NODE_EXPRESSION_STATEMENT: return true;
  case NODE_AWAIT_EXPRESSION: return add_use(arena, tree, parent, names);
  case NODE_MEMBER_EXPRESSION:
    return tree_node(tree, call)->field == FIELD_OBJECT &&
           add_pattern(arena, tree, then_parameter(tree, parent), names);
  default: return false;
  }
}

bool taken_by_require(Arena *arena, const Tree *tree, NodeId call, Texts *names) {
  return add_use(arena, tree, call, names);
}
