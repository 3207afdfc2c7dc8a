// id-blacklist: the old name of id-denylist.
#include "rules/denied_names.h"

enum { RESTRICTED };

static const RuleMessage messages[] = {
    [RESTRICTED] = {"restricted", "Identifier '{0}' is restricted."},
};

static void check(RuleContext *context, NodeId node) {
  Text name;
  if (is_denied_name(context, node, &name)) report(context, node, RESTRICTED, name);
}

const Rule rule_id_blacklist = {
    .name = "id-blacklist",
    .type = RULE_SUGGESTION,
    .flags = RULE_DEPRECATED,
    .summary = "Disallow names that the options give",
    .why = "The old name of id-denylist.",
    .options = "string...",
    .messages = messages,
    .bad = EXAMPLES({"const data = read();", "[\"data\"]"}),
    .good = EXAMPLES({"const users = read();", "[\"data\"]"}, {"show(answer.data);", "[\"data\"]"}),
    .visits = VISITS({NODE_IDENTIFIER, check}, {NODE_UNDEFINED, check},
                     {NODE_PROPERTY_IDENTIFIER, check}, {NODE_SHORTHAND_PROPERTY_IDENTIFIER, check},
                     {NODE_SHORTHAND_PROPERTY_IDENTIFIER_PATTERN, check},
                     {NODE_STATEMENT_IDENTIFIER, check}),
};
