// An object that is only asked for properties that it is written with needs no others; values that
// are short stand for themselves, and an object of one property is its value.
//
//   const o = { a: 1, b: "unused" }; f(o.a)           → f(1)
//   const o = { a: f(), b: 2 }; g(o.a, o.a)           → const o = f(); g(o, o)
//
// Three steps for the whole program: objects; what is asked of them; what has become of it. Objects
// are found by the names that declare them, members by reads of those names.
#include "minify/facts.h"
#include "minify/make.h"
#include "minify/symbols.h"
#include "minify/variable_put.h"

typedef struct Finder {
  Minify *minify;
  Ast *ast;
  Arena *scratch;
  AstId *objects;  // by SymbolId: the literal that the variable is
  uint32_t *asked; // by SymbolId: how often it was asked for a property that it has
  Map properties;  // symbol and key, to indices
  Buffer key;      // to look up
  Array(AstId) pairs;
  Array(uint32_t) reads; // by index
  bool has_changed;
  Array(AstId) members; // that ask objects for properties that they have
} Finder;

// ---- Objects

// Until the next one is asked for.
static Text key_of(Finder *self, SymbolId symbol, AstId key) {
  self->key.size = 0;
  buffer_add(&self->key, &symbol, sizeof symbol);
  buffer_add_text(&self->key, ast_text(self->ast, key));
  return (Text){self->key.at, (uint32_t)self->key.size};
}

static bool is_plain_pair(const Ast *ast, AstId pair) {
  if (ast_kind(ast, pair) != NODE_PAIR) return false;
  AstId key = ast_child(ast, pair, FIELD_KEY);
  return ast_kind(ast, key) == NODE_PROPERTY_IDENTIFIER &&
         text_find_byte(ast_text(ast, key), '\\', 0) == TEXT_NOT_FOUND &&
         !text_is(ast_text(ast, key), TEXT("__proto__"));
}

// The literal that a variable always is, or AST_NONE.
static AstId object_of(const Minify *minify, SymbolId symbol) {
  const Ast *ast = minify->ast;
  const SymbolUse *use = &minify->uses[symbol];
  if (use->declarations != 1 || use->writes > 0 || use->reads == 0 || !minify_owns(minify, symbol))
    return AST_NONE;
  AstId declarator = ast_parent(ast, use->declaration);
  if (ast_kind(ast, declarator) != NODE_VARIABLE_DECLARATOR) return AST_NONE;
  AstId value = ast_child(ast, declarator, FIELD_VALUE);
  return ast_kind(ast, value) == NODE_OBJECT ? value : AST_NONE;
}

static void find_object(Finder *self, SymbolId symbol) {
  const Ast *ast = self->ast;
  AstId object = object_of(self->minify, symbol);
  if (!object || !ast_first(ast, object)) return;
  ast_each_child(ast, object, pair) {
    if (!is_plain_pair(ast, pair)) return;
  }
  ast_each_child(ast, object, pair) {
    bool is_new;
    Text key = text_copy(self->scratch, key_of(self, symbol, ast_child(ast, pair, FIELD_KEY)));
    *map_add(self->scratch, &self->properties, key, &is_new) = self->pairs.count;
    if (!is_new) return;
    array_push(self->scratch, &self->pairs, pair);
    array_push(self->scratch, &self->reads, 0);
  }
  self->objects[symbol] = object;
}

// ---- What is asked

// Whether nothing is done with a member but to read it: not written, deleted, or called, which
// would hand the object over.
static bool is_read(const Ast *ast, AstId member) {
  const AstNode *node = ast_node(ast, member);
  switch ((int)ast_kind(ast, node->parent)) {
  case NODE_ASSIGNMENT_EXPRESSION:
  case NODE_AUGMENTED_ASSIGNMENT_EXPRESSION:
  case NODE_ASSIGNMENT_PATTERN:
  case NODE_FOR_IN_STATEMENT: return node->field == FIELD_RIGHT;
  case NODE_OBJECT_ASSIGNMENT_PATTERN: return node->field == FIELD_RIGHT;
  case NODE_CALL_EXPRESSION: return node->field != FIELD_FUNCTION;
  case NODE_JSX_OPENING_ELEMENT:
  case NODE_JSX_CLOSING_ELEMENT:
  case NODE_JSX_SELF_CLOSING_ELEMENT:
  case NODE_UPDATE_EXPRESSION:
  case NODE_ARRAY_PATTERN:
  case NODE_OBJECT_PATTERN:
  case NODE_PAIR_PATTERN:
  case NODE_REST_PATTERN: return false;
  case NODE_UNARY_EXPRESSION: return ast_node(ast, node->parent)->op != TOKEN_DELETE_WORD;
  default: return !ast_has(ast, member, AST_OPTIONAL);
  }
}

// The property that a member expression asks an object for, or NULL.
static uint32_t *property_of(Finder *self, AstId member, SymbolId *symbol) {
  const Ast *ast = self->ast;
  if (ast_kind(ast, member) != NODE_MEMBER_EXPRESSION) return NULL;
  AstId object = ast_first(ast, member);
  if (ast_kind(ast, object) != NODE_IDENTIFIER) return NULL;
  *symbol = ast_node(ast, object)->symbol;
  if (!*symbol || !self->objects[*symbol] || !is_read(ast, member)) return NULL;
  AstId key = ast_child(ast, member, FIELD_PROPERTY);
  return map_find(&self->properties, key_of(self, *symbol, key));
}

static void count_read(Finder *self, AstId read) {
  AstId member = ast_parent(self->ast, read);
  SymbolId symbol;
  const uint32_t *property = property_of(self, member, &symbol);
  if (!property) return;
  self->asked[symbol]++;
  self->reads.at[*property]++;
  array_push(self->scratch, &self->members, member);
}

// Whether all that is done with the object is known.
static bool is_known(const Finder *self, SymbolId symbol) {
  return self->objects[symbol] && self->asked[symbol] == self->minify->uses[symbol].reads;
}

// ---- What becomes of it

// `o.a` → the value of a, if that is no longer.
static void put_value(Finder *self, AstId member) {
  SymbolId symbol;
  Minify *minify = self->minify;
  const uint32_t *property = property_of(self, member, &symbol);
  if (!property || !is_known(self, symbol)) return;
  Ast *ast = self->ast;
  AstId value = ast_child(ast, self->pairs.at[*property], FIELD_VALUE);
  uint32_t size = variable_literal_size(minify, value);
  uint32_t key_size = ast_text(ast, ast_child(ast, member, FIELD_PROPERTY)).size;
  if (!size || (size > key_size + 2 && self->reads.at[*property] > 1)) return;
  AstId object = ast_first(ast, member);
  if (!symbol_is_in_time(minify, object)) return;
  AstId copy = ast_copy(ast, value);
  minify_forget(minify, object);
  self->asked[symbol]--;
  self->reads.at[*property]--;
  make_replace(minify, member, copy);
  self->has_changed = true;
}

static void drop_unread(Finder *self, SymbolId symbol) {
  Minify *minify = self->minify;
  Ast *ast = self->ast;
  AstId object = self->objects[symbol];
  for (AstId pair = ast_first(ast, object), previous = AST_NONE, next; pair; pair = next) {
    next = ast_next(ast, pair);
    const uint32_t *property =
        map_find(&self->properties, key_of(self, symbol, ast_child(ast, pair, FIELD_KEY)));
    bool goes =
        self->reads.at[*property] == 0 && fact_is_unused(minify, ast_child(ast, pair, FIELD_VALUE));
    if (!goes) {
      previous = pair;
      continue;
    }
    minify_forget(minify, pair);
    ast_remove_after(ast, object, previous);
    self->has_changed = true;
  }
}

// Whether an object of one property may be its value: reading it too early would fail where it has
// been an error before, too.
static bool is_single(const Finder *self, SymbolId symbol) {
  const Ast *ast = self->ast;
  AstId first = ast_first(ast, self->objects[symbol]);
  SymbolKind kind = (SymbolKind)self->minify->table->symbols[symbol].kind;
  return first && !ast_next(ast, first) && (kind == SYMBOL_CONST || kind == SYMBOL_LET);
}

// `o.a` → `o`, where `o` is now what `a` was.
static void shorten_read(Finder *self, AstId member) {
  SymbolId symbol;
  if (!property_of(self, member, &symbol) || !is_known(self, symbol) || !is_single(self, symbol))
    return;
  AstId object = make_lift(self->minify, ast_first(self->ast, member));
  make_replace(self->minify, member, object);
}

static void settle_object(Finder *self, SymbolId symbol) {
  Ast *ast = self->ast;
  if (!is_known(self, symbol) || !is_single(self, symbol)) return;
  AstId object = self->objects[symbol];
  AstId value = make_lift(self->minify, ast_child(ast, ast_first(ast, object), FIELD_VALUE));
  ast_become(ast, object, value);
  self->has_changed = true;
}

// ---- The whole

static void find(Finder *self) {
  const Minify *minify = self->minify;
  uint32_t count = minify->table->symbol_count;
  for (SymbolId i = 1; i < count; i++) find_object(self, i);
  if (self->pairs.count == 0) return;
  for (uint32_t i = 0; i < minify->reads.count; i++) count_read(self, minify->reads.at[i]);
  for (uint32_t i = 0; i < self->members.count; i++) put_value(self, self->members.at[i]);
  for (SymbolId i = 1; i < count; i++) {
    if (is_known(self, i)) drop_unread(self, i);
  }
  for (uint32_t i = 0; i < self->members.count; i++) shorten_read(self, self->members.at[i]);
  for (SymbolId i = 1; i < count; i++) settle_object(self, i);
}

bool object_properties(Minify *minify) {
  Arena scratch = {0};
  uint32_t count = minify->table->symbol_count;
  Finder self = {.minify = minify, .ast = minify->ast, .scratch = &scratch};
  self.objects = arena_new(&scratch, AstId, count);
  self.asked = arena_new(&scratch, uint32_t, count);
  self.key = (Buffer){.arena = &scratch};
  find(&self);
  arena_release(&scratch);
  return self.has_changed;
}
