// Assignments that are made on a condition that reads what they write to, as one operator.
//
//   a || (a = b)       → a ||= b       a == null && (a = b);   → a ??= b
//   a.b || (a.b = c)   → a.b ||= c     a || b || (b = c)       → a || (b ||= c)
//   a.b = a.b || c     stays: `a.b` may have a setter, which runs each time
//
// `a` must stay what it is: it is evaluated once instead of twice.
#include "minify/assignment.h"
#include "minify/facts.h"
#include "minify/symbols.h"

// ---- Targets

// Whether reading a variable does nothing but give its value, or fail.
static bool is_variable(const Minify *minify, AstId id) {
  return ast_kind(minify->ast, id) == NODE_IDENTIFIER && !minify->table->has_with &&
         ast_node(minify->ast, id)->symbol && minify_symbol(minify, id)->kind != SYMBOL_UNBOUND;
}

// Whether an expression gives the same when it is evaluated again, whatever runs in between.
static bool is_repeatable(const Minify *minify, AstId id) {
  if (ast_kind(minify->ast, id) == NODE_THIS || fact_is_constant(minify, id)) return true;
  return is_variable(minify, id) && fact_is_settled(minify, id);
}

// Whether a target can be evaluated once instead of twice. Keys become strings, which may run code.
static bool is_target(const Minify *minify, AstId id) {
  const Ast *ast = minify->ast;
  switch ((int)ast_kind(ast, id)) {
  case NODE_IDENTIFIER: return is_variable(minify, id);
  case NODE_MEMBER_EXPRESSION: return is_repeatable(minify, ast_child(ast, id, FIELD_OBJECT));
  case NODE_SUBSCRIPT_EXPRESSION: {
    AstId index = ast_child(ast, id, FIELD_INDEX);
    return is_repeatable(minify, ast_child(ast, id, FIELD_OBJECT)) &&
           is_repeatable(minify, index) && fact_is(minify, index, TYPE_PRIMITIVE);
  }
  default: return false;
  }
}

// ---- Putting it together

// Of two targets one goes. A variable is still read.
static void forget_target(Minify *minify, AstId target) {
  if (ast_kind(minify->ast, target) != NODE_IDENTIFIER) minify_forget(minify, target);
}

static void augment(Ast *ast, AstId assignment, NodeKind op) {
  AstNode *node = ast_node(ast, assignment);
  node->kind = NODE_AUGMENTED_ASSIGNMENT_EXPRESSION;
  node->op = (uint16_t)assignment_operator(op);
}

// ---- Assignments on a condition

// What `test && …` or `test || …` compares with null, if nobody uses the value; or AST_NONE.
static AstId asked_for_null(const Minify *minify, AstId id, NodeKind op) {
  AstId test = fact_left(minify, id);
  NodeKind comparison = op == TOKEN_LOGICAL_AND ? TOKEN_EQUAL : TOKEN_NOT_EQUAL;
  if (!fact_is_op(minify, test, comparison) || !symbol_is_idle(minify->ast, id)) return AST_NONE;
  AstId right = fact_right(minify, test);
  bool is_null = ast_kind(minify->ast, right) == NODE_NULL || fact_is_undefined(minify, right);
  return is_null ? fact_left(minify, test) : AST_NONE;
}

static bool is_assignment_to(const Minify *minify, AstId id, AstId target) {
  return ast_kind(minify->ast, id) == NODE_ASSIGNMENT_EXPRESSION && is_target(minify, target) &&
         ast_equal(minify->ast, target, fact_left(minify, id));
}

bool assignment_choice(Minify *minify, AstId id) {
  const Ast *ast = minify->ast;
  NodeKind op = (NodeKind)ast_node(ast, id)->op;
  AstId left = fact_left(minify, id), assignment = fact_right(minify, id);
  if (!kind_is_logical(op) || ast_kind(ast, assignment) != NODE_ASSIGNMENT_EXPRESSION) return false;
  NodeKind made = op;
  AstId asked = op == TOKEN_NULLISH ? AST_NONE : asked_for_null(minify, id, op);
  if (asked && is_assignment_to(minify, assignment, asked))
    made = TOKEN_NULLISH;
  else if (!is_assignment_to(minify, assignment, left))
    return false;
  forget_target(minify, made == op ? left : asked);
  augment(minify->ast, assignment, made);
  ast_become(minify->ast, id, assignment);
  return true;
}

// `a || b || (b = c)` → `a || (b ||= c)`
bool assignment_last_choice(Minify *minify, AstId id) {
  Ast *ast = minify->ast;
  NodeKind op = (NodeKind)ast_node(ast, id)->op;
  AstId before = fact_left(minify, id), assignment = fact_right(minify, id);
  if (!kind_is_logical(op) || !fact_is_op(minify, before, op)) return false;
  AstId last = fact_right(minify, before);
  if (!is_assignment_to(minify, assignment, last)) return false;
  forget_target(minify, last);
  augment(ast, assignment, op);
  AstId first = fact_left(minify, before);
  ast_become(ast, before, first);
  return true;
}
