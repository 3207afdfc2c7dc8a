// no-process-env: `process.env`.
#include "rules/rule.h"
#include "rules/static_names.h"

enum { UNEXPECTED };

static const RuleMessage messages[] = {
    [UNEXPECTED] = {"unexpectedProcessEnv", "Unexpected use of process.env."},
};

static void check_member(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeId property = tree_child(tree, node, FIELD_PROPERTY);
  if (text_is(tree_text(tree, property), TEXT("env")) &&
      is_identifier(tree, estree_child(tree, node, FIELD_OBJECT), "process"))
    report(context, node, UNEXPECTED);
}

const Rule rule_no_process_env = {
    .name = "no-process-env",
    .type = RULE_SUGGESTION,
    .flags = RULE_DEPRECATED,
    .summary = "Disallow `process.env`",
    .why = "Settings that are read all over a program are hard to find and to test; one file of "
           "settings can give them to the rest.",
    .messages = messages,
    .bad = EXAMPLES({"if (process.env.NODE_ENV === \"development\") watch();"}),
    .good = EXAMPLES({"const config = require(\"./config\");\nif (config.isDevelopment) watch();"}),
    .visits = VISITS({NODE_MEMBER_EXPRESSION, check_member}),
};
