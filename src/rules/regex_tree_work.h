// RegexTreeWork: what the files behind regex_tree.h share while a tree is made.
#pragma once

#include "rules/regex_tree.h"

typedef struct RegexBuild {
  Arena *arena;
  Text text;
  uint32_t at;
  bool is_unicode, is_sets, has_names;
  uint32_t captures_in_all, captures_so_far;
  Array(RegexNode) nodes;
  Array(RegexId) captures;
  RegexId open; // the alternative or class that gets what is read
} RegexBuild;

// The byte `ahead` of the next one, or 0.
static inline char regex_byte(const RegexBuild *build, uint32_t ahead) {
  uint32_t at = build->at + ahead;
  return at < build->text.size ? build->text.at[at] : 0;
}

// Adds a node that begins at `start` and ends where we are as the last child of a node.
RegexId regex_add(RegexBuild *build, RegexId parent, RegexKind kind, uint32_t start);

// Puts a node of another kind in the place of the last child of its parent, and it inside.
RegexId regex_wrap(RegexBuild *build, RegexId inside, RegexKind kind);

// Reads a character, or the escape of one or of a set.
void regex_read_atom(RegexBuild *build, RegexId parent, bool is_in_class);

// Reads a class at its bracket.
void regex_read_class(RegexBuild *build, RegexId parent);
