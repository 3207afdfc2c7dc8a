// KeptPlans: how the build before was linked and printed, for one in which linking sees nothing
// new.
//
// Owns:  the plans and pieces of outputs, and what they mention of earlier versions of modules.
// Takes: a graph; of modules that were read again, what they were before.
// Gives: for each entry the plan that linking anew would make, and its pieces.
// Never: keeps a plan whose making said something, or one that shares chunks or scripts with
//        others.
#pragma once

#include "bundle/printing.h"

typedef struct KeptOutput {
  Arena arena;
  LinkOptions options;
  Plan *plan; // NULL: there is none yet
  Printing printing;
  Array(const Module *) stale; // read again: their pieces are to be printed again
  Arena *piece_arenas;         // of those that were, by module id
  uint32_t module_count;
} KeptOutput;

// Takes what modules were before from the graph, whether anything is wrong with it or not.
void kept_plans_note(CbBuild *build);

// Finds out whether the plans still hold for the graph, which has no errors; drops them if not.
void kept_plans_check(CbBuild *build);

// The same where only modules were read again, each without errors. False if they were dropped.
bool kept_plans_go_on(CbBuild *build);

bool kept_plans_are_made(const CbBuild *build);

// The output of an entry, whose plan is to be made if it is not there; NULL: such builds keep none.
KeptOutput *kept_plans_output(CbBuild *build, uint32_t entry);

// All outputs are made. If more than `said_before` messages were said, linking may have said some:
// then all is dropped, as what is made again should say it again.
void kept_plans_settle(CbBuild *build, uint32_t said_before);

void kept_plans_drop(CbBuild *build);
