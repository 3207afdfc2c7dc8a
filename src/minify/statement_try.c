// try, catch, finally.
//
//   try { } catch (a) { b(); }            → (nothing)      try { } finally { a(); } → a();
//   try { a(); } catch { } finally { }    → try { a(); } catch { }
//   try { a(); } finally { }              → { a(); }
#include "minify/statement.h"

// Nothing is tried: the handler never runs.
static bool drop_try(Minify *minify, AstId id, AstId handler, AstId finalizer) {
  Ast *ast = minify->ast;
  AstId remains = AST_NONE;
  if (handler && !statement_drop(minify, ast_child(ast, handler, FIELD_BODY), &remains))
    return false;
  AstId block = finalizer ? finalizer : ast_add(ast, NODE_STATEMENT_BLOCK, id);
  if (!remains) {
    ast_become(ast, id, block);
    return true;
  }
  AstId outer = ast_add(ast, NODE_STATEMENT_BLOCK, id);
  ast_insert(ast, outer, AST_NONE, remains, FIELD_NONE);
  ast_insert(ast, outer, remains, block, FIELD_NONE);
  ast_become(ast, id, outer);
  return true;
}

bool statement_try(Minify *minify, AstId id) {
  Ast *ast = minify->ast;
  AstId body = ast_child(ast, id, FIELD_BODY), handler = ast_child(ast, id, FIELD_HANDLER);
  AstId finalizer = ast_child(ast, id, FIELD_FINALIZER);
  if (!ast_first(ast, body)) return drop_try(minify, id, handler, finalizer);
  if (!finalizer || ast_first(ast, finalizer)) return false;
  if (handler)
    ast_remove_after(ast, id, statement_before_child(ast, id, finalizer));
  else
    ast_become(ast, id, body);
  return true;
}
