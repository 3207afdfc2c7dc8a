// no-new-native-nonconstructor: `new Symbol()` and `new BigInt()`.
#include "rules/rule.h"
#include "rules/static_names.h"

enum { NEW };

static const RuleMessage messages[] = {
    [NEW] = {"noNewNonconstructor", "`{0}` cannot be called as a constructor."},
};

static void check_name(RuleContext *context, NodeId node, const char *name) {
  NodeId callee = estree_child(context->tree, node, FIELD_CONSTRUCTOR);
  if (is_global(context->code, callee, name)) report(context, callee, NEW, text_of(name));
}

static void check_new(RuleContext *context, NodeId node) {
  check_name(context, node, "Symbol");
  check_name(context, node, "BigInt");
}

const Rule rule_no_new_native_nonconstructor = {
    .name = "no-new-native-nonconstructor",
    .type = RULE_PROBLEM,
    .flags = RULE_RECOMMENDED,
    .summary = "Disallow `new` with `Symbol` and `BigInt`",
    .why = "They look like constructors, but are functions, and `new` of them throws.",
    .messages = messages,
    .bad = EXAMPLES({"const key = new Symbol(\"key\");"},
                    {"const big = new BigInt(9007199254740991);"}),
    .good = EXAMPLES({"const key = Symbol(\"key\");"}, {"const big = BigInt(9007199254740991);"}),
    .visits = VISITS({NODE_NEW_EXPRESSION, check_new}),
};
