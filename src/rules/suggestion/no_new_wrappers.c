// no-new-wrappers: `new String()`, `new Number()`, `new Boolean()`.
#include "rules/rule.h"
#include "rules/static_names.h"

enum { WRAPPER };

static const RuleMessage messages[] = {
    [WRAPPER] = {"noConstructor", "Do not use {0} as a constructor."},
};

static void check_new(RuleContext *context, NodeId node) {
  static const char *const names[] = {"String", "Number", "Boolean"};
  NodeId callee = estree_child(context->tree, node, FIELD_CONSTRUCTOR);
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    if (is_global(context->code, callee, names[i]))
      report(context, node, WRAPPER, text_of(names[i]));
  }
}

const Rule rule_no_new_wrappers = {
    .name = "no-new-wrappers",
    .type = RULE_SUGGESTION,
    .summary = "Disallow `new` with `String`, `Number` and `Boolean`",
    .why = "They make objects: `new Boolean(false)` is true. Without `new` they convert.",
    .messages = messages,
    .bad = EXAMPLES({"const text = new String(value);"}, {"if (new Boolean(false)) run();"}),
    .good = EXAMPLES({"const text = String(value);"}),
    .visits = VISITS({NODE_NEW_EXPRESSION, check_new}),
};
