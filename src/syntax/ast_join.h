// AstJoin: Asts of texts that stand one behind the other in one text, as one Ast.
//
// Takes: Asts, which may have been changed since they were made. All but the first may stand in a
//        gap of the first, which must be as it was made.
// Gives: all their statements in one program, and nothing that has been taken out of it. Its nodes
//        are in the order of a walk, but for what stands behind a gap: where no part has been
//        changed, with the ids that ast_make gives those of the whole text. Comments no longer know
//        the leaf behind them.
// Never: needs more than one part at a time: each may be joined on a thread of its own.
#pragma once

#include "syntax/ast.h"

typedef struct AstPart {
  const Ast *ast;
  uint32_t text_start; // in the whole text
  // The whole has so many bytes more from byte `gap_at` of the part's text on.
  uint32_t gap_at, gap_size;
  AstId home;              // what its statements stand in: AST_ROOT, or a node of the first part
  const uint32_t *symbols; // by the part's SymbolId, the whole's
  uint32_t node_count;     // set by ast_join_count: that go into the whole
  // Set by ast_join_begin: where its nodes and added texts begin in the whole.
  AstId base;
  uint32_t added_base;
  AstId last; // set by ast_join_part: its last statement in the whole
} AstPart;

// Finds out how much room a part's nodes need, when it no longer changes.
void ast_join_count(AstPart *part);

// Makes the whole, of `source`, with room for all nodes, in `arena`.
void ast_join_begin(Arena *arena, AstPart *parts, uint32_t count, Text source, Ast *whole);

// Puts one part's nodes in.
void ast_join_part(AstPart *part, Ast *whole);

// Links the statements of all parts, when all are in.
void ast_join_end(const AstPart *parts, uint32_t count, Ast *whole);
