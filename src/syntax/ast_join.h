// AstJoin: Asts of texts that stand one behind the other in one text, as one Ast.
//
// Takes: Asts that are as ast_make made them. What is before the first part's statements (a hash
//        bang, directives) is that of the whole.
// Gives: what ast_make gives of the whole text, with the same ids. Comments no longer know the leaf
//        behind them.
// Never: needs more than one part at a time: each may be joined on a thread of its own.
#pragma once

#include "syntax/ast.h"

typedef struct AstPart {
  const Ast *ast;
  uint32_t text_start;     // in the whole text
  const uint32_t *symbols; // by the part's SymbolId, the whole's
  // Set by ast_join_begin: what the whole adds to ids behind the root, and in it, the first and the
  // last statement.
  AstId shift, first, last;
} AstPart;

// Makes the whole, of `source`, with room for all nodes, in `arena`.
void ast_join_begin(Arena *arena, AstPart *parts, uint32_t count, Text source, Ast *whole);

// Puts one part's nodes in.
void ast_join_part(const AstPart *part, Ast *whole);

// Links the statements of all parts, when all are in.
void ast_join_end(const AstPart *parts, uint32_t count, Ast *whole);
