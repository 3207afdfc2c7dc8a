// JointOutputs: outputs that name each other, so that none has its final name before all are there.
//
// Takes: plans, printed, with paths in which placeholders stand for hashes.
// Gives: the outputs, under names with hashes.
#pragma once

#include "bundle/hashed_names.h"
#include "bundle/linked_output.h"

typedef struct JointOutput {
  const Plan *plan;
  const LinkedOutput *linked; // that it is, or a chunk of
  OutputText *text;           // joint_assemble makes it, if it is not made
  Text path;                  // with the output's own placeholder, then with the hash
  Text subject;               // as in HashedOutput
  OutputInput input;
  bool is_plain; // no entry: it sets no global name
  AssembleOptions options;
} JointOutput;

typedef struct Joint {
  CbBuild *build;
  Arena scratch;
  Placeholders placeholders;
  Array(JointOutput) outputs;
  const Text *hashes; // by output
} Joint;

// To be called before any placeholder is asked for, with the number of outputs.
void joint_begin(Joint *joint, CbBuild *build, uint32_t count);

// What stands for the hash of output `index`.
Text joint_placeholder(Joint *joint, uint32_t index);

// Makes the outputs' texts and finds their names.
void joint_assemble(Joint *joint);

// `text` with hashes for placeholders.
Text joint_fill(const Joint *joint, Text text);

// Adds all outputs to the build.
void joint_add(Joint *joint);

void joint_release(Joint *joint);
