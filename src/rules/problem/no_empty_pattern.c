// no-empty-pattern: a pattern that takes nothing out.
#include "rules/rule.h"

enum { UNEXPECTED };

static const RuleMessage messages[] = {
    [UNEXPECTED] = {"unexpected", "Unexpected empty {0} pattern."},
};

// `({}) => …` and `({} = {}) => …`: a parameter that says that there is an object.
static bool is_parameter(const Tree *tree, NodeId pattern) {
  NodeId parent = tree_node(tree, pattern)->parent;
  if (tree_kind(tree, parent) == NODE_FORMAL_PARAMETERS) return true;
  if (tree_kind(tree, parent) != NODE_ASSIGNMENT_PATTERN) return false;
  NodeId value = tree_child(tree, parent, FIELD_RIGHT);
  return tree_kind(tree, tree_node(tree, parent)->parent) == NODE_FORMAL_PARAMETERS &&
         tree_kind(tree, value) == NODE_OBJECT && !tree_first_named(tree, value);
}

static bool has_items(const Tree *tree, NodeId pattern) {
  tree_each_child(tree, pattern, child) {
    NodeKind kind = tree_kind(tree, child);
    if (kind == TOKEN_COMMA || kind_is_named(kind)) return true;
  }
  return false;
}

static void check_pattern(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  if (has_items(tree, node)) return;
  bool is_object = tree_kind(tree, node) == NODE_OBJECT_PATTERN;
  bool is_allowed = option_flag(context, 0, "allowObjectPatternsAsParameters");
  if (is_object && is_allowed && is_parameter(tree, node)) return;
  report(context, node, UNEXPECTED, is_object ? TEXT("object") : TEXT("array"));
}

const Rule rule_no_empty_pattern = {
    .name = "no-empty-pattern",
    .type = RULE_PROBLEM,
    .flags = RULE_RECOMMENDED,
    .summary = "Disallow patterns that are empty",
    .why = "`const {a: {}} = b` declares nothing. Most often it was meant as a default, `{a = "
           "{}}`, which looks nearly the same.",
    .options = "{ allowObjectPatternsAsParameters: boolean = false }",
    .messages = messages,
    .bad = EXAMPLES({"const { user: {} } = state;"}, {"function f([]) {}"}),
    .good = EXAMPLES({"const { user = {} } = state;"},
                     {"function f({}) {}", "[{\"allowObjectPatternsAsParameters\": true}]"}),
    .visits = VISITS({NODE_OBJECT_PATTERN, check_pattern}, {NODE_ARRAY_PATTERN, check_pattern}),
};
