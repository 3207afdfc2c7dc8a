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

// What a literal says, or a call or `new` of the name RegExp; false if it is none of a regular
// expression whose pattern is known. Whether RegExp means the platform's is not asked.
bool regex_source(SourceCode *code, NodeId node, RegexSource *source);

// Whether a call or `new` is of the platform's RegExp by this name.
bool regex_is_global(SourceCode *code, NodeId call);

// The calls and `new`s of the platform's RegExp, by whichever name (global_uses.h), in source
// order. Made when they are first asked for.
struct RegexCalls {
  NodeId *at;
  uint32_t count, capacity;
};
const RegexCalls *regex_calls(SourceCode *code);

// What one of those says; false if its pattern is not known. Also by what variables hold and
// operators give: a pattern that is a literal is then its whole text.
bool regex_call_source(SourceCode *code, NodeId call, RegexSource *source);
bool regex_constant_source(SourceCode *code, NodeId call, RegexSource *source);

// A value that is always the same one, as a string; false for others, and for null.
bool regex_constant_text(SourceCode *code, NodeId node, Text *text);

// The parts of it, or NULL if it is none.
const RegexTree *regex_source_tree(SourceCode *code, const RegexSource *source);

// Where the byte `at` of the pattern is in the code. True for literals and strings without escapes,
// where a piece of the pattern is a piece of the code.
bool regex_source_place(SourceCode *code, const RegexSource *source, uint32_t at, uint32_t *place);

// What a string is, a template without substitutions, or one behind String.raw.
bool regex_text_value(SourceCode *code, NodeId node, Text *value);
