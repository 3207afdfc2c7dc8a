// The values of literals, and of the few operators that stand for a literal in the shortest code:
// `-1`, `!0`, `void 0`, `1/0`.
#include "minify/facts.h"

#include <math.h>

#include "syntax/literal.h"
#include "syntax/literal_number.h"

enum { CONSTANT_DEPTH_LIMIT = 16 }; // operators inside each other

static bool is_bigint(Text number) {
  return number.at[number.size - 1] == 'n';
}

static bool plain_number(const Minify *minify, AstId id, double *value) {
  if (ast_kind(minify->ast, id) != NODE_NUMBER) return false;
  Text text = ast_text(minify->ast, id);
  if (is_bigint(text)) return false;
  *value = literal_number_value(text);
  return true;
}

// Behind any number of signs that people write.
static bool signed_number(const Minify *minify, AstId id, double *value) {
  bool is_negative = false;
  for (int depth = 0; depth < CONSTANT_DEPTH_LIMIT; depth++) {
    if (plain_number(minify, id, value)) {
      if (is_negative) *value = -*value;
      return true;
    }
    bool is_minus = fact_is_op(minify, id, TOKEN_MINUS);
    bool is_sign = is_minus || fact_is_op(minify, id, TOKEN_PLUS);
    if (!is_sign || ast_kind(minify->ast, id) != NODE_UNARY_EXPRESSION) return false;
    is_negative ^= is_minus;
    id = fact_argument(minify, id);
  }
  return false;
}

bool fact_number(const Minify *minify, AstId id, double *value) {
  switch ((int)ast_kind(minify->ast, id)) {
  case NODE_IDENTIFIER:
    if (minify_is_global(minify, id, TEXT("NaN"))) return *value = NAN, true;
    if (minify_is_global(minify, id, TEXT("Infinity"))) return *value = INFINITY, true;
    return false;
  case NODE_NUMBER: return plain_number(minify, id, value);
  case NODE_UNARY_EXPRESSION:
  case NODE_BINARY_EXPRESSION: break;
  default: return false;
  }
  if (signed_number(minify, id, value)) return true;
  if (!fact_is_op(minify, id, TOKEN_SLASH)) return false;
  double left, right;
  bool is_by_zero = plain_number(minify, fact_right(minify, id), &right) && right == 0 &&
                    signed_number(minify, fact_left(minify, id), &left);
  if (is_by_zero) *value = left / right;
  return is_by_zero;
}

bool fact_string(Minify *minify, AstId id, Text *value) {
  Ast *ast = minify->ast;
  NodeKind kind = ast_kind(ast, id);
  if (kind == NODE_STRING) {
    Text text = ast_text(ast, id);
    *value = literal_text_value(minify->arena, text_slice(text, 1, text.size - 1));
    return true;
  }
  bool is_tagged = ast_node(ast, id)->field == FIELD_ARGUMENTS;
  if (kind != NODE_TEMPLATE_STRING || is_tagged) return false;
  AstId first = ast_first(ast, id);
  if (!first) return *value = TEXT(""), true;
  if (ast_kind(ast, first) != NODE_STRING_FRAGMENT || ast_next(ast, first)) return false;
  return literal_template_value(minify->arena, ast_text(ast, first), value);
}

bool fact_boolean(const Minify *minify, AstId id, bool *value) {
  NodeKind kind = ast_kind(minify->ast, id);
  if (kind == NODE_TRUE || kind == NODE_FALSE) return *value = kind == NODE_TRUE, true;
  if (!fact_is_op(minify, id, TOKEN_NOT)) return false;
  AstId argument = fact_argument(minify, id);
  FactTruth truth =
      fact_is_constant(minify, argument) ? fact_truth(minify, argument) : FACT_UNKNOWN;
  *value = truth == FACT_FALSE;
  return truth != FACT_UNKNOWN;
}

bool fact_is_undefined(const Minify *minify, AstId id) {
  if (ast_kind(minify->ast, id) == NODE_UNDEFINED) return fact_is_constant(minify, id);
  return fact_is_op(minify, id, TOKEN_VOID_WORD) && fact_is_constant(minify, id);
}

// ---- Constants

static bool is_constant(const Minify *minify, AstId id, int depth);

// What may fail, or depends on more than types, is left to those who calculate.
static bool is_constant_operator(const Minify *minify, AstId id) {
  switch ((int)ast_node(minify->ast, id)->op) {
  case TOKEN_DELETE_WORD:
  case TOKEN_IN_WORD:
  case TOKEN_INSTANCEOF_WORD: return false;
  default: return true;
  }
}

static bool is_constant_global(const Minify *minify, AstId id) {
  Text name = minify_global(minify, id);
  return text_is(name, TEXT("undefined")) || text_is(name, TEXT("NaN")) ||
         text_is(name, TEXT("Infinity"));
}

static bool are_children_constant(const Minify *minify, AstId id, int depth) {
  if (depth == CONSTANT_DEPTH_LIMIT) return false;
  ast_each_child(minify->ast, id, child) {
    if (!is_constant(minify, child, depth)) return false;
  }
  return true;
}

// A BigInt by itself is constant; what operators make of it may fail.
static bool is_number(const Minify *minify, AstId id, int depth) {
  return depth == 0 || !is_bigint(ast_text(minify->ast, id));
}

static bool is_constant(const Minify *minify, AstId id, int depth) {
  switch ((int)ast_kind(minify->ast, id)) {
  case NODE_STRING:
  case NODE_STRING_FRAGMENT:
  case NODE_TRUE:
  case NODE_FALSE:
  case NODE_NULL: return true;
  case NODE_NUMBER: return is_number(minify, id, depth);
  case NODE_IDENTIFIER:
  case NODE_UNDEFINED: return is_constant_global(minify, id);
  case NODE_TEMPLATE_STRING:
    return ast_node(minify->ast, id)->field != FIELD_ARGUMENTS &&
           are_children_constant(minify, id, depth + 1);
  case NODE_UNARY_EXPRESSION:
  case NODE_BINARY_EXPRESSION:
    return is_constant_operator(minify, id) && are_children_constant(minify, id, depth + 1);
  case NODE_TERNARY_EXPRESSION: return are_children_constant(minify, id, depth + 1);
  default: return false;
  }
}

bool fact_is_constant(const Minify *minify, AstId id) {
  return is_constant(minify, id, 0);
}
