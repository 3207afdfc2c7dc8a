// What runs when. ES modules run in the order of the specification: depth first, imports before the
// importer. A CommonJS module that an ES module imports runs at its place in that order, as in
// Node. Definitions of closures do nothing by themselves and stand before everything that runs.
#include "link/passes.h"

typedef Array(Step) Steps;

typedef struct Visit {
  const Module *module;
  uint32_t next; // import to follow
} Visit;

typedef struct Ordering {
  Plan *plan;
  Arena scratch;
  Array(Visit) open;
  uint32_t *seen_in;          // by module id: the last walk that came by
  uint32_t *required_in[2];   // by module id and node mode: the last walk that required it
  uint32_t *external_seen_in; // by external
  uint32_t walk;
  Steps *steps;
  bool is_lazy; // the steps are those of a closure
} Ordering;

static void enter(Ordering *ordering, const Module *module) {
  if (ordering->seen_in[module->id] == ordering->walk) return;
  ordering->seen_in[module->id] = ordering->walk;
  array_push(&ordering->scratch, &ordering->open, (Visit){module, 0});
}

static void add_step(Ordering *ordering, Step step) {
  array_push(ordering->plan->arena, ordering->steps, step);
}

// An ES module imports a CommonJS one: it runs here, unless it has run already.
static void add_require(Ordering *ordering, const Module *importer, const Module *target) {
  bool is_node_mode = plan_is_node_mode(importer, target);
  uint32_t *seen = &ordering->required_in[is_node_mode][target->id];
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
  if (!plan_of(plan, importer)->is_included && !is_used) return;
  if (ordering->external_seen_in[index] == ordering->walk) return;
  ordering->external_seen_in[index] = ordering->walk;
  add_step(ordering, (Step){.kind = STEP_EXTERNAL, .external = index});
  external->is_used_lazily |= ordering->is_lazy;
}

static void follow(Ordering *ordering, const Module *importer, uint32_t record) {
  if (importer->record.imports.at[record].kind != IMPORT_STATEMENT) return;
  const Module *target = plan_target(importer, record);
  if (!target) {
    add_external(ordering, importer, record);
    return;
  }
  const Linked *linked = plan_of(ordering->plan, target);
  if (plan_is_required(ordering->plan, target)) {
    add_require(ordering, importer, target);
  } else if (linked->wrap == WRAP_ESM) {
    if (ordering->seen_in[target->id] == ordering->walk) return;
    ordering->seen_in[target->id] = ordering->walk;
    add_step(ordering, (Step){.kind = STEP_INIT, .module = target});
  } else if (target->kind != MODULE_VALUE && !(ordering->is_lazy && linked->runs_at_start)) {
    enter(ordering, target);
  }
}

// Lists what `root` needs to have run, and, if it is not a closure, its own code behind that.
static void walk_static(Ordering *ordering, const Module *root) {
  ordering->walk++;
  enter(ordering, root);
  while (ordering->open.count > 0) {
    Visit *visit = &array_last(&ordering->open);
    if (visit->next < visit->module->record.imports.count) {
      follow(ordering, visit->module, visit->next++);
      continue;
    }
    const Linked *linked = plan_of(ordering->plan, visit->module);
    if (linked->is_included && plan_is_bare(ordering->plan, visit->module)) {
      add_step(ordering, (Step){.kind = STEP_RUN, .module = visit->module});
    }
    ordering->open.count--;
  }
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
  ordering->walk++;
  enter(ordering, ordering->plan->entry);
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

void order_steps(Plan *plan) {
  uint32_t count = plan->graph->modules.count;
  Ordering ordering = {.plan = plan};
  ordering.seen_in = arena_new(&ordering.scratch, uint32_t, count);
  ordering.required_in[0] = arena_new(&ordering.scratch, uint32_t, count);
  ordering.required_in[1] = arena_new(&ordering.scratch, uint32_t, count);
  ordering.external_seen_in = arena_new(&ordering.scratch, uint32_t, plan->externals.count);
  order_definitions(&ordering);
  Steps steps = {0};
  ordering.steps = &steps;
  if (plan_is_bare(plan, plan->entry)) walk_static(&ordering, plan->entry);
  ordering.is_lazy = true;
  for (uint32_t i = 0; i < plan->definitions.count; i++) {
    Steps init = {0};
    ordering.steps = &init;
    walk_static(&ordering, plan->definitions.at[i]);
    Linked *linked = plan_of(plan, plan->definitions.at[i]);
    linked->init_steps.at = init.at;
    linked->init_steps.count = init.count;
  }
  for (uint32_t i = 0; i < plan->reachable.count; i++) {
    const Module *module = plan->reachable.at[i];
    if (plan_of(plan, module)->is_included) share_namespaces(plan, module);
  }
  plan->steps.at = steps.at;
  plan->steps.count = steps.count;
  arena_release(&ordering.scratch);
}
