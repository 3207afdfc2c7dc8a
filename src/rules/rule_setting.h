// RuleSetting: what a configuration says of a rule: `"error"`, `[1, "always"]`.
#pragma once

#include "base/json.h"

typedef struct RuleSetting {
  uint8_t severity;    // 0 is off, 1 warns, 2 is an error
  const Json *options; // a chain of siblings, or NULL
} RuleSetting;

// False: it is no severity, and no list that begins with one.
bool rule_setting_read(const Json *value, RuleSetting *setting);
