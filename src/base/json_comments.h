// Json_comments: the JSON in a text that people also comment, as tsconfig.json is.
#pragma once

#include "base/text.h"

// `text` with spaces for its comments, and for commas before a closing bracket. What is left stands
// where it stood, so that offsets are good for both. A comment that never ends stays.
Text json_without_comments(Arena *arena, Text text);
