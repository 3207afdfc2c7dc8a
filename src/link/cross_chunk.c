// What chunks use of each other. Each use of a variable that another chunk has becomes an import
// here and an export there; bindings of ES modules are live, and members of what require() gave
// are. The code that is printed decides, not the graph: a name that nothing mentions is not shared.
#include "link/splitting.h"

#include <stdlib.h>

typedef struct Crossing {
  Splitting *splitting;
  Split *split;
  Plan *plan; // of the chunk at hand
  Chunk *chunk;
  Arena scratch;
  uint32_t *used_in;     // by slot: 1 + the last chunk that uses it
  uint32_t *imported_in; // by chunk: 1 + the last chunk that imports it
  uint32_t *import_of;   // by chunk: the index of that import
  Array(SlotId) used;    // by the chunk at hand, not its own
  Array(uint32_t) loads;
} Crossing;

static void use(Crossing *crossing, SlotId slot) {
  uint32_t mark = crossing->plan->chunk + 1;
  if (!slot || plan_owns(crossing->plan, slot) || crossing->used_in[slot] == mark) return;
  crossing->used_in[slot] = mark;
  array_push(&crossing->scratch, &crossing->used, slot);
}

// ---- What is printed

static void use_bindings(Crossing *crossing, const Binding *bindings, uint32_t count) {
  for (uint32_t i = 0; i < count; i++)
    use(crossing, link_mention(crossing->plan, &bindings[i]).slot);
}

static void use_exports(Crossing *crossing, const NamedExport *exports, uint32_t count) {
  for (uint32_t i = 0; i < count; i++) {
    if (exports[i].binding.module)
      use(crossing, link_mention(crossing->plan, &exports[i].binding).slot);
  }
}

static void use_steps(Crossing *crossing, const Step *steps, uint32_t count) {
  const Plan *plan = crossing->plan;
  for (uint32_t i = 0; i < count; i++) {
    const Step *step = &steps[i];
    if (step->kind == STEP_EXTERNAL && plan->options->format != OUTPUT_ESM)
      use(crossing, plan->externals.at[step->external].namespace_slot);
    if (step->kind != STEP_REQUIRE && step->kind != STEP_INIT) continue;
    const Linked *target = plan_of(plan, step->module);
    SlotId loader = target->loader_slots[step->is_node_mode];
    use(crossing, step->kind == STEP_REQUIRE && loader ? loader : target->wrapper_slot);
  }
}

static void use_load(Crossing *crossing, const Module *module, uint32_t record) {
  const Linked *target = plan_of(crossing->plan, plan_target(module, record));
  ImportKind kind = module->record.imports.at[record].kind;
  if (kind == IMPORT_DYNAMIC) array_push(&crossing->scratch, &crossing->loads, target->entry_point);
  if (kind != IMPORT_REQUIRE) return;
  use(crossing, target->required_slot ? target->required_slot : target->wrapper_slot);
}

static void use_module(Crossing *crossing, const Module *module) {
  const Linked *linked = plan_of(crossing->plan, module);
  use_bindings(crossing, linked->uses.at, linked->uses.count);
  use_steps(crossing, linked->init_steps.at, linked->init_steps.count);
  for (uint32_t i = 0; i < linked->loads.count; i++) {
    use_load(crossing, module, linked->loads.at[i]);
  }
  if (module->record.import_metas.count > 0) use(crossing, crossing->plan->import_meta_slot);
  if (!linked->namespace_slot || module->kind == MODULE_VALUE) return;
  use_exports(crossing, linked->namespace_names.at, linked->namespace_names.count);
  if (!linked->exports_are_kept) return;
  use_bindings(crossing, linked->exports.dynamic.at, linked->exports.dynamic.count);
}

static void use_entry(Crossing *crossing, const Module *entry) {
  const Plan *plan = crossing->plan;
  const Linked *linked = plan_of(plan, entry);
  use_exports(crossing, plan->exports.at, plan->exports.count);
  if (linked->wrap != WRAP_NONE) use(crossing, linked->wrapper_slot);
  if (plan->options->format == OUTPUT_CJS) use(crossing, linked->namespace_slot);
}

// What import() of the module is to find in the chunk.
static void export_object(Crossing *crossing, const Module *module) {
  const Linked *linked = plan_of(crossing->plan, module);
  SlotId objects[] = {linked->import_slots[0], linked->import_slots[1], 0};
  if (!linked->acts_as_commonjs) {
    objects[0] = linked->namespace_slot;
    objects[1] = 0;
  }
  for (int i = 0; i < 2; i++) {
    if (!objects[i]) continue;
    use(crossing, objects[i]);
    array_push(crossing->plan->arena, &crossing->chunk->exports, objects[i]);
  }
}

SlotId split_object_slot(const Plan *plan, const Module *module, bool is_node_mode) {
  const Linked *linked = plan_of(plan, module);
  return linked->acts_as_commonjs ? linked->import_slots[is_node_mode] : linked->namespace_slot;
}

// ---- Imports

static int compare_numbers(const void *a_at, const void *b_at) {
  const uint32_t *a = a_at, *b = b_at;
  return *a < *b ? -1 : *a > *b;
}

static ChunkImport *import_chunk(Crossing *crossing, uint32_t chunk) {
  uint32_t mark = crossing->plan->chunk + 1;
  if (crossing->imported_in[chunk] != mark) {
    crossing->imported_in[chunk] = mark;
    crossing->import_of[chunk] = crossing->chunk->imports.count;
    array_push(crossing->plan->arena, &crossing->chunk->imports, (ChunkImport){.chunk = chunk});
  }
  return &crossing->chunk->imports.at[crossing->import_of[chunk]];
}

// A chunk waits for what its modules wait for, even if it uses nothing of it.
static void import_awaited(Crossing *crossing, const Module *module) {
  const Plan *plan = crossing->plan;
  const Edges *edges = &crossing->splitting->edges;
  for (uint32_t e = edges->first[module->id]; e < edges->first[module->id + 1]; e++) {
    const Linked *target = plan_of(plan, plan->graph->modules.at[edges->to[e]]);
    bool is_awaited = target->is_async && target->is_included && target->wrap == WRAP_NONE;
    if (is_awaited && target->chunk != plan->chunk) import_chunk(crossing, target->chunk);
  }
}

static void list_imports(Crossing *crossing) {
  Chunk *chunk = crossing->chunk;
  const Plan *plan = crossing->plan;
  for (uint32_t i = 0; i < chunk->runs.count; i++) import_chunk(crossing, chunk->runs.at[i]);
  for (uint32_t i = 0; i < plan->reachable.count; i++) {
    const Linked *linked = plan_of(plan, plan->reachable.at[i]);
    if (linked->is_async && linked->wrap == WRAP_NONE)
      import_awaited(crossing, plan->reachable.at[i]);
  }
  for (uint32_t i = 0; i < crossing->used.count; i++) {
    SlotId slot = crossing->used.at[i];
    uint32_t owner = crossing->plan->slots->at[slot].chunk;
    if (owner == SLOT_EVERYWHERE) continue;
    array_push(crossing->plan->arena, &import_chunk(crossing, owner)->slots, slot);
  }
}

static void add_local(Crossing *crossing, LocalName local) {
  array_push(crossing->plan->arena, &crossing->plan->locals, local);
}

static void list_locals(Crossing *crossing) {
  Plan *plan = crossing->plan;
  for (uint32_t i = 0; i < crossing->used.count; i++) {
    SlotId slot = crossing->used.at[i], variable = 0;
    uint32_t owner = plan->slots->at[slot].chunk;
    if (plan->options->format == OUTPUT_CJS && owner != SLOT_EVERYWHERE)
      variable = import_chunk(crossing, owner)->variable;
    add_local(crossing, (LocalName){.slot = slot, .variable = variable});
  }
  for (uint32_t i = 0; i < crossing->chunk->imports.count; i++) {
    SlotId variable = crossing->chunk->imports.at[i].variable;
    if (variable) add_local(crossing, (LocalName){.slot = variable});
  }
}

// Where chunks are required, each import that has names is a variable. They come last: all slots
// of modules are older.
static void add_variables(Crossing *crossing) {
  Plan *whole = crossing->split->whole;
  for (uint32_t i = 0; i < crossing->chunk->imports.count; i++) {
    ChunkImport *import = &crossing->chunk->imports.at[i];
    if (import->slots.count == 0) continue;
    import->variable = plan_add_slot(whole, TEXT("chunk"), NULL);
    whole->slots->at[import->variable].chunk = SLOT_EVERYWHERE;
  }
}

static void use_helpers(Crossing *crossing) {
  for (int i = 0; i < RUNTIME_HELPER_COUNT; i++) use(crossing, crossing->plan->helper_slots[i]);
}

static void link_chunk(Crossing *crossing) {
  Chunk *chunk = crossing->chunk;
  Plan *plan = crossing->plan;
  crossing->used.count = crossing->loads.count = 0;
  use_helpers(crossing);
  for (uint32_t i = 0; i < plan->reachable.count; i++) use_module(crossing, plan->reachable.at[i]);
  use_steps(crossing, plan->steps.at, plan->steps.count);
  if (chunk->kind != CHUNK_SHARED) {
    const EntryPoint *point = &crossing->split->entry_points.at[chunk->entry_point];
    if (!split_is_start(point) && point->form == LOAD_OBJECT)
      export_object(crossing, point->module);
    else
      use_entry(crossing, point->module);
  }
  if (crossing->used.count) // the lists may have no memory yet
    qsort(crossing->used.at, crossing->used.count, sizeof(SlotId), compare_numbers);
  list_imports(crossing);
  if (plan->options->format == OUTPUT_CJS) add_variables(crossing);
  list_locals(crossing);
}

static void list_loads(Crossing *crossing) {
  uint32_t count = crossing->loads.count, *loads = crossing->loads.at;
  if (count) qsort(loads, count, sizeof *loads, compare_numbers);
  for (uint32_t i = 0; i < count; i++) {
    if (i > 0 && loads[i] == loads[i - 1]) continue;
    array_push(crossing->plan->arena, &crossing->chunk->loads, loads[i]);
  }
}

// ---- Exports

static void list_exports(Split *split, const Chunk *from) {
  for (uint32_t i = 0; i < from->imports.count; i++) {
    const ChunkImport *import = &from->imports.at[i];
    Chunk *to = &split->chunks.at[import->chunk];
    for (uint32_t s = 0; s < import->slots.count; s++) {
      array_push(split->whole->arena, &to->exports, import->slots.at[s]);
    }
  }
}

static void sort_exports(Chunk *chunk) {
  uint32_t kept = 0;
  if (chunk->exports.count == 0) return;
  qsort(chunk->exports.at, chunk->exports.count, sizeof(SlotId), compare_numbers);
  for (uint32_t i = 0; i < chunk->exports.count; i++) {
    SlotId slot = chunk->exports.at[i];
    if (kept == 0 || chunk->exports.at[kept - 1] != slot) chunk->exports.at[kept++] = slot;
  }
  chunk->exports.count = kept;
}

// ---- Chunks that may fail

// Whether a module has run, or failed, before anything can ask for it again: all begins with it.
static bool runs_first(const Split *split, const Module *module) {
  uint32_t starts = 0;
  for (uint32_t i = 0; i < split->entry_points.count && starts < 2; i++) {
    if (!split_is_start(&split->entry_points.at[i])) continue;
    if (!split_runs(split, i, module)) return false;
    starts++;
  }
  return starts == 1;
}

// Whether something runs with the chunk that could throw, and be asked for again.
static bool may_throw(const Split *split, const Chunk *chunk) {
  for (uint32_t i = 0; i < chunk->plan.steps.count; i++) {
    const Step *step = &chunk->plan.steps.at[i];
    if (!step->module) return true; // from outside
    bool is_inert = step->kind == STEP_RUN && plan_of(&chunk->plan, step->module)->is_inert;
    if (!is_inert && !runs_first(split, step->module)) return true;
  }
  return false;
}

// What require() loads runs again when it has failed, and modules do not: so chunks remember, and
// with them those that import them. An entry is left alone: whoever requires it expects no less.
static void find_failing(Split *split) {
  for (uint32_t i = 0; i < split->chunks.count; i++) {
    Chunk *chunk = &split->chunks.at[i];
    chunk->keeps_failure = chunk->kind != CHUNK_ENTRY && may_throw(split, chunk);
  }
  for (bool goes_on = true; goes_on;) { // once, but for chunks that come before what they import
    goes_on = false;
    for (uint32_t i = split->chunks.count; i-- > 0;) {
      Chunk *chunk = &split->chunks.at[i];
      if (chunk->kind == CHUNK_ENTRY) continue;
      for (uint32_t c = 0; c < chunk->imports.count && !chunk->keeps_failure; c++)
        goes_on |= chunk->keeps_failure =
            split->chunks.at[chunk->imports.at[c].chunk].keeps_failure;
    }
  }
}

void link_chunks(Splitting *splitting) {
  Split *split = splitting->split;
  Crossing crossing = {.splitting = splitting, .split = split};
  crossing.used_in = arena_new(&crossing.scratch, uint32_t, split->whole->slots->count);
  crossing.imported_in = arena_new(&crossing.scratch, uint32_t, split->chunks.count);
  crossing.import_of = arena_new(&crossing.scratch, uint32_t, split->chunks.count);
  for (uint32_t i = 0; i < split->chunks.count; i++) {
    crossing.chunk = &split->chunks.at[i];
    crossing.plan = &crossing.chunk->plan;
    link_chunk(&crossing);
    list_loads(&crossing);
  }
  for (uint32_t i = 0; i < split->chunks.count; i++) list_exports(split, &split->chunks.at[i]);
  for (uint32_t i = 0; i < split->chunks.count; i++) sort_exports(&split->chunks.at[i]);
  if (split->whole->options->format == OUTPUT_CJS) find_failing(split);
  arena_release(&crossing.scratch);
}
