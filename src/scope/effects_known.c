// Calls of the platform's own functions: quiet_calls.def says what their arguments must be.
#include "scope/effects_work.h"

typedef enum Arguments {
  ANYTHING,
  PRIMITIVES,
  LITERALS,
  LITERAL,
  PLAIN,
  ASSIGNED,
  PROTOTYPE,
} Arguments;

static const struct {
  Text name;
  Arguments arguments;
} calls[] = {
#define CALL(name, arguments) {{name, sizeof(name) - 1}, arguments},
#include "scope/quiet_calls.def"
};

// An object that is made where it stands, and is no proxy.
static bool is_literal(const Work *work, NodeId id) {
  switch ((int)tree_kind(work->tree, tree_inside_parentheses(work->tree, id))) {
  case NODE_OBJECT:
  case NODE_ARRAY:
  case NODE_REGEX:
  case NODE_ARROW_FUNCTION:
  case NODE_FUNCTION_EXPRESSION:
  case NODE_GENERATOR_FUNCTION: return true;
  default: return false;
  }
}

// Whether a member of an object literal may be an accessor, or may set the prototype: of the object
// itself, or of one that it is copied into.
static bool is_special(const Tree *tree, NodeId member) {
  NodeKind kind = tree_kind(tree, member);
  if (kind == NODE_SPREAD_ELEMENT) return true;
  NodeId key = tree_child(tree, member, kind == NODE_PAIR ? FIELD_KEY : FIELD_NAME);
  if (tree_kind(tree, key) == NODE_COMPUTED_PROPERTY_NAME) return true;
  Text name = tree_text(tree, key ? key : member);
  return text_find(name, TEXT("__proto__")) != TEXT_NOT_FOUND ||
         text_find_byte(name, '\\', 0) != TEXT_NOT_FOUND ||
         tree_child_of_kind(tree, member, TOKEN_GET_WORD) ||
         tree_child_of_kind(tree, member, TOKEN_SET_WORD);
}

bool effects_is_plain_object(const Work *work, NodeId id) {
  id = tree_inside_parentheses(work->tree, id);
  if (tree_kind(work->tree, id) != NODE_OBJECT) return false;
  tree_each_named(work->tree, id, member) {
    if (is_special(work->tree, member)) return false;
  }
  return true;
}

static bool is_primitive_or_literal(const Work *work, NodeId id) {
  return is_literal(work, id) || effects_is_primitive(work, id);
}

static bool is_primitive_or_plain(const Work *work, NodeId id) {
  return effects_is_plain_object(work, id) || effects_is_primitive(work, id);
}

static bool are_all(const Work *work, NodeId first, bool (*fits)(const Work *, NodeId)) {
  for (NodeId id = first; id; id = tree_next_named(work->tree, id)) {
    if (!fits(work, id)) return false;
  }
  return true;
}

static bool fits(const Work *work, Arguments wanted, NodeId first) {
  switch (wanted) {
  case ANYTHING: return true;
  case PRIMITIVES: return are_all(work, first, effects_is_primitive);
  case LITERALS: return are_all(work, first, is_primitive_or_literal);
  case LITERAL: return first && is_literal(work, first);
  case PLAIN: return first && effects_is_plain_object(work, first);
  case ASSIGNED:
    return first && effects_is_plain_object(work, first) &&
           are_all(work, tree_next_named(work->tree, first), is_primitive_or_plain);
  case PROTOTYPE: break;
  }
  bool is_alone = first && !tree_next_named(work->tree, first);
  NodeId value = tree_inside_parentheses(work->tree, first);
  return is_alone && (tree_kind(work->tree, value) == NODE_NULL || is_literal(work, value));
}

// Whether `name` is `root`, or `root.property`.
static bool is_spelled(Text name, Text root, Text property) {
  if (property.size == 0) return text_is(name, root);
  return name.size == root.size + 1 + property.size && name.at[root.size] == '.' &&
         text_starts(name, root) && text_ends(name, property);
}

bool effects_is_quiet_platform_call(const Work *work, NodeId callee, NodeId arguments) {
  const Tree *tree = work->tree;
  bool is_member = tree_kind(tree, callee) == NODE_MEMBER_EXPRESSION;
  NodeId root = is_member ? tree_child(tree, callee, FIELD_OBJECT) : callee;
  if (tree_kind(tree, root) != NODE_IDENTIFIER || !effects_is_global(work, root)) return false;
  Text first = tree_text(tree, root), second = {0};
  if (is_member) second = tree_text(tree, tree_child(tree, callee, FIELD_PROPERTY));
  for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
    if (is_spelled(calls[i].name, first, second))
      return fits(work, calls[i].arguments, tree_first_named(tree, arguments));
  }
  return false;
}
