// Unused: expressions whose value nobody uses, and conditions, of which only the truth is used.
//
// Takes: an expression in its place.
// Gives: whether it was changed, in place. Everything stays that can be noticed.
#pragma once

#include "minify/work.h"

// An expression of which not even the truth is used. What can't be noticed at all is left as it is;
// `*is_unused` says that it is such.
bool unused_simplify(Minify *minify, AstId id, bool *is_unused);

// A condition.
bool condition_simplify(Minify *minify, AstId id);
