// AstPrint: an Ast as text, either with the fewest bytes that keep tokens apart, or laid out for
// people.
//
// Takes: an Ast; what its symbols are called.
// Gives: text in an arena and, if asked, the mappings from it to the source of the Ast. Parentheses
//        come from one table of precedences (syntax/precedence.def).
// Never: changes what the program does: what would begin a directive, a declaration or a comment
//        by chance is kept from it.
#pragma once

#include "print/print.h"
#include "syntax/ast.h"

typedef struct AstPrintInput {
  const Ast *ast;
  const Text *names;  // by SymbolId: what it is called; `at` NULL: as in the Ast
  bool is_compact;    // as few bytes as possible; else lines, indented by two blanks
  bool is_ascii_only; // escape other characters
  bool wants_mappings;
  bool keeps_legal_comments; // each before the statement that it stands before
  uint32_t line_limit;       // bytes after which a line is broken at the next good place; 0: never
  uint32_t symbol_count;     // of `names`
  // Of a list of statements, only those from `first` on (AST_NONE: the whole program), and of the
  // list that `end` is in, only those up to it (AST_NONE: all). See AstPrinted.
  AstId first, end;
} AstPrintInput;

typedef struct AstPrinted {
  Text text;
  Array(Mapping) mappings; // from bytes of the text to bytes of the Ast's source; ascending by text
  Array(Text) names;       // what `Mapping.name` counts: names in the source that are others now
  // Where `end` and what follows it goes: in the text, and among the mappings. What stands behind
  // is what is around that list.
  uint32_t end_text, end_mapping;
} AstPrinted;

// Everything lives in `arena`. Linear in the size of the Ast; no recursion.
AstPrinted ast_print(Arena *arena, const AstPrintInput *input);
