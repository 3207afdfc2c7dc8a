// Glob: patterns of paths, as people write them in configurations and on command lines.
//
//   *  any bytes but slashes    ?  one of them    [a-z] [!a-z]  one of these, or one of all others
//   **  any number of folders   {a,b}  either     ?(a|b)  perhaps one    @(a|b)  one of them
//   \   keeps the next byte from meaning any of this
//
// Never: takes more than linear time for each `*` in a row with `**`: nothing is tried twice.
#pragma once

#include "base/array.h"
#include "base/text.h"

typedef struct Glob {
  Array(Text) either; // without braces
} Glob;

enum { GLOB_MOST_CHOICES = 256 }; // of braces together; what is beyond them is left out

Glob glob_make(Arena *arena, Text pattern);

// Whether all of `path` ("src/a.js") is meant.
bool glob_matches(const Glob *glob, Text path);

// Whether a text has a byte that means more than itself.
bool glob_is_pattern(Text text);
