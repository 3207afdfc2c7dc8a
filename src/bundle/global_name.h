// Global_name: what --global-name may say: a variable, or a property of one, as in `app.lib["a"]`.
#pragma once

#include "base/text.h"

// Moves `*at`, the end of a part of the name, to the end of the next one. False if what stands
// there is none.
bool global_name_step(Text name, uint32_t *at);

// Whether all of it is parts.
bool global_name_is_good(Text name);
