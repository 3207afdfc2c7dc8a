// Comparisons whose result is known, and those that have a shorter form.
//
//   "a" === "a"                    → !0              1 < "2"           → !0
//   typeof a === "string"          → typeof a == "string"
//   typeof a.b === "undefined"     → a.b === void 0
//   typeof a !== "undefined"       → typeof a < "u", where `a` may be declared nowhere
//   null == a                      → a == null       "a" === 1         → !1
//   a == void 0                    → a == null
//   !a === true                    → !a              (a > b) == false  → !(a > b)
#include "minify/make.h"
#include "minify/value.h"

static bool is_strict(NodeKind op) {
  return op == TOKEN_STRICT_EQUAL || op == TOKEN_STRICT_NOT_EQUAL;
}

static bool is_relation(NodeKind op) {
  return op == TOKEN_LESS || op == TOKEN_LESS_EQUAL || op == TOKEN_GREATER ||
         op == TOKEN_GREATER_EQUAL;
}

static bool is_negative(NodeKind op) {
  return op == TOKEN_NOT_EQUAL || op == TOKEN_STRICT_NOT_EQUAL;
}

static bool put_boolean(Minify *minify, AstId id, bool value) {
  AstId left = fact_left(minify, id), right = fact_right(minify, id);
  AstId result = make_sequence(minify, right, make_boolean(minify, value, id));
  make_replace(minify, id, make_sequence(minify, left, result));
  return true;
}

// ---- Constants

static FactTruth compare(NodeKind op, const Value *left, const Value *right) {
  if (is_strict(op)) {
    bool is_same = value_is_same(left, right);
    return is_same != is_negative(op) ? FACT_TRUE : FACT_FALSE;
  }
  if (kind_is_equality(op)) {
    FactTruth equal = value_is_equal(left, right);
    if (equal == FACT_UNKNOWN) return equal;
    return (equal == FACT_TRUE) != is_negative(op) ? FACT_TRUE : FACT_FALSE;
  }
  bool swaps = op == TOKEN_GREATER || op == TOKEN_LESS_EQUAL;
  bool is_negated = op == TOKEN_LESS_EQUAL || op == TOKEN_GREATER_EQUAL;
  ValueOrder order = swaps ? value_order(right, left) : value_order(left, right);
  if (order == VALUE_UNKNOWN) return FACT_UNKNOWN;
  if (order == VALUE_UNORDERED) return FACT_FALSE;
  return (order == VALUE_LESS) != is_negated ? FACT_TRUE : FACT_FALSE;
}

static bool fold_constants(Minify *minify, AstId id, NodeKind op) {
  Value left, right;
  if (!value_of(minify, fact_left(minify, id), &left)) return false;
  if (!value_of(minify, fact_right(minify, id), &right)) return false;
  FactTruth truth = compare(op, &left, &right);
  return truth != FACT_UNKNOWN && put_boolean(minify, id, truth == FACT_TRUE);
}

// ---- Types

// The types that a value of one type may be loosely equal to, beside its own.
static unsigned loose_partners(unsigned type) {
  switch ((int)type) {
  case TYPE_UNDEFINED: return TYPE_NULL;
  case TYPE_NULL: return TYPE_UNDEFINED;
  case TYPE_BOOLEAN: return TYPE_NUMBER | TYPE_STRING | TYPE_BIGINT | TYPE_OBJECT;
  case TYPE_NUMBER: return TYPE_BOOLEAN | TYPE_STRING | TYPE_BIGINT | TYPE_OBJECT;
  case TYPE_STRING: return TYPE_BOOLEAN | TYPE_NUMBER | TYPE_BIGINT | TYPE_OBJECT;
  case TYPE_BIGINT: return TYPE_BOOLEAN | TYPE_NUMBER | TYPE_STRING | TYPE_OBJECT;
  case TYPE_SYMBOL: return TYPE_OBJECT;
  default: return TYPE_BOOLEAN | TYPE_NUMBER | TYPE_STRING | TYPE_BIGINT | TYPE_SYMBOL;
  }
}

// Whether `==` and `===` are the same for values of these types.
static bool is_strict_anyway(unsigned left, unsigned right) {
  for (unsigned type = 1; type < TYPE_ANY; type <<= 1) {
    if (left & type && right & loose_partners(type)) return false;
  }
  return true;
}

static bool fold_types(Minify *minify, AstId id, NodeKind op) {
  if (!kind_is_equality(op)) return false;
  unsigned left = fact_types(minify, fact_left(minify, id));
  unsigned right = fact_types(minify, fact_right(minify, id));
  bool is_one_way = is_strict_anyway(left, right);
  bool are_apart = !(left & right) && (is_strict(op) || is_one_way);
  if (are_apart) return put_boolean(minify, id, is_negative(op));
  bool are_nullish = !((left | right) & ~TYPE_NULLISH);
  if (are_nullish && !is_strict(op)) return put_boolean(minify, id, !is_negative(op));
  if (!is_strict(op) || !is_one_way) return false;
  NodeKind loose = op == TOKEN_STRICT_EQUAL ? TOKEN_EQUAL : TOKEN_NOT_EQUAL;
  ast_node(minify->ast, id)->op = (uint16_t)loose;
  return true;
}

// A comparison of something true or false with `true` or `false`.
static bool fold_booleans(Minify *minify, AstId id, NodeKind op) {
  bool value;
  AstId left = fact_left(minify, id), right = fact_right(minify, id);
  if (!kind_is_equality(op) || !fact_boolean(minify, right, &value)) return false;
  if (!fact_is(minify, left, TYPE_BOOLEAN)) return false;
  bool is_kept = value != is_negative(op);
  make_replace(minify, id, is_kept ? left : make_unary(minify, TOKEN_NOT, left));
  return true;
}

// ---- typeof

static bool is_text(Minify *minify, AstId id, Text text) {
  Value value;
  return value_of(minify, id, &value) && value.type == TYPE_STRING && text_is(value.text, text);
}

// Whether reading a name fails where `typeof` does not.
static bool may_be_undeclared(const Minify *minify, AstId id) {
  return ast_kind(minify->ast, id) == NODE_IDENTIFIER &&
         (minify->table->has_with || !minify_is_declared(minify, id));
}

static bool fold_typeof_undefined(Minify *minify, AstId id, NodeKind op) {
  Ast *ast = minify->ast;
  AstId left = fact_left(minify, id), right = fact_right(minify, id);
  if (!kind_is_equality(op) || !fact_is_op(minify, left, TOKEN_TYPEOF_WORD)) return false;
  if (!is_text(minify, right, TEXT("undefined"))) return false;
  AstId argument = fact_argument(minify, left);
  if (may_be_undeclared(minify, argument)) {
    ast_node(ast, id)->op = is_negative(op) ? TOKEN_LESS : TOKEN_GREATER;
    ast_become(ast, right, make_string(minify, TEXT("u"), right));
    return true;
  }
  make_replace(minify, left, argument);
  ast_become(ast, right, make_undefined(minify, right));
  ast_node(ast, id)->op = is_negative(op) ? TOKEN_STRICT_NOT_EQUAL : TOKEN_STRICT_EQUAL;
  return true;
}

// ---- Order

// Constants stand on the right, as most people write them.
static bool fold_order(Minify *minify, AstId id, NodeKind op) {
  Ast *ast = minify->ast;
  AstId left = fact_left(minify, id), right = fact_right(minify, id);
  bool is_wrong =
      kind_is_equality(op) && fact_is_constant(minify, left) && !fact_is_constant(minify, right);
  if (!is_wrong) return false;
  AstId constant = make_lift(minify, left), other = make_lift(minify, right);
  ast_become(ast, left, other);
  ast_become(ast, right, constant);
  return true;
}

static bool fold_loose_undefined(Minify *minify, AstId id, NodeKind op) {
  AstId right = fact_right(minify, id);
  if (op != TOKEN_EQUAL && op != TOKEN_NOT_EQUAL) return false;
  if (!fact_is_undefined(minify, right)) return false;
  minify_forget(minify, right);
  ast_become(minify->ast, right, ast_add_leaf(minify->ast, NODE_NULL, TEXT("null"), right));
  return true;
}

bool fold_comparison(Minify *minify, AstId id) {
  NodeKind op = (NodeKind)ast_node(minify->ast, id)->op;
  if (!kind_is_equality(op) && !is_relation(op)) return false;
  return fold_constants(minify, id, op) || fold_order(minify, id, op) ||
         fold_typeof_undefined(minify, id, op) || fold_booleans(minify, id, op) ||
         fold_types(minify, id, op) || fold_loose_undefined(minify, id, op);
}
