// Concat: texts and expressions that follow each other in one string, and become a string literal
// or a template.
#pragma once

#include "minify/value.h"

// A text, or an expression where `expression` is set.
typedef struct ConcatPart {
  AstId expression;
  Text text; // cooked, WTF-8
} ConcatPart;

typedef struct Concat {
  Arena *arena; // of the parts; texts live in the Ast's
  Array(ConcatPart) parts;
  Buffer text; // what goes on at the end of the parts
} Concat;

void concat_start(Concat *concat, Arena *arena);
void concat_add_text(Concat *concat, Text text);
void concat_add_expression(Concat *concat, AstId expression);

// Whether it is a template without a tag, and without escapes that mean nothing.
bool concat_understands(Minify *minify, AstId template);

// Adds what a template says. False, and nothing is added, if it is not understood.
bool concat_add_template(Minify *minify, Concat *concat, AstId template);

// Adds a text of a template, as it is in the source.
bool concat_add_fragment(Minify *minify, Concat *concat, AstId fragment);

// Gives a node in no tree, made of what was added: a string or a template.
AstId concat_end(Minify *minify, Concat *concat, AstId origin);
