// OldLiterals: octal numbers and escapes, which only sloppy code has, in a way that all code has.
//
// Takes: a tree whose `sloppy.has_literals` is set.
// Gives: replacements of numbers and strings, which mean what they did.
#pragma once

#include "syntax/replacement.h"

void old_literals_replace(Arena *arena, const Tree *tree, Replacements *out);
