// Minify: a whole program, such as an output of a bundle, made smaller.
//
// Takes: the text of a program without errors.
// Gives: a program that does the same in fewer bytes, and the mappings back. What is assumed of
//        programs is written down in src/transform/README.md; nothing else is.
// Never: reads files or sees another program; it may run on any number of threads.
#pragma once

#include "print/ast_print.h"
#include "scope/effects.h"

// Calls `work(context, i)` for every i < count, on any threads, and returns when all is done.
typedef void MinifyWork(void *context, uint32_t item);
typedef void MinifyEach(void *workers, uint32_t count, MinifyWork *work, void *context);

typedef struct MinifyOptions {
  SyntaxGoal goal; // what the program is
  bool whitespace, identifiers, syntax;
  // The program is a module, or stands in a function: nobody else sees the names of its top level.
  bool owns_top_level;
  bool is_ascii_only;
  bool wants_mappings;
  bool keeps_legal_comments; // where they stand
  // A function of the program that gives the function or class that is its first argument the name
  // that is its second one, and returns it: all keep their names. Empty: names may be lost.
  Text name_helper;
  uint32_t line_limit;
  EffectsOptions effects;
  // Where the text of a module can be cut, ascending: a statement of its top level begins there,
  // behind SYNTAX_PADDING bytes of zero. `each`, which is given `workers`, works on the parts;
  // the result is the same as without cuts, and blanks in place of the zeros.
  const uint32_t *cuts;
  uint32_t cut_count;
  // Where a script is a function that is called, the text of statements in it, which alone can be
  // cut; behind that, too, there are zeros. Both are 0 where no such text is known.
  uint32_t body_start, body_end;
  MinifyEach *each;
  void *workers;
} MinifyOptions;

// The result lives in `arena`. False if the text is no program after all; `diagnostics` say why.
bool minify(Arena *arena, const SourceFile *file, const MinifyOptions *options, AstPrinted *result,
            Diagnostics *diagnostics);
