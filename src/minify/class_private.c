// Private members that nobody names: no other code can see them.
//
//   class A { #a = 1; #b() {} get c() { return 2 } }   → class A { get c() { return 2 } }
//   class A { #a = f() }                               stays: `f` is called
//   class A extends B { #a }                           stays: B may give an object that has one
#include "base/map.h"
#include "minify/facts.h"

typedef struct Finder {
  Minify *minify;
  Ast *ast;
  Arena scratch;
  Map uses;            // by name: how often it stands for a member
  Array(AstId) bodies; // of all classes, outer ones before what is in them
  bool is_unclear;     // names are written with escapes
} Finder;

static bool is_member(const Ast *ast, AstId id) {
  return ast_kind(ast, id) == NODE_METHOD_DEFINITION || ast_kind(ast, id) == NODE_FIELD_DEFINITION;
}

// ---- Which names are used

static void see_name(Finder *self, AstId leaf) {
  Text text = ast_text(self->ast, leaf);
  if (text_find_byte(text, '\\', 0) != TEXT_NOT_FOUND) self->is_unclear = true;
  if (!is_member(self->ast, ast_parent(self->ast, leaf)))
    ++*map_add(&self->scratch, &self->uses, text, NULL);
}

static void find(Finder *self) {
  for (AstId id = AST_ROOT; id; id = ast_walk(self->ast, id, AST_ROOT)) {
    NodeKind kind = ast_kind(self->ast, id);
    if (kind == NODE_PRIVATE_PROPERTY_IDENTIFIER) see_name(self, id);
    if (kind == NODE_CLASS_BODY) array_push(&self->scratch, &self->bodies, id);
  }
}

// ---- Which members can go

// To give an object a member that it has is an error: only what `new` makes surely has none.
static bool is_always_new(const Ast *ast, AstId member) {
  AstId class = ast_parent(ast, ast_parent(ast, member));
  return ast_has(ast, member, AST_STATIC) || !ast_child_of_kind(ast, class, NODE_CLASS_HERITAGE);
}

static bool is_unused(Finder *self, AstId member) {
  const Ast *ast = self->ast;
  if (!is_member(ast, member) || ast_child_of_kind(ast, member, NODE_DECORATOR)) return false;
  AstId name = ast_child_of_kind(ast, member, NODE_PRIVATE_PROPERTY_IDENTIFIER);
  if (!name || map_has(&self->uses, ast_text(ast, name))) return false;
  AstId value = ast_kind(ast, member) == NODE_FIELD_DEFINITION ? ast_child(ast, member, FIELD_VALUE)
                                                               : AST_NONE;
  return is_always_new(ast, member) && (!value || fact_is_unused(self->minify, value));
}

static bool drop_members(Finder *self, AstId body) {
  Ast *ast = self->ast;
  bool has_changed = false;
  for (AstId previous = AST_NONE, member = ast_first(ast, body), next; member; member = next) {
    next = ast_next(ast, member);
    if (!is_unused(self, member)) {
      previous = member;
      continue;
    }
    minify_forget(self->minify, member);
    ast_remove_after(ast, body, previous);
    has_changed = true;
  }
  return has_changed;
}

bool class_private(Minify *minify) {
  Finder self = {.minify = minify, .ast = minify->ast};
  bool has_changed = false;
  if (!minify->has_private_names || minify->table->has_eval) return false;
  find(&self);
  for (uint32_t i = self.bodies.count; i-- > 0 && !self.is_unclear;)
    has_changed |= drop_members(&self, self.bodies.at[i]);
  arena_release(&self.scratch);
  return has_changed;
}
