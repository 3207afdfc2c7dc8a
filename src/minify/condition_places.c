// Where conditions stand.
//
//   if (!!a) b(); → if (a) b();   while (a !== void 0 ? b : false) … → while (a !== void 0 && b) …
//   !(a == b)     → a != b        !!!a → !a          a && (b && c) → a && b && c
//   (a, b) || c   → a, b || c
#include "minify/choice.h"
#include "minify/facts.h"
#include "minify/make.h"
#include "minify/unused.h"

bool condition_of_statement(Minify *minify, AstId id) {
  AstId condition = ast_child(minify->ast, id, FIELD_CONDITION);
  return condition && condition_simplify(minify, condition);
}

static bool is_equality(const Minify *minify, AstId id) {
  return fact_is_op(minify, id, TOKEN_EQUAL) || fact_is_op(minify, id, TOKEN_NOT_EQUAL) ||
         fact_is_op(minify, id, TOKEN_STRICT_EQUAL) ||
         fact_is_op(minify, id, TOKEN_STRICT_NOT_EQUAL);
}

// The value is true or false here, not just as good as that.
bool condition_not(Minify *minify, AstId id) {
  if (!fact_is_op(minify, id, TOKEN_NOT)) return false;
  AstId argument = fact_argument(minify, id);
  double number;
  if (fact_number(minify, argument, &number)) return false; // !0, !1
  bool has_changed = condition_simplify(minify, argument);
  bool is_boolean = fact_is_op(minify, argument, TOKEN_NOT) &&
                    fact_is(minify, fact_argument(minify, argument), TYPE_BOOLEAN);
  if (!is_boolean && !is_equality(minify, argument)) return has_changed;
  make_replace(minify, id, make_not(minify, argument));
  return true;
}

bool choice_chain(Minify *minify, AstId id) {
  NodeKind op = (NodeKind)ast_node(minify->ast, id)->op;
  AstId right = fact_right(minify, id);
  if (!kind_is_logical(op) || !fact_is_op(minify, right, op)) return false;
  ast_become(minify->ast, id, choice_join(minify, op, fact_left(minify, id), right));
  return true;
}

// `(a, b) + c`: what comes first can stand in front of all of it.
bool choice_sequence(Minify *minify, AstId id) {
  Ast *ast = minify->ast;
  AstId left = fact_left(minify, id);
  if (ast_kind(ast, left) != NODE_SEQUENCE_EXPRESSION) return false;
  AstId previous, last = ast_last_and_before(ast, left, &previous);
  AstId sequence = make_lift(minify, left);
  ast_remove_after(ast, sequence, previous);
  ast_become(ast, left, last);
  AstId whole = make_lift(minify, id);
  ast_insert(ast, sequence, previous, whole, FIELD_NONE);
  ast_become(ast, id, sequence);
  return true;
}
