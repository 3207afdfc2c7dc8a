// KeptPlans: how the build before was linked and printed, for one in which linking sees nothing
// new.
//
// Owns:  the plans, pieces and texts of outputs, and what they mention of earlier versions of
//        modules.
// Takes: a graph; of modules that were read again, what they were before.
// Gives: for each output the plan that linking anew would make, its pieces, and its text if no
//        piece of it is another one.
#pragma once

#include "bundle/hashed_names.h"
#include "bundle/linked_output.h"

// Takes what modules were before from the graph, whether anything is wrong with it or not.
void kept_plans_note(CbBuild *build);

// Finds out whether the plans still hold for the graph, which has no errors; drops them if not.
void kept_plans_check(CbBuild *build);

// The same where only modules were read again, each without errors. False if they were dropped.
bool kept_plans_go_on(CbBuild *build);

bool kept_plans_are_made(const CbBuild *build);

// The output of an index, which is to be linked if it is not yet; NULL: such builds keep none.
LinkedOutput *kept_plans_output(CbBuild *build, uint32_t index);

// How many there are, linked or not.
uint32_t kept_plans_count(const CbBuild *build);

// How placeholders look that no text has in it; NULL if that is not known of the modules.
const Placeholders *kept_plans_placeholders(const CbBuild *build);
void kept_plans_set_placeholders(CbBuild *build, const Placeholders *placeholders);

// All outputs are made, or there are errors: then all goes with the next build.
void kept_plans_settle(CbBuild *build);

void kept_plans_drop(CbBuild *build);
