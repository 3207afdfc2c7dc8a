// SuggestedReturns: what can be done about a value that should not be returned.
#pragma once

#include "rules/rule.h"

// Suggests `void` before a value, which gets brackets if it needs them.
void suggest_void(RuleContext *context, RuleReport *to, int message, NodeId value);

// Suggests brackets around the body of an arrow function, which makes it a statement.
void suggest_braces(RuleContext *context, RuleReport *to, int message, NodeId value);
