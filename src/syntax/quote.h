// Quote: new code for an Ast, written as JavaScript.
//
//   AstId test = quote(ast, place, "$1 === void 0 ? $2 : $1.length", object, fallback, copy);
//
// Takes: code with $1 … $9 for nodes. Each node is put in as it is, so each must be there once:
//        copy what is needed twice. `$1` as a statement of its own can be any statement.
// Gives: a node in no tree: a statement if the code ends with `;` or `}`, else an expression.
// Never: parses the same code twice: an Ast's `quotes` keep what was parsed.
#pragma once

#include "syntax/ast.h"

// What was parsed. One thread's at a time; for any number of Asts.
typedef struct Quotes Quotes;
Quotes *quotes_make(Arena *arena);

#define quote(ast, origin, code, ...)                                                              \
  quote_nodes((ast), (origin), (code), (const AstId[]){AST_NONE, __VA_ARGS__})

// `parts[n]` is what stands for $n. `code` must be a literal: it is known by its address. The place
// of all that is new is that of `origin`.
AstId quote_nodes(Ast *ast, AstId origin, const char *code, const AstId *parts);
