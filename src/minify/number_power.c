// Math.pow, as the operator that does the same to numbers.
//
//   Math.pow(a - b, 2)    → (a - b) ** 2
//   Math.pow(a, 2)        stays: of a BigInt, it makes an error
#include "minify/facts.h"
#include "minify/make.h"

static bool is_math_pow(const Minify *minify, AstId callee) {
  const Ast *ast = minify->ast;
  if (ast_kind(ast, callee) != NODE_MEMBER_EXPRESSION || ast_has(ast, callee, AST_OPTIONAL))
    return false;
  return !minify->table->has_with &&
         minify_is_global(minify, ast_child(ast, callee, FIELD_OBJECT), TEXT("Math")) &&
         text_is(ast_text(ast, ast_child(ast, callee, FIELD_PROPERTY)), TEXT("pow"));
}

bool number_power(Minify *minify, AstId id) {
  const Ast *ast = minify->ast;
  AstId arguments = ast_child(ast, id, FIELD_ARGUMENTS);
  if (ast_has(ast, id, AST_OPTIONAL) || ast_kind(ast, arguments) != NODE_ARGUMENTS) return false;
  if (!is_math_pow(minify, ast_child(ast, id, FIELD_FUNCTION))) return false;
  AstId base = ast_first(ast, arguments), exponent = base ? ast_next(ast, base) : AST_NONE;
  if (!exponent || ast_next(ast, exponent)) return false;
  if (!fact_is(minify, base, TYPE_NUMBER) || !fact_is(minify, exponent, TYPE_NUMBER)) return false;
  minify_forget(minify, ast_child(ast, id, FIELD_FUNCTION));
  make_replace(minify, id, make_binary(minify, TOKEN_POWER, base, exponent));
  return true;
}
