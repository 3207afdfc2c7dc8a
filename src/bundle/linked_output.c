// What is kept of an output is made on demand, so that builds which keep nothing and those that go
// on with what there is take the same steps.
#include "bundle/linked_output.h"

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
  output->module_count = build->graph.modules.count;
  output->texts = arena_new(&output->arena, OutputText, output->text_count);
}

static bool is_said(const Diagnostics *known, const Diagnostic *item) {
  for (uint32_t i = 0; i < known->items.count; i++) {
    const Diagnostic *other = known->items.at[i];
    if (other->id == item->id && item->place.file && other->place.file == item->place.file &&
        other->place.start == item->place.start && text_is(other->text, item->text))
      return true;
  }
  return false;
}

// Each output that has a module finds the same wrong with it: that is said once.
static void add_said(CbBuild *build, const Diagnostics *said) {
  Diagnostics fresh = {.arena = said->arena};
  for (uint32_t i = 0; i < said->items.count; i++) {
    Diagnostic *item = said->items.at[i];
    if (!is_said(&build->diagnostics, item)) array_push(fresh.arena, &fresh.items, item);
  }
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
    output->piece_arenas = arena_new(&output->arena, Arena, output->module_count);
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
  for (uint32_t i = 0; output->piece_arenas && i < output->module_count; i++)
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
