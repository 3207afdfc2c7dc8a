// prefer-promise-reject-errors: a promise that is rejected with what is no error.
#include "rules/may_be_error.h"
#include "rules/rule.h"

enum { REJECT };

static const RuleMessage messages[] = {
    [REJECT] = {"rejectAnError", "Expected the Promise rejection reason to be an Error."},
};

static void check_reason(RuleContext *context, NodeId call) {
  const Tree *tree = context->tree;
  NodeId reason = argument_at(tree, call, 0);
  if (!reason && option_flag(context, 0, "allowEmptyReject")) return;
  if (!reason || !may_be_error(context->code, reason) ||
      is_global(context->code, reason, "undefined"))
    report(context, call, REJECT);
}

static void check_call(RuleContext *context, NodeId node) {
  NodeId callee = called_function(context->tree, node);
  if (callee && is_member_of(context->code, callee, "Promise", "reject") &&
      is_global(context->code, estree_child(context->tree, callee, FIELD_OBJECT), NULL))
    check_reason(context, node);
}

// Calls of the second parameter of what `new Promise()` is given.
static void check_new(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  if (!is_global(context->code, estree_child(tree, node, FIELD_CONSTRUCTOR), "Promise")) return;
  NodeId executor = argument_at(tree, node, 0);
  NodeKind kind = tree_kind(tree, executor);
  if (kind != NODE_ARROW_FUNCTION && kind != NODE_FUNCTION_EXPRESSION &&
      kind != NODE_GENERATOR_FUNCTION)
    return;
  NodeId first = tree_first_named(tree, tree_child(tree, executor, FIELD_PARAMETERS));
  NodeId reject = first ? tree_next_named(tree, first) : NO_NODE;
  if (!is_identifier(tree, reject, NULL)) return;
  uint32_t symbol = tree_node(tree, reject)->symbol;
  for (NodeId at = executor; at < tree_node(tree, executor)->after; at++) {
    if (tree_kind(tree, at) != NODE_CALL_EXPRESSION) continue;
    NodeId callee = called_function(tree, at);
    if (tree_kind(tree, callee) == NODE_IDENTIFIER && tree_node(tree, callee)->symbol == symbol)
      check_reason(context, at);
  }
}

const Rule rule_prefer_promise_reject_errors = {
    .name = "prefer-promise-reject-errors",
    .type = RULE_SUGGESTION,
    .summary = "Require errors as reasons of rejected promises",
    .why = "An error knows where it was made, which is what one wants to know of a promise that "
           "failed.",
    .options = "{ allowEmptyReject: boolean = false }",
    .messages = messages,
    .bad = EXAMPLES({"Promise.reject(\"not found\");"},
                    {"new Promise((resolve, reject) => reject(404));"}),
    .good = EXAMPLES({"Promise.reject(new Error(\"not found\"));"}),
    .visits = VISITS({NODE_CALL_EXPRESSION, check_call}, {NODE_NEW_EXPRESSION, check_new}),
};
