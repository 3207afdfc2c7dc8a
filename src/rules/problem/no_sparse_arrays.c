// no-sparse-arrays: `[a,,b]`, which has one item more than it seems.
#include "rules/rule.h"

enum { UNEXPECTED };

static const RuleMessage messages[] = {
    [UNEXPECTED] = {"unexpectedSparseArray", "Unexpected comma in middle of array."},
};

static void check_array(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  bool has_item = false;
  tree_each_child(tree, node, child) {
    const Node *at = tree_node(tree, child);
    if (at->kind == TOKEN_COMMA && !has_item) {
      report_span(context, ((Span){at->start, at->end}), UNEXPECTED);
    }
    has_item = at->kind != TOKEN_COMMA && at->kind != TOKEN_BRACKET_OPEN;
  }
}

const Rule rule_no_sparse_arrays = {
    .name = "no-sparse-arrays",
    .type = RULE_PROBLEM,
    .flags = RULE_RECOMMENDED,
    .summary = "Disallow arrays with items left out",
    .why = "Two commas in a row make a hole, which counts for `length` and which `forEach` skips. "
           "Nearly always the second one is a slip.",
    .messages = messages,
    .bad = EXAMPLES({"const colors = [\"red\",, \"blue\"];"}),
    .good = EXAMPLES({"const colors = [\"red\", \"blue\",];"}, {"const [, second] = colors;"}),
    .visits = VISITS({NODE_ARRAY, check_array}),
};
