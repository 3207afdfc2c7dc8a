// no-native-reassign: the old name of no-global-assign.
#include "rules/global_writes.h"

static const RuleMessage messages[] = {
    {"nativeReassign", "Read-only global '{0}' should not be modified."},
};

const Rule rule_no_native_reassign = {
    .name = "no-native-reassign",
    .type = RULE_SUGGESTION,
    .flags = RULE_DEPRECATED,
    .summary = "Disallow assigning to read-only globals",
    .why = "This is the old name of `no-global-assign`.",
    .options = "{ exceptions: string[] = [] }",
    .messages = messages,
    .bad = EXAMPLES({"Object = null;"}),
    .good = EXAMPLES({"let object = null;"}),
    .end = report_global_writes,
};
