// Ignore: lists of what not to look at, in the form of .gitignore.
#pragma once

#include "base/ignore_patterns.h"

// The patterns of one file, or of one key in a configuration.
typedef struct IgnoreList {
  Text folder; // absolute; which the patterns are seen from
  IgnorePatterns patterns;
} IgnoreList;

// Lists that count in a folder: this one, and before it those of the folders above.
typedef struct IgnoreChain IgnoreChain;
struct IgnoreChain {
  const IgnoreList *list;
  const IgnoreChain *outer;
};

// Adds one pattern: a line of the file.
void ignore_add(Arena *arena, IgnoreList *list, Text pattern);

// Adds a file's lines: comments and empty ones left out.
void ignore_add_lines(Arena *arena, IgnoreList *list, Text text);

// Whether a path is to be left out; its folder is not. What is said last counts; where nothing is
// said, `otherwise`.
bool ignore_matches(const IgnoreChain *chain, Text path, bool is_folder, bool otherwise);
