// JsonLoose: JSON as people write it in a comment or on a command line: `semi: [2, always]`.
//
// Keys and words need no quotes, strings may have single ones, and blanks separate as commas do.
#pragma once

#include "base/json.h"

// Reads the members of an object, without braces of its own. NULL where that can't be: `*offset` is
// where.
Json *json_read_loose(Arena *arena, Text text, uint32_t *offset);
