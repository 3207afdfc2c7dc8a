// Options: what a rule can be told, described by a type that is its documentation, its check and
// its defaults in one.
//
//   ('always' | 'never') = always, { exceptRange: boolean = false, onlyEquality: boolean = false }
//
// Options are separated by commas, and none must be given. A type is
//
//   string  boolean  number  integer  regex  selector  any  'word'  12  null
//   T[]  T | U  (T)   { key: T = default, 'other-key': T, *: T }   [T, U]
//
// where `*` is any other key, regex is a string that is a regular expression, selector one that is
// a selector (selector.h), and a default is JSON (a word needs no quotes). `T...` in the last place
// takes any number of options. An option or a field that has no default is not there unless it is
// given; an object that has fields with defaults is there in any case, unless it is one of several
// alternatives.
#pragma once

#include "base/json.h"

enum {
  OPTIONS_DEPTH_LIMIT = 32, // of types inside each other
};

// What does not fit, and what was expected there.
typedef struct OptionsProblem {
  const Json *at; // the value, or NULL: `index` options are too many
  uint32_t index; // of the option, from 0
  Text expected;  // a part of the type
  Text unknown;   // a key that the type does not have; empty: the value is of another type
  Text similar;   // a key that it has
  Text reason;    // why a regular expression is none, or
  Text foreign;   // what it has that is not supported
} OptionsProblem;

// Checks the options `given` (a chain of siblings, or NULL) against `type` (NULL: there are none),
// and makes `*options`: one value by its place, with a NULL behind the last; defaults are filled
// in, and what is missing without a default is NULL. False: `*problem` says why.
bool rule_options_read(Arena *arena, const char *type, const Json *given,
                       const Json *const **options, OptionsProblem *problem);
