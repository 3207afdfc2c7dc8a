// StrictGlobals: what sloppy code means by the global object without naming it, said in words that
// strict code has.
//
// Takes: a tree with its scopes.
// Gives: replacements in source order. `a = 1`, where nobody declares `a`, makes a global variable:
//        `globalThis.a = 1`; and `this` of a function that is called where it stands is the global
//        object: `(function () { … }).call(globalThis)`.
// Never: changes what is strict already, and must throw; nor, where text is evaluated, what that
//        may have declared.
#pragma once

#include "scope/scope.h"
#include "syntax/replacement.h"

void strict_globals_apply(Arena *arena, const ScopeTable *table, Replacements *out);
