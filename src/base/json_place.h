// Json_place: where in a JSON text a value stands, so that messages can point at it.
//
// Takes: a text that json_read has accepted; any other gives wrong places or none, and no harm.
#pragma once

#include "base/json.h"

typedef struct JsonPlace {
  uint32_t start, end;         // of the value: the bracket alone if it is an object or array
  uint32_t key_start, key_end; // of its key, quotes included; the same as `start` if it has none
} JsonPlace;

// Finds a value in the member `member` of the top-level object: the one that comes `ordinal` values
// after the member's own (0), in the order of the text.
bool json_place_find(Text text, Text member, uint32_t ordinal, JsonPlace *out);

// How many values come before `node` in the tree `root`; for json_place_find.
uint32_t json_place_ordinal(const Json *root, const Json *node);
