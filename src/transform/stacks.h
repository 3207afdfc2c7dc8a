// Stacks: who reads `error.stack` or `error.message` reads it through a function of the program's
// surroundings, which may write both anew: `error.stack` becomes `NAME(error).stack`.
//
// Takes: a tree with its scopes.
// Gives: replacements of such members, but where only a value is assigned.
// Never: touches members of imports and of `module` and `exports`, which linking speaks of.
#pragma once

#include "scope/scope.h"
#include "syntax/replacement.h"

void stacks_apply(Arena *arena, const ScopeTable *table, Text function, Replacements *out);
