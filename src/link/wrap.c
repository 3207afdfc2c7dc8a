// Which modules become closures. A CommonJS module must run when it is required and not before; an
// ES module that somebody require()s likewise, and then so must all that it imports.
//
// What import() leads to runs after all that the entry imports, as that runs in one go. So the
// modules that the entry imports need no closure to be import()ed, nor those that they import to be
// run by others that are. Only where one of them awaits, import() may come in between.
#include "link/passes.h"

typedef struct Wrapping {
  Plan *plan;
  Arena scratch;
  Array(const Module *) open; // wrapped, or passed through; their imports not yet looked at
  bool *is_seen;              // by module id
} Wrapping;

static void open_module(Wrapping *wrapping, const Module *module) {
  if (wrapping->is_seen[module->id]) return;
  wrapping->is_seen[module->id] = true;
  array_push(&wrapping->scratch, &wrapping->open, module);
}

static void wrap(Wrapping *wrapping, const Module *module) {
  Linked *linked = plan_of(wrapping->plan, module);
  if (linked->runs_at_start) return;
  if (module->kind == MODULE_SCRIPT) linked->acts_as_commonjs = true;
  if (module->kind == MODULE_JSON && !linked->acts_as_commonjs) return; // its value is just there
  if (linked->is_included) linked->wrap = linked->acts_as_commonjs ? WRAP_COMMONJS : WRAP_ESM;
  if (linked->wrap == WRAP_ESM) linked->needs_namespace = true;
  open_module(wrapping, module); // one that is left out passes it on
}

static void wrap_targets(Wrapping *wrapping, const Module *module, ImportKind kind) {
  for (uint32_t i = 0; i < module->record.imports.count; i++) {
    const Module *target = plan_target(module, i);
    if (target && module->record.imports.at[i].kind == kind) wrap(wrapping, target);
  }
}

// Wraps what included modules load by imports of `kind`, and all that those need.
static void wrap_loaded(Wrapping *wrapping, ImportKind kind) {
  const Plan *plan = wrapping->plan;
  for (uint32_t i = 0; i < plan->reachable.count; i++) {
    const Module *module = plan->reachable.at[i];
    if (plan_of(plan, module)->is_included) wrap_targets(wrapping, module, kind);
  }
  while (wrapping->open.count > 0) {
    wrap_targets(wrapping, array_pop(&wrapping->open), IMPORT_STATEMENT);
  }
}

// Finds what the entry imports and what is no closure yet.
static void find_start(Wrapping *wrapping) {
  Plan *plan = wrapping->plan;
  Linked *entry = plan_of(plan, plan->entry);
  Array(const Module *) open = {0};
  if (entry->wrap != WRAP_NONE || entry->is_async) return;
  entry->runs_at_start = true;
  array_push(&wrapping->scratch, &open, plan->entry);
  while (open.count > 0) {
    const Module *module = array_pop(&open);
    for (uint32_t i = 0; i < module->record.imports.count; i++) {
      const Module *target = plan_target(module, i);
      if (!target || module->record.imports.at[i].kind != IMPORT_STATEMENT) continue;
      Linked *linked = plan_of(plan, target);
      if (linked->wrap != WRAP_NONE || linked->runs_at_start) continue;
      linked->runs_at_start = true;
      array_push(&wrapping->scratch, &open, target);
    }
  }
}

// ---- Top-level await

// A closure is asynchronous if it awaits, or imports one that does.
static void spread_await(Plan *plan) {
  bool has_changed = false;
  for (uint32_t i = 0; i < plan->reachable.count; i++) {
    const Module *module = plan->reachable.at[i];
    bool awaits = (module->record.syntax & MODULE_HAS_AWAIT) && module->kind == MODULE_ESM;
    plan_of(plan, module)->is_async = awaits && plan_of(plan, module)->is_included;
    has_changed |= plan_of(plan, module)->is_async;
  }
  while (has_changed) {
    has_changed = false;
    for (uint32_t i = plan->reachable.count; i > 0; i--) {
      const Module *module = plan->reachable.at[i - 1];
      Linked *linked = plan_of(plan, module);
      for (uint32_t r = 0; r < module->record.imports.count && !linked->is_async; r++) {
        const Module *target = plan_target(module, r);
        bool is_statement = module->record.imports.at[r].kind == IMPORT_STATEMENT;
        if (!is_statement || !target || !plan_of(plan, target)->is_async) continue;
        linked->is_async = module->kind == MODULE_ESM;
        has_changed |= linked->is_async;
      }
    }
  }
}

static void report_await(Plan *plan, const Module *module) {
  static const Text formats[] = {
      [OUTPUT_IIFE] = {"iife", 4}, [OUTPUT_CJS] = {"cjs", 3}, [OUTPUT_ESM] = {"esm", 3}};
  OutputFormat format = plan->options->format;
  const Linked *linked = plan_of(plan, module);
  bool is_bare = linked->is_included && linked->wrap == WRAP_NONE;
  if (is_bare && linked->is_async && module->record.top_level_await && format != OUTPUT_ESM) {
    diag_add(plan->diagnostics, MESSAGE_AWAIT_IN_FORMAT,
             module_place(module, module->record.top_level_await), formats[format]);
  }
  for (uint32_t i = 0; linked->is_included && i < module->record.imports.count; i++) {
    const Module *target = plan_target(module, i);
    if (!target || !plan_of(plan, target)->is_async) continue;
    bool is_required = module->record.imports.at[i].kind == IMPORT_REQUIRE;
    bool is_closure =
        module->kind != MODULE_ESM && module->record.imports.at[i].kind == IMPORT_STATEMENT;
    if (!is_required && !is_closure) continue;
    diag_add(plan->diagnostics, MESSAGE_REQUIRE_OF_AWAIT,
             module_place(module, module->record.imports.at[i].node), target->file.path);
  }
}

void wrap_modules(Plan *plan) {
  Wrapping wrapping = {.plan = plan};
  wrapping.is_seen = arena_new(&wrapping.scratch, bool, plan->graph->modules.count);
  for (uint32_t i = 0; i < plan->reachable.count; i++) {
    const Module *module = plan->reachable.at[i];
    const Linked *linked = plan_of(plan, module);
    if (linked->is_included && linked->acts_as_commonjs) wrap(&wrapping, module);
  }
  wrap_loaded(&wrapping, IMPORT_REQUIRE);
  spread_await(plan);
  find_start(&wrapping);
  wrap_loaded(&wrapping, IMPORT_DYNAMIC);
  for (uint32_t i = 0; i < plan->reachable.count; i++) report_await(plan, plan->reachable.at[i]);
  arena_release(&wrapping.scratch);
}
