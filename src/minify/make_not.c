// The negation of a condition. It goes through `&&`, `||`, `?:` and sequences where that is
// shorter than brackets around them.
#include "minify/make.h"

#include "minify/facts.h"

enum {
  DEPTH_LIMIT = 32,  // conditions inside each other that are looked into
  MARK_COST = 1,     // !x
  BRACKETS_COST = 3, // !(x)
};

static NodeKind opposite(NodeKind op) {
  switch ((int)op) {
  case TOKEN_EQUAL: return TOKEN_NOT_EQUAL;
  case TOKEN_NOT_EQUAL: return TOKEN_EQUAL;
  case TOKEN_STRICT_EQUAL: return TOKEN_STRICT_NOT_EQUAL;
  case TOKEN_STRICT_NOT_EQUAL: return TOKEN_STRICT_EQUAL;
  case TOKEN_LOGICAL_AND: return TOKEN_LOGICAL_OR;
  default: return TOKEN_LOGICAL_AND;
  }
}

static bool is_and_or(const Minify *minify, AstId id) {
  return fact_is_op(minify, id, TOKEN_LOGICAL_AND) || fact_is_op(minify, id, TOKEN_LOGICAL_OR);
}

int make_mark_cost(const Minify *minify, AstId id) {
  switch ((int)ast_kind(minify->ast, id)) {
  case NODE_BINARY_EXPRESSION:
  case NODE_TERNARY_EXPRESSION:
  case NODE_ASSIGNMENT_EXPRESSION:
  case NODE_AUGMENTED_ASSIGNMENT_EXPRESSION:
  case NODE_SEQUENCE_EXPRESSION:
  case NODE_ARROW_FUNCTION:
  case NODE_YIELD_EXPRESSION: return BRACKETS_COST;
  default: return MARK_COST;
  }
}

static int not_cost(const Minify *minify, AstId id, int depth);

// The brackets of an operand of `&&` or `||` whose operator turns over with it.
static int operand_cost(const Minify *minify, AstId id, NodeKind around, int depth) {
  int cost = not_cost(minify, id, depth);
  bool turns = is_and_or(minify, id) && cost < BRACKETS_COST;
  if (!turns || ast_node(minify->ast, id)->op == around) return cost;
  return around == TOKEN_LOGICAL_OR ? cost + 2 : cost - 2;
}

// What negating the parts costs; more than brackets where there are none.
static int inner_cost(const Minify *minify, AstId id, int depth) {
  const Ast *ast = minify->ast;
  if (is_and_or(minify, id)) {
    NodeKind op = (NodeKind)ast_node(ast, id)->op;
    return operand_cost(minify, fact_left(minify, id), op, depth) +
           operand_cost(minify, fact_right(minify, id), op, depth);
  }
  switch ((int)ast_kind(ast, id)) {
  case NODE_TERNARY_EXPRESSION:
    return not_cost(minify, ast_child(ast, id, FIELD_CONSEQUENCE), depth) +
           not_cost(minify, ast_child(ast, id, FIELD_ALTERNATIVE), depth);
  case NODE_SEQUENCE_EXPRESSION: return not_cost(minify, ast_last(ast, id), depth);
  default: return BRACKETS_COST;
  }
}

static int not_cost(const Minify *minify, AstId id, int depth) {
  const AstNode *node = ast_node(minify->ast, id);
  if (fact_is_op(minify, id, TOKEN_NOT)) return -MARK_COST;
  if (node->kind == NODE_BINARY_EXPRESSION && kind_is_equality((NodeKind)node->op)) return 0;
  if (node->kind == NODE_TRUE) return 1;
  if (node->kind == NODE_FALSE) return -1;
  int plain = make_mark_cost(minify, id);
  if (plain == MARK_COST || depth == DEPTH_LIMIT) return plain;
  int inner = inner_cost(minify, id, depth + 1);
  return inner < plain ? inner : plain;
}

int make_not_cost(const Minify *minify, AstId condition) {
  return not_cost(minify, condition, 0);
}

// ---- Making it

static AstId negate(Minify *minify, AstId id, int depth);

static void negate_at(Minify *minify, AstId at, int depth) {
  AstId lifted = make_lift(minify, at);
  ast_become(minify->ast, at, negate(minify, lifted, depth));
}

static AstId negate_parts(Minify *minify, AstId id, int depth) {
  Ast *ast = minify->ast;
  if (is_and_or(minify, id)) {
    ast_node(ast, id)->op = (uint16_t)opposite((NodeKind)ast_node(ast, id)->op);
    negate_at(minify, fact_left(minify, id), depth);
    negate_at(minify, fact_right(minify, id), depth);
  } else if (ast_kind(ast, id) == NODE_SEQUENCE_EXPRESSION) {
    negate_at(minify, ast_last(ast, id), depth);
  } else {
    negate_at(minify, ast_child(ast, id, FIELD_CONSEQUENCE), depth);
    negate_at(minify, ast_child(ast, id, FIELD_ALTERNATIVE), depth);
  }
  return id;
}

static AstId negate(Minify *minify, AstId id, int depth) {
  AstNode *node = ast_node(minify->ast, id);
  if (fact_is_op(minify, id, TOKEN_NOT)) return fact_argument(minify, id);
  bool flips = node->kind == NODE_BINARY_EXPRESSION && kind_is_equality((NodeKind)node->op);
  if (flips) return node->op = (uint16_t)opposite((NodeKind)node->op), id;
  if (node->kind == NODE_TRUE || node->kind == NODE_FALSE)
    return make_boolean(minify, node->kind == NODE_FALSE, id);
  int plain = make_mark_cost(minify, id);
  bool goes_in =
      plain != MARK_COST && depth < DEPTH_LIMIT && inner_cost(minify, id, depth + 1) < plain;
  return goes_in ? negate_parts(minify, id, depth + 1) : make_unary(minify, TOKEN_NOT, id);
}

AstId make_not(Minify *minify, AstId condition) {
  return negate(minify, condition, 0);
}
