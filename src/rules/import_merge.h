// ImportMerge: several import statements of one module made one, as a fix.
#pragma once

#include "rules/rule.h"

// Adds to the report's fix what makes the first statement import what all do; the others go. Those
// that comments stand beside are left as they are. There is no fix where two of them have default
// imports.
void import_merge(RuleContext *context, RuleReport *report, const NodeId *statements,
                  uint32_t count);
