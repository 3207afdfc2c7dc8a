// GlobalWrites: assignments to globals that are read-only.
#pragma once

#include "rules/rule.h"

// Reports all of a file with the rule's first message, but those to the rule's `exceptions`.
void report_global_writes(RuleContext *context);
