// Relink: a plan goes on for a module that was read again, where linking sees nothing new in it.
//
// Takes: a plan that was made without diagnostics, the module as it was then, and as it is now, at
//        the same place in memory; the rest of the graph is as it was.
// Gives: the plan that linking anew would make, but for texts, which may be those of the module as
//        it was: its arena must live as long as the plan.
// Never: guesses: where it can't tell, the module does not fit.
#pragma once

#include "link/plan.h"

typedef struct Relink Relink;

// How the module fits into the plan, or NULL if linking anew might come to something else. The
// plan stays as it is. Lives in `arena`.
Relink *relink_match(Arena *arena, Plan *plan, const Module *before, const Module *now);

// Puts what the plan says of the module into terms of what it is now.
void relink_adopt(Plan *plan, const Relink *relink);
