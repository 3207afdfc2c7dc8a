// Regex: whether a regular expression is one.
//
// Takes: a literal as in the source, in UTF-8.
// Gives: the first fault, by the specification's early errors (2026), Annex B included.
// Never: recurses: groups and classes may nest as deep as they like, and the time is linear.
#pragma once

#include "diag/diag.h"

typedef struct RegexError {
  MessageId message;
  uint32_t start, end; // bytes of the literal's text
  Text about;          // the message's only argument
} RegexError;

// Whether `literal` ("/…/flags") is a valid regular expression. `scratch` is for its own use.
bool regex_check(Arena *scratch, Text literal, RegexError *error);

// The same of a pattern alone, as RegExp is given it: lines may end in it. Places are those of the
// pattern.
bool regex_check_pattern(Arena *scratch, Text pattern, bool is_unicode, bool is_sets,
                         RegexError *error);
