// Random: bytes that nobody can guess.
#pragma once

#include "base/text.h"

// `bytes` of them, as hexadecimal digits.
Text random_digits(Arena *arena, uint32_t bytes);
