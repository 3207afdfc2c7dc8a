// no-global-assign: writing to globals that are read-only.
#include "rules/global_writes.h"

static const RuleMessage messages[] = {
    {"globalShouldNotBeModified", "Read-only global '{0}' should not be modified."},
};

const Rule rule_no_global_assign = {
    .name = "no-global-assign",
    .type = RULE_SUGGESTION,
    .flags = RULE_RECOMMENDED,
    .summary = "Disallow assigning to read-only globals",
    .why = "All code of the page or the process sees the same `Object`. Which globals are "
           "read-only is said by the language, the configuration and /* global */ comments.",
    .options = "{ exceptions: string[] = [] }",
    .messages = messages,
    .bad = EXAMPLES({"Object = null;"}, {"/* global settings:readonly */\nsettings = {};"}),
    .good = EXAMPLES({"/* global settings:writable */\nsettings = {};"},
                     {"Object = null;", "[{\"exceptions\": [\"Object\"]}]"}),
    .end = report_global_writes,
};
