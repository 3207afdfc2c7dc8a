// Branches that say the same as the other one, or as the test.
//
//   a ? b : b       → a, b          a ? a : b        → a || b
//   a ? b : a       → a && b        a ? (b, c) : c   → a && b, c
//   a ? b || c : c  → a && b || c   a ? c : b && c   → (a || b) && c
#include "minify/choice.h"

#include "minify/facts.h"
#include "minify/make.h"

static bool same_as_test(Minify *minify, AstId id, ChoiceParts parts) {
  const Ast *ast = minify->ast;
  if (!choice_is_name(minify, parts.test)) return false;
  if (ast_equal(ast, parts.test, parts.yes)) {
    minify_forget(minify, parts.yes);
    return make_replace(minify, id, choice_join(minify, TOKEN_LOGICAL_OR, parts.test, parts.no));
  }
  if (ast_equal(ast, parts.test, parts.no)) {
    minify_forget(minify, parts.no);
    return make_replace(minify, id, choice_join(minify, TOKEN_LOGICAL_AND, parts.test, parts.yes));
  }
  return false;
}

// ---- The last part of a sequence

// Takes the last part of a sequence out, if it is the same as `other`.
static bool drop_last_if_same(Minify *minify, AstId sequence, AstId other) {
  Ast *ast = minify->ast;
  if (ast_kind(ast, sequence) != NODE_SEQUENCE_EXPRESSION) return false;
  AstId before, last = ast_last_and_before(ast, sequence, &before);
  if (!ast_equal(ast, last, other)) return false;
  minify_forget(minify, last);
  ast_remove_after(ast, sequence, before);
  AstId first = ast_first(ast, sequence);
  if (!ast_next(ast, first)) ast_become(ast, sequence, first);
  return true;
}

static bool same_ends(Minify *minify, AstId id, ChoiceParts parts) {
  if (drop_last_if_same(minify, parts.yes, parts.no)) {
    AstId both = choice_join(minify, TOKEN_LOGICAL_AND, parts.test, parts.yes);
    return make_replace(minify, id, make_sequence(minify, both, parts.no));
  }
  if (drop_last_if_same(minify, parts.no, parts.yes)) {
    AstId either = choice_join(minify, TOKEN_LOGICAL_OR, parts.test, parts.no);
    return make_replace(minify, id, make_sequence(minify, either, parts.yes));
  }
  return false;
}

// ---- Branches in branches

static bool same_operands(Minify *minify, AstId id, ChoiceParts parts) {
  const Ast *ast = minify->ast;
  bool is_or = fact_is_op(minify, parts.yes, TOKEN_LOGICAL_OR) &&
               ast_equal(ast, fact_right(minify, parts.yes), parts.no);
  if (is_or) {
    minify_forget(minify, fact_right(minify, parts.yes));
    AstId left = fact_left(minify, parts.yes);
    AstId both = choice_join(minify, TOKEN_LOGICAL_AND, parts.test, left);
    return make_replace(minify, id, choice_join(minify, TOKEN_LOGICAL_OR, both, parts.no));
  }
  bool is_and = fact_is_op(minify, parts.no, TOKEN_LOGICAL_AND) &&
                ast_equal(ast, fact_right(minify, parts.no), parts.yes);
  if (!is_and) return false;
  minify_forget(minify, fact_right(minify, parts.no));
  AstId left = fact_left(minify, parts.no);
  AstId either = choice_join(minify, TOKEN_LOGICAL_OR, parts.test, left);
  return make_replace(minify, id, choice_join(minify, TOKEN_LOGICAL_AND, either, parts.yes));
}

bool choice_same(Minify *minify, AstId id) {
  const Ast *ast = minify->ast;
  ChoiceParts parts = choice_parts(ast, id);
  if (ast_equal(ast, parts.yes, parts.no)) {
    minify_forget(minify, parts.no);
    return make_replace(minify, id, make_sequence(minify, parts.test, parts.yes));
  }
  return same_as_test(minify, id, parts) || same_ends(minify, id, parts) ||
         same_operands(minify, id, parts);
}
