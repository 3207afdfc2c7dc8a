// Private names are named as variables are: a class body is a scope, and a name is live in the
// bodies of all classes on the way to where it is used. So most classes have #a, #b, #c.
#include "minify/rename_work.h"
#include "syntax/name.h"

typedef struct Declared {
  Text text;
  uint32_t owner;
  uint32_t outer; // the owner that this text meant further out, or 0
} Declared;

typedef struct Use {
  AstId leaf;
  uint32_t owner;
} Use;

typedef struct Finder {
  Ast *ast;
  Naming naming;
  uint32_t scope;
  Map texts;                // to the owner that the text means
  Array(Declared) declared; // in the bodies that are open
  Array(uint32_t) bodies;   // how many were declared where they begin
  Array(Use) uses;
} Finder;

static void declare(Finder *self, AstId leaf) {
  Arena *scratch = self->naming.scratch;
  Text text = name_value(scratch, ast_text(self->ast, leaf));
  uint32_t *means = map_add(scratch, &self->texts, text, NULL);
  // Of a getter and a setter the second one is there already.
  bool is_own = *means && self->naming.owners.at[*means].top == self->scope;
  if (is_own) return;
  Declared declared = {text, self->naming.owners.count, *means};
  array_push(scratch, &self->naming.owners, (NameOwner){.top = self->scope});
  array_push(scratch, &self->declared, declared);
  *means = declared.owner;
}

static void open_body(Finder *self, AstId body) {
  self->scope = naming_open(&self->naming, self->scope, self->scope == 0);
  array_push(self->naming.scratch, &self->bodies, self->declared.count);
  ast_each_child(self->ast, body, member) {
    ast_each_child(self->ast, member, child) {
      if (ast_kind(self->ast, child) == NODE_PRIVATE_PROPERTY_IDENTIFIER) declare(self, child);
    }
  }
}

static void close_body(Finder *self) {
  uint32_t first = array_pop(&self->bodies);
  while (self->declared.count > first) {
    Declared declared = array_pop(&self->declared);
    *map_find(&self->texts, declared.text) = declared.outer;
  }
  NameScope *scope = &self->naming.scopes.at[self->scope];
  scope->last = self->naming.scopes.count - 1;
  self->scope = scope->parent;
}

static void enter(Finder *self, AstId id) {
  NodeKind kind = ast_kind(self->ast, id);
  if (kind == NODE_CLASS_BODY) open_body(self, id);
  if (kind != NODE_PRIVATE_PROPERTY_IDENTIFIER) return;
  Text text = name_value(self->naming.scratch, ast_text(self->ast, id));
  const uint32_t *means = map_find(&self->texts, text);
  if (!means || !*means) return;
  naming_use(&self->naming, *means, self->scope);
  array_push(self->naming.scratch, &self->uses, (Use){id, *means});
}

static void find(Finder *self) {
  for (AstTour tour = {.at = AST_ROOT}; tour.at; ast_tour_next(self->ast, &tour)) {
    if (!tour.leaves)
      enter(self, tour.at);
    else if (ast_kind(self->ast, tour.at) == NODE_CLASS_BODY)
      close_body(self);
  }
}

void rename_private_names(Minify *minify, const Letters *letters) {
  Arena scratch = {0};
  Finder self = {.ast = minify->ast, .naming.scratch = &scratch};
  array_push(&scratch, &self.naming.scopes, (NameScope){0});
  array_push(&scratch, &self.naming.owners, (NameOwner){0});
  self.scope = naming_open(&self.naming, 0, true);
  find(&self);
  self.naming.scopes.at[NAMING_PROGRAM].last = self.naming.scopes.count - 1;
  naming_live(&self.naming);
  naming_slots(&self.naming);
  const Text *names = naming_names(&self.naming, &scratch, letters);
  for (uint32_t i = 0; i < self.uses.count; i++) {
    uint32_t slot = self.naming.owners.at[self.uses.at[i].owner].slot;
    rename_leaf(self.ast, self.uses.at[i].leaf, text_concat(&scratch, TEXT("#"), names[slot]));
  }
  arena_release(&scratch);
}
