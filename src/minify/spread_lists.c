// What literals in lists spread, as elements of the list: an element that is left out there is
// `undefined` for who spreads it.
//
//   [a, ...[b, , c]]   → [a, b, void 0, c]
//   f(...[a, ...b])    → f(a, ...b)
#include "minify/make.h"

// Takes the elements of `array` out, as a list.
static AstId elements_of(Minify *minify, AstId array) {
  Ast *ast = minify->ast;
  for (AstId element = ast_first(ast, array); element; element = ast_next(ast, element)) {
    if (ast_kind(ast, element) == NODE_HOLE)
      ast_become(ast, element, make_undefined(minify, array));
  }
  return ast_take_children(ast, array);
}

bool spread_list(Minify *minify, AstId id) {
  Ast *ast = minify->ast;
  bool has_changed = false;
  for (AstId previous = AST_NONE, element = ast_first(ast, id), next; element; element = next) {
    next = ast_next(ast, element);
    bool is_literal = ast_kind(ast, element) == NODE_SPREAD_ELEMENT &&
                      ast_kind(ast, ast_first(ast, element)) == NODE_ARRAY;
    if (!is_literal) {
      previous = element;
      continue;
    }
    AstId elements = elements_of(minify, ast_first(ast, element));
    ast_remove_after(ast, id, previous);
    previous = ast_insert_list(ast, id, previous, elements);
    has_changed = true;
  }
  return has_changed;
}
