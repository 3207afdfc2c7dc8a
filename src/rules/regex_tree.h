// RegexTree: what a regular expression is made of.
//
// Takes: a pattern that is one (syntax/regex.h says so), from a literal or as a string's value.
// Gives: nodes in one array, each behind its first part; places are bytes of the pattern. Without
//        the flags u and v, characters are UTF-16 units: one of four bytes is two nodes, the first
//        of one byte, so that columns come out right.
// Never: recurses: groups and classes may nest as deep as they like. The time is linear.
#pragma once

#include "base/array.h"
#include "base/text.h"

typedef uint32_t RegexId; // 0 = none, 1 = the pattern

enum { REGEX_ROOT = 1, REGEX_NO_LIMIT = UINT32_MAX };

typedef enum RegexKind {
  REGEX_NONE,
  REGEX_PATTERN,     // its children are alternatives, as are those of groups and looks around
  REGEX_ALTERNATIVE, // what follows each other
  REGEX_GROUP,       // (?:…), also with modifiers
  REGEX_CAPTURE,     // (…) and (?<name>…)
  REGEX_LOOKAHEAD,
  REGEX_LOOKBEHIND,
  REGEX_QUANTIFIER, // its child is what is repeated
  REGEX_BOUNDARY,   // ^ $ \b \B
  REGEX_CHARACTER,
  REGEX_ANY, // .
  REGEX_SET, // \d \s \w \p{…} and their opposites
  REGEX_CLASS,
  REGEX_RANGE,        // in a class: two characters
  REGEX_STRINGS,      // \q{…}: its children are strings
  REGEX_STRING,       // one of them: characters
  REGEX_INTERSECTION, // &&, with the flag v: two operands, the left may be another of its kind
  REGEX_SUBTRACTION,  // --
  REGEX_REFERENCE,    // \1 and \k<name>
} RegexKind;

typedef struct RegexNode {
  uint8_t kind;    // RegexKind
  bool is_negated; // [^…], (?!…), (?<!…), \B, \D…
  bool is_lazy;    // of a quantifier
  uint32_t start, end;
  RegexId parent, first_child, last_child, previous, next;
  uint32_t value; // of a character; the least of a quantifier; the number of a capture or a
                  // reference, 0 if it goes by name
  uint32_t most;  // of a quantifier
  Text name;      // of a capture or a reference, without escapes; empty if it has none
} RegexNode;

typedef struct RegexTree {
  Text pattern;
  bool is_unicode, is_sets; // the flag u or v, the flag v
  RegexNode *nodes;
  uint32_t node_count; // node 0 included
  RegexId *captures;   // in their order; number n is at n - 1
  uint32_t capture_count;
} RegexTree;

const RegexTree *regex_tree(Arena *arena, Text pattern, bool is_unicode, bool is_sets);

static inline Text regex_text(const RegexTree *tree, RegexId id) {
  return text_slice(tree->pattern, tree->nodes[id].start, tree->nodes[id].end);
}
