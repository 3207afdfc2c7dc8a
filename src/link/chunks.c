// Which chunk a module is in. An entry point runs what its module brings; modules that the same
// entry points run are a chunk: that of the entry point, if it is one, else a shared one. Sets of
// entry points are bits, handed on from each module to those that it brings.
//
// The modules of a group are loaded by all that need one of them, and so is what they bring. None
// of that can stay in the chunk of an entry point, which other chunks do not import.
#include "link/splitting.h"

static void add_set(const Split *split, const uint64_t *from, uint64_t *to) {
  for (uint32_t w = 0; w < split->words; w++) to[w] |= from[w];
}

static bool has_set(const Split *split, const uint64_t *all, const uint64_t *some) {
  for (uint32_t w = 0; w < split->words; w++) {
    if (some[w] & ~all[w]) return false;
  }
  return true;
}

static uint64_t *set_at(const Split *split, uint64_t *sets, uint32_t module) {
  return &sets[(size_t)module * split->words];
}

static void hand_on(Splitting *splitting, uint64_t *sets, uint32_t module) {
  const Split *split = splitting->split;
  const Edges *edges = &splitting->edges;
  for (uint32_t e = edges->first[module]; e < edges->first[module + 1]; e++) {
    add_set(split, set_at(split, sets, module), set_at(split, sets, edges->to[e]));
  }
}

// All modules of a cycle get what any of them has, then hand it on.
static void spread(Splitting *splitting, uint64_t *sets) {
  const Split *split = splitting->split;
  const Components *cycles = &splitting->cycles;
  for (uint32_t c = cycles->count; c-- > 0;) {
    uint32_t start = cycles->first[c], end = cycles->first[c + 1];
    uint64_t *first = set_at(split, sets, cycles->nodes[start]);
    for (uint32_t i = start; i < end; i++)
      add_set(split, set_at(split, sets, cycles->nodes[i]), first);
    for (uint32_t i = start; i < end; i++)
      add_set(split, first, set_at(split, sets, cycles->nodes[i]));
    for (uint32_t i = start; i < end; i++) hand_on(splitting, sets, cycles->nodes[i]);
  }
}

void find_sets(Splitting *splitting) {
  Plan *plan = splitting->plan;
  Split *split = splitting->split;
  size_t size = (size_t)plan->graph->modules.count * split->words;
  split->sets = arena_new(plan->arena, uint64_t, size);
  split->loads = arena_new(plan->arena, uint64_t, size);
  for (uint32_t i = 0; i < split->entry_points.count; i++) {
    const EntryPoint *point = &split->entry_points.at[i];
    set_at(split, split->sets, point->module->id)[i / 64] |= (uint64_t)1 << i % 64;
  }
  spread(splitting, split->sets);
}

// ---- Groups

// Makes one set of those of a group's modules. True if that adds to any.
static bool join_groups(Splitting *splitting) {
  const Split *split = splitting->split;
  uint32_t modules = splitting->plan->graph->modules.count;
  bool is_changed = false;
  uint64_t *unions =
      arena_new(&splitting->scratch, uint64_t, (size_t)(splitting->group_count + 1) * split->words);
  for (uint32_t id = 0; id < modules; id++) {
    if (splitting->groups[id])
      add_set(split, set_at(split, split->loads, id), set_at(split, unions, splitting->groups[id]));
  }
  for (uint32_t id = 0; id < modules; id++) {
    const uint64_t *all = set_at(split, unions, splitting->groups[id]);
    uint64_t *own = set_at(split, split->loads, id);
    if (!splitting->groups[id] || has_set(split, own, all)) continue;
    add_set(split, all, own);
    is_changed = true;
  }
  return is_changed;
}

// What a group brings.
static void mark_grouped(Splitting *splitting) {
  const Components *cycles = &splitting->cycles;
  const Edges *edges = &splitting->edges;
  for (uint32_t id = 0; id < edges->count; id++)
    splitting->is_grouped[id] = splitting->groups[id] != 0;
  for (uint32_t c = cycles->count; c-- > 0;) {
    bool is_grouped = false;
    for (uint32_t i = cycles->first[c]; i < cycles->first[c + 1]; i++)
      is_grouped |= splitting->is_grouped[cycles->nodes[i]];
    for (uint32_t i = cycles->first[c]; i < cycles->first[c + 1] && is_grouped; i++) {
      uint32_t module = cycles->nodes[i];
      splitting->is_grouped[module] = true;
      for (uint32_t e = edges->first[module]; e < edges->first[module + 1]; e++)
        splitting->is_grouped[edges->to[e]] = true;
    }
  }
}

// Each round makes some set larger; as groups mostly do not bring each other, there are few.
static void find_loads(Splitting *splitting) {
  Split *split = splitting->split;
  size_t size = (size_t)splitting->plan->graph->modules.count * split->words;
  memcpy(split->loads, split->sets, size * sizeof *split->loads);
  mark_grouped(splitting);
  while (splitting->group_count > 0 && join_groups(splitting)) spread(splitting, split->loads);
}

// ---- Chunks

uint32_t only_member(const Split *split, const uint64_t *set) {
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
  const uint64_t *set = set_at(split, split->loads, module->id);
  uint32_t only = only_member(split, set);
  if (only != NO_INDEX && !splitting->is_grouped[module->id]) return only;
  uint32_t group = splitting->groups[module->id];
  Text key = group ? text_format(&splitting->scratch, "%u", group)
                   : (Text){(const char *)set, split->words * (uint32_t)sizeof *set};
  bool is_new;
  uint32_t *chunk = map_add(&splitting->scratch, shared, key, &is_new);
  if (is_new) *chunk = add_chunk(splitting, CHUNK_SHARED, NO_INDEX);
  bool is_manual = group && group <= splitting->plan->options->manual_chunks.count;
  if (is_manual)
    split->chunks.at[*chunk].name = splitting->plan->options->manual_chunks.at[group - 1].name;
  return *chunk;
}

void assign_chunks(Splitting *splitting) {
  Plan *plan = splitting->plan;
  Split *split = splitting->split;
  find_loads(splitting);
  split->chunks.count = 0;
  for (uint32_t i = 0; i < split->entry_points.count; i++) {
    bool is_entry = split_is_start(&split->entry_points.at[i]);
    add_chunk(splitting, is_entry ? CHUNK_ENTRY : CHUNK_LOADED, i);
  }
  Map shared = {0};
  for (uint32_t i = 0; i < plan->reachable.count; i++) {
    const Module *module = plan->reachable.at[i];
    Linked *linked = plan_of(plan, module);
    linked->chunk = linked->is_included ? find_chunk(splitting, &shared, module) : NO_INDEX;
  }
}
