// no-new-require: `new require("a")`, which does not construct what the module is.
#include "rules/rule.h"
#include "rules/static_names.h"

enum { UNEXPECTED };

static const RuleMessage messages[] = {
    [UNEXPECTED] = {"noNewRequire", "Unexpected use of new with require."},
};

static void check_new(RuleContext *context, NodeId node) {
  if (is_identifier(context->tree, estree_child(context->tree, node, FIELD_CONSTRUCTOR), "require"))
    report(context, node, UNEXPECTED);
}

const Rule rule_no_new_require = {
    .name = "no-new-require",
    .type = RULE_SUGGESTION,
    .flags = RULE_DEPRECATED,
    .summary = "Disallow `new require(…)`",
    .why = "It calls `require` as a constructor, where most often an object of the module's class "
           "is meant.",
    .messages = messages,
    .bad = EXAMPLES({"const header = new require(\"header\");"}),
    .good = EXAMPLES({"const Header = require(\"header\");\nconst header = new Header();"},
                     {"const header = new (require(\"header\"))();"}),
    .visits = VISITS({NODE_NEW_EXPRESSION, check_new}),
};
