// Explain: what a rule is for, and which rules there are, for people.
#pragma once

#include "base/buffer.h"
#include "lint/config.h"

typedef struct ExplainStyle {
  bool color;
  uint32_t width; // of the terminal; 0: unknown
} ExplainStyle;

// Appends a page about the rule called `name`, which may be one of the project's `own`. False:
// there is none, as `diagnostics` tell.
bool explain_rule(Buffer *out, Text name, const ExplainStyle *style, OwnRules *own,
                  Diagnostics *diagnostics);

// Appends a table of all rules.
void explain_list(Buffer *out, const ExplainStyle *style, const OwnRules *own);
