// Make: new expressions, in the shape that is shortest.
//
// Takes: nodes that are in no tree, or that the caller takes out of it by putting in the result
//        (make_replace). Places are those of `origin` or of the first part.
// Gives: nodes in no tree.
#pragma once

#include "minify/work.h"

AstId make_number(Minify *minify, double value, AstId origin); // also negative, NaN, Infinity
AstId make_string(Minify *minify, Text value, AstId origin);   // decoded, WTF-8
AstId make_boolean(Minify *minify, bool value, AstId origin);  // !0, !1
AstId make_undefined(Minify *minify, AstId origin);            // void 0

// The shortest text of a number that is not negative, neither NaN nor infinite. In the arena.
Text make_number_text(Minify *minify, double value);
// How many bytes make_number gives.
uint32_t make_number_size(Minify *minify, double value);

AstId make_unary(Minify *minify, NodeKind op, AstId argument);
AstId make_binary(Minify *minify, NodeKind op, AstId left, AstId right);
AstId make_conditional(Minify *minify, AstId test, AstId yes, AstId no);
AstId make_statement(Minify *minify, AstId expression);

// `a, b`: flat; what has no effect in the first one is left out.
AstId make_sequence(Minify *minify, AstId first, AstId second);

// A sequence that grows: many expressions, one after the other, would be gone over again and again
// by make_sequence.
typedef struct MakeParts {
  AstId sequence, last; // its last part
} MakeParts;

// Adds an expression behind the others, as it is; a sequence part by part.
void make_add_part(Minify *minify, MakeParts *parts, AstId expression);
// The sequence, or its only part; AST_NONE where there is none.
AstId make_of_parts(Minify *minify, const MakeParts *parts);

// What of an expression can be noticed if nobody uses its value: an expression, or AST_NONE. What
// is left out is forgotten (minify_forget).
AstId make_effects(Minify *minify, AstId expression);

// The negation of a condition, as short as possible: `!(a == b)` is `a != b`, `!!a` is `a`: only
// its truth counts.
AstId make_not(Minify *minify, AstId condition);
// How many bytes more `make_not` would give than the condition has; negative if it is shorter.
int make_not_cost(const Minify *minify, AstId condition);
// The same for `!` put in front, with brackets around what binds less.
int make_mark_cost(const Minify *minify, AstId condition);

// Moves what is at `at` to a node of its own, in no tree: `at` keeps its place, empty, for what is
// put there instead (ast_become).
AstId make_lift(Minify *minify, AstId at);

// Puts `id` in the place of `at`, below which it may lie, as the same value: where `at` is called,
// deleted or looked into, what is new there gets no other meaning (`(0, a.b)()`, `(a?.b).c`).
// Always true, as what a transform says that has changed something.
bool make_replace(Minify *minify, AstId at, AstId id);

// Puts a number in the place of `at`, which is forgotten. Always true, too.
bool make_replace_by_number(Minify *minify, AstId at, double number);
// Whether it would, if nothing was done about it.
bool make_changes_meaning(const Minify *minify, AstId at, AstId id);
