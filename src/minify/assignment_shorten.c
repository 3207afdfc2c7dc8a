// Assignments that name their variable twice.
//
//   x = x + y     → x += y          x = 2 * x   → x *= 2
//   x = x || y    → x ||= y         (x a variable)
//   x -= 1        → --x             x += 1      → ++x   (x is a number, and no BigInt)
//   o.p = o.p + y → o.p += y        (o a variable, or this)
//
// Both read what is on the left before they evaluate what is on the right.
#include "minify/assignment.h"
#include "minify/facts.h"
#include "minify/make.h"
#include "minify/symbols.h"

NodeKind assignment_operator(NodeKind op) {
  switch ((int)op) {
  case TOKEN_PLUS: return TOKEN_PLUS_ASSIGN;
  case TOKEN_MINUS: return TOKEN_MINUS_ASSIGN;
  case TOKEN_STAR: return TOKEN_STAR_ASSIGN;
  case TOKEN_SLASH: return TOKEN_SLASH_ASSIGN;
  case TOKEN_PERCENT: return TOKEN_PERCENT_ASSIGN;
  case TOKEN_POWER: return TOKEN_POWER_ASSIGN;
  case TOKEN_SHIFT_LEFT: return TOKEN_SHIFT_LEFT_ASSIGN;
  case TOKEN_SHIFT_RIGHT: return TOKEN_SHIFT_RIGHT_ASSIGN;
  case TOKEN_SHIFT_RIGHT_UNSIGNED: return TOKEN_SHIFT_RIGHT_UNSIGNED_ASSIGN;
  case TOKEN_AND: return TOKEN_AND_ASSIGN;
  case TOKEN_OR: return TOKEN_OR_ASSIGN;
  case TOKEN_XOR: return TOKEN_XOR_ASSIGN;
  case TOKEN_LOGICAL_AND: return TOKEN_LOGICAL_AND_ASSIGN;
  case TOKEN_LOGICAL_OR: return TOKEN_LOGICAL_OR_ASSIGN;
  case TOKEN_NULLISH: return TOKEN_NULLISH_ASSIGN;
  default: return NODE_NONE;
  }
}

// Whether the order of the operands makes no difference, if one of them is a number.
static bool is_symmetric(NodeKind op) {
  return op == TOKEN_STAR || op == TOKEN_AND || op == TOKEN_OR || op == TOKEN_XOR;
}

// Whether writing to a variable does nothing else, so that it can be left out.
static bool is_own_variable(const Minify *minify, AstId id) {
  if (ast_kind(minify->ast, id) != NODE_IDENTIFIER || minify->table->has_with) return false;
  SymbolId symbol = ast_node(minify->ast, id)->symbol;
  if (!symbol || !minify_owns(minify, symbol)) return false;
  switch ((int)minify->table->symbols[symbol].kind) {
  case SYMBOL_VAR:
  case SYMBOL_LET:
  case SYMBOL_PARAMETER:
  case SYMBOL_CATCH: return true;
  default: return false;
  }
}

// Whether evaluating what says where to write can be done once instead of twice.
static bool is_target(const Minify *minify, AstId id) {
  const Ast *ast = minify->ast;
  if (ast_kind(ast, id) == NODE_IDENTIFIER) return !minify->table->has_with;
  if (ast_kind(ast, id) != NODE_MEMBER_EXPRESSION || ast_has(ast, id, AST_OPTIONAL)) return false;
  AstId object = ast_child(ast, id, FIELD_OBJECT);
  return ast_kind(ast, object) == NODE_THIS ||
         (ast_kind(ast, object) == NODE_IDENTIFIER && !minify->table->has_with);
}

bool assignment_shorten(Minify *minify, AstId id) {
  Ast *ast = minify->ast;
  AstId target = fact_left(minify, id), value = fact_right(minify, id);
  if (ast_kind(ast, value) != NODE_BINARY_EXPRESSION || !is_target(minify, target)) return false;
  NodeKind op = (NodeKind)ast_node(ast, value)->op, made = assignment_operator(op);
  if (!made || (kind_is_logical(op) && !is_own_variable(minify, target))) return false;
  AstId left = fact_left(minify, value), right = fact_right(minify, value);
  double number;
  if (is_symmetric(op) && fact_number(minify, left, &number) && ast_equal(ast, target, right)) {
    AstId other = left;
    left = right, right = other;
  } else if (!ast_equal(ast, target, left)) {
    return false;
  }
  // A variable is still read.
  if (ast_kind(ast, left) != NODE_IDENTIFIER) minify_forget(minify, left);
  AstId lifted = make_lift(minify, right);
  ast_become(ast, value, lifted);
  ast_node(ast, id)->kind = NODE_AUGMENTED_ASSIGNMENT_EXPRESSION;
  ast_node(ast, id)->op = (uint16_t)made;
  return true;
}

static bool is_one(const Minify *minify, AstId id) {
  double number;
  return fact_number(minify, id, &number) && number == 1;
}

static bool is_number_variable(const Minify *minify, AstId id) {
  SymbolId symbol = ast_node(minify->ast, id)->symbol;
  return is_own_variable(minify, id) && minify->facts[symbol].is_number;
}

bool assignment_step(Minify *minify, AstId id) {
  Ast *ast = minify->ast;
  AstId target = fact_left(minify, id);
  NodeKind op = (NodeKind)ast_node(ast, id)->op;
  bool is_plus = op == TOKEN_PLUS_ASSIGN, is_minus = op == TOKEN_MINUS_ASSIGN;
  if (!(is_minus || is_plus) || !is_number_variable(minify, target)) return false;
  if (!is_one(minify, fact_right(minify, id))) return false;
  AstId made = ast_add(ast, NODE_UPDATE_EXPRESSION, id);
  AstId lifted = make_lift(minify, target);
  ast_append(ast, made, lifted, FIELD_ARGUMENT);
  ast_node(ast, made)->op = is_plus ? TOKEN_INCREMENT : TOKEN_DECREMENT;
  ast_node(ast, made)->flags |= AST_PREFIX;
  ast_become(ast, id, made);
  return true;
}
