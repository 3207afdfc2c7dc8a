// Order: whether a piece of code can run later without anybody noticing.
#pragma once

#include "minify/work.h"

// Whether `moved`, which is a definition such as `x = value` in a list of statements or its value,
// can run at a read of what is defined, in its place. The read must be in code that runs right
// after the definition, at most once, and in the same function; what may not be needed there must
// have no effects.
bool order_can_move(Minify *minify, AstId definition, AstId moved, AstId read);

// Whether code of the same function may go on if `id` fails.
bool order_is_caught(const Minify *minify, AstId id);
