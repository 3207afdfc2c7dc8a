// A list of statements without what says nothing: empty statements, blocks that declare nothing,
// what stands behind a jump, and `else` behind one. Functions come first, where they are hoisted to
// anyway.
//
//   { a(); ; } b();                → a(); b();
//   return a; b(); var c;          → return a; var c;
//   if (a) return b; else c();     → if (a) return b; c();
//   if (a) { b(); } else return c; → if (!a) return c; b();
#include "minify/facts.h"
#include "minify/make.h"
#include "minify/statement.h"
#include "syntax/kind.h"

enum { NOT_COST_LIMIT = 4 }; // what negating a test may cost for an `else `

typedef struct Cleaner {
  Minify *minify;
  Ast *ast;
  AstId first, last;                   // the list so far
  AstId first_function, last_function; // to be put in front of it
  bool hoists, is_dead, has_changed;
} Cleaner;

// ---- What there is to do

static bool is_function(NodeKind kind) {
  return kind == NODE_FUNCTION_DECLARATION || kind == NODE_GENERATOR_FUNCTION_DECLARATION;
}

static bool is_flat(const Ast *ast, AstId id) {
  return ast_kind(ast, id) == NODE_STATEMENT_BLOCK &&
         !statement_has_scoped(ast, ast_first(ast, id));
}

// Functions at the top of a function are there from the start.
static bool hoists_functions(const Ast *ast, AstId list) {
  NodeKind kind = ast_kind(ast, list), around = ast_kind(ast, ast_parent(ast, list));
  if (kind == NODE_PROGRAM) return true;
  return kind == NODE_STATEMENT_BLOCK &&
         (kind_is_function(around) || around == NODE_CLASS_STATIC_BLOCK);
}

// What may stand before hoisted functions.
static bool is_prologue(const Ast *ast, AstId id) {
  NodeKind kind = ast_kind(ast, id);
  return ast_has(ast, id, AST_DIRECTIVE) || kind == NODE_HASH_BANG_LINE ||
         kind == NODE_IMPORT_STATEMENT;
}

// ---- Adding

static void add(Cleaner *self, AstId id) {
  Ast *ast = self->ast;
  ast_node(ast, id)->next_sibling = AST_NONE;
  AstId *last = &self->last, *first = &self->first;
  if (self->hoists && is_function(ast_kind(ast, id)))
    last = &self->last_function, first = &self->first_function;
  if (*last)
    ast_node(ast, *last)->next_sibling = id;
  else
    *first = id;
  *last = id;
  if (statement_is_jump(ast_kind(ast, id))) self->is_dead = true;
}

// Behind a jump. What is nothing but the declarations that must stay is left as it is.
static void add_dead(Cleaner *self, AstId id) {
  const Ast *ast = self->ast;
  AstId remains;
  if (!statement_drop(self->minify, id, &remains)) {
    add(self, id);
    return;
  }
  bool is_same = remains && ast_equal(ast, id, remains);
  self->has_changed |= !is_same;
  if (remains) add(self, is_same ? id : remains);
}

static void add_statements(Cleaner *self, AstId first);

// ---- If

// An `if` without an `else` behind a jump; what was in it follows.
static AstId split_if(Cleaner *self, AstId id) {
  Ast *ast = self->ast;
  AstId test = ast_child(ast, id, FIELD_CONDITION), yes = ast_child(ast, id, FIELD_CONSEQUENCE);
  AstId no = ast_child(ast, id, FIELD_ALTERNATIVE);
  if (!no || statement_has_scoped(ast, no)) return AST_NONE;
  if (statement_ends_in_jump(ast, yes)) {
    ast_remove_after(ast, id, yes);
    return no;
  }
  bool turns = statement_is_jump(ast_kind(ast, no)) &&
               make_not_cost(self->minify, test) <= NOT_COST_LIMIT &&
               !statement_has_scoped(ast, yes);
  if (!turns) return AST_NONE;
  AstId lifted = make_lift(self->minify, test);
  ast_become(ast, test, make_not(self->minify, lifted));
  ast_remove_after(ast, id, yes);
  ast_remove_after(ast, id, test);
  ast_insert(ast, id, test, no, FIELD_CONSEQUENCE);
  return yes;
}

static void add_if(Cleaner *self, AstId id) {
  for (;;) {
    AstId rest = split_if(self, id);
    add(self, id);
    if (!rest) return;
    self->has_changed = true;
    ast_node(self->ast, rest)->next_sibling = AST_NONE;
    if (ast_kind(self->ast, rest) != NODE_IF_STATEMENT) {
      add_statements(self, rest);
      return;
    }
    id = rest;
  }
}

// ---- The whole

static void add_one(Cleaner *self, AstId id) {
  NodeKind kind = ast_kind(self->ast, id);
  if (kind == NODE_EMPTY_STATEMENT)
    self->has_changed = true;
  else if (self->is_dead)
    add_dead(self, id);
  else if (kind == NODE_IF_STATEMENT)
    add_if(self, id);
  else
    add(self, id);
}

// Blocks in blocks were flattened when they were visited.
static void add_statements(Cleaner *self, AstId first) {
  Ast *ast = self->ast;
  for (AstId id = first, next; id; id = next) {
    next = ast_next(ast, id);
    if (!is_flat(ast, id)) {
      add_one(self, id);
      continue;
    }
    self->has_changed = true;
    for (AstId inner = ast_take_children(ast, id), behind; inner; inner = behind) {
      behind = ast_next(ast, inner);
      add_one(self, inner);
    }
  }
}

// Functions behind the prologue.
static AstId whole(Cleaner *self) {
  Ast *ast = self->ast;
  if (!self->first_function) return self->first;
  AstId before = AST_NONE, id = self->first;
  for (; id && is_prologue(ast, id); id = ast_next(ast, id)) before = id;
  ast_node(ast, self->last_function)->next_sibling = id;
  if (!before) return self->first_function;
  ast_node(ast, before)->next_sibling = self->first_function;
  return self->first;
}

static bool needs_cleaning(const Ast *ast, AstId list, bool hoists) {
  bool is_behind = false, is_dead = false;
  for (AstId id = statement_first(ast, list); id; id = ast_next(ast, id)) {
    NodeKind kind = ast_kind(ast, id);
    if (is_dead || kind == NODE_EMPTY_STATEMENT || is_flat(ast, id)) return true;
    if (kind == NODE_IF_STATEMENT && ast_child(ast, id, FIELD_ALTERNATIVE)) return true;
    if (hoists && is_function(kind) && is_behind) return true;
    is_dead = statement_is_jump(kind);
    is_behind |= !is_function(kind) && !is_prologue(ast, id);
  }
  return false;
}

bool list_clean(Minify *minify, AstId id) {
  Ast *ast = minify->ast;
  bool hoists = hoists_functions(ast, id);
  if (!needs_cleaning(ast, id, hoists)) return false;
  Cleaner self = {.minify = minify, .ast = ast, .hoists = hoists};
  AstId was_first = statement_first(ast, id);
  bool was_ordered = true, is_behind = false;
  for (AstId at = was_first; at && hoists; at = ast_next(ast, at)) {
    bool is_late = is_function(ast_kind(ast, at)) && is_behind;
    is_behind |= !is_function(ast_kind(ast, at)) && !is_prologue(ast, at);
    was_ordered &= !is_late;
  }
  add_statements(&self, statement_take(ast, id));
  statement_put(ast, id, whole(&self));
  return self.has_changed || !was_ordered;
}
