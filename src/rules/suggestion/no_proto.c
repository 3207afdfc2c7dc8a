// no-proto: `__proto__`, in place of functions that do the same.
#include "rules/rule.h"
#include "rules/static_names.h"

enum { UNEXPECTED };

static const RuleMessage messages[] = {
    [UNEXPECTED] = {"unexpectedProto", "The '__proto__' property is deprecated."},
};

static void check_member(RuleContext *context, NodeId node) {
  if (is_member_of(context->code, node, NULL, "__proto__")) report(context, node, UNEXPECTED);
}

const Rule rule_no_proto = {
    .name = "no-proto",
    .type = RULE_SUGGESTION,
    .summary = "Disallow the property `__proto__`",
    .why = "`__proto__` is missing on objects without a prototype, and is deprecated: "
           "`Object.getPrototypeOf` always works.",
    .messages = messages,
    .bad = EXAMPLES({"const parent = child.__proto__;"}),
    .good = EXAMPLES({"const parent = Object.getPrototypeOf(child);"}),
    .visits =
        VISITS({NODE_MEMBER_EXPRESSION, check_member}, {NODE_SUBSCRIPT_EXPRESSION, check_member}),
};
