// OldWords: the words that ECMAScript 3 had for itself, which old engines take for no names.
#pragma once

#include "base/text.h"

bool is_old_word(Text name);
