// Relink: a plan goes on for a module that was read again, where linking sees nothing new in it.
//
// Takes: a plan, or that of the module's chunk, in whose making nothing was said of the module; the
//        module as it was then, and as it is now, at the same place in memory; the rest of the
//        graph is as it was.
// Gives: the plan that linking anew would make, but for texts, which may be those of the module as
//        it was: its arena must live as long as the plan.
// Never: guesses: where it can't tell, the module does not fit.
#pragma once

#include "link/split.h"

typedef struct Relink Relink;

// How the module fits into the plan, or NULL if linking anew might come to something else. The
// plan stays as it is. Lives in `arena`.
Relink *relink_match(Arena *arena, Plan *plan, const Module *before, const Module *now);

// Puts what the plan says of the module into terms of what it is now: a plan as a whole, and its
// chunks, if it has some.
void relink_adopt(Plan *plan, const Split *split, const Relink *relink);
