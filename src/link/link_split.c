// The passes of a build that shares code between its outputs. Up to the closures they are those of
// one output that has several entries; then modules get chunks, and each chunk a plan of its own.
#include "link/splitting.h"

#include <assert.h>

static void add_entries(Plan *plan) {
  for (uint32_t i = 0; i < plan->graph->entries.count; i++) {
    const Module *entry = plan->graph->entries.at[i];
    if (!split_is_copied(entry)) array_push(plan->arena, &plan->entries, entry);
  }
}

// Each chunk's plan has the tables of the whole, and lists of its own.
static void make_plans(Split *split) {
  Plan *whole = split->whole;
  for (uint32_t i = 0; i < split->chunks.count; i++) {
    Chunk *chunk = &split->chunks.at[i];
    chunk->plan = (Plan){.arena = whole->arena,
                         .graph = whole->graph,
                         .options = whole->options,
                         .split = split,
                         .chunk = i,
                         .places = whole->places,
                         .linked = whole->linked,
                         .place_count = whole->place_count,
                         .diagnostics = whole->diagnostics};
    if (chunk->kind != CHUNK_SHARED)
      chunk->plan.entry = split->entry_points.at[chunk->entry_point].module;
  }
  for (uint32_t i = 0; i < whole->reachable.count; i++) {
    const Module *module = whole->reachable.at[i];
    uint32_t chunk = plan_of(whole, module)->chunk;
    if (chunk != NO_INDEX)
      array_push(whole->arena, &split->chunks.at[chunk].plan.reachable, module);
  }
}

// Passes that came before the chunks' plans were made may have changed these.
static void share_tables(Split *split) {
  const Plan *whole = split->whole;
  for (uint32_t i = 0; i < split->chunks.count; i++) {
    Plan *plan = &split->chunks.at[i].plan;
    plan->externals = whole->externals;
    plan->external_indices = whole->external_indices;
    plan->slots = whole->slots;
    plan->import_meta_slot = whole->import_meta_slot;
    memcpy(plan->helper_slots, whole->helper_slots, sizeof plan->helper_slots);
  }
}

// A module whose namespace a chunk exports for import() needs one, and has it by its whole name.
static void finish_entry_points(Split *split) {
  for (uint32_t i = 0; i < split->entry_points.count; i++) {
    EntryPoint *point = &split->entry_points.at[i];
    Linked *linked = plan_of(split->whole, point->module);
    if (linked->wrap != WRAP_NONE && !split_is_start(point)) point->form = LOAD_OBJECT;
    bool is_object = point->is_loaded && point->form == LOAD_OBJECT;
    if (is_object && !linked->acts_as_commonjs) linked->needs_namespace = true;
  }
}

static void add_all_slots(Split *split) {
  Plan *whole = split->whole;
  add_slots_of_all(whole);
  for (SlotId slot = 0; slot < whole->slots->count; slot++)
    whole->slots->at[slot].chunk = SLOT_EVERYWHERE;
  share_tables(split);
  for (uint32_t i = 0; i < split->chunks.count; i++) {
    Plan *plan = &split->chunks.at[i].plan;
    plan->export_count = whole->export_count;
    plan->star_walk = whole->star_walk;
    plan->first_slot = plan->slots->count;
    add_slots(plan);
    plan->end_slot = plan->slots->count;
    for (SlotId slot = plan->first_slot; slot < plan->end_slot; slot++)
      plan->slots->at[slot].chunk = i;
    whole->export_count = plan->export_count;
    whole->star_walk = plan->star_walk;
  }
  share_tables(split);
}

// "a" to "z", "aa" and so on: reserved words can be names of exports.
static Text letters_of(Arena *arena, uint32_t index) {
  Text name = {0};
  for (uint32_t rest = index + 1; rest > 0; rest = (rest - 1) / 26) {
    char letter = (char)('a' + (rest - 1) % 26);
    name = text_concat(arena, (Text){&letter, 1}, name);
  }
  return name;
}

// Whether the chunk also exports names that are known only when it runs: they must not be hidden.
static bool has_late_names(const Plan *plan) {
  return plan->entry && plan_of(plan, plan->entry)->exports.dynamic.count > 0;
}

// Nobody but other chunks sees what a chunk exports beside the names of its module.
static void shorten_aliases_of(Plan *whole, const Chunk *chunk) {
  Arena scratch = {0};
  Map taken = {0};
  uint32_t next = 0;
  for (uint32_t i = 0; i < chunk->plan.exports.count; i++)
    map_set(&scratch, &taken, chunk->plan.exports.at[i].name, 1);
  for (uint32_t e = 0; e < chunk->exports.count; e++) {
    Slot *slot = &whole->slots->at[chunk->exports.at[e]];
    do slot->alias = letters_of(whole->arena, next++);
    while (map_has(&taken, slot->alias));
  }
  arena_release(&scratch);
}

static void shorten_aliases(Split *split) {
  for (uint32_t i = 0; i < split->chunks.count; i++) {
    const Chunk *chunk = &split->chunks.at[i];
    if (!has_late_names(&chunk->plan)) shorten_aliases_of(split->whole, chunk);
  }
}

// `chunk.name`
static void name_members(Split *split, Plan *plan) {
  for (uint32_t i = 0; i < plan->locals.count; i++) {
    LocalName *local = &plan->locals.at[i];
    if (!local->variable) continue;
    local->name = text_concat(plan->arena, plan_name(plan, local->variable), TEXT("."),
                              split_alias(split, local->slot));
  }
}

static void name_all(Split *split) {
  for (uint32_t i = 0; i < split->chunks.count; i++) name_slots(&split->chunks.at[i].plan);
  if (split->whole->options->shortens_aliases) shorten_aliases(split);
  for (uint32_t i = 0; i < split->chunks.count; i++) name_members(split, &split->chunks.at[i].plan);
}

Split *link_split(Arena *arena, const Graph *graph, const LinkOptions *options,
                  Diagnostics *diagnostics) {
  Plan *plan = plan_make(arena, graph, options, diagnostics);
  add_entries(plan);
  Split *split = arena_new(arena, Split, 1);
  split->whole = plan;
  Splitting splitting = {.split = split, .plan = plan};
  find_reachable(plan);
  list_externals(plan);
  classify_modules(plan);
  bind_imports(plan);
  find_cycles(plan);
  fold_constants(plan); // a literal needs no chunk
  include_modules(plan);
  drop_unused_exports(plan); // what no entry asks for
  find_unset_names(plan);
  wrap_modules(plan);
  list_entry_points(&splitting); // where running begins
  list_edges(&splitting);        // what brings what
  find_sets(&splitting);         // what each entry point runs
  group_manual_chunks(&splitting);
  assign_chunks(&splitting); // where each module is
  group_small_chunks(&splitting);
  find_inert(&splitting); // which modules may run at any time
  if (group_turns(&splitting)) assign_chunks(&splitting);
  if (group_beginnings(&splitting)) assign_chunks(&splitting);
  make_plans(split);
  share_tables(split);
  keep_order(&splitting); // which may not run with their chunk: they become closures, too
  finish_entry_points(split);
  // Beyond this point no module changes its chunk or its form.
  use_external_stars(plan);
  order_closures(split);
  order_chunks(split);
  for (uint32_t i = 0; i < split->chunks.count; i++) decide_strictness(&split->chunks.at[i].plan);
  add_all_slots(split);
  link_chunks(&splitting); // what chunks use of each other
  share_tables(split);
  name_all(split);
  assert(leaves_others_alone(plan));
  arena_release(&splitting.scratch);
  return split;
}
