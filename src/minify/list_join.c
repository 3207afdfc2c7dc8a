// Neighbours in a list of statements become one.
//
//   a(); b();               → a(), b();           var a = 1; var b = 2; → var a = 1, b = 2;
//   a(); return b;          → return a(), b;      a(); if (b) c();      → if (a(), b) c();
//   a(); for (; b; ) c();   → for (a(); b; ) c(); var a; for (; b; ) …  → for (var a; b; ) …
//   var a; for (a in b) …   → for (var a in b) …
//   if (a) return b; if (c) return b; → if (a || c) return b;
#include "minify/choice.h"
#include "minify/make.h"
#include "minify/statement.h"

typedef struct Joiner {
  Minify *minify;
  Ast *ast;
  AstId first, last; // the list so far, without `held`
  AstId held;        // the statement that the next one may take in
  AstId held_last;   // the last part of its sequence, or AST_NONE
} Joiner;

// ---- Expressions

// Where an expression in front of a statement can go: its child that is evaluated first.
static AstId place_for_expression(const Ast *ast, AstId id) {
  switch ((int)ast_kind(ast, id)) {
  case NODE_EXPRESSION_STATEMENT:
    return ast_has(ast, id, AST_DIRECTIVE) ? AST_NONE : ast_first(ast, id);
  case NODE_RETURN_STATEMENT:
  case NODE_THROW_STATEMENT: return ast_first(ast, id);
  case NODE_IF_STATEMENT: return ast_child(ast, id, FIELD_CONDITION);
  case NODE_SWITCH_STATEMENT: return ast_child(ast, id, FIELD_VALUE);
  case NODE_FOR_IN_STATEMENT: {
    const AstNode *node = ast_node(ast, id);
    bool is_plain = node->op == TOKEN_IN_WORD && !ast_child(ast, id, FIELD_VALUE) &&
                    (node->declares == AST_DECLARES_NOTHING || node->declares == AST_VAR);
    return is_plain ? ast_child(ast, id, FIELD_RIGHT) : AST_NONE;
  }
  default: return AST_NONE;
  }
}

// Parts of a sequence, or an expression alone, behind `last`; gives the last one.
static AstId append_parts(Ast *ast, AstId sequence, AstId last, AstId expression) {
  bool is_sequence = ast_kind(ast, expression) == NODE_SEQUENCE_EXPRESSION;
  AstId parts = is_sequence ? ast_take_children(ast, expression) : expression;
  if (!is_sequence) ast_node(ast, parts)->next_sibling = AST_NONE;
  for (AstId id = parts; id; id = ast_next(ast, id)) ast_node(ast, id)->field = FIELD_NONE;
  return ast_insert_list(ast, sequence, last, parts);
}

// The sequence that the held statement is, to which more can be added.
static AstId held_sequence(Joiner *self) {
  Ast *ast = self->ast;
  AstId expression = ast_first(ast, self->held);
  if (ast_kind(ast, expression) != NODE_SEQUENCE_EXPRESSION) {
    AstId lifted = make_lift(self->minify, expression);
    AstId sequence = ast_add(ast, NODE_SEQUENCE_EXPRESSION, lifted);
    ast_become(ast, expression, sequence);
    ast_insert(ast, expression, AST_NONE, lifted, FIELD_NONE);
    self->held_last = lifted;
  }
  if (!self->held_last) self->held_last = ast_last(ast, expression);
  return expression;
}

static void join_expression(Joiner *self, AstId at) {
  Ast *ast = self->ast;
  AstId sequence = held_sequence(self);
  AstId lifted = make_lift(self->minify, at);
  self->held_last = append_parts(ast, sequence, self->held_last, lifted);
  ast_become(ast, at, sequence);
}

// Into the head of a `for`.
static bool join_initializer(Joiner *self, AstId id) {
  Ast *ast = self->ast;
  AstId initializer = ast_child(ast, id, FIELD_INITIALIZER);
  if (ast_node(ast, initializer)->declares) return false;
  if (initializer)
    join_expression(self, initializer);
  else
    ast_insert(ast, id, AST_NONE, ast_remove_after(ast, self->held, AST_NONE), FIELD_INITIALIZER);
  return true;
}

static bool take_expression(Joiner *self, AstId id) {
  if (ast_kind(self->ast, id) == NODE_FOR_STATEMENT) return join_initializer(self, id);
  AstId at = place_for_expression(self->ast, id);
  if (!at) return false;
  if (ast_kind(self->ast, id) == NODE_EXPRESSION_STATEMENT) {
    // The held statement goes on, so that a long row of them is joined in one go.
    AstId sequence = held_sequence(self);
    AstId expression = ast_remove_after(self->ast, id, AST_NONE);
    self->held_last = append_parts(self->ast, sequence, self->held_last, expression);
    return true;
  }
  join_expression(self, at);
  return true;
}

// ---- Declarations

static void append_declarators(Joiner *self, AstId from) {
  Ast *ast = self->ast;
  if (!self->held_last) self->held_last = ast_last(ast, self->held);
  self->held_last = ast_insert_list(ast, self->held, self->held_last, ast_take_children(ast, from));
}

// `var a = 1; for (var b = 2; …) …`
static bool declare_in_for(Joiner *self, AstId id) {
  Ast *ast = self->ast;
  AstId initializer = ast_child(ast, id, FIELD_INITIALIZER);
  if (!initializer) {
    ast_insert(ast, id, AST_NONE, self->held, FIELD_INITIALIZER);
    return true;
  }
  if (ast_node(ast, initializer)->declares != AST_VAR) return false;
  append_declarators(self, initializer);
  ast_become(ast, initializer, self->held);
  return true;
}

// `var a, b; for (b in c) …`
static bool declare_in_for_in(Joiner *self, AstId id) {
  Ast *ast = self->ast;
  AstId before, last = ast_last_and_before(ast, self->held, &before);
  AstId name = ast_child(ast, last, FIELD_NAME), left = ast_child(ast, id, FIELD_LEFT);
  bool is_same = ast_node(ast, id)->declares == AST_DECLARES_NOTHING &&
                 !ast_child(ast, last, FIELD_VALUE) && ast_kind(ast, name) == NODE_IDENTIFIER &&
                 ast_equal(ast, name, left);
  if (!is_same) return false;
  ast_node(ast, id)->declares = AST_VAR;
  ast_remove_after(ast, self->held, before);
  return true;
}

static bool take_declaration(Joiner *self, AstId id) {
  Ast *ast = self->ast;
  NodeKind kind = ast_kind(ast, id);
  AstDeclares declares = (AstDeclares)ast_node(ast, self->held)->declares;
  if (statement_has_declarators(kind) && ast_node(ast, id)->declares == declares) {
    append_declarators(self, id);
    return true;
  }
  return declares == AST_VAR && kind == NODE_FOR_STATEMENT && declare_in_for(self, id);
}

// ---- If

// A test before a jump, where both lead to the same one.
static bool take_if(Joiner *self, AstId id) {
  Ast *ast = self->ast;
  if (ast_kind(ast, id) != NODE_IF_STATEMENT) return false;
  ChoiceParts one = choice_parts(ast, self->held), two = choice_parts(ast, id);
  if (one.no || two.no || !statement_is_jump(ast_kind(ast, one.yes))) return false;
  if (!ast_equal(ast, one.yes, two.yes)) return false;
  minify_forget(self->minify, one.yes);
  AstId test = choice_join(self->minify, TOKEN_LOGICAL_OR, one.test, two.test);
  choice_put(ast, id, (ChoiceParts){test, two.yes, AST_NONE});
  return true;
}

// ---- The whole

static void release(Joiner *self) {
  Ast *ast = self->ast;
  if (!self->held) return;
  ast_node(ast, self->held)->next_sibling = AST_NONE;
  if (self->last)
    ast_node(ast, self->last)->next_sibling = self->held;
  else
    self->first = self->held;
  self->last = self->held;
}

static void hold(Joiner *self, AstId id) {
  self->held = id, self->held_last = AST_NONE;
}

// Whether the held statement is gone, into `id` or the other way round.
static bool take(Joiner *self, AstId id) {
  Ast *ast = self->ast;
  NodeKind kind = ast_kind(ast, self->held);
  if (statement_is_expression(ast, self->held)) {
    if (!take_expression(self, id)) return false;
    if (ast_kind(ast, id) != NODE_EXPRESSION_STATEMENT) hold(self, id);
    return true;
  }
  if (statement_has_declarators(kind)) {
    if (ast_kind(ast, id) == NODE_FOR_IN_STATEMENT &&
        ast_node(ast, self->held)->declares == AST_VAR && declare_in_for_in(self, id)) {
      if (ast_first(ast, self->held)) release(self);
      hold(self, id);
      return true;
    }
    if (!take_declaration(self, id)) return false;
    if (!statement_has_declarators(ast_kind(ast, id))) hold(self, id);
    return true;
  }
  if (kind != NODE_IF_STATEMENT || !take_if(self, id)) return false;
  hold(self, id);
  return true;
}

// Whether a statement might take in the one before it, by their kinds.
static bool may_join(const Ast *ast, AstId before, AstId id) {
  NodeKind kind = ast_kind(ast, before), next = ast_kind(ast, id);
  if (statement_is_expression(ast, before))
    return next == NODE_FOR_STATEMENT || place_for_expression(ast, id);
  if (kind == NODE_IF_STATEMENT) return next == NODE_IF_STATEMENT;
  return statement_has_declarators(kind) &&
         (statement_has_declarators(next) || next == NODE_FOR_STATEMENT ||
          next == NODE_FOR_IN_STATEMENT);
}

bool list_join(Minify *minify, AstId list) {
  Ast *ast = minify->ast;
  AstId before = AST_NONE, id = statement_first(ast, list);
  while (id && !(before && may_join(ast, before, id))) before = id, id = ast_next(ast, id);
  if (!id) return false;
  bool has_changed = false;
  Joiner self = {.minify = minify, .ast = ast};
  for (AstId at = statement_take(ast, list), next; at; at = next) {
    next = ast_next(ast, at);
    if (self.held && take(&self, at)) {
      has_changed = true;
      continue;
    }
    release(&self);
    hold(&self, at);
  }
  release(&self);
  statement_put(ast, list, self.first);
  return has_changed;
}
