// Awaits: what `await` waits for goes through a function of the program's surroundings, which may
// make a promise of it: `await x` becomes `await NAME(x)`.
//
// Takes: a tree.
// Gives: replacements of all such expressions but those that wait for an import().
#pragma once

#include "syntax/replacement.h"

void awaits_apply(Arena *arena, const Tree *tree, Text function, Replacements *out);
