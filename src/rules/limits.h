// Limits: the option of rules that limit a number.
#pragma once

#include "rules/rule.h"

// The number that the first option is, or that its `maximum` or `max` is; `otherwise` if there is
// none.
uint32_t limit_option(const RuleContext *context, uint32_t otherwise);
