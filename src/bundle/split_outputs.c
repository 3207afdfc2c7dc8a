// Outputs that share code: all modules are printed at once, for chunks that know each other by
// name. Scripts of workers that cannot be chunks stand beside them.
#include "bundle/outputs.h"

#include "bundle/assets.h"
#include "bundle/import_meta.h"
#include "bundle/kept_plans.h"
#include "bundle/output_names.h"
#include "bundle/path_template.h"
#include "bundle/script_outputs.h"

typedef struct Making {
  CbBuild *build;
  Arena scratch;
  LinkedOutput *output;
  Split *split;    // of the output
  Scripts scripts; // those that no chunk is made of
  Joint joint;
} Making;

// ---- Paths

// Names without a hash are told apart by a number: "chunk", "chunk2", …
static Text distinct(Arena *arena, Map *taken, Text name) {
  bool is_new;
  Text numbered = name;
  for (uint32_t number = 2;; number++) {
    map_add(arena, taken, numbered, &is_new);
    if (is_new) return numbered;
    numbered = text_format(arena, "%.*s%u", TEXT_ARGS(name), number);
  }
}

static Text path_of(Making *making, uint32_t index, Map *taken) {
  CbBuild *build = making->build;
  const Chunk *chunk = &making->split->chunks.at[index];
  Text hash = joint_placeholder(&making->joint, index);
  uint32_t entry = NO_INDEX;
  if (chunk->kind == CHUNK_ENTRY) entry = making->split->entry_points.at[index].entry;
  if (entry != NO_INDEX) return output_entry_path(build, entry, hash);
  if (chunk->kind != CHUNK_SHARED) return output_chunk_path(build, chunk->plan.entry, hash, hash);
  Text name = chunk->name.size ? chunk->name : TEXT("chunk");
  bool has_hash = path_template_uses(build->settings.chunk_template) & PATH_HASH;
  if (!has_hash) name = distinct(&making->scratch, taken, name);
  return output_chunk_path(build, NULL, name, hash);
}

// Each chunk has options of its own: paths in it are seen from its folder.
static void place_chunks(Making *making) {
  Map taken = {0};
  for (uint32_t i = 0; i < making->split->chunks.count; i++) {
    Chunk *chunk = &making->split->chunks.at[i];
    LinkOptions *options = &making->output->chunk_options[i];
    chunk->path = path_of(making, i, &taken);
    *options = making->output->options;
    options->output_folder = output_folder_of(making->build, chunk->path);
    chunk->plan.options = options;
  }
}

// ---- Outputs

// A chunk without an entry is made of the first module in it.
static OutputInput input_of(const Making *making, const Chunk *chunk) {
  const Module *entry = chunk->plan.entry;
  bool is_entry =
      chunk->kind == CHUNK_ENTRY && !making->split->entry_points.at[chunk->entry_point].is_worker;
  return (OutputInput){entry ? entry : chunk->plan.reachable.at[0], !is_entry};
}

static void add_chunks(Making *making) {
  Split *split = making->split;
  for (uint32_t i = 0; i < split->chunks.count; i++) {
    const Chunk *chunk = &split->chunks.at[i];
    OutputInput input = input_of(making, chunk);
    JointOutput output = {.plan = &chunk->plan,
                          .linked = making->output,
                          .text = &making->output->texts[i],
                          .path = chunk->path,
                          .subject = input.module->label,
                          .input = input};
    array_push(&making->joint.scratch, &making->joint.outputs, output);
  }
}

// By their paths, code knows the scripts that are chunks.
static void note_scripts(Making *making) {
  const Split *split = making->split;
  for (uint32_t i = 0; i < split->whole->entries.count; i++) {
    const Module *entry = split->whole->entries.at[i];
    uint32_t point = plan_of(split->whole, entry)->own_point;
    *link_worker_path(&making->output->options, entry, 0) = split->chunks.at[point].path;
  }
}

static void settle(Making *making) {
  Split *split = making->split;
  for (uint32_t i = 0; i < split->chunks.count; i++)
    split->chunks.at[i].path = making->joint.outputs.at[i].path;
  note_scripts(making);
  scripts_settle(&making->scripts, &making->joint, split->chunks.count);
}

static void print_chunks(Making *making) {
  CbBuild *build = making->build;
  Split *split = making->split;
  uint32_t count = split->chunks.count, scripts = making->scripts.list.count;
  assets_note(build, split->whole);
  for (uint32_t i = 0; i < count; i++) import_meta_report(build, &split->chunks.at[i].plan);
  joint_begin(&making->joint, build, count + scripts);
  place_chunks(making);
  note_scripts(making);
  scripts_place(&making->scripts, &making->joint, count);
  bool is_last = scripts == 0 && !build->settings.keeps_syntax;
  linked_output_print(build, making->output, is_last);
  add_chunks(making);
  scripts_print(&making->scripts, &making->joint);
  joint_assemble(&making->joint);
  settle(making);
  joint_add(&making->joint);
  joint_release(&making->joint);
}

static void make_chunks(Making *making) {
  CbBuild *build = making->build;
  LinkedOutput *output = making->output;
  output->options = build->settings.link;
  output->options.output_folder = build->settings.link.output_root;
  linked_output_link(build, output);
  making->split = output->split;
  for (uint32_t i = 0; i < build->graph.entries.count; i++) {
    const Module *entry = build->graph.entries.at[i];
    if (split_is_copied(entry)) assets_note_entry(build, entry);
  }
  if (build->diagnostics.error_count == 0) {
    // What a chunk is, is none of these.
    const Plan *whole = making->split->whole;
    for (uint32_t i = 0; i < whole->entries.count; i++)
      *link_worker_path(&output->options, whole->entries.at[i], 0) = UNKNOWN_HASH;
    scripts_add_started(&making->scripts, whole);
    scripts_link(&making->scripts);
  }
  if (build->diagnostics.error_count == 0) print_chunks(making);
}

void split_outputs_make(CbBuild *build) {
  LinkedOutput own = {0}, *kept = kept_plans_output(build, 0);
  Making making = {.build = build, .output = kept ? kept : &own};
  scripts_begin(&making.scripts, build, 1);
  make_chunks(&making);
  scripts_release(&making.scripts);
  linked_output_release(&own);
  arena_release(&making.scratch);
}
