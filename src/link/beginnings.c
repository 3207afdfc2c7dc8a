// What an entry point runs before anything shared. In its own chunk that would run too late, so
// that all shared modules behind it would have to be closures. Modules that come first become a
// chunk of their own, with what they bring: it runs first, and the shared chunks can follow.
#include "link/splitting.h"

typedef struct Visit {
  const Module *module;
  uint32_t next; // import to follow
  bool asks;     // it, or what imports it, runs what it imports; the entry point's module does not
} Visit;

typedef struct Beginning {
  Splitting *splitting;
  Plan *plan;
  Arena *scratch;
  uint32_t point; // the entry point
  uint32_t *seen_in;
  Array(Visit) open;
  Array(const Module *) modules;
  bool is_over, is_followed; // something else comes; something shared does
} Beginning;

static bool is_noticed(const Beginning *beginning, const Module *module) {
  const Linked *linked = plan_of(beginning->plan, module);
  return linked->is_included && !linked->is_inert &&
         split_runs(beginning->splitting->split, beginning->point, module);
}

static void enter(Beginning *beginning, const Module *module, bool asks) {
  beginning->seen_in[module->id] = beginning->point + 1;
  array_push(beginning->scratch, &beginning->open, (Visit){module, 0, asks});
}

static void follow(Beginning *beginning, const Module *importer, uint32_t record) {
  const Module *target = plan_target(importer, record);
  bool is_statement = importer->record.imports.at[record].kind == IMPORT_STATEMENT;
  if (!target || !is_statement || target->kind == MODULE_VALUE) return;
  if (beginning->seen_in[target->id] == beginning->point + 1) return;
  bool asks = array_last(&beginning->open).asks;
  if (plan_is_bare(beginning->plan, target))
    enter(beginning, target, asks || is_noticed(beginning, target));
  else if (split_runs(beginning->splitting->split, beginning->point, target))
    beginning->is_over |= !asks;
}

static void leave(Beginning *beginning, const Module *module) {
  const Linked *linked = plan_of(beginning->plan, module);
  if (!is_noticed(beginning, module)) return;
  bool is_own = linked->chunk == beginning->point;
  bool is_root = module == beginning->splitting->split->entry_points.at[beginning->point].module;
  beginning->is_over = !is_own || is_root;
  beginning->is_followed = !is_own;
  if (!beginning->is_over) array_push(beginning->scratch, &beginning->modules, module);
}

static void find_beginning(Beginning *beginning) {
  const Module *root = beginning->splitting->split->entry_points.at[beginning->point].module;
  beginning->open.count = beginning->modules.count = 0;
  beginning->is_over = !plan_is_bare(beginning->plan, root);
  beginning->is_followed = false;
  enter(beginning, root, false);
  while (beginning->open.count > 0 && !beginning->is_over) {
    Visit *visit = &array_last(&beginning->open);
    if (visit->next < visit->module->record.imports.count) {
      follow(beginning, visit->module, visit->next++);
      continue;
    }
    const Module *module = visit->module;
    beginning->open.count--;
    leave(beginning, module);
  }
}

// Groups the modules with all that they bring of the entry point's chunk. Where that includes what
// does not come first, they stay.
static bool group_modules(Beginning *beginning) {
  Splitting *splitting = beginning->splitting;
  const Edges *edges = &splitting->edges;
  uint32_t first_count = beginning->modules.count, group = splitting->group_count + 1;
  for (uint32_t i = 0; i < first_count; i++)
    splitting->groups[beginning->modules.at[i]->id] = group;
  for (uint32_t i = 0; i < beginning->modules.count; i++) {
    uint32_t id = beginning->modules.at[i]->id;
    for (uint32_t e = edges->first[id]; e < edges->first[id + 1]; e++) {
      const Module *target = beginning->plan->graph->modules.at[edges->to[e]];
      bool is_own = plan_of(beginning->plan, target)->chunk == beginning->point;
      if (!is_own || splitting->groups[target->id]) continue;
      splitting->groups[target->id] = group;
      array_push(beginning->scratch, &beginning->modules, target);
    }
  }
  bool is_whole = true;
  for (uint32_t i = first_count; i < beginning->modules.count; i++) {
    const Module *module = beginning->modules.at[i];
    is_whole &= !plan_is_bare(beginning->plan, module) || !is_noticed(beginning, module);
  }
  for (uint32_t i = 0; i < beginning->modules.count && !is_whole; i++)
    splitting->groups[beginning->modules.at[i]->id] = 0;
  splitting->group_count += is_whole;
  return is_whole;
}

bool group_beginnings(Splitting *splitting) {
  Arena scratch = {0};
  Beginning beginning = {.splitting = splitting, .plan = splitting->plan, .scratch = &scratch};
  beginning.seen_in = arena_new(&scratch, uint32_t, splitting->plan->graph->modules.count);
  bool is_changed = false;
  for (uint32_t i = 0; i < splitting->split->entry_points.count; i++) {
    beginning.point = i;
    find_beginning(&beginning);
    if (beginning.is_followed && beginning.modules.count > 0)
      is_changed |= group_modules(&beginning);
  }
  arena_release(&scratch);
  return is_changed;
}
