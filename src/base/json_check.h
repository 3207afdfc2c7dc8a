// JsonCheck: whether a text is JSON to the letter, and so JavaScript that means the same.
//
// JSON modules are printed as they stand; json.h reads values, but forgivingly.
#pragma once

#include "base/array.h"
#include "base/text.h"

typedef struct JsonMember {
  Text key;            // as it is spelled, without its quotes
  uint32_t start, end; // of the value
} JsonMember;

typedef Array(JsonMember) JsonMembers;

enum { JSON_GOOD = UINT32_MAX, JSON_DEPTH_LIMIT = 4096 };

// JSON_GOOD, or the offset of the first byte that can't stand where it does, be it that it opens
// one bracket too many (`*is_too_deep`). The members of an object at the top are added to
// `members` in `arena`. All but `text` may be NULL.
uint32_t json_check(Arena *arena, Text text, JsonMembers *members, bool *is_too_deep);
