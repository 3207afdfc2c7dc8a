// Make: new expressions, in the shape that is shortest.
//
// Takes: nodes that are in no tree, or that the caller takes out of it by putting in the result
//        (ast_become). Places are those of `origin` or of the first part.
// Gives: nodes in no tree.
#pragma once

#include "minify/work.h"

AstId make_number(Minify *minify, double value, AstId origin); // also negative, NaN, Infinity
AstId make_string(Minify *minify, Text value, AstId origin);   // decoded, WTF-8
AstId make_boolean(Minify *minify, bool value, AstId origin);  // !0, !1
AstId make_undefined(Minify *minify, AstId origin);            // void 0

AstId make_unary(Minify *minify, NodeKind op, AstId argument);
AstId make_binary(Minify *minify, NodeKind op, AstId left, AstId right);
AstId make_conditional(Minify *minify, AstId test, AstId yes, AstId no);
AstId make_statement(Minify *minify, AstId expression);

// `a, b`: flat; what has no effect in the first one is left out.
AstId make_sequence(Minify *minify, AstId first, AstId second);

// The negation of a condition, as short as possible: `!(a == b)` is `a != b`, `!!a` is `a` where
// only the truth counts.
AstId make_not(Minify *minify, AstId condition);
// How many bytes more `make_not` would give than the condition has; negative if it is shorter.
int make_not_cost(const Minify *minify, AstId condition);
