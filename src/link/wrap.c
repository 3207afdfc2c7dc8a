// Which modules become closures. A CommonJS module must run when it is required and not before; an
// ES module that somebody require()s likewise, and then so must all that it imports.
//
// What import() leads to runs after all that the entry imports, as that runs in one go. So the
// modules that the entry imports need no closure to be import()ed, nor those that they import to be
// run by others that are. Only where one of them awaits, import() may come in between; but not that
// of a module which waits for the other one itself.
#include "link/passes.h"

typedef struct Wrapping {
  Plan *plan;
  Arena scratch;
  Array(const Module *) open; // wrapped, or passed through; their imports not yet looked at
  bool *is_seen;              // by place
  uint32_t *importer_after;   // by place: 1 + the id of the last module found to run after it
  uint32_t steps;             // that were taken to find them
} Wrapping;

// Who imports what through how many others is looked at for so long: what is not found out becomes
// a closure, as it would without.
enum { MOST_STEPS = 1 << 22 };

static bool *is_seen(const Wrapping *wrapping, const Module *module) {
  return &wrapping->is_seen[plan_place(wrapping->plan, module)];
}

static uint32_t *importer_after(const Wrapping *wrapping, const Module *module) {
  return &wrapping->importer_after[plan_place(wrapping->plan, module)];
}

static void open_module(Wrapping *wrapping, const Module *module) {
  if (*is_seen(wrapping, module)) return;
  *is_seen(wrapping, module) = true;
  array_push(&wrapping->scratch, &wrapping->open, module);
}

// Node wraps a file of CommonJS itself: an entry keeps Node's own `module` and `require`.
static Wrap commonjs_wrap(const Plan *plan, const Module *module) {
  bool is_file = module == plan->entry && module->kind != MODULE_VALUE;
  return is_file && plan->options->format == OUTPUT_CJS ? WRAP_FILE : WRAP_COMMONJS;
}

static void wrap(Wrapping *wrapping, const Module *module) {
  const Plan *plan = wrapping->plan;
  Linked *linked = plan_of(plan, module);
  if (linked->runs_at_start) return;
  if (module->kind == MODULE_SCRIPT) linked->acts_as_commonjs = true;
  if (module->kind == MODULE_VALUE && !linked->acts_as_commonjs) return; // its value is just there
  if (linked->is_included) {
    linked->wrap = linked->acts_as_commonjs ? commonjs_wrap(plan, module) : WRAP_ESM;
  }
  if (linked->wrap == WRAP_ESM) linked->needs_namespace = true;
  open_module(wrapping, module); // one that is left out passes it on
}

// Notes that `importer` runs after all that it imports, maybe through others, by statements. In a
// cycle its functions can be called before.
static void note_importer(Wrapping *wrapping, const Module *importer) {
  if (plan_of(wrapping->plan, importer)->is_in_cycle) return;
  Array(const Module *) open = {0};
  array_push(&wrapping->scratch, &open, importer);
  while (open.count > 0) {
    const Module *module = array_pop(&open);
    for (uint32_t i = 0; i < module->record.imports.count; i++) {
      const Module *target = plan_target(module, i);
      if (wrapping->steps++ > MOST_STEPS) return;
      if (!target || module->record.imports.at[i].kind != IMPORT_STATEMENT) continue;
      if (*importer_after(wrapping, target) == importer->id + 1) continue;
      *importer_after(wrapping, target) = importer->id + 1;
      array_push(&wrapping->scratch, &open, target);
    }
  }
}

// Whether an import() in `module` may lead to what has run by then and yet would be a closure.
static bool may_lead_back(const Plan *plan, const Module *module) {
  if (!plan_of(plan, plan->entry)->is_async) return false;
  for (uint32_t i = 0; i < module->record.imports.count; i++) {
    if (module->record.imports.at[i].kind == IMPORT_DYNAMIC) return true;
  }
  return false;
}

static void wrap_targets(Wrapping *wrapping, const Module *module, ImportKind kind) {
  bool leads_back = kind == IMPORT_DYNAMIC && may_lead_back(wrapping->plan, module);
  if (leads_back) note_importer(wrapping, module);
  for (uint32_t i = 0; i < module->record.imports.count; i++) {
    const Module *target = plan_target(module, i);
    if (!target || module->record.imports.at[i].kind != kind) continue;
    bool has_run = leads_back && *importer_after(wrapping, target) == module->id + 1;
    if (!has_run) wrap(wrapping, target);
    plan_of(wrapping->plan, target)->is_loaded = true;
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

// For each module, the ES modules that import it by a statement: those of the one at `place` are
// `at[first[place]]` up to `at[first[place + 1]]`.
typedef struct Importers {
  uint32_t *first;
  const Module **at;
} Importers;

static bool waits_for(const Module *importer, uint32_t record) {
  bool is_statement = importer->record.imports.at[record].kind == IMPORT_STATEMENT;
  return importer->kind == MODULE_ESM && is_statement && plan_target(importer, record);
}

static Importers list_importers(const Plan *plan, Arena *arena) {
  uint32_t count = plan->place_count, total = 0;
  Importers importers = {.first = arena_new(arena, uint32_t, count + 2)};
  uint32_t *next = importers.first + 1;
  for (uint32_t i = 0; i < plan->reachable.count; i++) {
    const Module *module = plan->reachable.at[i];
    for (uint32_t r = 0; r < module->record.imports.count; r++) {
      if (waits_for(module, r)) next[plan_place(plan, plan_target(module, r)) + 1]++, total++;
    }
  }
  for (uint32_t place = 0; place < count; place++) next[place + 1] += next[place];
  importers.at = arena_new(arena, const Module *, total);
  for (uint32_t i = 0; i < plan->reachable.count; i++) {
    const Module *module = plan->reachable.at[i];
    for (uint32_t r = 0; r < module->record.imports.count; r++) {
      if (waits_for(module, r))
        importers.at[next[plan_place(plan, plan_target(module, r))]++] = module;
    }
  }
  return importers;
}

// A closure is asynchronous if it awaits, or imports one that does.
static void spread_await(Wrapping *wrapping) {
  Plan *plan = wrapping->plan;
  Array(const Module *) open = {0};
  for (uint32_t i = 0; i < plan->reachable.count; i++) {
    const Module *module = plan->reachable.at[i];
    plan_of(plan, module)->is_async = plan_awaits(plan, module);
    if (plan_of(plan, module)->is_async) array_push(&wrapping->scratch, &open, module);
  }
  if (open.count == 0) return;
  Importers importers = list_importers(plan, &wrapping->scratch);
  while (open.count > 0) {
    const Module *target = array_pop(&open);
    uint32_t place = plan_place(plan, target);
    for (uint32_t i = importers.first[place]; i < importers.first[place + 1]; i++) {
      Linked *linked = plan_of(plan, importers.at[i]);
      if (linked->is_async) continue;
      linked->is_async = true;
      array_push(&wrapping->scratch, &open, importers.at[i]);
    }
  }
}

// One that is left out passes on what it waits for.
static void open_awaited(Wrapping *wrapping, const Module *module) {
  if (plan_of(wrapping->plan, module)->is_async) open_module(wrapping, module);
}

// Finds what an output awaits outside of all functions: what stands there by itself, and closures
// that the entry is, or that such code waits for. Each chunk has a module that stands there.
static void find_awaited(Wrapping *wrapping) {
  Plan *plan = wrapping->plan;
  memset(wrapping->is_seen, 0, plan->place_count * sizeof *wrapping->is_seen);
  for (uint32_t i = 0; i < plan->entries.count; i++) open_awaited(wrapping, plan->entries.at[i]);
  for (uint32_t i = 0; i < plan->reachable.count; i++) {
    const Module *module = plan->reachable.at[i];
    bool is_bare = plan_of(plan, module)->wrap == WRAP_NONE;
    if (is_bare || plan->options->splits) open_awaited(wrapping, module);
  }
  while (wrapping->open.count > 0) {
    const Module *module = array_pop(&wrapping->open);
    for (uint32_t i = 0; i < module->record.imports.count; i++) {
      if (waits_for(module, i)) open_awaited(wrapping, plan_target(module, i));
    }
  }
}

// Only an import statement can ask for another phase than running; `import.defer()` can anywhere.
static void report_phases(Plan *plan, const Module *module) {
  OutputFormat format = plan->options->format;
  if (format == OUTPUT_ESM || !plan_of(plan, module)->is_included) return;
  for (uint32_t i = 0; i < module->record.imports.count; i++) {
    const ImportRecord *import = &module->record.imports.at[i];
    bool is_told = import->phase != PHASE_EVALUATION && import->kind == IMPORT_STATEMENT;
    if (!is_told || plan_target(module, i)) continue;
    diag_add(plan->diagnostics, MESSAGE_PHASE_IN_FORMAT, module_place(module, import->node),
             import->phase == PHASE_DEFER ? TEXT("defer") : TEXT("source"),
             output_format_name(format));
  }
}

static void report_await(const Wrapping *wrapping, const Module *module) {
  Plan *plan = wrapping->plan;
  OutputFormat format = plan->options->format;
  const Linked *linked = plan_of(plan, module);
  bool may_await = format == OUTPUT_ESM || plan->options->returns_promise;
  bool awaits = *is_seen(wrapping, module) && linked->is_included && module->record.top_level_await;
  if (awaits && !may_await) {
    Place place = module_place(module, module->record.top_level_await);
    Diagnostic *added =
        diag_add(plan->diagnostics, MESSAGE_AWAIT_IN_FORMAT, place, output_format_name(format));
    if (plan->options->is_plain_worker)
      diag_note(plan->diagnostics, added, MESSAGE_PLAIN_WORKER_NOTE, NOWHERE);
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
  wrapping.is_seen = arena_new(&wrapping.scratch, bool, plan->place_count);
  wrapping.importer_after = arena_new(&wrapping.scratch, uint32_t, plan->place_count);
  for (uint32_t i = 0; i < plan->reachable.count; i++) {
    const Module *module = plan->reachable.at[i];
    const Linked *linked = plan_of(plan, module);
    if (linked->is_included && linked->acts_as_commonjs) wrap(&wrapping, module);
  }
  ModuleList seen = {0};
  find_seen_by_eval(plan, &wrapping.scratch, &seen);
  for (uint32_t i = 0; i < seen.count; i++) wrap(&wrapping, seen.at[i]);
  wrap_loaded(&wrapping, IMPORT_REQUIRE);
  spread_await(&wrapping);
  if (!plan->options->splits) { // otherwise import() leads to a chunk
    find_start(&wrapping);
    wrap_loaded(&wrapping, IMPORT_DYNAMIC);
    find_turns(plan);
  }
  find_awaited(&wrapping);
  for (uint32_t i = 0; i < plan->reachable.count; i++) {
    report_await(&wrapping, plan->reachable.at[i]);
    report_phases(plan, plan->reachable.at[i]);
  }
  arena_release(&wrapping.scratch);
}
