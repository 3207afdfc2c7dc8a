// Order: whether a piece of code can run later without anybody noticing.
#pragma once

#include "minify/work.h"

// Whether `moved`, which is a definition such as `x = value` in a list of statements or its value,
// can run at a read of what is defined, in its place. The read must be in code that runs right
// after the definition, at most once, and in the same function; what may not be needed there must
// have no effects.
bool order_can_move(Minify *minify, AstId definition, AstId moved, AstId read);

// Whether two pieces of code, one of which runs right after the other, can change places.
bool order_can_swap(Minify *minify, AstId first, AstId second);

// Whether `argument` of a call can be evaluated where its parameter is read in the value that the
// function called gives. `between`, up to AST_NONE, are arguments that are evaluated before that.
bool order_can_enter(Minify *minify, AstId argument, AstId read, AstId value, const AstId *between);

// Whether code of the same function may go on if `id` fails.
bool order_is_caught(const Minify *minify, AstId id);
