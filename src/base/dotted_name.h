// Dotted_name: what flags may say of a variable, or a property of one, as in `app.lib["a"]`.
#pragma once

#include "base/text.h"

// Moves `*at`, the end of a part of the name, to the end of the next one. False if what stands
// there is none.
bool dotted_name_step(Text name, uint32_t *at);

// The next part of a good name by itself, without dot, brackets and quotes; moves `*at` behind it.
Text dotted_name_part(Text name, uint32_t *at);

// Whether all of it is parts.
bool dotted_name_is_good(Text name);
