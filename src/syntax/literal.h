// Literal: the values that literals stand for.
#pragma once

#include "base/buffer.h"
#include "syntax/tree.h"

// The value of a string, or of a template without substitutions, escapes replaced; a lone surrogate
// is written as WTF-8. Without escapes it is a piece of the source; otherwise it lives in `arena`.
Text literal_string_value(Arena *arena, const Tree *tree, NodeId string);

// Appends what an escape sequence (backslash included) stands for; a line continuation is nothing.
void literal_add_escape(Buffer *out, Text escape);
