// A list where a function, or the body of a loop, ends: a jump there happens anyway, and what it
// jumps over can stand in an `else`.
//
//   a(); return;                   → a();          return void a();        → a();
//   if (a) return; b(); c();       → if (!a) { b(); c(); }
//   if (a) { b(); return; } c();   → if (a) b(); else c();
#include "minify/choice.h"
#include "minify/facts.h"
#include "minify/make.h"
#include "minify/statement.h"
#include "syntax/kind.h"

enum {
  NEST_LIMIT = 100, // statements in each other that are made of one list
  STEP_LIMIT = 8 * NEST_LIMIT,
};

typedef struct Ender {
  Minify *minify;
  Ast *ast;
  StatementEnd end;
  bool waits;      // `return x` waits for `x`
  AstId rest;      // the statements behind, linked
  bool has_scoped; // among them
  int depth;
  bool has_changed;
} Ender;

// ---- What there is to do

// How deep branches go in each other already, at the end of a statement.
static int depth_of(const Ast *ast, AstId id) {
  int depth = 0;
  for (int i = 0; i < STEP_LIMIT && id; i++, id = ast_last(ast, id)) {
    NodeKind kind = ast_kind(ast, id);
    if (kind_is_function(kind)) break;
    depth +=
        kind == NODE_IF_STATEMENT || kind == NODE_TERNARY_EXPRESSION || choice_is_and_or(ast, id);
  }
  return depth;
}

static bool is_bare(const Ender *self, AstId id) {
  return statement_is_bare_jump(self->ast, id, self->end);
}

static bool is_void_return(const Ender *self, AstId id) {
  return self->end == END_FUNCTION && !self->waits &&
         ast_kind(self->ast, id) == NODE_RETURN_STATEMENT &&
         fact_is_op(self->minify, ast_first(self->ast, id), TOKEN_VOID_WORD);
}

// An `if` without `else` whose branch ends with the jump.
static bool is_if_with_jump(const Ender *self, AstId id) {
  const Ast *ast = self->ast;
  if (ast_kind(ast, id) != NODE_IF_STATEMENT) return false;
  ChoiceParts parts = choice_parts(ast, id);
  if (parts.no) return false;
  bool is_block = ast_kind(ast, parts.yes) == NODE_STATEMENT_BLOCK;
  return is_bare(self, is_block ? ast_last(ast, parts.yes) : parts.yes);
}

static bool needs_work(const Ender *self, AstId first) {
  for (AstId id = first; id; id = ast_next(self->ast, id)) {
    if (is_if_with_jump(self, id)) return true;
    if (!ast_next(self->ast, id)) return is_bare(self, id) || is_void_return(self, id);
  }
  return false;
}

// ---- Doing it

static void prepend(Ender *self, AstId id) {
  ast_node(self->ast, id)->next_sibling = AST_NONE;
  self->has_scoped |= statement_has_scoped(self->ast, id);
  ast_node(self->ast, id)->next_sibling = self->rest;
  self->rest = id;
}

static void drop_last(Ast *ast, AstId block) {
  AstId before;
  ast_last_and_before(ast, block, &before);
  ast_remove_after(ast, block, before);
}

// The rest becomes a branch of the `if`.
static void take_rest(Ender *self, AstId id) {
  Ast *ast = self->ast;
  Minify *minify = self->minify;
  ChoiceParts parts = choice_parts(ast, id);
  AstId rest = self->rest ? statement_of_list(minify, self->rest) : AST_NONE;
  if (ast_kind(ast, parts.yes) == NODE_STATEMENT_BLOCK) {
    drop_last(ast, parts.yes);
    parts.yes = statement_of_list(minify, ast_take_children(ast, parts.yes));
    parts.no = rest;
  } else {
    parts.test = make_not(minify, parts.test);
    parts.yes = rest ? rest : ast_add(ast, NODE_EMPTY_STATEMENT, id);
  }
  choice_put(ast, id, parts);
  statement_simplify_if(minify, id);
  self->rest = AST_NONE, self->has_scoped = false;
  self->has_changed = true;
  self->depth++;
  prepend(self, id);
}

static void take(Ender *self, AstId id) {
  Ast *ast = self->ast;
  if (!self->rest && is_bare(self, id)) {
    self->has_changed = true;
  } else if (!self->rest && is_void_return(self, id)) {
    AstId value = fact_argument(self->minify, ast_first(ast, id));
    ast_become(ast, id, make_statement(self->minify, value));
    self->has_changed = true;
    prepend(self, id);
  } else if (is_if_with_jump(self, id) && !self->has_scoped && self->depth < NEST_LIMIT) {
    take_rest(self, id);
  } else {
    prepend(self, id);
  }
}

bool list_ends(Minify *minify, AstId list) {
  Ast *ast = minify->ast;
  Ender self = {.minify = minify, .ast = ast, .end = statement_end(ast, list)};
  AstId first = statement_first(ast, list);
  if (self.end == END_OTHER || !first) return false;
  self.waits = self.end == END_FUNCTION && statement_return_waits(ast, list);
  if (!needs_work(&self, first)) return false;
  Arena scratch = {0};
  Array(AstId) ids = {0};
  for (AstId id = first; id; id = ast_next(ast, id)) array_push(&scratch, &ids, id);
  self.depth = depth_of(ast, array_last(&ids));
  statement_take(ast, list);
  while (ids.count > 0) take(&self, array_pop(&ids));
  arena_release(&scratch);
  statement_put(ast, list, self.rest);
  return self.has_changed;
}
