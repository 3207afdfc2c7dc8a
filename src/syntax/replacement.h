// Replacement: text that stands in the place of a node and all below it.
//
// Lists of replacements are ascending by node, and no replaced node lies below another.
#pragma once

#include "base/array.h"
#include "syntax/tree.h"

typedef struct Replacement {
  NodeId node;
  Text text;
  NodeId origin; // the name in the source that the text stands for, for source maps; or NO_NODE
  // Behind the text: identifiers, printed as what they are called in the output, with commas
  // between them, and a second text.
  const NodeId *names;
  uint32_t name_count;
  Text after;
} Replacement;

typedef Array(Replacement) Replacements;

// The index of the first replacement of `from` or a later node; the count if there is none.
uint32_t replacements_from(const Replacements *list, NodeId from);

// What replaces `node`, or NULL.
const Text *replacement_of(const Replacements *list, NodeId node);

// Puts a list into order and drops what lies below another replaced node, or replaces it twice.
void replacements_sort(const Tree *tree, Replacements *list);
