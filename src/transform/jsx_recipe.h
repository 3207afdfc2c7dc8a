// JsxRecipe: writes the recipe of one element, texts and pieces of the source in turn.
//
// Owns:  its scratch arena; what is made of it lives in another.
// Gives: lines where the source has them, so that people find their own formatting.
#pragma once

#include "base/buffer.h"
#include "syntax/replacement.h"

typedef struct RecipeWriter {
  Arena *arena; // of recipes
  Arena scratch;
  const Tree *tree;
  Recipe steps;
  Buffer text;   // said since the last step
  NodeId origin; // what the text comes from, or NO_NODE
} RecipeWriter;

RecipeWriter recipe_writer(Arena *arena, const Tree *tree);

// Text; `origin` is the node that it comes from.
void recipe_say(RecipeWriter *writer, Text text);
void recipe_say_from(RecipeWriter *writer, NodeId origin, Text text);
#define recipe_say_literal(writer, literal) recipe_say((writer), TEXT(literal))

// Where text goes that is written in pieces; valid until the next step. Comes from `origin`, or
// goes on with what was said before.
Buffer *recipe_text_from(RecipeWriter *writer, NodeId origin);

// What separates two places of the source: a line end with the blanks behind it if there is one
// between them, `usual` otherwise.
void recipe_space(RecipeWriter *writer, uint32_t from, uint32_t to, Text usual);

// The name of a token's symbol, written `name` in the source; `kind` is NAME or CALLEE.
void recipe_name(RecipeWriter *writer, RecipeStepKind kind, NodeId token, Text name);

// A node as it stands.
void recipe_node(RecipeWriter *writer, NodeId node);

// A range of the source; `first` is the first node in it.
void recipe_range(RecipeWriter *writer, NodeId first, uint32_t start, uint32_t end);

// What stands between two braces, comments included.
void recipe_inside(RecipeWriter *writer, NodeId open, NodeId close);

// Ends the recipe.
const Recipe *recipe_end(RecipeWriter *writer);
