// Directives: the strings that a program or a function body starts with.
#pragma once

#include "syntax/tree.h"

// The directive "use strict" of a program or a function's block: its string, or NO_NODE.
NodeId directives_find_strict(const Tree *tree, NodeId body);

static inline bool directives_are_strict(const Tree *tree, NodeId body) {
  return directives_find_strict(tree, body) != NO_NODE;
}

// The string of a statement that can be a directive by its form, or NO_NODE.
NodeId directives_string(const Tree *tree, NodeId statement);

// All directives of a program but "use strict", each a line of its own; in `arena`.
Text directives_others(Arena *arena, const Tree *tree);
