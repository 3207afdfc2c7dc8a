// no-iterator: `__iterator__`, which was one engine's.
#include "rules/rule.h"
#include "rules/static_names.h"

enum { RESERVED };

static const RuleMessage messages[] = {
    [RESERVED] = {"noIterator", "Reserved name '__iterator__'."},
};

static void check_member(RuleContext *context, NodeId node) {
  if (is_member_of(context->code, node, NULL, "__iterator__")) report(context, node, RESERVED);
}

const Rule rule_no_iterator = {
    .name = "no-iterator",
    .type = RULE_SUGGESTION,
    .summary = "Disallow the property `__iterator__`",
    .why = "No engine knows `__iterator__` any more. `Symbol.iterator` is what loops ask for.",
    .messages = messages,
    .bad = EXAMPLES({"List.prototype.__iterator__ = walk;"}),
    .good = EXAMPLES({"List.prototype[Symbol.iterator] = walk;"}),
    .visits =
        VISITS({NODE_MEMBER_EXPRESSION, check_member}, {NODE_SUBSCRIPT_EXPRESSION, check_member}),
};
