// no-new: an object that is made and thrown away.
#include "rules/rule.h"

enum { NEW };

static const RuleMessage messages[] = {
    [NEW] = {"noNewStatement", "Do not use 'new' for side effects."},
};

static void check_statement(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeId value = tree_inside_parentheses(tree, tree_first_named(tree, node));
  if (tree_kind(tree, value) == NODE_NEW_EXPRESSION) report(context, node, NEW);
}

const Rule rule_no_new = {
    .name = "no-new",
    .type = RULE_SUGGESTION,
    .summary = "Disallow `new` where the object is not kept",
    .why = "What is made with `new` is expected to be used; a constructor that is called for what "
           "it does should be a function.",
    .messages = messages,
    .bad = EXAMPLES({"new Server();"}),
    .good = EXAMPLES({"const server = new Server();"}, {"startServer();"}),
    .visits = VISITS({NODE_EXPRESSION_STATEMENT, check_statement}),
};
