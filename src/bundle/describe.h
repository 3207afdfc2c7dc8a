// Describe: fills the metafile from a build as it goes, if the build wants one.
#pragma once

#include "bundle/build.h"

// Adds every module of the graph as an input, in the order of ids.
void describe_inputs(CbBuild *build);

// Adds output `first`, which was made by `plan`, and the files beside it, which are all behind it.
// Chunks have their paths by then.
void describe_output(CbBuild *build, uint32_t first, const Plan *plan, const Piece *pieces);

// Adds the copy of a file.
void describe_asset(CbBuild *build, const CbOutput *output, const Module *asset);
