// Conditional expressions are made small where they are put together, so that those around see
// them as they will be.
#include "minify/choice.h"

#include "minify/facts.h"
#include "minify/make.h"

enum { RULE_LIMIT = 64 }; // rules applied to one expression in a row

ChoiceParts choice_parts(const Ast *ast, AstId id) {
  return (ChoiceParts){ast_child(ast, id, FIELD_CONDITION), ast_child(ast, id, FIELD_CONSEQUENCE),
                       ast_child(ast, id, FIELD_ALTERNATIVE)};
}

void choice_put(Ast *ast, AstId id, ChoiceParts parts) {
  ast_take_children(ast, id);
  if (parts.no) ast_insert(ast, id, AST_NONE, parts.no, FIELD_ALTERNATIVE);
  ast_insert(ast, id, AST_NONE, parts.yes, FIELD_CONSEQUENCE);
  ast_insert(ast, id, AST_NONE, parts.test, FIELD_CONDITION);
}

AstId choice_join(Minify *minify, NodeKind op, AstId left, AstId right) {
  Ast *ast = minify->ast;
  AstId at = AST_NONE;
  for (AstId id = right; fact_is_op(minify, id, op); id = fact_left(minify, id)) at = id;
  if (!at) return make_binary(minify, op, left, right);
  AstId first = ast_remove_after(ast, at, AST_NONE);
  AstId joined = make_binary(minify, op, left, first);
  ast_insert(ast, at, AST_NONE, joined, FIELD_LEFT);
  return right;
}

bool choice_simplify(Minify *minify, AstId id) {
  bool has_changed = false;
  for (int i = 0; i < RULE_LIMIT && ast_kind(minify->ast, id) == NODE_TERNARY_EXPRESSION; i++) {
    bool fits = choice_test(minify, id) || choice_same(minify, id) || choice_boolean(minify, id) ||
                choice_nullish(minify, id) || choice_nested(minify, id) ||
                choice_branches(minify, id) || choice_ends(minify, id);
    if (!fits) break;
    has_changed = true;
  }
  return has_changed;
}

AstId choice_make(Minify *minify, AstId test, AstId yes, AstId no) {
  AstId made = make_conditional(minify, test, yes, no);
  choice_simplify(minify, made);
  return made;
}
