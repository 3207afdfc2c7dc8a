// `&&`, `||`, `??` and `?:` whose left side decides. What it does stays.
//
//   "a" && b     → b           [f()] || b      → [f()]
//   null ?? b    → b           0 ? a : b       → b
//   f(), 1 ? …   → f(), …      (a && 0) || b   → (a, b)
#include "minify/facts.h"
#include "minify/make.h"

// What decides: which of the two sides is the result. FACT_TRUE: the right one.
static FactTruth goes_right(const Minify *minify, NodeKind op, AstId left) {
  if (op == TOKEN_NULLISH) return fact_is_nullish(minify, left);
  FactTruth truth = fact_truth(minify, left);
  if (op == TOKEN_LOGICAL_AND || truth == FACT_UNKNOWN) return truth;
  return truth == FACT_TRUE ? FACT_FALSE : FACT_TRUE;
}

bool fold_logical(Minify *minify, AstId id) {
  NodeKind op = (NodeKind)ast_node(minify->ast, id)->op;
  if (!kind_is_logical(op)) return false;
  AstId left = fact_left(minify, id), right = fact_right(minify, id);
  FactTruth decided = goes_right(minify, op, left);
  if (decided == FACT_UNKNOWN) return false;
  if (decided == FACT_TRUE) {
    make_replace(minify, id, make_sequence(minify, left, right));
  } else {
    minify_forget(minify, right);
    make_replace(minify, id, left);
  }
  return true;
}

bool fold_conditional(Minify *minify, AstId id) {
  const Ast *ast = minify->ast;
  AstId test = ast_child(ast, id, FIELD_CONDITION);
  FactTruth truth = fact_truth(minify, test);
  if (truth == FACT_UNKNOWN) return false;
  AstId yes = ast_child(ast, id, FIELD_CONSEQUENCE), no = ast_child(ast, id, FIELD_ALTERNATIVE);
  minify_forget(minify, truth == FACT_TRUE ? no : yes);
  AstId kept = truth == FACT_TRUE ? yes : no;
  make_replace(minify, id, make_sequence(minify, test, kept));
  return true;
}
