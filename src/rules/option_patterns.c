// What is no pattern counts as if it were not there.
#include "rules/option_patterns.h"

const Pattern *option_pattern(Arena *arena, const Json *given, const char *key) {
  PatternProblem problem;
  Text source = json_text(json_get(given, text_of(key)));
  return source.size ? pattern_make(arena, source, &problem) : NULL;
}

OptionPatterns option_patterns(Arena *arena, const Json *given, const char *key) {
  OptionPatterns patterns = {0};
  const Json *list = json_get(given, text_of(key));
  for (const Json *each = list ? list->first_child : NULL; each; each = each->next) {
    PatternProblem problem;
    const Pattern *pattern = pattern_make(arena, json_text(each), &problem);
    if (pattern) array_push(arena, &patterns, pattern);
  }
  return patterns;
}

bool option_patterns_match(const OptionPatterns *patterns, Text text) {
  for (uint32_t i = 0; i < patterns->count; i++) {
    if (pattern_matches(patterns->at[i], text)) return true;
  }
  return false;
}
