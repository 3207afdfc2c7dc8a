// Value: a primitive value that is known, and what JavaScript makes of it.
//
// Never: converts where JavaScript would throw.
#pragma once

#include "minify/facts.h"

typedef struct Value {
  ValueType type; // one of undefined, null, boolean, number, string
  double number;
  bool boolean;
  Text text; // of a string: WTF-8
} Value;

// The value of a literal, or of what stands for one (see facts.h). False for anything else.
bool value_of(Minify *minify, AstId id, Value *value);

// String(value), Boolean(value). Texts live in the arena, or are the value's.
Text value_text(Minify *minify, const Value *value);
bool value_boolean(const Value *value);

// Number(value). False for strings with characters beyond ASCII, which may be blanks.
bool value_number(const Value *value, double *number);

// ToInt32.
int32_t value_int32(double number);

// left === right, left == right.
bool value_is_same(const Value *left, const Value *right);
FactTruth value_is_equal(const Value *left, const Value *right);

// Whether left < right, or neither, as one is NaN.
typedef enum ValueOrder { VALUE_UNKNOWN, VALUE_LESS, VALUE_NOT_LESS, VALUE_UNORDERED } ValueOrder;
ValueOrder value_order(const Value *left, const Value *right);

// The number that a string is as a property's name: only where String(number) is that string.
bool value_index(Minify *minify, Text text, double *number);

// Appends to a text in WTF-8: surrogates that meet become one character.
void value_join(Buffer *out, Text text);

// The UTF-16 unit at `index` of a text in WTF-8; false beyond its end.
bool value_unit(Text text, double index, uint32_t *unit);
