// A function that is called where it stands, and is one expression, is that expression.
//
//   x = (() => a + b())()              → x = a + b()
//   (function (a) { return a + 1 })(b) → b + 1
//
// What happens to the arguments is told by inline.c.
#include "minify/facts.h"
#include "minify/inline.h"
#include "minify/keep_names.h"
#include "syntax/kind.h"

// Whether a call, which may go if nobody uses its value, can become that value.
static bool keeps_purity(Minify *minify, AstId call, AstId value) {
  return !ast_has(minify->ast, call, AST_PURE) || !value || fact_is_unused(minify, value);
}

bool call_immediate(Minify *minify, AstId call) {
  const Ast *ast = minify->ast;
  if (minify->table->has_eval || minify->table->has_with) return false;
  AstId function = ast_child(ast, call, FIELD_FUNCTION);
  NodeKind kind = ast_kind(ast, function);
  if (kind != NODE_ARROW_FUNCTION && kind != NODE_FUNCTION_EXPRESSION) return false;
  bool is_plain = !ast_has(ast, call, AST_OPTIONAL) && !ast_child(ast, function, FIELD_NAME) &&
                  ast_kind(ast, ast_child(ast, call, FIELD_ARGUMENTS)) == NODE_ARGUMENTS;
  InlineBody body;
  if (!is_plain || !inline_body(minify, function, &body)) return false;
  if (keep_names_moved(minify, body.value) || !keeps_purity(minify, call, body.value)) return false;
  bool has_own = body.value && inline_has_own(ast, body.value, kind == NODE_ARROW_FUNCTION);
  return !has_own && inline_call(minify, call, function, false);
}
