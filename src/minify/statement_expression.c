// Where expressions stand whose value nobody uses.
//
//   a, b(), 1;      → a, b();         for (!a; ; a, b(), !c) … → for (a; ; a, b(), c) …
//   x = (1, a(), b) → x = (a(), b)    1;                      → ;
#include "minify/statement.h"
#include "minify/unused.h"
#include "syntax/kind.h"

static void become_empty(Minify *minify, AstId id) {
  AstId empty = ast_add(minify->ast, NODE_EMPTY_STATEMENT, id);
  ast_become(minify->ast, id, empty);
}

bool statement_expression(Minify *minify, AstId id) {
  if (ast_has(minify->ast, id, AST_DIRECTIVE)) return false;
  AstId expression = ast_first(minify->ast, id);
  bool is_unused, has_changed = unused_simplify(minify, expression, &is_unused);
  if (!is_unused) return has_changed;
  minify_forget(minify, expression);
  become_empty(minify, id);
  return true;
}

// ---- The parts of a loop

static bool simplify_part(Minify *minify, AstId id, NodeField field) {
  Ast *ast = minify->ast;
  AstId part = ast_child(ast, id, field);
  if (!part || ast_node(ast, part)->declares) return false;
  bool is_unused, has_changed = unused_simplify(minify, part, &is_unused);
  if (!is_unused) return has_changed;
  minify_forget(minify, part);
  ast_remove_after(ast, id, statement_before_child(ast, id, part));
  return true;
}

bool statement_for_parts(Minify *minify, AstId id) {
  bool has_changed = simplify_part(minify, id, FIELD_INITIALIZER);
  return simplify_part(minify, id, FIELD_INCREMENT) || has_changed;
}

// ---- Sequences

// Whether a sequence is there to make a mere value of `last`: `(0, a.b)()`.
static bool keeps_value(const Ast *ast, AstId id, AstId last) {
  NodeKind around = ast_kind(ast, ast_parent(ast, id)), kind = ast_kind(ast, last);
  bool asks = around == NODE_CALL_EXPRESSION || around == NODE_UNARY_EXPRESSION ||
              around == NODE_MEMBER_EXPRESSION || around == NODE_SUBSCRIPT_EXPRESSION;
  return asks && (kind == NODE_MEMBER_EXPRESSION || kind == NODE_SUBSCRIPT_EXPRESSION ||
                  kind == NODE_CALL_EXPRESSION || kind_is_variable(kind));
}

bool statement_sequence(Minify *minify, AstId id) {
  Ast *ast = minify->ast;
  AstId last = ast_last(ast, id), previous = AST_NONE;
  bool must_stay = keeps_value(ast, id, last), has_changed = false;
  for (AstId part = ast_first(ast, id), next; part != last; part = next) {
    next = ast_next(ast, part);
    bool is_needed = must_stay && !previous && next == last;
    if (is_needed && ast_kind(ast, part) == NODE_NUMBER) break;
    bool is_unused;
    has_changed |= unused_simplify(minify, part, &is_unused);
    if (is_unused && !is_needed) {
      minify_forget(minify, part);
      ast_remove_after(ast, id, previous);
      has_changed = true;
      continue;
    }
    previous = part;
  }
  if (ast_first(ast, id) == last) ast_become(ast, id, last);
  return has_changed;
}
