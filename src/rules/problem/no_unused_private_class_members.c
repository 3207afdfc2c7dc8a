// no-unused-private-class-members: private members that their class does not use.
#include "base/map.h"
#include "rules/rule.h"

enum { UNUSED };

static const RuleMessage messages[] = {
    [UNUSED] = {"unusedPrivateClassMember", "'{0}' is defined but never used."},
};

typedef struct Member {
  NodeId name;
  bool is_accessor, is_used;
} Member;

typedef struct Class {
  Map members; // by name, into `at`
  Array(Member) at;
} Class;

typedef struct State {
  Array(Class) open;
} State;

static bool is_accessor(const Tree *tree, NodeId member) {
  return tree_kind(tree, member) == NODE_METHOD_DEFINITION &&
         (tree_child_of_kind(tree, member, TOKEN_GET_WORD) ||
          tree_child_of_kind(tree, member, TOKEN_SET_WORD) ||
          tree_child_of_kind(tree, member, TOKEN_STATIC_GET));
}

static NodeId name_of(const Tree *tree, NodeId member) {
  NodeId name = tree_child(tree, member, FIELD_NAME);
  if (!name) name = tree_child(tree, member, FIELD_PROPERTY);
  return tree_kind(tree, name) == NODE_PRIVATE_PROPERTY_IDENTIFIER ? name : NO_NODE;
}

static void enter_class(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  State *state = context->state;
  Class added = {0};
  tree_each_named(tree, node, member) {
    NodeId name = name_of(tree, member);
    if (!name) continue;
    map_set(context->arena, &added.members, tree_text(tree, name), added.at.count);
    array_push(context->arena, &added.at, ((Member){name, is_accessor(tree, member), false}));
  }
  array_push(context->arena, &state->open, added);
}

static void leave_class(RuleContext *context, NodeId node) {
  (void)node;
  State *state = context->state;
  Class closed = array_pop(&state->open);
  for (uint32_t i = 0; i < closed.at.count; i++) {
    const Member *member = &closed.at.at[i];
    Text name = tree_text(context->tree, member->name);
    bool is_last = *map_find(&closed.members, name) == i;
    if (is_last && !member->is_used) report(context, member->name, UNUSED, name);
  }
}

static bool is_left(const Tree *tree, NodeId node) {
  return tree_node(tree, tree_outside_parentheses(tree, node))->field == FIELD_LEFT;
}

// Whether `this.#name` is only written to there.
static bool is_only_written(const Tree *tree, NodeId member) {
  NodeId parent = estree_parent(tree, member);
  NodeKind outer = tree_kind(tree, estree_parent(tree, parent));
  switch ((int)tree_kind(tree, parent)) {
  case NODE_ASSIGNMENT_EXPRESSION:
  case NODE_FOR_IN_STATEMENT:
  case NODE_ASSIGNMENT_PATTERN: return is_left(tree, member);
  case NODE_AUGMENTED_ASSIGNMENT_EXPRESSION:
    return is_left(tree, member) && outer == NODE_EXPRESSION_STATEMENT;
  case NODE_UPDATE_EXPRESSION: return outer == NODE_EXPRESSION_STATEMENT;
  case NODE_PAIR_PATTERN:
    return tree_node(tree, tree_outside_parentheses(tree, member))->field == FIELD_VALUE;
  case NODE_REST_PATTERN:
  case NODE_ARRAY_PATTERN: return true;
  default: return false;
  }
}

static Member *find(State *state, Text name) {
  for (uint32_t i = state->open.count; i-- > 0;) {
    Class *class_at = &state->open.at[i];
    const uint32_t *index = map_find(&class_at->members, name);
    if (index) return &class_at->at.at[*index];
  }
  return NULL;
}

static void check_name(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeId parent = tree_node(tree, node)->parent;
  NodeKind kind = tree_kind(tree, parent);
  if (kind == NODE_METHOD_DEFINITION || kind == NODE_FIELD_DEFINITION) return;
  Member *member = find(context->state, tree_text(tree, node));
  if (!member || member->is_used) return;
  member->is_used =
      member->is_accessor || kind != NODE_MEMBER_EXPRESSION || !is_only_written(tree, parent);
}

const Rule rule_no_unused_private_class_members = {
    .name = "no-unused-private-class-members",
    .type = RULE_PROBLEM,
    .flags = RULE_RECOMMENDED,
    .summary = "Disallow private members of a class that nothing uses",
    .why = "Nobody outside of the class can see them, so that they are of no use at all.",
    .messages = messages,
    .bad = EXAMPLES({"class Box {\n  #size = 3;\n}"},
                    {"class Box {\n  #size;\n  grow() {\n    this.#size = 4;\n  }\n}"}),
    .good = EXAMPLES({"class Box {\n  #size = 3;\n  get size() {\n    return this.#size;\n  }\n}"}),
    .state_size = sizeof(State),
    .visits = VISITS({NODE_CLASS_BODY, enter_class, leave_class},
                     {NODE_PRIVATE_PROPERTY_IDENTIFIER, check_name}),
};
