// no-dupe-class-members: two members of a class with one name, of which the last wins.
#include "base/map.h"
#include "rules/functions.h"
#include "rules/rule.h"

enum { UNEXPECTED };

static const RuleMessage messages[] = {
    [UNEXPECTED] = {"unexpected", "Duplicate name '{0}'."},
};

enum {
  SEEN_GETTER = 1,
  SEEN_SETTER = 2,
  SEEN_ANY = 3, // a method or a field takes both places
};

static bool is_constructor(const Tree *tree, NodeId member, NodeId key, Text name) {
  NodeKind kind = tree_kind(tree, key);
  return tree_kind(tree, member) == NODE_METHOD_DEFINITION && !tree_is_static(tree, member) &&
         (kind == NODE_PROPERTY_IDENTIFIER || kind == NODE_STRING) &&
         text_is(name, TEXT("constructor"));
}

static uint32_t places_of(const Tree *tree, NodeId member) {
  if (tree_child_of_kind(tree, member, TOKEN_GET_WORD)) return SEEN_GETTER;
  return tree_child_of_kind(tree, member, TOKEN_SET_WORD) ? SEEN_SETTER : SEEN_ANY;
}

static void check_member(RuleContext *context, NodeId member, Arena *scratch, Map *seen) {
  const Tree *tree = context->tree;
  NodeKind kind = tree_kind(tree, member);
  if (kind != NODE_METHOD_DEFINITION && kind != NODE_FIELD_DEFINITION) return;
  NodeId key =
      tree_child(tree, member, kind == NODE_FIELD_DEFINITION ? FIELD_PROPERTY : FIELD_NAME);
  Text name;
  if (!static_key_name(context->code, key, &name)) return;
  if (is_constructor(tree, member, key, name)) return;
  uint32_t *places = map_add(scratch, &seen[tree_is_static(tree, member)], name, NULL);
  uint32_t taken = *places, own = places_of(tree, member);
  // A getter beside a setter is a pair; any other second one is too many.
  if (own == SEEN_ANY ? taken != 0 : (taken & own) != 0)
    report_span(context, key_span(context->code, key), UNEXPECTED, name);
  *places |= own;
}

static void check_class(RuleContext *context, NodeId node) {
  Arena scratch = {0};
  Map seen[2] = {0}; // of instances, of the class
  tree_each_named(context->tree, node, member) check_member(context, member, &scratch, seen);
  arena_release(&scratch);
}

const Rule rule_no_dupe_class_members = {
    .name = "no-dupe-class-members",
    .type = RULE_PROBLEM,
    .flags = RULE_RECOMMENDED,
    .summary = "Disallow two members of a class with one name",
    .why = "The last member of a name replaces the ones before it without a word.",
    .messages = messages,
    .bad = EXAMPLES({"class List { size() { return 1; } size() { return 2; } }"}),
    .good = EXAMPLES({"class List { get size() { return 1; } set size(n) {} static size() {} }"}),
    .visits = VISITS({NODE_CLASS_BODY, check_class}),
};
