// OptionPatterns: the regular expressions that options of a rule are.
#pragma once

#include "base/array.h"
#include "base/json.h"
#include "base/pattern.h"

typedef Array(const Pattern *) OptionPatterns;

// The pattern that a field of an option is; NULL where there is none, or it is no pattern.
const Pattern *option_pattern(Arena *arena, const Json *given, const char *key);

// All of those that a field lists; whether one of them matches.
OptionPatterns option_patterns(Arena *arena, const Json *given, const char *key);
bool option_patterns_match(const OptionPatterns *patterns, Text text);
