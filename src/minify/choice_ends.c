// Sequences in both branches that begin or end with the same.
//
//   a ? (b, d) : (c, d)     → (a ? b : c), d
//   a ? (d, b) : (d, c)     → d, a ? b : c     (if `d` can run before `a`)
#include "minify/choice.h"
#include "minify/facts.h"
#include "minify/make.h"
#include "minify/order.h"

// Takes the part behind `previous` out of a sequence, which becomes its only part if that is left.
static AstId take_part(Ast *ast, AstId sequence, AstId previous) {
  AstId part = ast_remove_after(ast, sequence, previous);
  AstId first = ast_first(ast, sequence);
  if (!ast_next(ast, first)) ast_become(ast, sequence, first);
  ast_node(ast, part)->next_sibling = AST_NONE;
  return part;
}

// Makes what is left of the conditional, out of the parts that are left.
static AstId remake(Minify *minify, AstId id) {
  ChoiceParts parts = choice_parts(minify->ast, id);
  ast_take_children(minify->ast, id);
  return choice_make(minify, parts.test, parts.yes, parts.no);
}

static bool same_last(Minify *minify, AstId id, ChoiceParts parts) {
  Ast *ast = minify->ast;
  AstId before_yes, before_no;
  AstId yes = ast_last_and_before(ast, parts.yes, &before_yes);
  AstId no = ast_last_and_before(ast, parts.no, &before_no);
  if (!ast_equal(ast, yes, no)) return false;
  minify_forget(minify, no);
  take_part(ast, parts.no, before_no);
  AstId last = take_part(ast, parts.yes, before_yes);
  return make_replace(minify, id, make_sequence(minify, remake(minify, id), last));
}

static bool same_first(Minify *minify, AstId id, ChoiceParts parts) {
  Ast *ast = minify->ast;
  AstId yes = ast_first(ast, parts.yes), no = ast_first(ast, parts.no);
  if (!ast_equal(ast, yes, no) || !order_can_swap(minify, parts.test, yes)) return false;
  minify_forget(minify, no);
  take_part(ast, parts.no, AST_NONE);
  AstId first = take_part(ast, parts.yes, AST_NONE);
  return make_replace(minify, id, make_sequence(minify, first, remake(minify, id)));
}

bool choice_ends(Minify *minify, AstId id) {
  const Ast *ast = minify->ast;
  ChoiceParts parts = choice_parts(ast, id);
  bool are_sequences = ast_kind(ast, parts.yes) == NODE_SEQUENCE_EXPRESSION &&
                       ast_kind(ast, parts.no) == NODE_SEQUENCE_EXPRESSION;
  return are_sequences && (same_last(minify, id, parts) || same_first(minify, id, parts));
}
