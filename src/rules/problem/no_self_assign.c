// no-self-assign: `a = a`, also inside of patterns: `[a, b] = [a, c]`.
//
// Both sides are walked side by side, as far as each target has a value that is known to be its
// own.
#include "base/buffer.h"
#include "base/map.h"
#include "rules/rule.h"
#include "rules/same_reference.h"

enum { SELF };

static const RuleMessage messages[] = {
    [SELF] = {"selfAssignment", "'{0}' is assigned to itself."},
};

// A target and its value that are still to be compared; the last is looked at first.
typedef struct Pair {
  NodeId left, right;
} Pair;

typedef Array(Pair) Pairs;

// A property of a value; those with the same name are linked.
typedef struct Named {
  NodeId value;
  uint32_t next; // index into the list of them, 0: none
} Named;

static NodeId inside(const Tree *tree, NodeId node) {
  return node ? tree_inside_parentheses(tree, node) : NO_NODE;
}

// ---- Members: a.b.c and a[b]

// ---- Patterns

static void add_items(RuleContext *context, Pairs *pairs, NodeId left, NodeId right) {
  const Tree *tree = context->tree;
  Arena *arena = context->arena;
  NodeId value = tree_first_child(tree, right);
  NodeId target = tree_first_child(tree, left);
  for (; target && value;) {
    NodeKind kind = tree_kind(tree, target), other = tree_kind(tree, value);
    bool is_item = kind_is_named(kind), is_value = kind_is_named(other);
    // A spread gives any number of items; one for the rest takes them as they are.
    if (is_value && other == NODE_SPREAD_ELEMENT) {
      bool is_last = is_item && kind == NODE_REST_PATTERN && !tree_next_named(tree, value);
      if (is_last)
        array_push(arena, pairs,
                   (Pair){tree_first_named(tree, target), tree_first_named(tree, value)});
      return;
    }
    if (is_item && kind == NODE_REST_PATTERN) return;
    if (is_item && is_value) array_push(arena, pairs, (Pair){target, value});
    // An item without a partner stands beside a hole: the comma of the other side waits.
    if (is_item || !is_value) target = tree_next_sibling(tree, target);
    if (is_value || !is_item) value = tree_next_sibling(tree, value);
  }
}

static NodeId value_of(const Tree *tree, NodeId property) {
  switch ((int)tree_kind(tree, property)) {
  case NODE_PAIR:
  case NODE_PAIR_PATTERN: return tree_child(tree, property, FIELD_VALUE);
  case NODE_SHORTHAND_PROPERTY_IDENTIFIER:
  case NODE_SHORTHAND_PROPERTY_IDENTIFIER_PATTERN: return property;
  default: return NO_NODE;
  }
}

static bool property_name(RuleContext *context, NodeId property, Text *name) {
  NodeId key = tree_child(context->tree, property, FIELD_KEY);
  return static_key_name(context->code, key ? key : property, name);
}

static void add_properties(RuleContext *context, Pairs *pairs, NodeId left, NodeId right) {
  const Tree *tree = context->tree;
  NodeId first = tree_first_named(tree, right);
  tree_each_named(tree, right, property) { // what is in front of a spread may be changed by it
    if (tree_kind(tree, property) == NODE_SPREAD_ELEMENT) first = tree_next_named(tree, property);
  }
  Arena scratch = {0};
  Map newest = {0};
  Array(Named) named = {0};
  array_push(&scratch, &named, (Named){0});
  Text name;
  for (NodeId property = first; property; property = tree_next_named(tree, property)) {
    if (!value_of(tree, property) || !property_name(context, property, &name)) continue;
    uint32_t *index = map_add(&scratch, &newest, name, NULL);
    array_push(&scratch, &named, (Named){value_of(tree, property), *index});
    *index = named.count - 1;
  }
  tree_each_named(tree, left, target) {
    if (!value_of(tree, target) || !property_name(context, target, &name)) continue;
    const uint32_t *index = map_find(&newest, name);
    for (uint32_t i = index ? *index : 0; i; i = named.at[i].next)
      array_push(context->arena, pairs, (Pair){value_of(tree, target), named.at[i].value});
  }
  arena_release(&scratch);
}

// ---- Reports

// The text of the value without spaces.
static void report_value(RuleContext *context, NodeId node) {
  const TokenTable *tokens = source_tokens(context->code);
  Buffer out = {.arena = context->arena};
  TokenId last = token_last(tokens, context->tree, node);
  for (TokenId id = token_first(tokens, context->tree, node);; id = token_next(tokens, id)) {
    buffer_add_text(&out, token_text(tokens, id));
    if (id == last) break;
  }
  report(context, node, SELF, buffer_text(&out));
}

static void compare(RuleContext *context, Pairs *pairs, NodeId left, NodeId right) {
  const Tree *tree = context->tree;
  NodeKind kind = tree_kind(tree, left), other = tree_kind(tree, right);
  bool is_shorthand = kind == NODE_SHORTHAND_PROPERTY_IDENTIFIER_PATTERN;
  bool is_name = is_shorthand || is_identifier(tree, left, NULL);
  bool is_value = other == NODE_SHORTHAND_PROPERTY_IDENTIFIER || is_identifier(tree, right, NULL);
  if (is_name && is_value) {
    if (text_is(tree_text(tree, left), tree_text(tree, right))) report_value(context, right);
  } else if (kind == NODE_ARRAY_PATTERN && other == NODE_ARRAY) {
    add_items(context, pairs, left, right);
  } else if (kind == NODE_OBJECT_PATTERN && other == NODE_OBJECT) {
    add_properties(context, pairs, left, right);
  } else if (estree_is_member(tree_kind(tree, left)) && estree_is_member(tree_kind(tree, right))) {
    bool is_wanted = option_flag(context, 0, "props");
    if (is_wanted && is_same_reference(context->code, left, right)) report_value(context, right);
  }
}

static void check(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  Pairs pairs = {0};
  NodeId left = tree_child(tree, node, FIELD_LEFT), right = tree_child(tree, node, FIELD_RIGHT);
  compare(context, &pairs, inside(tree, left), inside(tree, right));
  for (uint32_t i = 0; i < pairs.count; i++)
    compare(context, &pairs, inside(tree, pairs.at[i].left), inside(tree, pairs.at[i].right));
}

static void check_logical(RuleContext *context, NodeId node) {
  switch ((int)estree_operator(context->tree, node)) {
  case TOKEN_LOGICAL_AND_ASSIGN:
  case TOKEN_LOGICAL_OR_ASSIGN:
  case TOKEN_NULLISH_ASSIGN: check(context, node); break;
  default: break;
  }
}

const Rule rule_no_self_assign = {
    .name = "no-self-assign",
    .type = RULE_PROBLEM,
    .flags = RULE_RECOMMENDED,
    .summary = "Disallow assignments of a variable or property to itself",
    .why = "`a = a` does nothing: it was left behind by a change, or one side has the wrong name.",
    .options = "{ props: boolean = true }",
    .messages = messages,
    .bad = EXAMPLES({"total = total;"}, {"[a, b] = [b, b];"}, {"this.size = this.size;"}),
    .good = EXAMPLES({"[a, b] = [b, a];"}, {"this.size = this.size;", "[{\"props\": false}]"}),
    .visits = VISITS({NODE_ASSIGNMENT_EXPRESSION, check},
                     {NODE_AUGMENTED_ASSIGNMENT_EXPRESSION, check_logical}),
};
