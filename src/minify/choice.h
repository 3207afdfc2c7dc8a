// Choice: `&&`, `||` and `?:`, put together and taken apart.
//
// Gives: expressions in no tree, or whether the one given was changed in its place.
#pragma once

#include "minify/work.h"

typedef struct ChoiceParts {
  AstId test, yes, no;
} ChoiceParts;

// The parts of `test ? yes : no`, or of an `if`; `no` may be none there.
ChoiceParts choice_parts(const Ast *ast, AstId id);

// Takes children out and puts these in: `no` may be none.
void choice_put(Ast *ast, AstId id, ChoiceParts parts);

// `left op right` as a chain to the left: `a && (b && c)` is `(a && b) && c`.
AstId choice_join(Minify *minify, NodeKind op, AstId left, AstId right);

// `test ? yes : no`, as small as it gets.
AstId choice_make(Minify *minify, AstId test, AstId yes, AstId no);

// Tries all rules for a conditional expression until none fits.
bool choice_simplify(Minify *minify, AstId id);

// `!test` where that is shorter, with the branches changing places.
bool choice_is_negated(const Minify *minify, AstId test);

// Rules, one family a file.
bool choice_test(Minify *minify, AstId id);
bool choice_same(Minify *minify, AstId id);
bool choice_boolean(Minify *minify, AstId id);
bool choice_nested(Minify *minify, AstId id);
bool choice_ends(Minify *minify, AstId id);
bool choice_branches(Minify *minify, AstId id);
bool choice_nullish(Minify *minify, AstId id);

// `a != null && a.b()`, whose value nobody uses.
bool choice_optional(Minify *minify, AstId id);

static inline bool choice_is_and_or(const Ast *ast, AstId id) {
  const AstNode *node = ast_node(ast, id);
  return node->kind == NODE_BINARY_EXPRESSION &&
         (node->op == TOKEN_LOGICAL_AND || node->op == TOKEN_LOGICAL_OR);
}

// Whether a test is a name, which can be read once more or less.
static inline bool choice_is_name(const Minify *minify, AstId id) {
  return ast_kind(minify->ast, id) == NODE_IDENTIFIER && !minify->table->has_with;
}
