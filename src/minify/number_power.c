// Math.pow, as the operator that does the same to numbers.
//
//   Math.pow(a, 2)       → a ** 2          both fail if `a` is a BigInt, as 2 is none
//   Math.pow(2, a)       → 2 ** +a
//   Math.pow(a, b)       → (+a) ** +b      where evaluating `b` does nothing
//   Math.pow(a, f())     stays: `f` is called before `a` becomes a number
#include "minify/facts.h"
#include "minify/make.h"

static bool is_math_pow(const Minify *minify, AstId callee) {
  const Ast *ast = minify->ast;
  if (ast_kind(ast, callee) != NODE_MEMBER_EXPRESSION || ast_has(ast, callee, AST_OPTIONAL))
    return false;
  return minify_is_global(minify, ast_child(ast, callee, FIELD_OBJECT), TEXT("Math")) &&
         text_is(ast_text(ast, ast_child(ast, callee, FIELD_PROPERTY)), TEXT("pow"));
}

static AstId to_number(Minify *minify, AstId id) {
  return fact_is(minify, id, TYPE_NUMBER) ? id : make_unary(minify, TOKEN_PLUS, id);
}

// Both are evaluated before the base becomes a number, and then the exponent.
static AstId make_power(Minify *minify, AstId base, AstId exponent) {
  bool is_number = fact_is(minify, exponent, TYPE_NUMBER);
  bool is_plain = fact_is(minify, base, TYPE_SIMPLE) || fact_is(minify, exponent, TYPE_SIMPLE);
  if (!is_number && !is_plain && !fact_is_movable(minify, exponent)) return AST_NONE;
  if (!is_number && !is_plain) base = to_number(minify, base);
  return make_binary(minify, TOKEN_POWER, base, to_number(minify, exponent));
}

bool number_power(Minify *minify, AstId id) {
  const Ast *ast = minify->ast;
  AstId arguments = ast_child(ast, id, FIELD_ARGUMENTS);
  if (ast_has(ast, id, AST_OPTIONAL) || ast_kind(ast, arguments) != NODE_ARGUMENTS) return false;
  if (!is_math_pow(minify, ast_child(ast, id, FIELD_FUNCTION))) return false;
  AstId base = ast_first(ast, arguments), exponent = base ? ast_next(ast, base) : AST_NONE;
  if (!exponent || ast_next(ast, exponent)) return false;
  if (ast_kind(ast, base) == NODE_SPREAD_ELEMENT || ast_kind(ast, exponent) == NODE_SPREAD_ELEMENT)
    return false;
  AstId power = make_power(minify, base, exponent);
  if (!power) return false;
  minify_forget(minify, ast_child(ast, id, FIELD_FUNCTION));
  make_replace(minify, id, power);
  return true;
}
