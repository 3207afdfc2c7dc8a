// Parse: from bytes to a tree.
//
// Takes: a source of less than 4 GB, which must outlive the tree, and which is followed by
//        SYNTAX_PADDING bytes of zero. (host pads files; whoever makes a text must pad it too.)
// Gives: always a tree; where the source is not JavaScript, `has_error` is set and the diagnostics
//        say where and what.
// Never: reads files, or keeps anything between calls: it may run on any number of threads.
#pragma once

#include "diag/diag.h"
#include "syntax/tree.h"

enum {
  // The parser reads ahead without asking where the text ends, but never further than this.
  SYNTAX_PADDING = 64,

  // Deeper nesting is refused with a diagnostic. Engines give up near 10,000 nested brackets, so
  // that nothing that runs is refused. Chains that nest to the left (a.b.c, a + b + c) are free.
  SYNTAX_DEPTH_LIMIT = 8000,
};

// Parses `file` into `arena`; what is wrong is added to `diagnostics`.
void syntax_parse(Arena *arena, const SourceFile *file, SyntaxGoal goal, Tree *tree,
                  Diagnostics *diagnostics);

// The same in three steps, for who reads a tree while it is still being checked.
typedef struct SyntaxParse {
  Arena *arena;
  const SourceFile *file;
  SyntaxGoal goal;
  Tree *tree;
  Diagnostics found; // its arena must be set, and is used by one step at a time
  bool is_parsed;    // the text is a program but for its early errors
  unsigned clues;    // to its goal
} SyntaxParse;

// Makes the tree, of which early errors are not known if `is_parsed` is set then.
void syntax_read(SyntaxParse *parse);

// Finds them. Meanwhile the tree may be read, and the symbols of its nodes be set.
void syntax_check(SyntaxParse *parse);

// Gives what was found wrong. False if the tree is another one now, and what was read of it void.
bool syntax_settle(SyntaxParse *parse, Diagnostics *diagnostics);

// Makes the tree of a text with syntax errors, which ends where the first of them is, one of the
// whole text: nodes of kind NODE_ERROR hold what fits nowhere, leaves with NODE_MISSING were made
// up. For who shows code as it stands; a build has no use for it, and it can take a hundred times
// as long as syntax_parse. False where it takes too long, or is nested too deeply: the tree stays
// then.
bool syntax_recover(Arena *arena, Tree *tree);
