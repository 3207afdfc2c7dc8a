// Arrows: functions that nobody can tell from arrow functions become such, as these are shorter.
//
// Never: runs before other transforms are done, as these know what a function declaration is.
#pragma once

#include "minify/work.h"

// Counts of uses must be right, and are afterwards not.
void arrows_make(Minify *minify);
