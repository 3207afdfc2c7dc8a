// Each output is assembled with placeholders for the hashes in names, and when all are there,
// hashes take their places.
#include "bundle/joint_outputs.h"

#include "bundle/describe.h"
#include "bundle/outputs.h"

// All that code and paths are made of.
void joint_begin(Joint *joint, CbBuild *build, uint32_t count) {
  *joint = (Joint){.build = build, .placeholders.count = count};
  const BuildSettings *settings = &build->settings;
  Placeholders *placeholders = &joint->placeholders;
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

Text joint_placeholder(Joint *joint, uint32_t index) {
  return hash_placeholder(&joint->scratch, &joint->placeholders, index);
}

Text joint_fill(const Joint *joint, Text text) {
  return hash_fill(&joint->build->arena, &joint->placeholders, text, joint->hashes);
}

// ---- Text

static void assemble_output(void *context, uint32_t index) {
  Joint *joint = context;
  JointOutput *output = &joint->outputs.at[index];
  Assembly *assembly =
      assembly_make(&output->arena, output->plan, (Piece *)output->pieces, &output->options);
  output->assembled = assembly_join(&output->arena, assembly);
}

static void hash_all(Joint *joint) {
  HashedOutput *outputs = arena_new(&joint->scratch, HashedOutput, joint->outputs.count);
  for (uint32_t i = 0; i < joint->outputs.count; i++) {
    const JointOutput *output = &joint->outputs.at[i];
    const Assembled *assembled = &output->assembled;
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

static Text lasting(CbBuild *build, Text text) {
  return text.size ? text_copy(&build->arena, text) : text;
}

static void add_output(Joint *joint, const JointOutput *output) {
  CbBuild *build = joint->build;
  uint32_t first = build->outputs.count;
  Assembled assembled = output->assembled;
  Text filled = joint_fill(joint, assembled.text);
  assembled.text = filled.at == assembled.text.at ? lasting(build, filled) : filled;
  assembled.map = lasting(build, assembled.map);
  assembled.legal = lasting(build, assembled.legal);
  outputs_add(build, output->path, &assembled, output->input);
  describe_output(build, first, output->plan, output->pieces);
}

void joint_add(Joint *joint) {
  for (uint32_t i = 0; i < joint->outputs.count; i++) {
    JointOutput *output = &joint->outputs.at[i];
    add_output(joint, output);
    arena_release(&output->arena);
  }
}

void joint_release(Joint *joint) {
  arena_release(&joint->scratch);
}
