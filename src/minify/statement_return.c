// What a function gives back.
//
//   return void 0; → return;         () => { return a; } → () => a
#include "minify/facts.h"
#include "minify/statement.h"

bool statement_return(Minify *minify, AstId id) {
  Ast *ast = minify->ast;
  AstId value = ast_first(ast, id);
  if (!value || !fact_is_undefined(minify, value) || statement_return_waits(ast, id)) return false;
  minify_forget(minify, value);
  ast_take_children(ast, id);
  return true;
}

bool statement_arrow(Minify *minify, AstId id) {
  Ast *ast = minify->ast;
  AstId body = ast_child(ast, id, FIELD_BODY);
  if (ast_kind(ast, body) != NODE_STATEMENT_BLOCK) return false;
  AstId only = ast_first(ast, body);
  if (!only || ast_next(ast, only) || ast_kind(ast, only) != NODE_RETURN_STATEMENT) return false;
  AstId value = ast_first(ast, only);
  if (!value) return false;
  ast_become(ast, body, value);
  return true;
}
