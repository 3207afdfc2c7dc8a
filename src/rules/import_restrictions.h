// ImportRestrictions: which modules, and which names of them, a configuration wants nobody to
// import.
#pragma once

#include "base/ignore_patterns.h"
#include "rules/option_patterns.h"

typedef struct ImportRestriction {
  bool is_pattern;
  Text name;                         // of a module, where it is no pattern
  IgnorePatterns group;              // of a pattern, or
  const Pattern *regex;              // what its sources match
  bool minds_case;                   // of the group
  const Json *names, *allowed_names; // lists, or NULL
  const Pattern *name_pattern, *allowed_pattern;
  Text name_pattern_text, allowed_pattern_text;
  Text message; // or empty
} ImportRestriction;

typedef struct ImportRestrictions {
  Array(ImportRestriction) items; // names of modules before patterns
} ImportRestrictions;

// Reads the options: names and objects, or one object with `paths` and `patterns`.
void import_restrictions_read(Arena *arena, const Json *const *options, ImportRestrictions *out);

// Adds the lines of a list in the form of .gitignore, and whether they mean a source.
void source_patterns_read(Arena *arena, const Json *lines, bool minds_case, IgnorePatterns *out);
bool source_patterns_mean(Arena *arena, const IgnorePatterns *patterns, bool minds_case,
                          Text source);

// Whether a restriction is about a source.
bool import_is_meant(Arena *arena, const ImportRestriction *restriction, Text source);
