// KnownGlobals: what globals.def says of the platform's own names.
#pragma once

#include "base/text.h"

// Whether a global of this name exists everywhere, so that reading it does nothing.
bool known_global(Text name);

// The first ECMAScript (a year, or 3 or 5) that has a global of this name; 0: none has.
uint32_t known_global_year(Text name);

// Whether `new` of it runs no code but its own, given arguments that have none.
bool known_constructor(Text name);

// Whether `object.member` is a value of the platform, and no getter.
bool known_member(Text object, Text member);
