// VariablePut: another expression where a variable is read.
#pragma once

#include "minify/work.h"

// Puts `value`, which is in no tree, in the place of a read, which is forgotten. Gives the node
// that has become the value.
AstId variable_put(Minify *minify, AstId read, AstId value);

// The bytes of a literal, or 0 if the value is none.
uint32_t variable_literal_size(Minify *minify, AstId value);
