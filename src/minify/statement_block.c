// A block that is the body of a statement: one statement in it needs no braces.
//
//   if (a) { b(); } → if (a) b();       while (a) { } → while (a);
#include "minify/statement.h"

static bool is_body(const Ast *ast, AstId id) {
  NodeField field = (NodeField)ast_node(ast, id)->field;
  switch ((int)ast_kind(ast, ast_parent(ast, id))) {
  case NODE_IF_STATEMENT: return field != FIELD_CONDITION;
  case NODE_FOR_STATEMENT:
  case NODE_FOR_IN_STATEMENT:
  case NODE_WHILE_STATEMENT:
  case NODE_DO_STATEMENT:
  case NODE_WITH_STATEMENT:
  case NODE_LABELED_STATEMENT: return field == FIELD_BODY;
  default: return false;
  }
}

bool statement_block(Minify *minify, AstId id) {
  Ast *ast = minify->ast;
  if (!is_body(ast, id)) return false;
  AstId only = ast_first(ast, id);
  if (!only) {
    AstId empty = ast_add(ast, NODE_EMPTY_STATEMENT, id);
    ast_become(ast, id, empty);
    return true;
  }
  if (ast_next(ast, only) || statement_has_scoped(ast, only)) return false;
  ast_become(ast, id, only);
  return true;
}
