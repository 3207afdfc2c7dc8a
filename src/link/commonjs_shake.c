// Exports of CommonJS modules that nobody takes. Where each use of a module names what it takes, a
// statement that only makes another export does nothing.
#include "link/passes.h"

void drop_unused_exports(Plan *plan) {
  if (plan->options->keeps_everything) return;
  for (uint32_t i = 0; i < plan->reachable.count; i++) {
    const Module *module = plan->reachable.at[i];
    Linked *linked = plan_of(plan, module);
    uint32_t count = linked->folds.count;
    if (!linked->is_included || linked->exports_are_kept) continue;
    for (uint32_t p = 0; p < module->commonjs_parts.count; p++) {
      const CommonJsPart *part = &module->commonjs_parts.at[p];
      if (map_has(&linked->taken, part->name)) continue;
      array_push(plan->arena, &linked->folds,
                 (Replacement){.node = part->statement, .text = TEXT(";")});
    }
    if (linked->folds.count > count) replacements_sort(&module->tree, &linked->folds);
  }
}
