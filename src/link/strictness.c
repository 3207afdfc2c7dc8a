// Strict code must stay strict, and code that is not must not become so. Where all is strict, one
// directive at the top says it. Where some closures are sloppy, a function of its own keeps the
// strict code apart from them; what runs is either all strict, or an entry that is a sloppy script.
#include "link/passes.h"

void decide_strictness(Plan *plan) {
  bool closures_are_strict = true;
  for (uint32_t i = 0; i < plan->definitions.count; i++) {
    closures_are_strict &= plan->definitions.at[i]->is_strict;
  }
  bool runs_something = plan->steps.count > 0;
  if (plan->options->format == OUTPUT_ESM) return; // it is strict by itself
  bool is_sloppy = plan->entry && !plan->entry->is_strict;
  if (runs_something && is_sloppy) return;
  if (closures_are_strict)
    plan->strictness = STRICT_EVERYWHERE;
  else if (runs_something)
    plan->strictness = STRICT_APART;
}
