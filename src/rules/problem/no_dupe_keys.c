// no-dupe-keys: two properties of an object with one name, of which the last wins.
#include "base/map.h"
#include "rules/functions.h"
#include "rules/rule.h"

enum { UNEXPECTED };

static const RuleMessage messages[] = {
    [UNEXPECTED] = {"unexpected", "Duplicate key '{0}'."},
};

enum {
  SEEN_GETTER = 1,
  SEEN_SETTER = 2,
  SEEN_ANY = 3, // a value takes both places
};

static NodeId key_of(const Tree *tree, NodeId property) {
  switch ((int)tree_kind(tree, property)) {
  case NODE_PAIR: return tree_child(tree, property, FIELD_KEY);
  case NODE_METHOD_DEFINITION: return tree_child(tree, property, FIELD_NAME);
  case NODE_SHORTHAND_PROPERTY_IDENTIFIER: return property;
  default: return NO_NODE;
  }
}

// `"__proto__": a` sets the prototype: it is no key.
static bool sets_prototype(const Tree *tree, NodeId property, NodeId key, Text name) {
  return tree_kind(tree, property) == NODE_PAIR && text_is(name, TEXT("__proto__")) &&
         tree_kind(tree, key) != NODE_COMPUTED_PROPERTY_NAME;
}

static uint32_t places_of(const Tree *tree, NodeId property) {
  if (tree_kind(tree, property) != NODE_METHOD_DEFINITION) return SEEN_ANY;
  if (tree_child_of_kind(tree, property, TOKEN_GET_WORD)) return SEEN_GETTER;
  return tree_child_of_kind(tree, property, TOKEN_SET_WORD) ? SEEN_SETTER : SEEN_ANY;
}

static void check_object(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeId first = tree_first_named(tree, node);
  if (!first || !tree_next_named(tree, first)) return;
  Arena scratch = {0};
  Map seen = {0};
  tree_each_named(tree, node, property) {
    NodeId key = key_of(tree, property);
    Text name;
    if (!key || !static_key_name(context->code, key, &name)) continue;
    if (sets_prototype(tree, property, key, name)) continue;
    uint32_t *places = map_add(&scratch, &seen, name, NULL), own = places_of(tree, property);
    if (*places & own) report_span(context, key_span(context->code, key), UNEXPECTED, name);
    *places |= own;
  }
  arena_release(&scratch);
}

const Rule rule_no_dupe_keys = {
    .name = "no-dupe-keys",
    .type = RULE_PROBLEM,
    .flags = RULE_RECOMMENDED,
    .summary = "Disallow two properties of an object with one name",
    .why = "The last property of a name replaces the ones before it without a word.",
    .messages = messages,
    .bad = EXAMPLES({"const point = { x: 1, y: 2, x: 3 };"}),
    .good = EXAMPLES({"const point = { x: 1, y: 2, z: 3 };"}),
    .visits = VISITS({NODE_OBJECT, check_object}),
};
