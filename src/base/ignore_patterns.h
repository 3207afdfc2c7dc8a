// IgnorePatterns: patterns of paths in the form of .gitignore: the last one that fits decides, and
// what begins with `!` takes back.
#pragma once

#include "base/glob.h"

typedef struct IgnorePattern {
  Glob glob;
  bool is_negated, is_for_folders;
} IgnorePattern;

typedef struct IgnorePatterns {
  Array(IgnorePattern) items;
} IgnorePatterns;

// Adds one pattern: a line without blanks around it that is no comment.
void ignore_patterns_add(Arena *arena, IgnorePatterns *patterns, Text line);

// What is said of a path ("src/a.js") by itself, not by the folders that it is in. 1: it is meant,
// 0: it is taken back, -1: nothing is said.
int ignore_patterns_ask(const IgnorePatterns *patterns, Text path, bool is_folder);

// Whether a path is meant, or a folder that it is in.
bool ignore_patterns_mean(const IgnorePatterns *patterns, Text path);
