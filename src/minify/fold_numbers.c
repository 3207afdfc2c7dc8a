// Arithmetic on constants, where the result is not longer than what is calculated.
//
//   60 * 60 * 24    → 86400          1 << 10     → 1024
//   -"3"            → -3             1 / 3       stays
//   ~5              → -6             true + 1    → 2
//   +(a - b)        → a - b
#include <math.h>

#include "minify/make.h"
#include "minify/value.h"

// ---- Calculating

// Powers of whole numbers are exact below this; others differ between engines.
static const double exact_limit = 0x1p53;

static bool power(double base, double exponent, double *result) {
  if (exponent == 0) return *result = 1, true;
  if (base != trunc(base) || exponent != trunc(exponent) || exponent < 0) return false;
  if (exponent > 64 || fabs(base) > exact_limit) return false;
  *result = 1;
  for (double i = 0; i < exponent && fabs(*result) <= exact_limit; i++) *result *= base;
  return fabs(*result) <= exact_limit;
}

static double shift(NodeKind op, double left, double right) {
  uint32_t by = (uint32_t)value_int32(right) & 31;
  int32_t value = value_int32(left);
  if (op == TOKEN_SHIFT_LEFT) return (int32_t)((uint32_t)value << by);
  if (op == TOKEN_SHIFT_RIGHT_UNSIGNED) return (uint32_t)value >> by;
  return value >> by;
}

static bool calculate(NodeKind op, double left, double right, double *result) {
  switch ((int)op) {
  case TOKEN_PLUS: return *result = left + right, true;
  case TOKEN_MINUS: return *result = left - right, true;
  case TOKEN_STAR: return *result = left * right, true;
  case TOKEN_SLASH: return *result = left / right, true;
  case TOKEN_PERCENT: return *result = fmod(left, right), true;
  case TOKEN_POWER: return power(left, right, result);
  case TOKEN_AND: return *result = value_int32(left) & value_int32(right), true;
  case TOKEN_OR: return *result = value_int32(left) | value_int32(right), true;
  case TOKEN_XOR: return *result = value_int32(left) ^ value_int32(right), true;
  case TOKEN_SHIFT_LEFT:
  case TOKEN_SHIFT_RIGHT:
  case TOKEN_SHIFT_RIGHT_UNSIGNED: return *result = shift(op, left, right), true;
  default: return false;
  }
}

// ---- Sizes

// What a constant takes at least as an operand.
static uint32_t size_of(Minify *minify, const Value *value) {
  switch ((int)value->type) {
  case TYPE_NUMBER: return make_number_size(minify, value->number);
  case TYPE_STRING: return value->text.size + 2;
  case TYPE_BOOLEAN: return 2;
  default: return 4;
  }
}

static uint32_t size_of_op(NodeKind op) {
  switch ((int)op) {
  case TOKEN_SHIFT_RIGHT_UNSIGNED: return 3;
  case TOKEN_SHIFT_LEFT:
  case TOKEN_SHIFT_RIGHT:
  case TOKEN_POWER: return 2;
  default: return 1;
  }
}

// ---- Operators

// `1/0` and `0/0` are as short as their values can be.
static bool is_shortest(const Minify *minify, AstId id) {
  double number;
  return fact_is_op(minify, id, TOKEN_SLASH) && fact_number(minify, id, &number) &&
         !isfinite(number);
}

bool fold_arithmetic(Minify *minify, AstId id) {
  NodeKind op = (NodeKind)ast_node(minify->ast, id)->op;
  double one, other, result;
  if (!calculate(op, 1, 1, &result)) return false;
  Value left, right;
  if (!value_of(minify, fact_right(minify, id), &right)) return false;
  if (!value_of(minify, fact_left(minify, id), &left) || is_shortest(minify, id)) return false;
  if (op == TOKEN_PLUS && (left.type | right.type) & TYPE_STRING) return false;
  if (!value_number(&left, &one) || !value_number(&right, &other)) return false;
  if (!calculate(op, one, other, &result)) return false;
  uint32_t size = size_of(minify, &left) + size_of_op(op) + size_of(minify, &right);
  return make_number_size(minify, result) <= size && make_replace_by_number(minify, id, result);
}

// A sign in front of a number is a part of it.
static bool is_literal(const Minify *minify, AstId id) {
  return fact_is_op(minify, id, TOKEN_MINUS) &&
         ast_kind(minify->ast, fact_argument(minify, id)) == NODE_NUMBER;
}

bool fold_sign(Minify *minify, AstId id) {
  NodeKind op = (NodeKind)ast_node(minify->ast, id)->op;
  AstId argument = fact_argument(minify, id);
  if (op != TOKEN_PLUS && op != TOKEN_MINUS && op != TOKEN_TILDE) return false;
  if (op == TOKEN_PLUS && fact_is(minify, argument, TYPE_NUMBER)) {
    make_replace(minify, id, argument);
    return true;
  }
  Value value;
  double number;
  if (is_literal(minify, id) || !value_of(minify, argument, &value)) return false;
  if (!value_number(&value, &number)) return false;
  double result = op == TOKEN_TILDE ? ~value_int32(number) : op == TOKEN_MINUS ? -number : number;
  bool is_shorter = make_number_size(minify, result) <= size_of(minify, &value) + 1;
  return is_shorter && make_replace_by_number(minify, id, result);
}
