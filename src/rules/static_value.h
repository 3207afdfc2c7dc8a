// StaticValue: what an expression gives, where that is known without running the code: literals,
// operators on them, variables that are never written to again, and a few built-ins that only
// compute.
//
// Never: says what it is not sure of: a value that is not found is unknown, not undefined.
#pragma once

#include "rules/source_code.h"

enum {
  STATIC_STEPS_LIMIT = 400, // expressions that are looked at for one value, variables' included
  STATIC_DEPTH_LIMIT = 100, // of expressions inside each other
};

typedef enum StaticKind {
  STATIC_UNDEFINED,
  STATIC_NULL,
  STATIC_BOOLEAN,
  STATIC_NUMBER,
  STATIC_BIGINT, // up to 2^53
  STATIC_STRING,
} StaticKind;

typedef struct StaticValue {
  StaticKind kind;
  double number; // of a number or a BigInt; 0 or 1 of a boolean
  Text text;     // of a string
} StaticValue;

// The value of an expression. False where it is not known.
bool static_value(SourceCode *code, NodeId node, StaticValue *value);

// Whether it counts as true.
bool static_value_is_true(const StaticValue *value);

// Number(value), of anything but a BigInt.
double static_value_number(const StaticValue *value);

// String(value).
Text static_value_text(Arena *arena, const StaticValue *value);
