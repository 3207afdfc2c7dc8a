// no-dupe-args: two parameters of one name, of which the first can't be reached.
#include "base/buffer.h"
#include "base/map.h"
#include "rules/rule.h"

enum { UNEXPECTED };

static const RuleMessage messages[] = {
    [UNEXPECTED] = {"unexpected", "Duplicate param '{0}'."},
};

// Only simple lists of parameters may repeat a name at all, so that patterns need no look.
static void check_function(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeId parameters = tree_child(tree, node, FIELD_PARAMETERS);
  NodeId first = tree_first_named(tree, parameters);
  if (!first || !tree_next_named(tree, first)) return;
  Arena scratch = {0};
  Map counts = {0};
  tree_each_named(tree, parameters, child) {
    if (tree_kind(tree, child) == NODE_IDENTIFIER)
      ++*map_add(&scratch, &counts, tree_text(tree, child), NULL);
  }
  for (uint32_t i = 0; i < counts.entries.count; i++) {
    const MapEntry *entry = &counts.entries.at[i];
    if (entry->value > 1) report(context, parameters, UNEXPECTED, entry->key);
  }
  arena_release(&scratch);
}

const Rule rule_no_dupe_args = {
    .name = "no-dupe-args",
    .type = RULE_PROBLEM,
    .flags = RULE_RECOMMENDED,
    .summary = "Disallow two parameters of one name",
    .why = "The last parameter of a name hides the ones before it, so that their arguments are "
           "lost.",
    .messages = messages,
    .bad = EXAMPLES({"function add(a, a) { return a + a; }"}),
    .good = EXAMPLES({"function add(a, b) { return a + b; }"}),
    .visits = VISITS({NODE_FUNCTION_DECLARATION, check_function},
                     {NODE_FUNCTION_EXPRESSION, check_function},
                     {NODE_GENERATOR_FUNCTION, check_function},
                     {NODE_GENERATOR_FUNCTION_DECLARATION, check_function}),
};
