// id-denylist: names that a project does not want.
#include "rules/denied_names.h"

enum { RESTRICTED, RESTRICTED_PRIVATE };

static const RuleMessage messages[] = {
    [RESTRICTED] = {"restricted", "Identifier '{0}' is restricted."},
    [RESTRICTED_PRIVATE] = {"restrictedPrivate", "Identifier '#{0}' is restricted."},
};

static void check(RuleContext *context, NodeId node) {
  Text name;
  bool is_private = tree_kind(context->tree, node) == NODE_PRIVATE_PROPERTY_IDENTIFIER;
  if (is_denied_name(context, node, &name))
    report(context, node, is_private ? RESTRICTED_PRIVATE : RESTRICTED, name);
}

const Rule rule_id_denylist = {
    .name = "id-denylist",
    .type = RULE_SUGGESTION,
    .summary = "Disallow names that the options give",
    .why = "Some names, such as `data` or `info`, say nothing; a project can name those that it "
           "does not want to see.",
    .options = "string...",
    .messages = messages,
    .bad = EXAMPLES({"const data = read();", "[\"data\"]"}),
    .good = EXAMPLES({"const users = read();", "[\"data\"]"}, {"show(answer.data);", "[\"data\"]"}),
    .visits = VISITS(
        {NODE_IDENTIFIER, check}, {NODE_UNDEFINED, check}, {NODE_PROPERTY_IDENTIFIER, check},
        {NODE_PRIVATE_PROPERTY_IDENTIFIER, check}, {NODE_SHORTHAND_PROPERTY_IDENTIFIER, check},
        {NODE_SHORTHAND_PROPERTY_IDENTIFIER_PATTERN, check}, {NODE_STATEMENT_IDENTIFIER, check}),
};
