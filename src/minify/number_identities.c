// Operators that give what they are given, as it is of the type that they turn it into; and signs
// that others take in.
//
//   -(-(a - b))        → a - b         (a | 0) | 0        → a | 0
//   (a >>> 0) >>> 0    → a >>> 0       ~~(a & b)          → a & b, where both are numbers
//   a * 1 - -(b / c)   → a * 1 + b / c
#include <math.h>

#include "minify/facts.h"
#include "minify/make.h"

static NodeKind op_of(const Minify *minify, AstId id) {
  return (NodeKind)ast_node(minify->ast, id)->op;
}

static bool is_unary(const Minify *minify, AstId id, NodeKind op) {
  return ast_kind(minify->ast, id) == NODE_UNARY_EXPRESSION && op_of(minify, id) == op;
}

static bool is_number(const Minify *minify, AstId id) {
  return fact_is(minify, id, TYPE_NUMBER);
}

// ---- Whole numbers of 32 bits

static bool is_whole(const Minify *minify, AstId id, double least, double most) {
  double value;
  return fact_number(minify, id, &value) && value == trunc(value) && value >= least &&
         value <= most && !(value == 0 && signbit(value));
}

static bool is_int32(const Minify *minify, AstId id) {
  if (is_whole(minify, id, -0x1p31, 0x1p31 - 1)) return true;
  if (is_unary(minify, id, TOKEN_TILDE)) return is_number(minify, id);
  if (ast_kind(minify->ast, id) != NODE_BINARY_EXPRESSION) return false;
  switch ((int)op_of(minify, id)) {
  case TOKEN_AND:
  case TOKEN_OR:
  case TOKEN_XOR:
  case TOKEN_SHIFT_LEFT:
  case TOKEN_SHIFT_RIGHT: return is_number(minify, id);
  default: return false;
  }
}

static bool is_uint32(const Minify *minify, AstId id) {
  if (is_whole(minify, id, 0, 0x1p32 - 1)) return true;
  if (ast_kind(minify->ast, id) != NODE_BINARY_EXPRESSION) return false;
  if (op_of(minify, id) == TOKEN_SHIFT_RIGHT_UNSIGNED) return true;
  return op_of(minify, id) == TOKEN_AND && is_number(minify, id) &&
         is_whole(minify, fact_right(minify, id), 0, 0x1p31 - 1);
}

// ---- One operand

bool number_unary(Minify *minify, AstId id) {
  AstId argument = fact_argument(minify, id);
  NodeKind op = op_of(minify, id);
  bool is_twice = (op == TOKEN_MINUS || op == TOKEN_TILDE) && is_unary(minify, argument, op);
  if (!is_twice) return false;
  AstId inner = fact_argument(minify, argument);
  bool is_same = op == TOKEN_MINUS ? fact_is(minify, inner, TYPE_NUMBER | TYPE_BIGINT)
                                   : is_int32(minify, inner);
  return is_same && make_replace(minify, id, inner);
}

// ---- Two operands

// `a | 0`, `a ^ 0`, `a << 0`, `a >> 0`, `a >>> 0`
static bool drop_zero(Minify *minify, AstId id, NodeKind op) {
  AstId left = fact_left(minify, id);
  if (!is_whole(minify, fact_right(minify, id), 0, 0)) return false;
  switch ((int)op) {
  case TOKEN_OR:
  case TOKEN_XOR:
  case TOKEN_SHIFT_LEFT:
  case TOKEN_SHIFT_RIGHT: return is_int32(minify, left) && make_replace(minify, id, left);
  case TOKEN_SHIFT_RIGHT_UNSIGNED: return is_uint32(minify, left) && make_replace(minify, id, left);
  default: return false;
  }
}

// What is negated on the right of `+` or `-`. A sum may be one of strings, a difference not.
static bool take_sign(Minify *minify, AstId id, NodeKind op) {
  const unsigned numeric = TYPE_NUMBER | TYPE_BIGINT;
  AstId right = fact_right(minify, id);
  if ((op != TOKEN_PLUS && op != TOKEN_MINUS) || !is_unary(minify, right, TOKEN_MINUS))
    return false;
  if (!fact_is(minify, fact_left(minify, id), numeric)) return false;
  AstId value = fact_argument(minify, right);
  if (op == TOKEN_MINUS && !fact_is(minify, value, numeric)) return false;
  ast_node(minify->ast, id)->op = op == TOKEN_PLUS ? TOKEN_MINUS : TOKEN_PLUS;
  ast_become(minify->ast, right, value);
  return true;
}

// `a * -1`, `a / -1`
static bool negate(Minify *minify, AstId id, NodeKind op) {
  AstId left = fact_left(minify, id), right = fact_right(minify, id);
  bool is_factor = op == TOKEN_STAR || op == TOKEN_SLASH;
  if (!is_factor || !is_whole(minify, right, -1, -1)) return false;
  if (!fact_is(minify, left, TYPE_SIMPLE)) return false;
  return make_replace(minify, id, make_unary(minify, TOKEN_MINUS, left));
}

bool number_binary(Minify *minify, AstId id) {
  NodeKind op = op_of(minify, id);
  return drop_zero(minify, id, op) || take_sign(minify, id, op) || negate(minify, id, op);
}
