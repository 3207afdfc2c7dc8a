// Outputs: what stands beside each, and what they are assembled with.
#pragma once

#include "bundle/build.h"

// Stands for the hash of an output that is still to be made: its folder is as deep.
#define UNKNOWN_HASH TEXT("--------")

// What an output in the file `path` is assembled with. Lines that name files beside it are left out
// where its own name is not known yet: it may depend on all else.
AssembleOptions outputs_options_for(CbBuild *build, Text path, bool is_named);

// Adds an output that is made of `input`, with its map and the file of its legal comments.
void outputs_add(CbBuild *build, Text path, const Assembled *assembled, OutputInput input);

// split_outputs.c: makes the outputs of a build whose entries share chunks.
void split_outputs_make(CbBuild *build);
