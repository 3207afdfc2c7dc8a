// Which chunk a module is in. An entry point runs what its module brings; modules that the same
// entry points run are a chunk: that of the entry point, if it is one, else a shared one. Sets of
// entry points are bits, handed on from each module to those that it brings.
#include "link/splitting.h"

static uint64_t *set_of(Split *split, uint32_t module) {
  return &split->sets[(size_t)module * split->words];
}

static void add_set(Split *split, uint32_t from, uint32_t to) {
  const uint64_t *more = set_of(split, from);
  uint64_t *set = set_of(split, to);
  for (uint32_t w = 0; w < split->words; w++) set[w] |= more[w];
}

static void hand_on(Splitting *splitting, uint32_t module) {
  const Edges *edges = &splitting->edges;
  for (uint32_t e = edges->first[module]; e < edges->first[module + 1]; e++) {
    add_set(splitting->split, module, edges->to[e]);
  }
}

// All modules of a cycle get what any of them has, then hand it on.
static void spread_sets(Splitting *splitting) {
  Split *split = splitting->split;
  const Components *cycles = &splitting->cycles;
  for (uint32_t c = cycles->count; c-- > 0;) {
    uint32_t start = cycles->first[c], end = cycles->first[c + 1];
    uint32_t first = cycles->nodes[start];
    for (uint32_t i = start; i < end; i++) add_set(split, cycles->nodes[i], first);
    for (uint32_t i = start; i < end; i++) add_set(split, first, cycles->nodes[i]);
    for (uint32_t i = start; i < end; i++) hand_on(splitting, cycles->nodes[i]);
  }
}

// The only member of a set, or NO_INDEX.
static uint32_t only_member(const Split *split, const uint64_t *set) {
  uint32_t found = NO_INDEX;
  for (uint32_t w = 0; w < split->words; w++) {
    if (set[w] == 0) continue;
    if (found != NO_INDEX || set[w] & (set[w] - 1)) return NO_INDEX;
    found = w * 64 + (uint32_t)__builtin_ctzll(set[w]);
  }
  return found;
}

static uint32_t add_chunk(Splitting *splitting, ChunkKind kind, uint32_t entry_point) {
  Split *split = splitting->split;
  Chunk chunk = {.kind = kind, .entry_point = entry_point};
  array_push(splitting->plan->arena, &split->chunks, chunk);
  return split->chunks.count - 1;
}

static uint32_t find_chunk(Splitting *splitting, Map *shared, const Module *module) {
  Split *split = splitting->split;
  const uint64_t *set = split_set(split, module);
  uint32_t only = only_member(split, set);
  if (only != NO_INDEX) return only;
  Text key = {(const char *)set, split->words * (uint32_t)sizeof *set};
  bool is_new;
  uint32_t *chunk = map_add(&splitting->scratch, shared, key, &is_new);
  if (is_new) *chunk = add_chunk(splitting, CHUNK_SHARED, NO_INDEX);
  return *chunk;
}

void assign_chunks(Splitting *splitting) {
  Plan *plan = splitting->plan;
  Split *split = splitting->split;
  split->sets = arena_new(plan->arena, uint64_t, plan->graph->modules.count * split->words);
  for (uint32_t i = 0; i < split->entry_points.count; i++) {
    const EntryPoint *point = &split->entry_points.at[i];
    set_of(split, point->module->id)[i / 64] |= (uint64_t)1 << i % 64;
    add_chunk(splitting, point->entry == NO_INDEX ? CHUNK_LOADED : CHUNK_ENTRY, i);
  }
  spread_sets(splitting);
  Map shared = {0};
  for (uint32_t i = 0; i < plan->reachable.count; i++) {
    const Module *module = plan->reachable.at[i];
    Linked *linked = plan_of(plan, module);
    linked->chunk = linked->is_included ? find_chunk(splitting, &shared, module) : NO_INDEX;
  }
}
