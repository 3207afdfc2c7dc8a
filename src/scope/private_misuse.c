// Whoever reads or writes what a class has by a private name is judged by what stands around the
// name alone.
#include "scope/private_misuse.h"

static Text key_of(Arena *arena, NodeId body, Text name) {
  return text_format(arena, "%u%.*s", body, TEXT_ARGS(name));
}

static void note_element(Arena *arena, const Tree *tree, NodeId element, PrivateMembers *members) {
  NodeKind kind = tree_kind(tree, element);
  if (kind != NODE_FIELD_DEFINITION && kind != NODE_METHOD_DEFINITION) return;
  NodeField field = kind == NODE_FIELD_DEFINITION ? FIELD_PROPERTY : FIELD_NAME;
  NodeId name = tree_child(tree, element, field);
  if (tree_kind(tree, name) != NODE_PRIVATE_PROPERTY_IDENTIFIER) return;
  bool is_getter = tree_child_of_kind(tree, element, TOKEN_GET_WORD) != NO_NODE;
  bool is_setter = tree_child_of_kind(tree, element, TOKEN_SET_WORD) != NO_NODE;
  bool is_new;
  Text key = key_of(arena, tree_node(tree, element)->parent, tree_text(tree, name));
  uint32_t *index = map_add(arena, &members->by_key, key, &is_new);
  if (is_new) {
    *index = members->all.count;
    array_push(arena, &members->all, (PrivateMember){.name = name});
  }
  PrivateMember *member = &members->all.at[*index];
  member->has_getter |= is_getter;
  member->has_setter |= is_setter;
  member->is_method |= kind == NODE_METHOD_DEFINITION && !is_getter && !is_setter;
}

PrivateMembers private_members(Arena *arena, const Tree *tree) {
  PrivateMembers members = {0};
  for (NodeId id = NODE_ROOT; id < tree->node_count; id++) note_element(arena, tree, id, &members);
  return members;
}

// What the innermost class around `use` that has the name has by it.
static PrivateMember member_of(const PrivateMembers *members, const Tree *tree, NodeId use) {
  Arena scratch = {0};
  PrivateMember member = {0};
  for (NodeId id = tree_node(tree, use)->parent; id && !member.name;
       id = tree_node(tree, id)->parent) {
    if (tree_kind(tree, id) != NODE_CLASS_BODY) continue;
    const uint32_t *found = map_find(&members->by_key, key_of(&scratch, id, tree_text(tree, use)));
    if (found) member = members->all.at[*found];
  }
  arena_release(&scratch);
  return member;
}

typedef struct Use {
  bool reads, writes;
} Use;

static Use use_of(const Tree *tree, NodeId member) {
  const Node *whole = tree_node(tree, tree_outside_parentheses(tree, member));
  bool is_left = whole->field == FIELD_LEFT;
  switch ((int)tree_kind(tree, whole->parent)) {
  case NODE_ASSIGNMENT_EXPRESSION:
  case NODE_FOR_IN_STATEMENT:
  case NODE_ASSIGNMENT_PATTERN: return (Use){.reads = !is_left, .writes = is_left};
  case NODE_AUGMENTED_ASSIGNMENT_EXPRESSION: return (Use){.reads = true, .writes = is_left};
  case NODE_UPDATE_EXPRESSION: return (Use){.reads = true, .writes = true};
  case NODE_ARRAY_PATTERN:
  case NODE_REST_PATTERN: return (Use){.writes = true};
  case NODE_PAIR_PATTERN: {
    bool is_value = whole->field == FIELD_VALUE;
    return (Use){.reads = !is_value, .writes = is_value};
  }
  default: return (Use){.reads = true};
  }
}

PrivateMisuse private_misuse(const PrivateMembers *members, const Tree *tree, NodeId name,
                             NodeId *declaration) {
  NodeId parent = tree_node(tree, name)->parent;
  if (tree_kind(tree, parent) != NODE_MEMBER_EXPRESSION) return PRIVATE_IS_FINE;
  Use use = use_of(tree, parent);
  PrivateMember member = member_of(members, tree, name);
  *declaration = member.name;
  if (use.writes && member.is_method) return PRIVATE_METHOD_IS_SET;
  if (use.writes && member.has_getter && !member.has_setter) return PRIVATE_GETTER_IS_SET;
  if (use.reads && member.has_setter && !member.has_getter) return PRIVATE_SETTER_IS_READ;
  return PRIVATE_IS_FINE;
}
