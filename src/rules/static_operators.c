// Operators on values that are known.
#include "rules/operators.h"
#include "rules/static_work.h"

static StaticValue boolean(bool is) {
  return (StaticValue){.kind = STATIC_BOOLEAN, .number = is};
}

static Text type_of(const StaticValue *value) {
  switch ((int)value->kind) {
  case STATIC_UNDEFINED: return TEXT("undefined");
  case STATIC_NULL: return TEXT("object");
  case STATIC_BOOLEAN: return TEXT("boolean");
  case STATIC_NUMBER: return TEXT("number");
  case STATIC_BIGINT: return TEXT("bigint");
  default: return TEXT("string");
  }
}

static int32_t to_int32(double number) {
  if (!isfinite(number)) return 0;
  double inside = fmod(trunc(number), 4294967296.0);
  if (inside < 0) inside += 4294967296.0;
  return (int32_t)(uint32_t)inside;
}

bool static_unary(StaticLook *look, NodeId node, StaticValue *value) {
  const Tree *tree = look->code->tree;
  NodeKind sign = estree_operator(tree, node);
  if (sign == TOKEN_DELETE_WORD) return false;
  if (sign == TOKEN_VOID_WORD) return *value = (StaticValue){0}, true;
  StaticValue of;
  if (!static_look(look, tree_child(tree, node, FIELD_ARGUMENT), &of)) return false;
  bool is_bigint = of.kind == STATIC_BIGINT;
  switch ((int)sign) {
  case TOKEN_NOT: *value = boolean(!static_value_is_true(&of)); return true;
  case TOKEN_TYPEOF_WORD:
    *value = (StaticValue){.kind = STATIC_STRING, .text = type_of(&of)};
    return true;
  case TOKEN_PLUS: *value = static_number(static_value_number(&of)); return !is_bigint;
  case TOKEN_MINUS: *value = static_number(-static_value_number(&of)); break;
  case TOKEN_TILDE: {
    double number = static_value_number(&of);
    *value = static_number(is_bigint ? -number - 1 : ~to_int32(number));
    break;
  }
  default: return false;
  }
  if (is_bigint) value->kind = STATIC_BIGINT;
  return true;
}

// ---- Comparisons

static bool is_nullish_value(const StaticValue *value) {
  return value->kind == STATIC_UNDEFINED || value->kind == STATIC_NULL;
}

static bool is_strictly_equal(const StaticValue *a, const StaticValue *b) {
  if (a->kind != b->kind) return false;
  if (a->kind == STATIC_STRING) return text_is(a->text, b->text);
  return is_nullish_value(a) || a->number == b->number;
}

static bool is_loosely_equal(const StaticValue *a, const StaticValue *b) {
  if (a->kind == b->kind) return is_strictly_equal(a, b);
  if (is_nullish_value(a) || is_nullish_value(b)) return is_nullish_value(a) && is_nullish_value(b);
  return static_value_number(a) == static_value_number(b);
}

static bool compares(NodeKind sign, const StaticValue *a, const StaticValue *b, bool *is) {
  double left = static_value_number(a), right = static_value_number(b);
  if (a->kind == STATIC_STRING && b->kind == STATIC_STRING) {
    left = text_compare(a->text, b->text);
    right = 0;
  }
  switch ((int)sign) {
  case TOKEN_EQUAL: *is = is_loosely_equal(a, b); return true;
  case TOKEN_NOT_EQUAL: *is = !is_loosely_equal(a, b); return true;
  case TOKEN_STRICT_EQUAL: *is = is_strictly_equal(a, b); return true;
  case TOKEN_STRICT_NOT_EQUAL: *is = !is_strictly_equal(a, b); return true;
  case TOKEN_LESS: *is = left < right; return true;
  case TOKEN_LESS_EQUAL: *is = left <= right; return true;
  case TOKEN_GREATER: *is = left > right; return true;
  case TOKEN_GREATER_EQUAL: *is = left >= right; return true;
  default: return false;
  }
}

// ---- Numbers

static bool calculates(NodeKind sign, double a, double b, double *out) {
  uint32_t shift = (uint32_t)to_int32(b) & 31;
  switch ((int)sign) {
  case TOKEN_PLUS: *out = a + b; return true;
  case TOKEN_MINUS: *out = a - b; return true;
  case TOKEN_STAR: *out = a * b; return true;
  case TOKEN_SLASH: *out = a / b; return true;
  case TOKEN_PERCENT: *out = fmod(a, b); return true;
  case TOKEN_POWER: *out = fabs(a) == 1 && !isfinite(b) ? (double)NAN : pow(a, b); return true;
  case TOKEN_AND: *out = to_int32(a) & to_int32(b); return true;
  case TOKEN_OR: *out = to_int32(a) | to_int32(b); return true;
  case TOKEN_XOR: *out = to_int32(a) ^ to_int32(b); return true;
  case TOKEN_SHIFT_LEFT: *out = (int32_t)((uint32_t)to_int32(a) << shift); return true;
  case TOKEN_SHIFT_RIGHT: *out = to_int32(a) >> shift; return true;
  case TOKEN_SHIFT_RIGHT_UNSIGNED: *out = (uint32_t)to_int32(a) >> shift; return true;
  default: return false;
  }
}

static bool bigint_value(NodeKind sign, const StaticValue *a, const StaticValue *b,
                         StaticValue *value) {
  bool is_exact = sign == TOKEN_PLUS || sign == TOKEN_MINUS || sign == TOKEN_STAR ||
                  sign == TOKEN_SLASH || sign == TOKEN_PERCENT || sign == TOKEN_POWER;
  if (a->kind != b->kind || !is_exact) return false;
  if (b->number == 0 && (sign == TOKEN_SLASH || sign == TOKEN_PERCENT)) return false;
  if (b->number < 0 && sign == TOKEN_POWER) return false;
  double out;
  if (!calculates(sign, a->number, b->number, &out)) return false;
  *value = (StaticValue){.kind = STATIC_BIGINT, .number = trunc(out)};
  return fabs(out) <= STATIC_BIGINT_LIMIT;
}

static bool operation_value(StaticLook *look, NodeKind sign, const StaticValue *a,
                            const StaticValue *b, StaticValue *value) {
  bool is;
  if (compares(sign, a, b, &is)) return *value = boolean(is), true;
  if (sign == TOKEN_PLUS && (a->kind == STATIC_STRING || b->kind == STATIC_STRING)) {
    Arena *arena = look->code->arena;
    Text text = text_concat(arena, static_value_text(arena, a), static_value_text(arena, b));
    *value = (StaticValue){.kind = STATIC_STRING, .text = text};
    return text.size < STATIC_TEXT_LIMIT;
  }
  if (a->kind == STATIC_BIGINT || b->kind == STATIC_BIGINT) return bigint_value(sign, a, b, value);
  double out;
  if (!calculates(sign, static_value_number(a), static_value_number(b), &out)) return false;
  *value = static_number(out);
  return true;
}

// Whether the left side is what `&&`, `||` or `??` gives.
static bool left_decides(NodeKind sign, const StaticValue *left) {
  if (sign == TOKEN_NULLISH) return !is_nullish_value(left);
  return static_value_is_true(left) == (sign == TOKEN_LOGICAL_OR);
}

bool static_binary(StaticLook *look, NodeId node, StaticValue *value) {
  const Tree *tree = look->code->tree;
  NodeKind sign = estree_operator(tree, node);
  if (sign == TOKEN_IN_WORD || sign == TOKEN_INSTANCEOF_WORD) return false;
  StaticValue left, right;
  if (!static_look(look, tree_child(tree, node, FIELD_LEFT), &left)) return false;
  bool is_logical = kind_is_logical(sign);
  if (is_logical && left_decides(sign, &left)) return *value = left, true;
  if (!static_look(look, tree_child(tree, node, FIELD_RIGHT), &right)) return false;
  if (is_logical) return *value = right, true;
  return operation_value(look, sign, &left, &right, value);
}
