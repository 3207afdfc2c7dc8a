// "use asm" promises code of a form that is not kept, of which engines would complain.
//
//   function f() { "use asm"; return g }   → function f() { return g }
#include "minify/work.h"

static bool is_directive(const Ast *ast, AstId statement) {
  return ast_kind(ast, statement) == NODE_EXPRESSION_STATEMENT &&
         ast_has(ast, statement, AST_DIRECTIVE);
}

static bool is_use_asm(const Ast *ast, AstId statement) {
  Text text = ast_text(ast, ast_first(ast, statement));
  return text.size == sizeof "'use asm'" - 1 &&
         text_is(text_slice(text, 1, text.size - 1), TEXT("use asm"));
}

bool use_asm(Minify *minify, AstId id) {
  Ast *ast = minify->ast;
  AstId previous = AST_NONE, statement = ast_first(ast, id);
  while (statement && is_directive(ast, statement) && !is_use_asm(ast, statement)) {
    previous = statement;
    statement = ast_next(ast, statement);
  }
  if (!statement || !is_directive(ast, statement)) return false;
  ast_remove_after(ast, id, previous);
  return true;
}
