// Outputs: what a build's files are called, and what stands beside each.
#pragma once

#include "bundle/build.h"

// What an output in the file `path` is assembled with.
AssembleOptions outputs_options_for(CbBuild *build, Text path);

// Adds an output, with its map and the file of its legal comments.
void outputs_add(CbBuild *build, Text path, const Assembled *assembled);

// split_outputs.c: the same as outputs_make for a build whose entries share chunks.
void split_outputs_make(CbBuild *build);
