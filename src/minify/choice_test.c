// What the test of a conditional says about it.
//
//   !a ? b : c      → a ? c : b         1 ? b : c      → b
//   (a, b) ? c : d  → a, b ? c : d      !!a ? b : c    → a ? b : c
#include "minify/choice.h"

#include "minify/facts.h"
#include "minify/make.h"
#include "minify/unused.h"

// The branch that is not taken goes.
static bool decide(Minify *minify, AstId id, ChoiceParts parts) {
  FactTruth truth = fact_truth(minify, parts.test);
  if (truth == FACT_UNKNOWN) return false;
  bool is_yes = truth == FACT_TRUE;
  minify_forget(minify, is_yes ? parts.no : parts.yes);
  make_replace(minify, id, make_sequence(minify, parts.test, is_yes ? parts.yes : parts.no));
  return true;
}

static bool move_sequence_out(Minify *minify, AstId id, ChoiceParts parts) {
  Ast *ast = minify->ast;
  if (ast_kind(ast, parts.test) != NODE_SEQUENCE_EXPRESSION) return false;
  AstId previous, last = ast_last_and_before(ast, parts.test, &previous);
  ast_remove_after(ast, parts.test, previous);
  AstId made = make_conditional(minify, last, parts.yes, parts.no);
  ast_insert(ast, parts.test, previous, made, FIELD_NONE);
  choice_simplify(minify, made);
  make_replace(minify, id, parts.test);
  return true;
}

bool choice_is_negated(const Minify *minify, AstId test) {
  if (fact_is_op(minify, test, TOKEN_NOT)) return true;
  return choice_is_and_or(minify->ast, test) && make_not_cost(minify, test) < 0;
}

bool choice_test(Minify *minify, AstId id) {
  Ast *ast = minify->ast;
  ChoiceParts parts = choice_parts(ast, id);
  if (decide(minify, id, parts) || move_sequence_out(minify, id, parts)) return true;
  if (choice_is_negated(minify, parts.test)) {
    AstId test = make_not(minify, parts.test);
    choice_put(ast, id, (ChoiceParts){test, parts.no, parts.yes});
    return true;
  }
  return condition_simplify(minify, parts.test);
}
