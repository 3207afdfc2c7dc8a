// From the outside in: what an operator does with its operands says which of them are unused.
//
//   !a             → a               a ? b() : 1    → a && b()
//   !a && b()      → a || b()        [a(), b()]     → a(), b()
//   a(), 1, b()    → a(), b()        void a()       → a()
#include "minify/unused.h"

#include "minify/choice.h"
#include "minify/facts.h"
#include "minify/make.h"

enum {
  DEPTH_LIMIT = 64,  // expressions inside each other that are looked into
  CHANGE_LIMIT = 64, // changes of one expression in a row
};

static bool simplify(Minify *minify, AstId id, int depth);
static bool simplify_loud(Minify *minify, AstId id, int depth);

// ---- Operators

static bool simplify_choice(Minify *minify, AstId id, int depth) {
  Ast *ast = minify->ast;
  NodeKind op = (NodeKind)ast_node(ast, id)->op;
  AstId left = fact_left(minify, id), right = fact_right(minify, id);
  if (fact_is_unused(minify, right)) {
    minify_forget(minify, right);
    ast_become(ast, id, left);
    return true;
  }
  bool has_changed = simplify(minify, right, depth);
  if (op == TOKEN_NULLISH) return has_changed;
  has_changed |= condition_simplify(minify, left);
  if (choice_is_negated(minify, left)) {
    AstId lifted = make_lift(minify, left);
    ast_become(ast, left, make_not(minify, lifted));
    ast_node(ast, id)->op = op == TOKEN_LOGICAL_AND ? TOKEN_LOGICAL_OR : TOKEN_LOGICAL_AND;
    has_changed = true;
  }
  return choice_optional(minify, id) || has_changed;
}

static bool simplify_conditional(Minify *minify, AstId id, int depth) {
  Ast *ast = minify->ast;
  ChoiceParts parts = choice_parts(ast, id);
  bool has_yes = !fact_is_unused(minify, parts.yes), has_no = !fact_is_unused(minify, parts.no);
  if (!has_yes || !has_no) {
    if (!has_yes) minify_forget(minify, parts.yes);
    if (!has_no) minify_forget(minify, parts.no);
    AstId made = parts.test;
    if (has_yes) made = choice_join(minify, TOKEN_LOGICAL_AND, parts.test, parts.yes);
    if (has_no) made = choice_join(minify, TOKEN_LOGICAL_OR, parts.test, parts.no);
    ast_become(ast, id, made);
    return true;
  }
  bool has_changed = simplify(minify, parts.yes, depth);
  return simplify(minify, parts.no, depth) || has_changed;
}

static bool keep_effects(Minify *minify, AstId id) {
  AstId made = make_effects(minify, id);
  if (!made || made == id) return false;
  ast_become(minify->ast, id, made);
  return true;
}

// ---- Several

static bool simplify_sequence(Minify *minify, AstId id, int depth) {
  Ast *ast = minify->ast;
  bool has_changed = false;
  AstId previous = AST_NONE;
  for (AstId part = ast_first(ast, id), next; part; part = next) {
    next = ast_next(ast, part);
    bool is_unused = fact_is_unused(minify, part);
    if (is_unused && (previous || next)) {
      minify_forget(minify, part);
      ast_remove_after(ast, id, previous);
      has_changed = true;
      continue;
    }
    has_changed |= !is_unused && depth < DEPTH_LIMIT && simplify_loud(minify, part, depth);
    previous = part;
  }
  AstId first = ast_first(ast, id);
  if (!ast_next(ast, first)) ast_become(ast, id, first), has_changed = true;
  return has_changed;
}

// ---- The whole

static bool simplify_once(Minify *minify, AstId id, int depth) {
  Ast *ast = minify->ast;
  switch ((int)ast_kind(ast, id)) {
  case NODE_BINARY_EXPRESSION:
    return kind_is_logical((NodeKind)ast_node(ast, id)->op) ? simplify_choice(minify, id, depth)
                                                            : keep_effects(minify, id);
  case NODE_TERNARY_EXPRESSION: return simplify_conditional(minify, id, depth);
  case NODE_SEQUENCE_EXPRESSION: return simplify_sequence(minify, id, depth);
  case NODE_UNARY_EXPRESSION:
  case NODE_TEMPLATE_STRING:
  case NODE_ARRAY:
  case NODE_OBJECT:
  case NODE_CALL_EXPRESSION:
  case NODE_NEW_EXPRESSION: return keep_effects(minify, id);
  default: return false;
  }
}

// Of an expression that is not unused as a whole.
static bool simplify_loud(Minify *minify, AstId id, int depth) {
  int changes = 0;
  while (changes < CHANGE_LIMIT && simplify_once(minify, id, depth + 1)) {
    changes++;
    if (fact_is_unused(minify, id)) break;
  }
  return changes > 0;
}

static bool simplify(Minify *minify, AstId id, int depth) {
  if (depth == DEPTH_LIMIT || fact_is_unused(minify, id)) return false;
  return simplify_loud(minify, id, depth);
}

bool unused_simplify(Minify *minify, AstId id, bool *is_unused) {
  *is_unused = fact_is_unused(minify, id);
  if (*is_unused || !simplify_loud(minify, id, 0)) return false;
  *is_unused = fact_is_unused(minify, id);
  return true;
}
