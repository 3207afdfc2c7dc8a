// no-plusplus: `++` and `--`.
#include "rules/rule.h"

enum { USED };

static const RuleMessage messages[] = {
    [USED] = {"unexpectedUnaryOp", "Unary operator '{0}' used."},
};

// Whether it is the last part of a `for` head, or one of a sequence there.
static bool is_afterthought(const Tree *tree, NodeId node) {
  for (NodeId at = node;;) {
    NodeId parent = tree_node(tree, at)->parent;
    NodeKind kind = tree_kind(tree, parent);
    if (kind == NODE_FOR_STATEMENT) return tree_node(tree, at)->field == FIELD_INCREMENT;
    if (kind != NODE_SEQUENCE_EXPRESSION && kind != NODE_PARENTHESIZED_EXPRESSION) return false;
    at = parent;
  }
}

static void check_update(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  if (option_flag(context, 0, "allowForLoopAfterthoughts") && is_afterthought(tree, node)) return;
  report(context, node, USED, tree_text(tree, tree_child(tree, node, FIELD_OPERATOR)));
}

const Rule rule_no_plusplus = {
    .name = "no-plusplus",
    .type = RULE_SUGGESTION,
    .summary = "Disallow `++` and `--`",
    .why = "A line end before `++` makes it belong to the next line. `+= 1` has no such surprise.",
    .options = "{ allowForLoopAfterthoughts: boolean = false }",
    .messages = messages,
    .bad = EXAMPLES({"count++;"}),
    .good = EXAMPLES({"count += 1;"}, {"for (let i = 0; i < 3; i++) go(i);",
                                       "[{\"allowForLoopAfterthoughts\": true}]"}),
    .visits = VISITS({NODE_UPDATE_EXPRESSION, check_update}),
};
