// Constants: expressions that are always the same, or always true or false, whatever runs before.
#pragma once

#include "rules/static_names.h"

enum {
  CONSTANTS_DEPTH_LIMIT = 200, // of expressions that are looked into; below, nothing is constant
};

// Whether a node is always the same value; where only its truth matters, whether that is always the
// same: `{}` is a new object each time, and always true.
bool is_constant(SourceCode *code, NodeId node, bool is_truth_asked);

// `null`, `undefined`, `void …`.
bool is_nullish(SourceCode *code, NodeId node);

// Whether it is a call of the platform's function of this name.
bool is_global_call(SourceCode *code, NodeId node, const char *name);

// What is inside of parentheses; NO_NODE for NO_NODE.
NodeId bare(const Tree *tree, NodeId node);
