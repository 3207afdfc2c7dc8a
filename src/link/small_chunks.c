// --min-chunk-size=BYTES. What import() leads to is loaded behind what asks for it. Where only one
// entry point asks, that one has been loaded whenever the other is, and is left out of a set. Small
// chunks whose sets are the same then are always loaded together, and become one.
#include "link/splitting.h"

typedef struct Merging {
  Splitting *splitting;
  Split *split;
  Arena scratch;
  uint32_t *askers; // by entry point: the only one that loads it by import(), or NO_INDEX
  uint32_t *bytes;  // by chunk: of the sources in it
  bool *awaits;     // by chunk: one that others must not wait for
  Map first;        // set → the first small chunk that has it
} Merging;

enum { NOT_ASKED = NO_INDEX - 1 };

static void note_askers(Merging *merging, const Module *module) {
  const Plan *plan = merging->splitting->plan;
  const Linked *linked = plan_of(plan, module);
  for (uint32_t i = 0; i < linked->loads.count; i++) {
    uint32_t record = linked->loads.at[i];
    if (module->record.imports.at[record].kind != IMPORT_DYNAMIC) continue;
    uint32_t runner = only_member(merging->split, split_set(merging->split, module));
    uint32_t *asker = &merging->askers[plan_of(plan, plan_target(module, record))->entry_point];
    *asker = *asker == NOT_ASKED || *asker == runner ? runner : NO_INDEX;
  }
}

static void find_askers(Merging *merging) {
  const Plan *plan = merging->splitting->plan;
  uint32_t count = merging->split->entry_points.count;
  merging->askers = arena_new(&merging->scratch, uint32_t, count);
  for (uint32_t i = 0; i < count; i++) {
    bool is_entry = split_is_start(&merging->split->entry_points.at[i]);
    merging->askers[i] = is_entry ? NO_INDEX : NOT_ASKED;
  }
  for (uint32_t i = 0; i < plan->reachable.count; i++) {
    const Module *module = plan->reachable.at[i];
    if (plan_of(plan, module)->is_included) note_askers(merging, module);
  }
}

static void measure_chunks(Merging *merging) {
  const Plan *plan = merging->splitting->plan;
  merging->bytes = arena_new(&merging->scratch, uint32_t, merging->split->chunks.count);
  merging->awaits = arena_new(&merging->scratch, bool, merging->split->chunks.count);
  for (uint32_t i = 0; i < plan->reachable.count; i++) {
    const Module *module = plan->reachable.at[i];
    const Linked *linked = plan_of(plan, module);
    if (!linked->is_included) continue;
    merging->bytes[linked->chunk] += module->file.text.size;
    merging->awaits[linked->chunk] |= linked->is_async;
  }
}

// A set without those that come behind others of it.
static Text reduced(Merging *merging, const uint64_t *set) {
  const Split *split = merging->split;
  uint64_t *left = arena_new(&merging->scratch, uint64_t, split->words);
  memcpy(left, set, split->words * sizeof *left);
  for (uint32_t i = 0; i < split->entry_points.count; i++) {
    uint32_t asker = merging->askers[i];
    if (asker >= NOT_ASKED || asker == i || !(set[asker / 64] >> asker % 64 & 1)) continue;
    left[i / 64] &= ~((uint64_t)1 << i % 64);
  }
  return (Text){(const char *)left, split->words * (uint32_t)sizeof *left};
}

// The group that a module's chunk belongs to, or 0.
static uint32_t group_of(Merging *merging, const Module *module, uint32_t *groups) {
  uint32_t chunk = plan_of(merging->splitting->plan, module)->chunk;
  const Chunk *the = &merging->split->chunks.at[chunk];
  bool is_small = merging->bytes[chunk] < merging->splitting->plan->options->min_chunk_bytes;
  if (the->kind != CHUNK_SHARED || the->name.size || !is_small || merging->awaits[chunk]) return 0;
  if (groups[chunk]) return groups[chunk];
  bool is_new;
  Text key = reduced(merging, split_set(merging->split, module));
  uint32_t *group = map_add(&merging->scratch, &merging->first, key, &is_new);
  if (is_new) *group = ++merging->splitting->group_count;
  return groups[chunk] = *group;
}

void group_small_chunks(Splitting *splitting) {
  const Plan *plan = splitting->plan;
  Merging merging = {.splitting = splitting, .split = splitting->split};
  if (plan->options->min_chunk_bytes == 0) return;
  find_askers(&merging);
  measure_chunks(&merging);
  uint32_t *groups = arena_new(&merging.scratch, uint32_t, splitting->split->chunks.count);
  for (uint32_t i = 0; i < plan->reachable.count; i++) {
    const Module *module = plan->reachable.at[i];
    if (!plan_of(plan, module)->is_included || splitting->groups[module->id]) continue;
    splitting->groups[module->id] = group_of(&merging, module, groups);
  }
  assign_chunks(splitting);
  arena_release(&merging.scratch);
}
