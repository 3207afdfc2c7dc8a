// LrCover: what was read as an expression, and becomes the pattern or the parameters that it
// covers.
//
// The specification's cover grammars: `[a, b]` before `=` is a pattern, `(a, b)` before `=>` are
// parameters. The tables read all of these as expressions (grammars/edits_javascript.h); the token
// that shows what they are is an error then.
// Takes: a run whose token is an error.
#pragma once

#include "syntax/lr_fork.h"

// Before `=`, `of`, the `in` of a loop, and what else follows only patterns: the array, object or
// call on top becomes a target.
bool lr_becomes_pattern(LrRun *run, LrToken *token);

// Before `=>`, or at a `...` or `)` after a comma: what is in parentheses becomes parameters.
bool lr_becomes_parameters(LrRun *run, const LrToken *token);

// `for (var a = b => c in d)`: before the `in`, the initializer is complete.
bool lr_ends_initializer(LrRun *run, LrToken *token);

// `f() += 1`: before the `=`, the call becomes a target, and the run goes back before the operator.
bool lr_becomes_updated(LrRun *run, const LrToken *token);
