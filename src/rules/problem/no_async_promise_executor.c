// no-async-promise-executor: `new Promise(async …)`, whose errors nobody hears of.
#include "rules/functions.h"
#include "rules/rule.h"

enum { ASYNC };

static const RuleMessage messages[] = {
    [ASYNC] = {"async", "Promise executor functions should not be async."},
};

static void check_new(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  if (!is_global(context->code, estree_child(tree, node, FIELD_CONSTRUCTOR), "Promise")) return;
  NodeId arguments = tree_child(tree, node, FIELD_ARGUMENTS);
  NodeId first = arguments ? tree_first_named(tree, arguments) : NO_NODE;
  if (!first) return;
  first = tree_inside_parentheses(tree, first);
  NodeKind kind = tree_kind(tree, first);
  if (kind != NODE_ARROW_FUNCTION && kind != NODE_FUNCTION_EXPRESSION &&
      kind != NODE_GENERATOR_FUNCTION)
    return;
  NodeId word = tree_child_of_kind(tree, first, TOKEN_ASYNC_WORD);
  if (word) report(context, word, ASYNC);
}

const Rule rule_no_async_promise_executor = {
    .name = "no-async-promise-executor",
    .type = RULE_PROBLEM,
    .flags = RULE_RECOMMENDED,
    .summary = "Disallow async functions as executors of promises",
    .why = "What an async executor throws rejects a promise of its own, which nobody has; the "
           "promise that is made stays open for ever. And where `await` is at hand, the new "
           "promise is not needed.",
    .messages = messages,
    .bad = EXAMPLES({"new Promise(async (resolve) => { resolve(await load()); });"}),
    .good = EXAMPLES({"new Promise((resolve, reject) => { load(resolve, reject); });"}),
    .visits = VISITS({NODE_NEW_EXPRESSION, check_new}),
};
