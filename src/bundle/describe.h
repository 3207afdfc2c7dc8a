// Describe: fills the metafile from a build as it goes.
#pragma once

#include "bundle/build.h"

// Adds every module of the graph as an input, in the order of ids.
void describe_inputs(CbBuild *build);

// Adds an output and what each module has in it.
void describe_output(CbBuild *build, const CbOutput *output, const Plan *plan, const Piece *pieces);

// Adds a chunk, with what it imports. Chunks have their paths by then.
void describe_chunk(CbBuild *build, const CbOutput *output, const Plan *plan, const Piece *pieces);
// Adds the copy of a file.
void describe_asset(CbBuild *build, const CbOutput *output, const Module *asset);

// Adds a file beside an output, such as its map.
void describe_extra(CbBuild *build, const CbOutput *output);
