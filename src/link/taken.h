// Taken: what code takes of what import() or require() gives, where its text tells.
#pragma once

#include "graph/module.h"

// Whether all that is taken of the import() at `call` is known: the names are added to `names`.
bool taken_names(Arena *arena, const Tree *tree, NodeId call, Texts *names);

// The same for the require() at `call`.
bool taken_by_require(Arena *arena, const Tree *tree, NodeId call, Texts *names);
