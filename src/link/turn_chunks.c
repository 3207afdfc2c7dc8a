// The modules of a chunk run one after the other, and not before all that any of them imports: each
// waits for what another one awaits. By the specification it waits for what it imports alone.
//
// So modules that wait for the same are a chunk: what is in a row are those that await. One that
// awaits begins the chunk of those that wait for just it, and what it waits for. As a module waits
// for all that those it imports wait for, chunks import others with less in their rows, and no
// circles come of this. Modules that wait for nothing run in the order in which they are met: where
// one that awaits comes between them, they are two chunks. Among chunks, the engine keeps the
// order. A chunk stays whole if it does the same as it is: mostly that is all of them. So do those
// that were made by hand.
#include "link/splitting.h"

typedef struct Visit {
  const Module *module;
  uint32_t next; // import to follow
} Visit;

// A chunk, and whether it stays.
typedef struct Cut {
  Array(const Module *) modules; // in the order of the first entry point that runs the chunk
  Array(uint32_t) intervals;     // by these: how many awaited before, having waited for nothing
  uint64_t *row;                 // what its next module must wait for if the chunk is to stay
  uint32_t interval;
  bool is_cut, is_manual;
} Cut;

typedef struct Cutting {
  Splitting *splitting;
  Plan *plan;
  Arena scratch;
  uint32_t *number;  // by module id: 1 + its number among those that hold others up, or 0
  uint64_t *waits;   // by module id, in rows: which of those it waits for,
  uint64_t *keys;    // and what those wait for that import it
  uint32_t words;    // of a row
  Cut *cuts;         // by chunk
  uint32_t *seen_in; // by module id: 1 + the entry point that came by
  uint32_t *last_of; // by cycle: where its last module is in `order`
  Array(Visit) open;
  Array(const Module *) order; // of one entry point
} Cutting;

// ---- Who waits for whom

static bool holds_up(Plan *plan, const Module *module) {
  const Linked *linked = plan_of(plan, module);
  bool is_bare = module->kind == MODULE_ESM && linked->is_included && linked->wrap == WRAP_NONE;
  if (!is_bare || !linked->is_async) return false;
  if (plan_awaits(plan, module)) return true;
  plan->asks_what_throws = true;
  return throws_by_itself(module);
}

// False if nothing awaits.
static bool number_holders(Cutting *cutting) {
  const Plan *plan = cutting->plan;
  uint32_t count = 0;
  cutting->number = arena_new(&cutting->scratch, uint32_t, plan->graph->modules.count);
  for (uint32_t i = 0; i < plan->reachable.count; i++) {
    const Module *module = plan->reachable.at[i];
    if (holds_up(cutting->plan, module)) cutting->number[module->id] = ++count;
  }
  cutting->words = (count + 63) / 64;
  return count > 0;
}

static uint64_t *row_of(const Cutting *cutting, uint64_t *rows, uint32_t id) {
  return &rows[(size_t)id * cutting->words];
}

static void add_row(const Cutting *cutting, const uint64_t *from, uint64_t *to) {
  for (uint32_t word = 0; word < cutting->words; word++) to[word] |= from[word];
}

static bool is_same_row(const Cutting *cutting, const uint64_t *a, const uint64_t *b) {
  return memcmp(a, b, cutting->words * sizeof *a) == 0;
}

static bool is_empty_row(const Cutting *cutting, const uint64_t *row) {
  for (uint32_t word = 0; word < cutting->words; word++) {
    if (row[word]) return false;
  }
  return true;
}

static void add_waits(const Cutting *cutting, uint32_t id, uint64_t *row) {
  const Module *module = cutting->plan->graph->modules.at[id];
  for (uint32_t i = 0; i < module->record.imports.count; i++) {
    const Module *target = plan_target(module, i);
    bool is_statement = module->record.imports.at[i].kind == IMPORT_STATEMENT;
    if (target && is_statement && module->kind == MODULE_ESM)
      add_row(cutting, row_of(cutting, cutting->keys, target->id), row);
  }
}

// A cycle comes behind what it leads to. Its modules wait for the same, and who imports one of them
// waits for all.
static void find_waits(Cutting *cutting) {
  const Components *cycles = &cutting->splitting->cycles;
  size_t size = (size_t)cutting->plan->graph->modules.count * cutting->words;
  cutting->waits = arena_new(&cutting->scratch, uint64_t, size);
  cutting->keys = arena_new(&cutting->scratch, uint64_t, size);
  uint64_t *row = arena_new(&cutting->scratch, uint64_t, cutting->words);
  for (uint32_t c = 0; c < cycles->count; c++) {
    uint32_t start = cycles->first[c], end = cycles->first[c + 1];
    memset(row, 0, cutting->words * sizeof *row);
    for (uint32_t i = start; i < end; i++) add_waits(cutting, cycles->nodes[i], row);
    for (uint32_t i = start; i < end; i++)
      add_row(cutting, row, row_of(cutting, cutting->waits, cycles->nodes[i]));
    for (uint32_t i = start; i < end; i++) {
      uint32_t number = cutting->number[cycles->nodes[i]];
      if (number) row[(number - 1) / 64] |= UINT64_C(1) << (number - 1) % 64;
    }
    for (uint32_t i = start; i < end; i++)
      add_row(cutting, row, row_of(cutting, cutting->keys, cycles->nodes[i]));
  }
}

// ---- Cutting

static void enter(Cutting *cutting, uint32_t point, const Module *module) {
  bool is_new = cutting->seen_in[module->id] != point + 1;
  if (!is_new || module->kind == MODULE_VALUE || !plan_is_bare(cutting->plan, module)) return;
  cutting->seen_in[module->id] = point + 1;
  array_push(&cutting->scratch, &cutting->open, (Visit){module, 0});
}

static void list_order(Cutting *cutting, uint32_t point) {
  cutting->order.count = 0;
  enter(cutting, point, cutting->splitting->split->entry_points.at[point].module);
  while (cutting->open.count > 0) {
    Visit *visit = &array_last(&cutting->open);
    const Module *module = visit->module;
    if (visit->next < module->record.imports.count) {
      uint32_t record = visit->next++;
      const Module *target = plan_target(module, record);
      bool is_statement = module->record.imports.at[record].kind == IMPORT_STATEMENT;
      if (target && is_statement) enter(cutting, point, target);
      continue;
    }
    cutting->open.count--;
    cutting->last_of[cutting->splitting->cycles.of[module->id]] = cutting->order.count;
    array_push(&cutting->scratch, &cutting->order, module);
  }
}

static bool is_run_first(const Cutting *cutting, uint32_t point, const Module *module) {
  const Split *split = cutting->splitting->split;
  const Linked *linked = plan_of(cutting->plan, module);
  bool is_noticed = linked->is_included && linked->wrap == WRAP_NONE && !linked->is_inert &&
                    module->kind != MODULE_VALUE;
  return is_noticed && split_runs(split, point, module) && split_first(split, module) == point;
}

static void add_module(Cutting *cutting, const Module *module) {
  Cut *cut = &cutting->cuts[plan_of(cutting->plan, module)->chunk];
  const uint64_t *row = row_of(cutting, cutting->waits, module->id);
  if (!cut->row) {
    cut->row = arena_new(&cutting->scratch, uint64_t, cutting->words);
    add_row(cutting, row, cut->row);
  }
  cut->is_cut |= !is_same_row(cutting, row, cut->row);
  cut->is_manual |= cutting->splitting->groups[module->id] != 0;
  array_push(&cutting->scratch, &cut->modules, module);
  array_push(&cutting->scratch, &cut->intervals, cut->interval);
}

// Those of it that await count for what comes behind the cycle.
static void add_cycle(Cutting *cutting, uint32_t point, uint32_t cycle) {
  const Components *cycles = &cutting->splitting->cycles;
  for (uint32_t i = cycles->first[cycle]; i < cycles->first[cycle + 1]; i++) {
    const Module *module = cutting->plan->graph->modules.at[cycles->nodes[i]];
    if (is_run_first(cutting, point, module)) add_module(cutting, module);
  }
  for (uint32_t i = cycles->first[cycle]; i < cycles->first[cycle + 1]; i++) {
    const Module *module = cutting->plan->graph->modules.at[cycles->nodes[i]];
    if (!is_run_first(cutting, point, module)) continue;
    Cut *cut = &cutting->cuts[plan_of(cutting->plan, module)->chunk];
    add_row(cutting, row_of(cutting, cutting->keys, module->id), cut->row);
    bool begins = is_empty_row(cutting, row_of(cutting, cutting->waits, module->id));
    cut->interval += begins && cutting->number[module->id];
  }
}

// Modules with equal keys are a group: the index of a chunk, a row, and for those that wait for
// nothing their interval.
static Text key_of(Cutting *cutting, uint32_t chunk, uint32_t index) {
  const Cut *cut = &cutting->cuts[chunk];
  const uint64_t *row = row_of(cutting, cutting->keys, cut->modules.at[index]->id);
  uint32_t words = cutting->words + 1;
  uint64_t *key = arena_new(&cutting->scratch, uint64_t, words);
  bool is_empty = is_empty_row(cutting, row);
  key[0] = (uint64_t)chunk << 32 | (is_empty ? 1 + cut->intervals.at[index] : 0);
  memcpy(key + 1, row, cutting->words * sizeof *row);
  return (Text){(const char *)key, words * (uint32_t)sizeof *key};
}

// What is in one group with the entry point's module, the last one, stays in its chunk.
static bool group_parts(Cutting *cutting, uint32_t chunk, Map *groups) {
  Splitting *splitting = cutting->splitting;
  const Cut *cut = &cutting->cuts[chunk];
  if (!cut->is_cut || cut->is_manual) return false;
  bool is_shared = splitting->split->chunks.at[chunk].kind == CHUNK_SHARED;
  Text last = key_of(cutting, chunk, cut->modules.count - 1);
  for (uint32_t i = 0; i < cut->modules.count; i++) {
    bool is_new;
    Text key = key_of(cutting, chunk, i);
    if (!is_shared && text_is(key, last)) continue;
    uint32_t *group = map_add(&cutting->scratch, groups, key, &is_new);
    if (is_new) *group = ++splitting->group_count;
    splitting->groups[cut->modules.at[i]->id] = *group;
  }
  return true;
}

static void list_chunks(Cutting *cutting) {
  const Splitting *splitting = cutting->splitting;
  const Split *split = splitting->split;
  cutting->cuts = arena_new(&cutting->scratch, Cut, split->chunks.count);
  cutting->seen_in = arena_new(&cutting->scratch, uint32_t, splitting->edges.count);
  cutting->last_of = arena_new(&cutting->scratch, uint32_t, splitting->cycles.count);
  for (uint32_t point = 0; point < split->entry_points.count; point++) {
    list_order(cutting, point);
    for (uint32_t i = 0; i < cutting->order.count; i++) {
      uint32_t cycle = splitting->cycles.of[cutting->order.at[i]->id];
      if (cutting->last_of[cycle] == i) add_cycle(cutting, point, cycle);
    }
  }
}

static void mark_waiting(Cutting *cutting) {
  const Plan *plan = cutting->plan;
  for (uint32_t i = 0; i < plan->reachable.count; i++) {
    const Module *module = plan->reachable.at[i];
    const uint64_t *row = row_of(cutting, cutting->waits, module->id);
    plan_of(plan, module)->is_waiting = !is_empty_row(cutting, row);
  }
}

bool group_turns(Splitting *splitting) {
  Cutting cutting = {.splitting = splitting, .plan = splitting->plan};
  bool is_changed = false;
  if (number_holders(&cutting)) {
    Map groups = {0};
    find_waits(&cutting);
    list_chunks(&cutting);
    for (uint32_t i = 0; i < splitting->split->chunks.count; i++)
      is_changed |= group_parts(&cutting, i, &groups);
    if (is_changed) mark_waiting(&cutting);
  }
  arena_release(&cutting.scratch);
  return is_changed;
}
