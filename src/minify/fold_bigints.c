// Operators on BigInts that are written down, as long as those are small.
//
//   1n + 2n   → 3n        7n / 2n  → 3n        -7n % 2n  → -1n       2n ** 10n → 1024n
//   1n << 3n  → 8n        1n < 2n  → !0        1n == 1   → !0        ~1n       → -2n
//
// What would fail (`1n / 0n`) stays, and so does what is shorter as it is (`2n ** 40n`).
#include <math.h>
#include <stdio.h>

#include "minify/facts.h"
#include "minify/make.h"

enum {
  SHIFT_LIMIT = 53,
  DIGITS = 20,
};

// What numbers can hold: so that one may be compared with the other.
static const double LIMIT = 9007199254740992;

// ---- Values

static int digit_of(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  return (c | 0x20) - 'a' + 10;
}

// The value of a literal, without a sign.
static bool literal_value(Text text, double *value) {
  int base = 10;
  uint32_t start = 0, end = text.size - 1;
  if (text.size > 2 && text.at[0] == '0' && (text.at[1] | 0x20) >= 'b') {
    char mark = (char)(text.at[1] | 0x20);
    base = mark == 'x' ? 16 : mark == 'o' ? 8 : 2;
    start = 2;
  }
  *value = 0;
  for (uint32_t i = start; i < end; i++) {
    if (text.at[i] == '_') continue;
    *value = *value * base + digit_of(text.at[i]);
    if (*value >= LIMIT) return false;
  }
  return true;
}

static bool bigint_value(const Minify *minify, AstId id, double *value) {
  const Ast *ast = minify->ast;
  bool is_negative =
      fact_is_op(minify, id, TOKEN_MINUS) && ast_kind(ast, id) == NODE_UNARY_EXPRESSION;
  AstId literal = is_negative ? fact_argument(minify, id) : id;
  if (ast_kind(ast, literal) != NODE_NUMBER) return false;
  Text text = ast_text(ast, literal);
  if (text.at[text.size - 1] != 'n' || !literal_value(text, value)) return false;
  if (is_negative) *value = 0 - *value; // there is no -0n
  return true;
}

static int size_of(double value) {
  return snprintf(NULL, 0, "%.0fn", value);
}

static AstId make_bigint(Minify *minify, double value, AstId origin) {
  char text[DIGITS];
  int size = snprintf(text, sizeof text, "%.0fn", fabs(value));
  AstId literal = ast_add_leaf(minify->ast, NODE_NUMBER, (Text){text, (uint32_t)size}, origin);
  return value < 0 ? make_unary(minify, TOKEN_MINUS, literal) : literal;
}

// ---- Operators

static bool power(double left, double right, double *result) {
  if (right < 0 || right > SHIFT_LIMIT) return false;
  *result = 1;
  for (double i = 0; i < right && fabs(*result) < LIMIT; i++) *result *= left;
  return true;
}

static bool shift(double left, double right, double *result) {
  if (fabs(right) > SHIFT_LIMIT) return false;
  *result = floor(ldexp(left, (int)right));
  return true;
}

static bool calculate(NodeKind op, double left, double right, double *result) {
  switch ((int)op) {
  case TOKEN_PLUS: *result = left + right; break;
  case TOKEN_MINUS: *result = left - right; break;
  case TOKEN_STAR: *result = left * right; break;
  case TOKEN_SLASH:
    if (right == 0) return false;
    *result = (double)((int64_t)left / (int64_t)right);
    break;
  case TOKEN_PERCENT:
    if (right == 0) return false;
    *result = (double)((int64_t)left % (int64_t)right);
    break;
  case TOKEN_POWER:
    if (!power(left, right, result)) return false;
    break;
  case TOKEN_SHIFT_LEFT:
    if (!shift(left, right, result)) return false;
    break;
  case TOKEN_SHIFT_RIGHT:
    if (!shift(left, -right, result)) return false;
    break;
  case TOKEN_AND: *result = (double)((int64_t)left & (int64_t)right); break;
  case TOKEN_OR: *result = (double)((int64_t)left | (int64_t)right); break;
  case TOKEN_XOR: *result = (double)((int64_t)left ^ (int64_t)right); break;
  default: return false;
  }
  return fabs(*result) < LIMIT;
}

static bool compare(NodeKind op, double left, double right, bool *result) {
  switch ((int)op) {
  case TOKEN_EQUAL:
  case TOKEN_STRICT_EQUAL: *result = left == right; return true;
  case TOKEN_NOT_EQUAL:
  case TOKEN_STRICT_NOT_EQUAL: *result = left != right; return true;
  case TOKEN_LESS: *result = left < right; return true;
  case TOKEN_LESS_EQUAL: *result = left <= right; return true;
  case TOKEN_GREATER: *result = left > right; return true;
  case TOKEN_GREATER_EQUAL: *result = left >= right; return true;
  default: return false;
  }
}

// ---- The whole

static bool become_boolean(Minify *minify, AstId id, bool value) {
  return make_replace(minify, id, make_boolean(minify, value, id));
}

// A BigInt is never the same as a number, and may be equal to one.
static bool fold_mixed(Minify *minify, AstId id, double left, double right) {
  NodeKind op = (NodeKind)ast_node(minify->ast, id)->op;
  bool result;
  if (isnan(left) || isnan(right) || !compare(op, left, right, &result)) return false;
  if (op == TOKEN_STRICT_EQUAL || op == TOKEN_STRICT_NOT_EQUAL) result = op != TOKEN_STRICT_EQUAL;
  return become_boolean(minify, id, result);
}

bool fold_bigint(Minify *minify, AstId id) {
  AstId left = fact_left(minify, id), right = fact_right(minify, id);
  double a, b;
  bool is_left = bigint_value(minify, left, &a), is_right = bigint_value(minify, right, &b);
  if (!is_left && !is_right) return false;
  if (!is_left) return fact_number(minify, left, &a) && fold_mixed(minify, id, a, b);
  if (!is_right) return fact_number(minify, right, &b) && fold_mixed(minify, id, a, b);
  NodeKind op = (NodeKind)ast_node(minify->ast, id)->op;
  bool is_so;
  if (compare(op, a, b, &is_so)) return become_boolean(minify, id, is_so);
  double result;
  if (!calculate(op, a, b, &result)) return false;
  if (size_of(result) > size_of(a) + size_of(b) + 1 + (op == TOKEN_POWER)) return false;
  return make_replace(minify, id, make_bigint(minify, result, id));
}

bool fold_bigint_sign(Minify *minify, AstId id) {
  NodeKind op = (NodeKind)ast_node(minify->ast, id)->op;
  double value;
  if (op != TOKEN_MINUS && op != TOKEN_TILDE) return false;
  if (!bigint_value(minify, fact_argument(minify, id), &value)) return false;
  if (op == TOKEN_MINUS && value > 0) return false;
  double result = op == TOKEN_MINUS ? 0 - value : -value - 1;
  if (fabs(result) >= LIMIT) return false;
  return make_replace(minify, id, make_bigint(minify, result, id));
}
