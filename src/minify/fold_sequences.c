// Sequences: flat, and without what nobody notices.
//
//   1, a(), "b", c        → a(), c
//   a, (b(), c)           → b(), c
//   (0, a.b)()            stays: `a` would be `this`
#include "minify/make.h"

// Puts the parts of sequences inside into their places, and those inside of these.
static bool flatten(Ast *ast, AstId id) {
  bool has_changed = false;
  for (AstId previous = AST_NONE, part = ast_first(ast, id); part;) {
    if (ast_kind(ast, part) != NODE_SEQUENCE_EXPRESSION) {
      previous = part, part = ast_next(ast, part);
      continue;
    }
    ast_remove_after(ast, id, previous);
    AstId first = ast_take_children(ast, part);
    ast_insert_list(ast, id, previous, first);
    part = first;
    has_changed = true;
  }
  return has_changed;
}

// Leaves out what has no effects, the last part aside.
static bool drop_unused(Minify *minify, AstId id) {
  Ast *ast = minify->ast;
  bool has_changed = false;
  for (AstId previous = AST_NONE, part = ast_first(ast, id), next; ast_next(ast, part);
       part = next) {
    next = ast_next(ast, part);
    ast_remove_after(ast, id, previous);
    AstId effects = make_effects(minify, part);
    has_changed |= effects != part;
    if (!effects) continue;
    ast_insert(ast, id, previous, effects, FIELD_NONE);
    previous = effects;
  }
  return has_changed;
}

// `(0, a.b)()`: the shortest way to call a member as a function.
static bool is_plain_value(const Minify *minify, AstId id) {
  const Ast *ast = minify->ast;
  AstId first = ast_first(ast, id), second = ast_next(ast, first);
  return second && !ast_next(ast, second) && ast_kind(ast, first) == NODE_NUMBER &&
         make_changes_meaning(minify, id, second);
}

bool fold_sequence(Minify *minify, AstId id) {
  Ast *ast = minify->ast;
  bool is_inner = ast_kind(ast, ast_parent(ast, id)) == NODE_SEQUENCE_EXPRESSION;
  if (is_inner) return false;
  bool has_changed = flatten(ast, id);
  if (is_plain_value(minify, id)) return has_changed;
  has_changed |= drop_unused(minify, id);
  AstId first = ast_first(ast, id);
  if (ast_next(ast, first)) return has_changed;
  make_replace(minify, id, first);
  return true;
}
