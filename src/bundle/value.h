// Value: a module that is no code, as JavaScript.
#pragma once

#include "bundle/piece.h"

// Appends an expression that is the value of `module`; it begins and ends on lines of others.
void value_add(const PieceWriter *writer, const Module *module, const PieceOptions *options);

// Appends a JSON text as an expression that means the same.
void value_add_json(Buffer *out, Text json, const PieceOptions *options);
