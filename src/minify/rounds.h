// Rounds: the transforms, tried on all nodes again and again until nothing changes.
//
// Takes: a program (minify/prepare.h), or one part of it (Minify.is_part).
// Gives: the same in fewer bytes. Of a part, what does not depend on other statements of the top
//        level has been done: it is the same however the program is cut.
#pragma once

#include "minify/work.h"

// Transforms what is in a part's statements. May run on any number of threads, one for each part.
void rounds_of_part(Minify *part);

// Transforms all that is left to do, and what can only be done once all else is.
void rounds_of_program(Minify *minify);
