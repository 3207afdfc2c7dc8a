// Assets: files that are put beside the outputs byte by byte.
//
// Owns:  nothing: their bytes are those that the graph has read.
#pragma once

#include "bundle/build.h"

// Whether there is a folder to put files into beside the outputs.
bool assets_have_folder(const CbBuild *build);

// Gives each asset of the graph its path; where there is no folder to put them in, that is an
// error.
void assets_place(CbBuild *build);

// Notes which assets the output of `plan` refers to.
void assets_note(CbBuild *build, const Plan *plan);

// Adds an entry that is copied.
void assets_note_entry(CbBuild *build, const Module *entry);

// Adds the assets that were noted to the outputs.
void assets_add_outputs(CbBuild *build);
