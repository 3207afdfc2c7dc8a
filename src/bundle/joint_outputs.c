// Each output is assembled with placeholders for the hashes in names, and when all are there,
// hashes take their places.
#include "bundle/joint_outputs.h"

#include "bundle/describe.h"
#include "bundle/kept_plans.h"
#include "bundle/outputs.h"

// All that code and paths are made of.
static void avoid_all(CbBuild *build, Placeholders *placeholders) {
  const BuildSettings *settings = &build->settings;
  const Text texts[] = {settings->assemble.banner,  settings->assemble.footer,
                        settings->link.output_root, settings->link.public_path,
                        settings->entry_template,   settings->chunk_template,
                        settings->asset_template};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
    placeholders_avoid(placeholders, texts[i]);
  for (uint32_t i = 0; i < settings->entry_names.count; i++)
    placeholders_avoid(placeholders, settings->entry_names.at[i]);
  for (uint32_t i = 0; i < settings->defines.list.count; i++)
    placeholders_avoid(placeholders, settings->defines.list.at[i].value);
  for (uint32_t i = 0; i < build->graph.modules.count; i++) {
    placeholders_avoid(placeholders, build->graph.modules.at[i]->path);
    placeholders_avoid(placeholders, build->graph.modules.at[i]->file.text);
  }
}

void joint_begin(Joint *joint, CbBuild *build, uint32_t count) {
  *joint = (Joint){.build = build};
  const Placeholders *known = kept_plans_placeholders(build);
  if (known)
    joint->placeholders = *known;
  else
    avoid_all(build, &joint->placeholders);
  joint->placeholders.count = count;
  kept_plans_set_placeholders(build, &joint->placeholders);
}

Text joint_placeholder(Joint *joint, uint32_t index) {
  return hash_placeholder(&joint->scratch, &joint->placeholders, index);
}

Text joint_fill(const Joint *joint, Text text) {
  return hash_fill(&joint->build->arena, &joint->placeholders, text, joint->hashes);
}

// ---- Text

static void assemble_output(void *context, uint32_t index) {
  Joint *joint = context;
  const JointOutput *output = &joint->outputs.at[index];
  OutputText *text = output->text;
  if (text->is_made) return;
  Arena scratch = {0};
  Piece *pieces = output->linked->printing.pieces;
  Assembly *assembly = assembly_make(&scratch, output->plan, pieces, &output->options);
  text->assembled = assembly_join(&text->arena, assembly);
  text->is_made = true;
  arena_release(&scratch);
}

static void hash_all(Joint *joint) {
  HashedOutput *outputs = arena_new(&joint->scratch, HashedOutput, joint->outputs.count);
  for (uint32_t i = 0; i < joint->outputs.count; i++) {
    const JointOutput *output = &joint->outputs.at[i];
    const Assembled *assembled = &output->text->assembled;
    outputs[i] = (HashedOutput){assembled->text, assembled->map, assembled->legal, output->subject};
  }
  joint->hashes = hash_outputs(&joint->scratch, &joint->placeholders, outputs);
}

void joint_assemble(Joint *joint) {
  uint32_t count = joint->outputs.count;
  for (uint32_t i = 0; i < count; i++) {
    JointOutput *output = &joint->outputs.at[i];
    output->options = outputs_options_for(joint->build, output->path, true);
    output->options.format = output->plan->options->format;
    if (output->is_plain) output->options.global_name = TEXT("");
  }
  workers_each(joint->build->workers, count, assemble_output, joint);
  hash_all(joint);
  for (uint32_t i = 0; i < count; i++) {
    JointOutput *output = &joint->outputs.at[i];
    output->path = joint_fill(joint, output->path);
  }
}

// ---- Outputs

// What is kept lasts as long as the build does.
static Text lasting(CbBuild *build, const LinkedOutput *linked, Text text) {
  return text.size && !linked->is_kept ? text_copy(&build->arena, text) : text;
}

static void add_output(Joint *joint, const JointOutput *output) {
  CbBuild *build = joint->build;
  uint32_t first = build->outputs.count;
  const LinkedOutput *linked = output->linked;
  Assembled assembled = output->text->assembled;
  Text filled = joint_fill(joint, assembled.text);
  assembled.text = filled.at == assembled.text.at ? lasting(build, linked, filled) : filled;
  assembled.map = lasting(build, linked, assembled.map);
  assembled.legal = lasting(build, linked, assembled.legal);
  outputs_add(build, output->path, &assembled, output->input);
  describe_output(build, first, output->plan, linked->printing.pieces);
}

void joint_add(Joint *joint) {
  for (uint32_t i = 0; i < joint->outputs.count; i++) {
    JointOutput *output = &joint->outputs.at[i];
    add_output(joint, output);
    if (!output->linked->is_kept) arena_release(&output->text->arena);
  }
}

void joint_release(Joint *joint) {
  arena_release(&joint->scratch);
}
