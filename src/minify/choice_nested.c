// Conditionals in conditionals that lead to the same value.
//
//   a ? b ? c : d : d → a && b ? c : d       a ? b : c ? b : d → a || c ? b : d
#include "minify/choice.h"

static bool is_conditional(const Ast *ast, AstId id) {
  return ast_kind(ast, id) == NODE_TERNARY_EXPRESSION;
}

bool choice_nested(Minify *minify, AstId id) {
  Ast *ast = minify->ast;
  ChoiceParts parts = choice_parts(ast, id);
  if (is_conditional(ast, parts.yes)) {
    ChoiceParts inner = choice_parts(ast, parts.yes);
    if (ast_equal(ast, inner.no, parts.no)) {
      minify_forget(minify, inner.no);
      AstId both = choice_join(minify, TOKEN_LOGICAL_AND, parts.test, inner.test);
      choice_put(ast, id, (ChoiceParts){both, inner.yes, parts.no});
      return true;
    }
  }
  if (!is_conditional(ast, parts.no)) return false;
  ChoiceParts inner = choice_parts(ast, parts.no);
  if (!ast_equal(ast, inner.yes, parts.yes)) return false;
  minify_forget(minify, inner.yes);
  AstId either = choice_join(minify, TOKEN_LOGICAL_OR, parts.test, inner.test);
  choice_put(ast, id, (ChoiceParts){either, parts.yes, inner.no});
  return true;
}
