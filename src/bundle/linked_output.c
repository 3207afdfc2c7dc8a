// What is kept of an output is made on demand, so that builds which keep nothing and those that go
// on with what there is take the same steps.
#include "bundle/linked_output.h"

#include "base/buffer.h"

#include <stdlib.h>

// ---- Linking

static void link_anew(CbBuild *build, LinkedOutput *output) {
  Arena *arena = output->is_kept ? &output->arena : &build->arena;
  output->said = (Diagnostics){.arena = arena, .overrides = build->diagnostics.overrides};
  if (output->module) {
    output->plan =
        link_run(&output->arena, &build->graph, output->module, &output->options, &output->said);
    output->text_count = 1;
  } else {
    output->split = link_split(&output->arena, &build->graph, &output->options, &output->said);
    output->plan = output->split->whole;
    output->text_count = output->split->chunks.count;
    output->chunk_options = arena_new(&output->arena, LinkOptions, output->text_count);
  }
  output->texts = arena_new(&output->arena, OutputText, output->text_count);
}

// What is said of a place, in bytes.
static Text key_of(Arena *arena, const Diagnostic *item) {
  Buffer key = {.arena = arena};
  buffer_add_format(&key, "%p %u %u ", (const void *)item->place.file, item->place.start,
                    (unsigned)item->id);
  buffer_add_text(&key, item->text);
  return buffer_text(&key);
}

typedef struct Ranked {
  Diagnostic *item;
  uint32_t file; // in the order in which files are first named
  uint32_t index;
} Ranked;

static int compare(const void *a, const void *b) {
  const Ranked *x = a, *y = b;
  uint32_t start = x->item->place.start, other = y->item->place.start;
  if (x->file != y->file) return x->file < y->file ? -1 : 1;
  if (start != other) return start < other ? -1 : 1;
  return x->index < y->index ? -1 : 1;
}

// Puts what is said of a file in the order of its text, as people read it, and so that lines are
// found in one pass.
static void sort(Diagnostics *said) {
  uint32_t count = said->items.count;
  if (count < 2) return;
  Arena scratch = {0};
  Map files = {0};
  Ranked *ranked = arena_new(&scratch, Ranked, count);
  for (uint32_t i = 0; i < count; i++) {
    Diagnostic *item = said->items.at[i];
    bool is_new = false;
    ranked[i] = (Ranked){item, 0, i};
    if (!item->place.file) continue;
    uint32_t *rank = map_add(&scratch, &files, item->place.file->path, &is_new);
    if (is_new) *rank = files.entries.count;
    ranked[i].file = *rank;
  }
  qsort(ranked, count, sizeof *ranked, compare);
  for (uint32_t i = 0; i < count; i++) said->items.at[i] = ranked[i].item;
  arena_release(&scratch);
}

// Each output that has a module finds the same wrong with it: that is said once.
static void add_said(CbBuild *build, const Diagnostics *said) {
  Diagnostics fresh = {.arena = said->arena};
  for (uint32_t i = 0; i < said->items.count; i++) {
    Diagnostic *item = said->items.at[i];
    bool is_new = true;
    if (item->place.file)
      map_add(&build->arena, &build->said, key_of(&build->arena, item), &is_new);
    if (is_new) array_push(fresh.arena, &fresh.items, item);
  }
  sort(&fresh);
  diag_append(&build->diagnostics, &fresh);
}

void linked_output_link(CbBuild *build, LinkedOutput *output) {
  if (!output->plan) link_anew(build, output);
  add_said(build, &output->said);
}

// ---- Printing

static OutputText *text_of_module(const LinkedOutput *output, const Module *module) {
  return &output->texts[output->split ? plan_of(output->plan, module)->chunk : 0];
}

static void unmake(OutputText *text) {
  arena_release(&text->arena);
  *text = (OutputText){0};
}

static void print_stale(CbBuild *build, LinkedOutput *output) {
  if (!output->piece_arenas)
    output->piece_arenas = arena_new(&output->arena, Arena, output->plan->place_count);
  for (uint32_t i = 0; i < output->stale.count; i++)
    unmake(text_of_module(output, output->stale.at[i]));
  pieces_print_again(build, &output->printing, output->stale.at, output->stale.count,
                     output->piece_arenas);
}

void linked_output_print(CbBuild *build, LinkedOutput *output, bool is_last) {
  if (output->is_printed) {
    print_stale(build, output);
  } else {
    PrintingPlan what = {output->plan, output->split, is_last};
    output->printing = pieces_print(build, &output->arena, &what);
    output->is_printed = true;
  }
  output->stale.count = 0;
}

// ---- Reading again

// Where it was read again, and nothing printed since, as after a build with errors, it is there.
void linked_output_add_stale(LinkedOutput *output, const Module *module) {
  for (uint32_t i = 0; i < output->stale.count; i++) {
    if (output->stale.at[i] == module) return;
  }
  array_push(&output->arena, &output->stale, module);
}

Plan *linked_output_plan_of(const LinkedOutput *output, const Module *module) {
  const Linked *linked = plan_of(output->plan, module);
  bool is_in_chunk = output->split && linked->is_included && linked->chunk != NO_INDEX;
  return is_in_chunk ? &output->split->chunks.at[linked->chunk].plan : output->plan;
}

bool linked_output_complains(const LinkedOutput *output, const Module *module) {
  for (uint32_t i = 0; i < output->said.items.count; i++) {
    const Diagnostic *said = output->said.items.at[i];
    if (said->place.file == &module->file) return true;
    for (const Diagnostic *note = said->notes; note; note = note->next) {
      if (note->place.file == &module->file) return true;
    }
  }
  return false;
}

// ---- Ends

static void release_printed(LinkedOutput *output) {
  for (uint32_t i = 0; output->piece_arenas && i < output->plan->place_count; i++)
    arena_release(&output->piece_arenas[i]);
  for (uint32_t i = 0; i < output->text_count; i++) unmake(&output->texts[i]);
  release_pieces(&output->printing);
}

void linked_output_reset(LinkedOutput *output) {
  release_printed(output);
  output->printing = (Printing){0};
  output->is_printed = false;
}

void linked_output_release(LinkedOutput *output) {
  release_printed(output);
  arena_release(&output->arena);
}
