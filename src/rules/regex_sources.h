// RegexSources: where regular expressions stand in code: literals, and strings that RegExp is
// given.
#pragma once

#include "rules/regex_tree.h"
#include "rules/rule.h"

typedef struct RegexSource {
  NodeId node; // the literal, or the call or `new`
  NodeId text; // what holds the pattern: the literal, or the string
  Text pattern, flags;
  bool is_literal;
  bool are_flags_known; // if not, `flags` is empty
} RegexSource;

// What a literal, a call or a `new` says; false if it is none of a regular expression whose pattern
// is known. Whether RegExp means the platform's is not asked.
bool regex_source(SourceCode *code, NodeId node, RegexSource *source);

// Whether the RegExp of a call or `new` is the platform's.
bool regex_is_global(SourceCode *code, NodeId call);

// The parts of it, or NULL if it is none.
const RegexTree *regex_source_tree(SourceCode *code, const RegexSource *source);

// Where the byte `at` of the pattern is in the code. True for literals and strings without escapes,
// where a piece of the pattern is a piece of the code.
bool regex_source_place(SourceCode *code, const RegexSource *source, uint32_t at, uint32_t *place);

// What a string is, a template without substitutions, or one behind String.raw.
bool regex_text_value(SourceCode *code, NodeId node, Text *value);
