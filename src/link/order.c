// What runs when. ES modules run in the order of the specification: depth first, imports before the
// importer. A CommonJS module that an ES module imports runs at its place in that order, as in
// Node. Definitions of closures do nothing by themselves and stand before everything that runs.
//
// The steps of a chunk are those of its own modules. It passes through modules of other chunks that
// do nothing by themselves, to the closures that they import; the others run with their own chunk.
#include "link/splitting.h"

typedef Array(Step) Steps;

typedef struct Visit {
  const Module *module;
  uint32_t next; // import to follow
} Visit;

typedef struct Ordering {
  Plan *plan;
  Arena scratch;
  Array(Visit) open;
  uint32_t *seen_in;          // by place: the last walk that came by
  uint32_t *required_in[2];   // by node mode and place: the last walk that required it
  uint32_t *external_seen_in; // by external
  uint32_t circle_seen_in;    // the last walk that led back to the waiting turn
  uint32_t walk;
  Steps *steps;
  const Module *root;   // where the walk has begun
  bool is_lazy;         // the steps are those of a closure
  bool has_waited;      // turns: for all that comes before the waiting turn
  bool is_silent;       // splitting: closures are left to those who import what is walked over
  uint32_t entry_point; // splitting: one that runs the module whose steps are listed
} Ordering;

// Splitting: whether `target` runs with another chunk, or did so before the closure at hand runs.
static bool runs_elsewhere(const Ordering *ordering, const Module *target) {
  const Linked *linked = plan_of(ordering->plan, target);
  if (!ordering->plan->split || !linked->is_included || linked->is_inert) return false;
  return ordering->is_lazy || linked->chunk != ordering->plan->chunk;
}

// Whether what imports `target` runs it at all: an import that only names something may not.
static bool runs(const Ordering *ordering, const Module *target) {
  const Split *split = ordering->plan->split;
  if (ordering->is_silent) return false;
  return !split || split_runs(split, ordering->entry_point, target);
}

static bool runs_here(const Ordering *ordering, const Module *module) {
  const Linked *linked = plan_of(ordering->plan, module);
  if (!linked->is_included || !plan_is_bare(ordering->plan, module)) return false;
  return !ordering->plan->split || (!ordering->is_lazy && linked->chunk == ordering->plan->chunk);
}

// False if this walk has come by before.
static bool see(const Ordering *ordering, const Module *module) {
  uint32_t *seen_in = &ordering->seen_in[plan_place(ordering->plan, module)];
  bool is_new = *seen_in != ordering->walk;
  *seen_in = ordering->walk;
  return is_new;
}

static void enter(Ordering *ordering, const Module *module) {
  if (!see(ordering, module)) return;
  array_push(&ordering->scratch, &ordering->open, (Visit){module, 0});
}

static void add_step(Ordering *ordering, Step step) {
  array_push(ordering->plan->arena, ordering->steps, step);
}

// An ES module imports a CommonJS one: it runs here, unless it has run already.
static void add_require(Ordering *ordering, const Module *importer, const Module *target) {
  bool is_node_mode = plan_is_node_mode(importer, target);
  uint32_t *seen = &ordering->required_in[is_node_mode][plan_place(ordering->plan, target)];
  if (*seen == ordering->walk) return;
  *seen = ordering->walk;
  Step step = {.kind = STEP_REQUIRE, .module = target, .is_node_mode = is_node_mode};
  add_step(ordering, step);
  if (ordering->is_lazy) plan_of(ordering->plan, target)->is_used_lazily = true;
}

static void add_external(Ordering *ordering, const Module *importer, uint32_t record) {
  Plan *plan = ordering->plan;
  External *external = link_external(plan, importer, record);
  uint32_t index = (uint32_t)(external - plan->externals.at);
  bool is_used = external->needs_namespace || external->names.count > 0;
  bool may_run = plan_of(plan, importer)->is_included && !external->is_quiet;
  if (!may_run && !is_used) return;
  if (ordering->external_seen_in[index] == ordering->walk) return;
  ordering->external_seen_in[index] = ordering->walk;
  add_step(ordering, (Step){.kind = STEP_EXTERNAL, .external = index});
  // Such a statement can't do without its name.
  if (external->phase == PHASE_DEFER) external_use(plan, importer, record, TEXT("*"));
  if (external->phase == PHASE_SOURCE) external_use(plan, importer, record, TEXT("default"));
  external->is_used_lazily |= ordering->is_lazy;
}

// An ES module imports a closure of another. Where closures have turns, what they import has one
// before theirs; where it is a closure with a later turn that runs them, it is not asked for here.
static void add_init(Ordering *ordering, const Module *target) {
  const Linked *linked = plan_of(ordering->plan, target);
  bool has_turn = linked->turn && !ordering->is_lazy;
  if (has_turn && linked->is_async) {
    enter(ordering, target);
    return;
  }
  if (has_turn && linked->is_run_by_others) return;
  if (!see(ordering, target)) return;
  add_step(ordering, (Step){.kind = STEP_INIT, .module = target});
}

// Whether `importer`, which is in a closure or imported by one, leads back in a circle to what has
// its turn later. Nobody waits for that, but it counts how far back it is: the closure asks for
// another, or for all that waits.
static bool leads_back(Ordering *ordering, const Module *importer, const Module *target) {
  const Linked *from = plan_of(ordering->plan, importer), *to = plan_of(ordering->plan, target);
  if (!ordering->is_lazy || !from->turn || !from->is_async || to->turn <= from->turn) return false;
  if (importer == ordering->root && to->wrap == WRAP_ESM) return false;
  if (to->turn >= ordering->plan->waiting_turn && ordering->circle_seen_in != ordering->walk) {
    ordering->circle_seen_in = ordering->walk;
    add_step(ordering, (Step){.kind = STEP_CIRCLE, .module = target});
  }
  return true;
}

static void follow(Ordering *ordering, const Module *importer, uint32_t record) {
  if (importer->record.imports.at[record].kind != IMPORT_STATEMENT) return;
  const Module *target = plan_target(importer, record);
  if (!target) {
    if (!ordering->is_silent) add_external(ordering, importer, record);
    return;
  }
  const Linked *linked = plan_of(ordering->plan, target);
  if (leads_back(ordering, importer, target)) return;
  if (plan_is_required(ordering->plan, target)) {
    bool is_done = linked->is_run_by_others && !ordering->is_lazy &&
                   plan_of(ordering->plan, importer)->wrap == WRAP_ESM;
    if (!is_done && runs(ordering, target)) add_require(ordering, importer, target);
  } else if (linked->wrap == WRAP_ESM) {
    if (runs(ordering, target)) add_init(ordering, target);
  } else if (target->kind != MODULE_VALUE && !(ordering->is_lazy && linked->runs_at_start)) {
    if (!runs_elsewhere(ordering, target)) enter(ordering, target);
  }
}

// Splitting: what comes through a module of another chunk must be there, too.
static void add_used(Ordering *ordering, const Binding *bindings, uint32_t count) {
  for (uint32_t i = 0; i < count; i++) {
    if (bindings[i].kind == BINDING_EXTERNAL)
      add_external(ordering, bindings[i].module, bindings[i].record);
  }
}

static void add_used_externals(Ordering *ordering, const Module *module) {
  const Linked *linked = plan_of(ordering->plan, module);
  add_used(ordering, linked->uses.at, linked->uses.count);
  add_used(ordering, linked->passes_on.at, linked->passes_on.count);
}

// A closure with a turn is asked for then, if no other one runs it. The first module that waits for
// all before it does so here.
static void take_turn(Ordering *ordering, const Module *module) {
  const Linked *linked = plan_of(ordering->plan, module);
  if (linked->wrap == WRAP_ESM && !linked->is_run_by_others)
    add_step(ordering, (Step){.kind = STEP_INIT, .module = module});
  if (linked->turn < ordering->plan->waiting_turn || ordering->has_waited) return;
  ordering->has_waited = true;
  add_step(ordering, (Step){.kind = STEP_WAIT, .module = module});
}

// Lists what `root` needs to have run, and, if it is not a closure, its own code behind that.
static void continue_walk(Ordering *ordering, const Module *root) {
  ordering->root = root;
  enter(ordering, root);
  while (ordering->open.count > 0) {
    Visit *visit = &array_last(&ordering->open);
    if (visit->next < visit->module->record.imports.count) {
      follow(ordering, visit->module, visit->next++);
      continue;
    }
    if (runs_here(ordering, visit->module) || visit->module == root) {
      add_used_externals(ordering, visit->module);
    }
    bool has_turn = plan_of(ordering->plan, visit->module)->turn && !ordering->is_lazy;
    if (has_turn) take_turn(ordering, visit->module);
    bool is_code = visit->module->kind != MODULE_VALUE; // a value is among the definitions
    if (is_code && runs_here(ordering, visit->module)) {
      add_step(ordering, (Step){.kind = STEP_RUN, .module = visit->module});
    }
    ordering->open.count--;
  }
}

static void walk_static(Ordering *ordering, const Module *root) {
  ordering->walk++;
  continue_walk(ordering, root);
}

static void add_definition(Plan *plan, const Module *module) {
  const Linked *linked = plan_of(plan, module);
  bool is_value = module->kind == MODULE_VALUE; // a plain variable: it can as well come first
  if (linked->is_included && (!plan_is_bare(plan, module) || is_value)) {
    array_push(plan->arena, &plan->definitions, module);
  }
}

// Definitions come in the order in which a depth-first walk leaves the modules, over all imports.
static void order_definitions(Ordering *ordering) {
  const Plan *plan = ordering->plan;
  ordering->walk++;
  for (uint32_t i = 0; i < plan->entries.count; i++) {
    enter(ordering, plan->entries.at[i]);
    while (ordering->open.count > 0) {
      Visit *visit = &array_last(&ordering->open);
      if (visit->next < visit->module->record.imports.count) {
        const Module *target = plan_target(visit->module, visit->next++);
        if (target) enter(ordering, target);
        continue;
      }
      add_definition(ordering->plan, visit->module);
      ordering->open.count--;
    }
  }
}

// import() of a CommonJS module gives the namespace that import statements share.
static void share_namespaces(Plan *plan, const Module *module) {
  for (uint32_t i = 0; i < module->record.imports.count; i++) {
    const Module *target = plan_target(module, i);
    bool is_dynamic = target && module->record.imports.at[i].kind == IMPORT_DYNAMIC;
    if (!is_dynamic || !plan_is_required(plan, target)) continue;
    Linked *linked = plan_of(plan, target);
    linked->is_used_lazily = true;
    linked->import_is_used[plan_is_node_mode(module, target)] = true;
  }
}

static Ordering ordering_of(Plan *plan) {
  uint32_t count = plan->place_count;
  Ordering ordering = {.plan = plan};
  ordering.seen_in = arena_new(&ordering.scratch, uint32_t, count);
  ordering.required_in[0] = arena_new(&ordering.scratch, uint32_t, count);
  ordering.required_in[1] = arena_new(&ordering.scratch, uint32_t, count);
  ordering.external_seen_in = arena_new(&ordering.scratch, uint32_t, plan->externals.count);
  return ordering;
}

static void order_closure(Ordering *ordering, const Module *module) {
  Steps init = {0};
  ordering->steps = &init;
  walk_static(ordering, module);
  Linked *linked = plan_of(ordering->plan, module);
  linked->init_steps.at = init.at;
  linked->init_steps.count = init.count;
}

static void share_all_namespaces(Plan *plan) {
  for (uint32_t i = 0; i < plan->reachable.count; i++) {
    const Module *module = plan->reachable.at[i];
    if (plan_of(plan, module)->is_included) share_namespaces(plan, module);
  }
}

static void set_steps(Plan *plan, const Steps *steps) {
  plan->steps.at = steps->at;
  plan->steps.count = steps->count;
}

void order_steps(Plan *plan) {
  Ordering ordering = ordering_of(plan);
  order_definitions(&ordering);
  Steps steps = {0};
  ordering.steps = &steps;
  if (plan_is_bare(plan, plan->entry)) walk_static(&ordering, plan->entry);
  ordering.is_lazy = true;
  for (uint32_t i = 0; i < plan->definitions.count; i++) {
    order_closure(&ordering, plan->definitions.at[i]);
  }
  share_all_namespaces(plan);
  set_steps(plan, &steps);
  arena_release(&ordering.scratch);
}

// ---- Splitting

// What a chunk for import() has to run where the module is a closure.
static void add_loaded_closure(Ordering *ordering, const Module *module) {
  const Linked *linked = plan_of(ordering->plan, module);
  if (linked->wrap == WRAP_ESM) add_step(ordering, (Step){.kind = STEP_INIT, .module = module});
  for (int mode = 0; mode < 2 && linked->wrap == WRAP_COMMONJS; mode++) {
    Step step = {.kind = STEP_REQUIRE, .module = module, .is_node_mode = mode};
    if (linked->import_is_used[mode]) add_step(ordering, step);
  }
}

// Modules that can't be noticed ask for no closures; those who import them do.
static void order_roots(Ordering *ordering, const Chunk *chunk, bool are_inert) {
  ordering->is_silent = are_inert;
  for (uint32_t i = 0; i < chunk->roots.count; i++) {
    const Module *root = chunk->roots.at[i];
    bool is_asked = plan_of(ordering->plan, root)->is_inert == are_inert;
    ordering->entry_point = split_first(chunk->plan.split, root);
    if (is_asked && plan_is_bare(ordering->plan, root)) continue_walk(ordering, root);
  }
  ordering->is_silent = false;
}

static void order_chunk(Ordering *ordering, Chunk *chunk) {
  Steps steps = {0};
  ordering->plan = &chunk->plan;
  ordering->steps = &steps;
  ordering->walk++;
  order_roots(ordering, chunk, false);
  order_roots(ordering, chunk, true);
  if (chunk->kind != CHUNK_SHARED) {
    const Module *root = chunk->plan.entry;
    ordering->entry_point = chunk->entry_point;
    if (plan_is_bare(ordering->plan, root)) continue_walk(ordering, root);
    if (chunk->kind == CHUNK_LOADED) add_loaded_closure(ordering, root);
  }
  set_steps(&chunk->plan, &steps);
}

void order_chunks(Split *split) {
  Ordering ordering = ordering_of(split->whole);
  for (uint32_t i = 0; i < split->chunks.count; i++) order_chunk(&ordering, &split->chunks.at[i]);
  arena_release(&ordering.scratch);
}

void order_closures(Split *split) {
  Plan *whole = split->whole;
  Ordering ordering = ordering_of(whole);
  order_definitions(&ordering);
  ordering.is_lazy = true;
  for (uint32_t i = 0; i < whole->definitions.count; i++) {
    const Module *module = whole->definitions.at[i];
    Plan *plan = &split->chunks.at[plan_of(whole, module)->chunk].plan;
    array_push(whole->arena, &plan->definitions, module);
    ordering.plan = plan;
    ordering.entry_point = split_first(split, module);
    if (!plan_is_bare(whole, module)) order_closure(&ordering, module);
  }
  share_all_namespaces(whole);
  arena_release(&ordering.scratch);
}
