// Delivered: the files that the builds of one run have written so far: none of them may be written
// twice, or removed by the --clean of a later build.
//
// Owns: nothing; paths are in the arena that it was made with.
#pragma once

#include "base/map.h"
#include "cli/options.h"
#include "cli/screen.h"

typedef struct Delivered {
  Arena *arena;
  Map paths;        // absolute
  CbStrings list;   // the same
  bool is_complete; // no build has failed
} Delivered;

// Whether all that `build` writes is its own: none of it is among `command->delivered`. If not,
// that is shown.
bool delivered_check(const BuildCommand *command, CbBuild *build, const Screen *screen);

// Takes in what a build has written; `command` tells of the files beside its outputs.
void delivered_add(Delivered *delivered, const BuildCommand *command, CbBuild *build);
