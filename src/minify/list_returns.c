// A list that ends with `return` or `throw`: the tests before it become a conditional.
//
//   if (a) return b; return c;            → return a ? b : c;
//   if (a) return; return b;              → return a ? void 0 : b;
//   if (a) throw b; if (c) throw d; throw e; → throw a ? b : c ? d : e;
#include "minify/choice.h"
#include "minify/make.h"
#include "minify/statement.h"

// Conditionals in each other that are made of one list: engines and readers of code have limits.
enum { NEST_LIMIT = 200 };

typedef struct Folder {
  Minify *minify;
  Ast *ast;
  AstId last; // the jump at the end
  int depth;
} Folder;

// How deep conditionals go in each other already.
static int depth_of(const Ast *ast, AstId value) {
  int depth = 0;
  while (depth < NEST_LIMIT) {
    NodeKind kind = ast_kind(ast, value);
    if (kind == NODE_SEQUENCE_EXPRESSION) {
      value = ast_last(ast, value);
    } else if (kind == NODE_TERNARY_EXPRESSION) {
      AstId no = ast_child(ast, value, FIELD_ALTERNATIVE);
      bool is_no = ast_kind(ast, no) == NODE_TERNARY_EXPRESSION ||
                   ast_kind(ast, no) == NODE_SEQUENCE_EXPRESSION;
      value = is_no ? no : ast_child(ast, value, FIELD_CONSEQUENCE);
      depth++;
    } else {
      break;
    }
  }
  return depth;
}

static bool can_fold_if(const Ast *ast, AstId before, AstId last) {
  if (ast_kind(ast, before) != NODE_IF_STATEMENT) return false;
  ChoiceParts parts = choice_parts(ast, before);
  if (parts.no || ast_kind(ast, parts.yes) != ast_kind(ast, last)) return false;
  AstId left = ast_first(ast, parts.yes), right = ast_first(ast, last);
  if (!left && !right) return false;
  return (left && right) || !statement_return_waits(ast, last);
}

static bool can_fold(const Ast *ast, AstId before, AstId last) {
  if (statement_is_expression(ast, before)) return ast_first(ast, last);
  return can_fold_if(ast, before, last);
}

// `if (a) return; return b;` where a function ends is shorter as `if (!a) return b;`, if nothing
// more is to be folded.
static bool is_better_left(const Ast *ast, AstId list, AstId earlier, AstId before, AstId last) {
  bool is_bare = ast_kind(ast, before) == NODE_IF_STATEMENT &&
                 !ast_first(ast, ast_child(ast, before, FIELD_CONSEQUENCE));
  return is_bare && (!earlier || !can_fold(ast, earlier, last)) &&
         statement_end(ast, list) == END_FUNCTION;
}

// `last` is the jump with what was before it.
static void fold(Folder *self, AstId before) {
  Ast *ast = self->ast;
  Minify *minify = self->minify;
  AstId last = self->last, right = ast_first(ast, last);
  NodeKind kind = ast_kind(ast, last);
  AstId value;
  if (ast_kind(ast, before) == NODE_IF_STATEMENT) {
    ChoiceParts parts = choice_parts(ast, before);
    AstId left = ast_first(ast, parts.yes);
    if (!left) left = make_undefined(minify, parts.yes);
    if (!right) right = make_undefined(minify, last);
    ast_take_children(ast, last);
    value = choice_make(minify, parts.test, left, right);
    self->depth++;
  } else {
    ast_take_children(ast, last);
    value = make_sequence(minify, ast_remove_after(ast, before, AST_NONE), right);
  }
  ast_node(ast, value)->next_sibling = AST_NONE;
  self->last = statement_make_jump(minify, kind, value, before);
}

bool list_returns(Minify *minify, AstId list) {
  Ast *ast = minify->ast;
  AstId before = AST_NONE, last = statement_first(ast, list);
  while (last && ast_next(ast, last)) before = last, last = ast_next(ast, last);
  NodeKind kind = ast_kind(ast, last);
  if (!before || (kind != NODE_RETURN_STATEMENT && kind != NODE_THROW_STATEMENT)) return false;
  Folder self = {.minify = minify, .ast = ast, .last = last};
  self.depth = depth_of(ast, ast_first(ast, last));
  if (self.depth >= NEST_LIMIT || !can_fold(ast, before, last)) return false;
  Arena scratch = {0};
  Array(AstId) ids = {0};
  for (AstId id = statement_first(ast, list); id != last; id = ast_next(ast, id))
    array_push(&scratch, &ids, id);
  AstId first = statement_take(ast, list);
  bool has_changed = false;
  ast_node(ast, last)->parent = list; // asks of it climb
  while (ids.count > 0 && self.depth < NEST_LIMIT && can_fold(ast, array_last(&ids), self.last)) {
    AstId earlier = ids.count > 1 ? ids.at[ids.count - 2] : AST_NONE;
    if (is_better_left(ast, list, earlier, array_last(&ids), self.last)) break;
    has_changed = true;
    fold(&self, array_pop(&ids));
    ast_node(ast, self.last)->parent = list;
  }
  if (ids.count > 0)
    ast_node(ast, array_last(&ids))->next_sibling = self.last;
  else
    first = self.last;
  arena_release(&scratch);
  statement_put(ast, list, first);
  return has_changed;
}
