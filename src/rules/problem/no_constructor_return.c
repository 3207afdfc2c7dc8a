// no-constructor-return: constructors that return.
#include "rules/code_paths.h"
#include "rules/functions.h"
#include "rules/rule.h"

enum { UNEXPECTED };

static const RuleMessage messages[] = {
    [UNEXPECTED] = {"unexpected", "Unexpected return statement in constructor."},
};

// Without a value, it only ends the constructor early.
static void check_return(RuleContext *context, NodeId node) {
  if (!tree_first_named(context->tree, node)) return;
  NodeId function = code_owner(source_code_paths(context->code), node);
  if (function_is_constructor(context->tree, function)) report(context, node, UNEXPECTED);
}

const Rule rule_no_constructor_return = {
    .name = "no-constructor-return",
    .type = RULE_PROBLEM,
    .summary = "Disallow returning values from constructors",
    .why = "An object that a constructor returns takes the place of the new one, and any other "
           "value is thrown away. Neither is expected of `new`.",
    .messages = messages,
    .bad = EXAMPLES({"class User { constructor() { return load(); } }"}),
    .good = EXAMPLES({"class User { constructor(name) { if (!name) return; this.name = name; } }"}),
    .visits = VISITS({NODE_RETURN_STATEMENT, check_return}),
};
