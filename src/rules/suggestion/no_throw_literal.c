// no-throw-literal: throwing what is no error.
#include "rules/may_be_error.h"
#include "rules/rule.h"

enum { OBJECT, UNDEFINED };

static const RuleMessage messages[] = {
    [OBJECT] = {"object", "Expected an error object to be thrown."},
    [UNDEFINED] = {"undef", "Do not throw undefined."},
};

static void check_throw(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeId thrown = bare(tree, tree_first_named(tree, node));
  if (is_global(context->code, thrown, "undefined")) {
    report(context, node, UNDEFINED);
    return;
  }
  if (!may_be_error(context->code, thrown)) report(context, node, OBJECT);
}

const Rule rule_no_throw_literal = {
    .name = "no-throw-literal",
    .type = RULE_SUGGESTION,
    .summary = "Disallow throwing what is no error",
    .why = "An error knows where it was made. A string that is thrown doesn't, and whoever catches "
           "it expects `message`.",
    .messages = messages,
    .bad = EXAMPLES({"throw \"not found\";"}),
    .good = EXAMPLES({"throw new Error(\"not found\");"}),
    .visits = VISITS({NODE_THROW_STATEMENT, check_throw}),
};
