// default-param-last: parameters with a default before others without.
#include "rules/functions.h"
#include "rules/rule.h"

enum { SHOULD_BE_LAST };

static const RuleMessage messages[] = {
    [SHOULD_BE_LAST] = {"shouldBeLast", "Default parameters should be last."},
};

static void check_function(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeId list = tree_child(tree, node, FIELD_PARAMETERS), last_plain = NO_NODE;
  tree_each_named(tree, list, parameter) {
    NodeKind kind = tree_kind(tree, parameter);
    if (kind != NODE_ASSIGNMENT_PATTERN && kind != NODE_REST_PATTERN) last_plain = parameter;
  }
  tree_each_named(tree, list, parameter) {
    if (parameter >= last_plain) break;
    if (tree_kind(tree, parameter) == NODE_ASSIGNMENT_PATTERN)
      report(context, parameter, SHOULD_BE_LAST);
  }
}

const Rule rule_default_param_last = {
    .name = "default-param-last",
    .type = RULE_SUGGESTION,
    .summary = "Require parameters with a default to be last",
    .why = "Arguments can only be left out at the end, so that a default before other parameters "
           "takes an `undefined` to be used.",
    .messages = messages,
    .bad = EXAMPLES({"function f(a = 1, b) {}"}),
    .good = EXAMPLES({"function f(b, a = 1) {}"}),
    .visits = VISITS(FUNCTION_VISITS(check_function, NULL)),
};
