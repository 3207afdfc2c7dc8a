// Replacement: what stands in the place of a node and all below it: a text, or a recipe, which
// takes pieces of the node again, in any order, with texts between them.
//
// Lists of replacements are ascending by node. No replaced node lies below one that is replaced by
// a text; those below a recipe count in the pieces that it takes.
#pragma once

#include "base/array.h"
#include "syntax/tree.h"

typedef enum RecipeStepKind {
  RECIPE_TEXT,   // `text`, which comes from `node` if there is one
  RECIPE_SOURCE, // the source from `start` to `end`, printed as it would be at its own place
  RECIPE_NAME,   // what the symbol of the token `node` is called; in the source it would be `text`
  RECIPE_CALLEE, // the same where it is called
} RecipeStepKind;

typedef struct RecipeStep {
  RecipeStepKind kind;
  NodeId node; // SOURCE: the first one in the range
  Text text;
  uint32_t start, end;
} RecipeStep;

typedef Array(RecipeStep) Recipe;

typedef struct Replacement {
  NodeId node;
  Text text;
  NodeId origin; // the name in the source that the text stands for, for source maps; or NO_NODE
  // Behind the text: identifiers, printed as what they are called in the output, with commas
  // between them, and a second text.
  const NodeId *names;
  uint32_t name_count;
  Text after;
  const Recipe *recipe; // instead of the text; or NULL
} Replacement;

typedef Array(Replacement) Replacements;

// The index of the first replacement of `from` or a later node; the count if there is none.
uint32_t replacements_from(const Replacements *list, NodeId from);

// The text that replaces `node`, which is empty for a recipe; or NULL.
const Text *replacement_of(const Replacements *list, NodeId node);

// Puts a list into order and drops what lies below another replaced node, or replaces it twice.
void replacements_sort(const Tree *tree, Replacements *list);
