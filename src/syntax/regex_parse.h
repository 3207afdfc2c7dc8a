// RegexParse: what the parts of the check share: where it is, what is open, what was referred to.
//
// Each part is a function that reads one thing at `at` and moves behind it; false means that the
// error is set.
#pragma once

#include "base/map.h"
#include "syntax/regex.h"

typedef enum RegexGroupKind {
  REGEX_PLAIN,      // captures or not
  REGEX_LOOKAHEAD,  // can be repeated without the flags u and v
  REGEX_LOOKBEHIND, // can't be repeated
} RegexGroupKind;

typedef struct RegexGroup {
  RegexGroupKind kind;
  uint32_t start, body; // of its bracket, and behind what the bracket begins with
  uint32_t alternative; // where the alternative starts that is being read
} RegexGroup;

typedef struct RegexReference {
  Text name;
  uint32_t start, end;
} RegexReference;

typedef struct Regex {
  Arena *scratch;
  RegexError *error;
  Text text; // the literal without the slash that ends the pattern and the flags
  uint32_t at;
  bool is_unicode;       // the flag u or v
  bool is_sets;          // the flag v
  uint32_t pending_unit; // the low surrogate of the character before `at`, which is yet to be read
  Array(RegexGroup) groups; // that are open; the first is the pattern
  uint32_t capture_count;
  Map names;                        // of groups, with where the last group of that name starts
  Array(RegexReference) references; // by name
  RegexReference largest_reference; // by number, with the flag u or v
  uint32_t largest_number;
  RegexReference loose_k; // a \k without a name: an error only where there are names
  bool has_loose_k;
} Regex;

// What one atom of a pattern or a class stands for.
typedef enum RegexAtomKind {
  REGEX_CHARACTER,
  REGEX_CHARACTERS, // any of many, such as \d
  REGEX_STRINGS,    // what may be longer than one character
} RegexAtomKind;

typedef struct RegexAtom {
  RegexAtomKind kind;
  uint32_t code; // of a character: a code point with the flag u or v, otherwise a UTF-16 unit
  uint32_t start;
} RegexAtom;

// Sets the error to the text from `start` to `end`. Always false.
bool regex_blame(Regex *regex, MessageId message, uint32_t start, uint32_t end);

// The byte `ahead` of the next one, or 0 where the pattern ends.
static inline char regex_peek(const Regex *regex, uint32_t ahead) {
  uint32_t at = regex->at + ahead;
  return at < regex->text.size ? regex->text.at[at] : 0;
}

static inline bool regex_ended(const Regex *regex) {
  return regex->at >= regex->text.size;
}

// The next character; without the flags u and v, the next UTF-16 unit.
uint32_t regex_read_character(Regex *regex);

// The escape at the backslash; `in_class` where a class allows more. Not \b, \B, \k and references.
bool regex_read_escape(Regex *regex, bool in_class, RegexAtom *atom);

// A class at its bracket, without and with the flag v.
bool regex_check_class(Regex *regex);
bool regex_check_set(Regex *regex);

// The opening bracket of a group with what belongs to it; the group is then open.
bool regex_open_group(Regex *regex);

// \k and what follows, at the backslash; \1 and its like.
bool regex_check_named_reference(Regex *regex);
bool regex_check_numbered_reference(Regex *regex);

// What can only be said at the end: whether all references lead to groups.
bool regex_check_references(Regex *regex);
