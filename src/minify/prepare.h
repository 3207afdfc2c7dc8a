// Prepare: the text of a program as what transforms work on: an Ast, the table of its names.
#pragma once

#include "minify/work.h"

// Sets what a Minify begins with. False if the text is no program; `diagnostics` say why.
bool prepare_whole(Minify *minify, const SourceFile *file, Diagnostics *diagnostics);

// The same, with all threads at once, for a program that can be cut (MinifyOptions.cuts): gives
// what prepare_whole gives. False if it has to be done as a whole.
bool prepare_parts(Minify *minify, const SourceFile *file);

// ---- What both do

typedef struct Prepared {
  Ast ast;
  ScopeTable table; // names nodes of the Ast
} Prepared;

// Makes both of a text, in `arena`. False if it is no program.
bool prepare_read(Arena *arena, const MinifyOptions *options, const SourceFile *file,
                  Diagnostics *diagnostics, Prepared *made);

// Sets what else there is, once the Ast and the table are there.
void prepare_rest(Minify *minify);
