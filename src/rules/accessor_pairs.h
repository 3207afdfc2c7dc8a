// AccessorPairs: the getters and setters of an object or a class, with what each of them is for.
#pragma once

#include "base/array.h"
#include "rules/source_code.h"

typedef struct Accessor {
  NodeId node;       // method_definition
  uint32_t property; // index into the properties
  uint32_t place;    // among all members, from 0
  bool is_setter;
} Accessor;

// What accessors of one name have together.
typedef struct AccessorProperty {
  uint32_t getter_count, setter_count;
  uint32_t getter, setter; // the first of each, as indices into the accessors
} AccessorProperty;

typedef struct Accessors {
  Array(Accessor) items; // in source order
  Array(AccessorProperty) properties;
} Accessors;

// The accessors of an object or a class body. Static ones are apart from others, private names from
// public ones; a computed name that is not known is told by its tokens.
void accessors_read(SourceCode *code, NodeId members, Accessors *accessors);
