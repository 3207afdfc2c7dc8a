// A text stands in front of the `typeof` that it is compared with:
//
//   typeof a == "function"   → "function" == typeof a
//   typeof a < "u"           → "u" > typeof a
//
// So all that is the same from one such test to the next is in one piece, which compressors like:
// it saves 0.07 % of gzip's bytes. Other constants on the left (`null == a`) cost as much: what
// comes behind a test, such as `&&`, is in one piece with a constant on the right.
#include "minify/typeof_order.h"

#include "minify/facts.h"

// The operator that says the same with its operands the other way round, or NODE_NONE.
static NodeKind turned(NodeKind op) {
  switch ((int)op) {
  case TOKEN_LESS: return TOKEN_GREATER;
  case TOKEN_GREATER: return TOKEN_LESS;
  default: return kind_is_equality(op) ? op : NODE_NONE;
  }
}

static void turn(Minify *minify, AstId id) {
  Ast *ast = minify->ast;
  NodeKind op = turned((NodeKind)ast_node(ast, id)->op);
  AstId left = fact_left(minify, id), right = fact_right(minify, id);
  bool is_test =
      op && fact_is_op(minify, left, TOKEN_TYPEOF_WORD) && ast_kind(ast, right) == NODE_STRING;
  if (!is_test) return;
  ast_node(ast, id)->op = (uint16_t)op;
  ast_take_children(ast, id);
  ast_insert(ast, id, AST_NONE, right, FIELD_LEFT);
  ast_insert(ast, id, right, left, FIELD_RIGHT);
}

void typeof_order(Minify *minify) {
  const Ast *ast = minify->ast;
  for (AstId id = AST_ROOT; id; id = ast_walk(ast, id, AST_ROOT)) {
    if (ast_kind(ast, id) == NODE_BINARY_EXPRESSION) turn(minify, id);
  }
}
