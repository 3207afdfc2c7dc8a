// From the outside in: which operands of a condition are conditions themselves.
//
//   !!a              → a             a ? true : b   → a || b        (a & 1) !== 0 → a & 1
//   !(a !== b)       → a === b       a ? b : false  → a && b        (a & 1) == 0  → !(a & 1)
//   !a && !b         (as it stands)  Boolean(a)     → a             a && 1        → a
#include "minify/choice.h"
#include "minify/facts.h"
#include "minify/make.h"
#include "minify/unused.h"

enum {
  DEPTH_LIMIT = 64,  // conditions inside each other that are looked into
  CHANGE_LIMIT = 64, // changes of one condition in a row
};

static bool simplify(Minify *minify, AstId id, int depth);

// ---- Not

// What `!` in front costs where it stands.
static int cost_of_mark(const Minify *minify, AstId argument) {
  switch ((int)ast_kind(minify->ast, argument)) {
  case NODE_BINARY_EXPRESSION:
  case NODE_TERNARY_EXPRESSION:
  case NODE_ASSIGNMENT_EXPRESSION:
  case NODE_AUGMENTED_ASSIGNMENT_EXPRESSION:
  case NODE_SEQUENCE_EXPRESSION:
  case NODE_ARROW_FUNCTION:
  case NODE_YIELD_EXPRESSION: return 3;
  default: return 1;
  }
}

static bool simplify_not(Minify *minify, AstId id, int depth) {
  AstId argument = fact_argument(minify, id);
  double number;
  if (fact_number(minify, argument, &number)) return false; // !0, !1
  bool has_changed = simplify(minify, argument, depth);
  if (make_not_cost(minify, argument) >= cost_of_mark(minify, argument)) return has_changed;
  ast_become(minify->ast, id, make_not(minify, argument));
  return true;
}

// ---- And, or

// `a && 1`, `a || 0`: the right side decides nothing.
static bool drop_right(Minify *minify, AstId id) {
  AstId right = fact_right(minify, id);
  FactTruth idle = fact_is_op(minify, id, TOKEN_LOGICAL_AND) ? FACT_TRUE : FACT_FALSE;
  if (fact_truth(minify, right) != idle || !fact_is_unused(minify, right)) return false;
  minify_forget(minify, right);
  ast_become(minify->ast, id, fact_left(minify, id));
  return true;
}

// Chains go to the left, as far as there is input.
static bool simplify_and_or(Minify *minify, AstId id, int depth) {
  bool has_changed = false;
  AstId at = id;
  while (choice_is_and_or(minify->ast, at)) {
    has_changed |= simplify(minify, fact_right(minify, at), depth);
    if (drop_right(minify, at))
      has_changed = true;
    else
      at = fact_left(minify, at);
  }
  return simplify(minify, at, depth) || has_changed;
}

// ---- Conditionals

// Whether a branch counts as true or false, and does nothing else.
static FactTruth plain_truth(Minify *minify, AstId id) {
  FactTruth truth = fact_truth(minify, id);
  return truth != FACT_UNKNOWN && fact_is_unused(minify, id) ? truth : FACT_UNKNOWN;
}

static bool simplify_conditional(Minify *minify, AstId id, int depth) {
  ChoiceParts parts = choice_parts(minify->ast, id);
  FactTruth yes = plain_truth(minify, parts.yes), no = plain_truth(minify, parts.no);
  if (yes == FACT_UNKNOWN && no == FACT_UNKNOWN) {
    bool has_changed = simplify(minify, parts.yes, depth);
    return simplify(minify, parts.no, depth) || has_changed;
  }
  bool by_yes = yes != FACT_UNKNOWN;
  minify_forget(minify, by_yes ? parts.yes : parts.no);
  AstId other = by_yes ? parts.no : parts.yes, test = parts.test;
  bool is_or = by_yes ? yes == FACT_TRUE : no == FACT_TRUE;
  if (is_or != by_yes) test = make_not(minify, test);
  NodeKind op = is_or ? TOKEN_LOGICAL_OR : TOKEN_LOGICAL_AND;
  ast_become(minify->ast, id, choice_join(minify, op, test, other));
  return true;
}

// ---- Others

static bool is_bitwise(const Minify *minify, AstId id) {
  if (ast_kind(minify->ast, id) != NODE_BINARY_EXPRESSION) return false;
  switch ((int)ast_node(minify->ast, id)->op) {
  case TOKEN_AND:
  case TOKEN_OR:
  case TOKEN_XOR:
  case TOKEN_SHIFT_LEFT:
  case TOKEN_SHIFT_RIGHT:
  case TOKEN_SHIFT_RIGHT_UNSIGNED: return true;
  default: return false;
  }
}

// Numbers of 32 bits are never NaN: they differ from zero if they are true.
static bool simplify_comparison(Minify *minify, AstId id) {
  NodeKind op = (NodeKind)ast_node(minify->ast, id)->op;
  bool is_strict = op == TOKEN_STRICT_EQUAL || op == TOKEN_STRICT_NOT_EQUAL;
  if (!is_strict && op != TOKEN_EQUAL && op != TOKEN_NOT_EQUAL) return false;
  AstId left = fact_left(minify, id);
  double number;
  if (!fact_number(minify, fact_right(minify, id), &number) || number < 0 || number > 0 ||
      number != number || !is_bitwise(minify, left))
    return false;
  if (is_strict && !fact_is(minify, left, TYPE_NUMBER)) return false;
  bool is_not = op == TOKEN_EQUAL || op == TOKEN_STRICT_EQUAL;
  ast_become(minify->ast, id, is_not ? make_unary(minify, TOKEN_NOT, left) : left);
  return true;
}

// Boolean(a)
static bool simplify_call(Minify *minify, AstId id) {
  Ast *ast = minify->ast;
  AstId arguments = ast_child(ast, id, FIELD_ARGUMENTS);
  AstId callee = ast_child(ast, id, FIELD_FUNCTION);
  AstId value = ast_first(ast, arguments);
  bool is_call = !minify->table->has_with && minify_is_global(minify, callee, TEXT("Boolean")) &&
                 ast_kind(ast, arguments) == NODE_ARGUMENTS && value && !ast_next(ast, value) &&
                 ast_kind(ast, value) != NODE_SPREAD_ELEMENT;
  if (!is_call) return false;
  minify_forget(minify, callee);
  ast_become(ast, id, value);
  return true;
}

// ---- The whole

static bool simplify_once(Minify *minify, AstId id, int depth) {
  Ast *ast = minify->ast;
  switch ((int)ast_kind(ast, id)) {
  case NODE_UNARY_EXPRESSION:
    return ast_node(ast, id)->op == TOKEN_NOT && simplify_not(minify, id, depth);
  case NODE_BINARY_EXPRESSION:
    return choice_is_and_or(ast, id) ? simplify_and_or(minify, id, depth)
                                     : simplify_comparison(minify, id);
  case NODE_TERNARY_EXPRESSION: return simplify_conditional(minify, id, depth);
  case NODE_SEQUENCE_EXPRESSION: return simplify(minify, ast_last(ast, id), depth);
  case NODE_CALL_EXPRESSION: return simplify_call(minify, id);
  default: return false;
  }
}

static bool simplify(Minify *minify, AstId id, int depth) {
  if (depth == DEPTH_LIMIT) return false;
  int changes = 0;
  while (changes < CHANGE_LIMIT && simplify_once(minify, id, depth + 1)) changes++;
  return changes > 0;
}

bool condition_simplify(Minify *minify, AstId id) {
  return simplify(minify, id, 0);
}
