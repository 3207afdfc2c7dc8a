// PropertyNames: where a tree names properties.
//
// Takes: a tree without errors.
// Never: lists private names, the names of imports and exports, or the attributes of imports.
#pragma once

#include "base/array.h"
#include "syntax/tree.h"

typedef enum PropertyForm {
  PROPERTY_WORD,      // a.x, { x: 1 }, a method x() {}, <a x={1} />
  PROPERTY_SHORTHAND, // { x }
  PROPERTY_STRING,    // a["x"], { "x": 1 }, "x" in a; also a[b ? "x" : "y"]
  PROPERTY_KEY,       // a string or template behind /* @__KEY__ */, wherever it stands
} PropertyForm;

typedef struct PropertyName {
  NodeId node;
  PropertyForm form;
  Text name; // decoded
} PropertyName;

typedef Array(PropertyName) PropertyNames;

// All of a tree, ascending by node; texts live in `arena` or in the source.
PropertyNames property_names_find(Arena *arena, const Tree *tree);
