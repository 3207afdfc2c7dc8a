// Facts: what can be said of an expression of an Ast without running it.
//
// Never: is wrong: what is not known for certain is said to be unknown, within the assumptions of
//        src/transform/README.md.
#pragma once

#include "minify/work.h"

// What kind of value an expression has, if it has one: sets of these.
typedef enum ValueType {
  TYPE_UNDEFINED = 1 << 0,
  TYPE_NULL = 1 << 1,
  TYPE_BOOLEAN = 1 << 2,
  TYPE_NUMBER = 1 << 3,
  TYPE_BIGINT = 1 << 4,
  TYPE_STRING = 1 << 5,
  TYPE_SYMBOL = 1 << 6,
  TYPE_OBJECT = 1 << 7, // functions, too
  TYPE_ANY = (1 << 8) - 1,
} ValueType;

// The set of types that an expression's value may have.
unsigned fact_types(const Minify *minify, AstId id);

// Whether evaluating an expression, or running a statement, can't be noticed if nobody uses its
// value: it can be left out, but not moved.
bool fact_is_unused(Minify *minify, AstId id);

// Whether its value is the same wherever and whenever it is evaluated: literals, functions of no
// effect on identity excluded. It can be moved over anything.
bool fact_is_constant(const Minify *minify, AstId id);

// Whether evaluating it reads nothing that running other code could change, and has no effects: it
// can be moved over anything that doesn't write to variables that it names, which must be
// constants.
bool fact_is_movable(Minify *minify, AstId id);

// Whether the value counts as true or false, effects aside. (`[]`, `"x"`, `void f()`, `!0`)
typedef enum FactTruth { FACT_UNKNOWN, FACT_FALSE, FACT_TRUE } FactTruth;
FactTruth fact_truth(const Minify *minify, AstId id);

// Whether the value is null or undefined (FACT_TRUE), or surely neither (FACT_FALSE).
FactTruth fact_is_nullish(const Minify *minify, AstId id);

// The value of a literal, also behind a sign or `!` or `void`: false if it is none.
bool fact_number(const Minify *minify, AstId id, double *value);
bool fact_string(Minify *minify, AstId id, Text *value); // decoded, WTF-8
bool fact_boolean(const Minify *minify, AstId id, bool *value);
bool fact_is_undefined(const Minify *minify, AstId id); // `undefined`, `void 0`
