// no-new-symbol: `new Symbol()`.
#include "rules/rule.h"
#include "rules/static_names.h"

enum { NEW };

static const RuleMessage messages[] = {
    [NEW] = {"noNewSymbol", "`Symbol` cannot be called as a constructor."},
};

static void check_new(RuleContext *context, NodeId node) {
  NodeId callee = estree_child(context->tree, node, FIELD_CONSTRUCTOR);
  if (is_global(context->code, callee, "Symbol")) report(context, callee, NEW);
}

const Rule rule_no_new_symbol = {
    .name = "no-new-symbol",
    .type = RULE_PROBLEM,
    .flags = RULE_DEPRECATED,
    .summary = "Disallow `new` with `Symbol`",
    .why = "`Symbol` is a function and no constructor: `new` of it throws. The rule "
           "`no-new-native-nonconstructor` knows `BigInt`, too.",
    .messages = messages,
    .bad = EXAMPLES({"const key = new Symbol(\"key\");"}),
    .good = EXAMPLES({"const key = Symbol(\"key\");"}),
    .visits = VISITS({NODE_NEW_EXPRESSION, check_new}),
};
