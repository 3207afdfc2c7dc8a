// JsonTree: reading JSON to the letter, as programs send it to each other.
//
// json_read is for what people write; it ends strings at a NUL byte, and takes no half of a pair of
// surrogates, both of which an editor's text may have.
#pragma once

#include "base/json.h"

// Reads `text`. The text of a number is its spelling; half a pair of surrogates is written as WTF-8
// has it. NULL where it is not JSON, or nested deeper than json_check takes.
Json *json_tree_read(Arena *arena, Text text);
