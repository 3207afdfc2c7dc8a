// What is spread in an object literal: members of another literal are members of this one, and
// whatever is no object has none.
//
//   { a, ...{ b: 1, c() {} } }   → { a, b: 1, c() {} }
//   { ...null, a }               → { a }
//   { ...a || {} }               → { ...a }
//   { ...a ? b : {} }            → { ...a && b }
//   { ...{ get a() {} } }        stays: the getter is asked, once
#include "minify/facts.h"
#include "minify/make.h"

enum { METHOD_NODE_LIMIT = 1000 }; // that are looked at for `super`

// ---- Members that can move

// `super` in a method means the object that it was written in.
static bool has_super(const Ast *ast, AstId method) {
  int left = METHOD_NODE_LIMIT;
  for (AstId id = method; id; id = ast_walk(ast, id, method)) {
    if (ast_kind(ast, id) == NODE_SUPER || left-- == 0) return true;
  }
  return false;
}

static bool is_prototype(const Ast *ast, AstId pair) {
  AstId key = ast_child(ast, pair, FIELD_KEY);
  Text name = ast_text(ast, key);
  switch ((int)ast_kind(ast, key)) {
  case NODE_PROPERTY_IDENTIFIER: return text_is(name, TEXT("__proto__"));
  case NODE_STRING:
    return text_find_byte(name, '\\', 0) != TEXT_NOT_FOUND ||
           text_find(name, TEXT("__proto__")) != TEXT_NOT_FOUND;
  default: return false;
  }
}

static bool can_move(const Ast *ast, AstId member) {
  switch ((int)ast_kind(ast, member)) {
  case NODE_SHORTHAND_PROPERTY_IDENTIFIER:
  case NODE_SPREAD_ELEMENT: return true;
  case NODE_PAIR: return !is_prototype(ast, member);
  case NODE_METHOD_DEFINITION:
    return !ast_has(ast, member, AST_GETTER) && !ast_has(ast, member, AST_SETTER) &&
           !has_super(ast, member);
  default: return false;
  }
}

static bool can_all_move(const Ast *ast, AstId object) {
  ast_each_child(ast, object, member) {
    if (!can_move(ast, member)) return false;
  }
  return true;
}

// ---- What has no members

static bool is_empty(Minify *minify, AstId id) {
  const Ast *ast = minify->ast;
  Text text;
  NodeKind kind = ast_kind(ast, id);
  if (kind == NODE_OBJECT || kind == NODE_ARRAY) return !ast_first(ast, id);
  if (!fact_is_unused(minify, id)) return false;
  if (fact_is(minify, id, TYPE_PRIMITIVE & ~TYPE_STRING)) return true;
  return fact_string(minify, id, &text) && text.size == 0;
}

// Of a choice, an empty side need not be there, as what is false has no members, either.
static bool shorten_choice(Minify *minify, AstId id) {
  Ast *ast = minify->ast;
  bool is_or = fact_is_op(minify, id, TOKEN_LOGICAL_OR) || fact_is_op(minify, id, TOKEN_NULLISH);
  if (is_or && is_empty(minify, fact_right(minify, id))) {
    minify_forget(minify, fact_right(minify, id));
    ast_become(ast, id, fact_left(minify, id));
    return true;
  }
  if (ast_kind(ast, id) != NODE_TERNARY_EXPRESSION) return false;
  AstId test = ast_child(ast, id, FIELD_CONDITION);
  AstId yes = ast_child(ast, id, FIELD_CONSEQUENCE), no = ast_child(ast, id, FIELD_ALTERNATIVE);
  bool is_yes_empty = is_empty(minify, yes);
  if (!is_yes_empty && !is_empty(minify, no)) return false;
  minify_forget(minify, is_yes_empty ? yes : no);
  if (is_yes_empty) test = make_not(minify, test);
  AstId made = make_binary(minify, TOKEN_LOGICAL_AND, test, is_yes_empty ? no : yes);
  ast_become(ast, id, made);
  return true;
}

// ---- The whole

bool spread_object(Minify *minify, AstId id) {
  Ast *ast = minify->ast;
  bool has_changed = false;
  for (AstId previous = AST_NONE, member = ast_first(ast, id), next; member; member = next) {
    next = ast_next(ast, member);
    bool is_spread = ast_kind(ast, member) == NODE_SPREAD_ELEMENT;
    while (is_spread && shorten_choice(minify, ast_first(ast, member))) has_changed = true;
    AstId value = ast_first(ast, member);
    bool is_literal = is_spread && ast_kind(ast, value) == NODE_OBJECT && can_all_move(ast, value);
    bool is_nothing = is_spread && !is_literal && is_empty(minify, value);
    if (!is_literal && !is_nothing) {
      previous = member;
      continue;
    }
    AstId members = is_literal ? ast_take_children(ast, value) : AST_NONE;
    if (is_nothing) minify_forget(minify, member);
    ast_remove_after(ast, id, previous);
    previous = ast_insert_list(ast, id, previous, members);
    has_changed = true;
  }
  return has_changed;
}
