// Prepare: the text of a program as what transforms work on: an Ast, the table of its names.
//
// Gives: the same, however the program is cut (MinifyOptions.cuts), and on however many threads. In
//        modules, what is in the statements of the top level has been transformed already
//        (rounds_of_part), if `options->syntax` says so.
#pragma once

#include "minify/work.h"

// Sets what a Minify begins with. False if the text is no program; `diagnostics` say why.
bool prepare(Minify *minify, const SourceFile *file, Diagnostics *diagnostics);

// ---- Steps of it

typedef struct Prepared {
  Ast ast;
  ScopeTable table; // names nodes of the Ast
  bool is_program;
} Prepared;

// Makes both of a text, in `arena`, and says whether it is a program.
void prepare_read(Arena *arena, const MinifyOptions *options, const SourceFile *file,
                  Diagnostics *diagnostics, Prepared *made);

// Sets what else there is, once the Ast and the table are there.
void prepare_rest(Minify *minify);

// What is `undefined` is another name where a program declares that; notes private names.
void prepare_names(Minify *minify);
