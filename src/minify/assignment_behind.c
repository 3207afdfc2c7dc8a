// An assignment on a condition that does something else first, as one operator.
//
//   a || (f(), a = b)    → a ||= (f(), b)
//
// Only variables: what else is written to would be looked up earlier.
#include "minify/assignment.h"
#include "minify/facts.h"
#include "minify/make.h"

// Whether a variable can be read and written to by one operator.
static bool is_variable(const Minify *minify, AstId id) {
  return ast_kind(minify->ast, id) == NODE_IDENTIFIER && !minify->table->has_with &&
         minify_is_declared(minify, id);
}

bool assignment_behind(Minify *minify, AstId id) {
  Ast *ast = minify->ast;
  NodeKind op = (NodeKind)ast_node(ast, id)->op;
  AstId left = fact_left(minify, id), right = fact_right(minify, id);
  if (!kind_is_logical(op) || !is_variable(minify, left)) return false;
  if (ast_kind(ast, right) != NODE_SEQUENCE_EXPRESSION) return false;
  AstId assignment = ast_last(ast, right);
  if (ast_kind(ast, assignment) != NODE_ASSIGNMENT_EXPRESSION) return false;
  if (!ast_equal(ast, left, fact_left(minify, assignment))) return false;
  AstId value = make_lift(minify, fact_right(minify, assignment));
  ast_become(ast, assignment, value); // the name on the left is written to instead
  AstNode *node = ast_node(ast, id);
  node->kind = NODE_AUGMENTED_ASSIGNMENT_EXPRESSION;
  node->op = (uint16_t)assignment_operator(op);
  return true;
}
