// Variables, functions and classes that nobody reads go, where nothing else writes to them: what
// can be noticed of their values stays, in its place.
//
//   var a = 1, b = f(), c = 2; g(c)     → var c = (f(), 2); g(c)
//   function f() { g() } function g() { f() }  →
//   try { f() } catch (e) {}            → try { f() } catch {}
//   (function f() {})                   → (function () {})
//   (class A {})                        → (class {})
//   if (a) var b = c                    → if (a);
#include "minify/make.h"
#include "minify/statement.h"
#include "minify/symbols.h"

// ---- Which

static bool is_name(const Ast *ast, AstId id) {
  return id && ast_kind(ast, id) == NODE_IDENTIFIER && ast_node(ast, id)->symbol;
}

// Whether nobody reads a variable, so that writing to it can't be noticed. Writing to a constant
// fails; `arguments` may be read.
static bool is_unread(const Minify *minify, SymbolId symbol) {
  if (!symbol || !minify_owns(minify, symbol)) return false;
  return minify->facts[symbol].is_dead && !symbol_is_argument(minify, symbol);
}

// Whether a declaration can go.
static bool is_unused(const Minify *minify, AstId name) {
  if (!is_name(minify->ast, name)) return false;
  SymbolId symbol = ast_node(minify->ast, name)->symbol;
  return is_unread(minify, symbol) && minify->uses[symbol].writes == 0;
}

// Whether it goes with all that it is given.
static bool is_contained(const Minify *minify, AstId name) {
  return is_unused(minify, name) && minify->facts[ast_node(minify->ast, name)->symbol].is_contained;
}

// ---- Declarators

// Puts what was left of values before in front of one that stays.
static void put_before(Minify *minify, MakeParts *left, AstId value) {
  if (!left->sequence) return;
  make_add_part(minify, left, make_lift(minify, value));
  ast_become(minify->ast, value, make_of_parts(minify, left));
  *left = (MakeParts){0};
}

// Whether what can be noticed of a value has its place only behind names of `let` that it may read
// too early.
static bool is_before_names(const Minify *minify, AstId declaration, AstId declarator) {
  const Ast *ast = minify->ast;
  if (ast_kind(ast, declaration) != NODE_LEXICAL_DECLARATION) return false;
  for (AstId id = ast_next(ast, declarator); id; id = ast_next(ast, id)) {
    bool has_value = ast_child(ast, id, FIELD_VALUE);
    if (has_value && !is_contained(minify, ast_child(ast, id, FIELD_NAME))) return false;
  }
  return ast_next(ast, declarator) != AST_NONE;
}

// Takes a declarator away, but for what can be noticed of its value.
static void drop_declarator(Minify *minify, AstId name, AstId value, MakeParts *left) {
  if (value && is_contained(minify, name)) {
    minify_forget(minify, value);
  } else if (value) {
    AstId effects = make_effects(minify, make_lift(minify, value));
    if (effects) make_add_part(minify, left, effects);
  }
  minify->uses[ast_node(minify->ast, name)->symbol].declarations--;
}

// Takes unused declarators away. What can be noticed of the last ones is given in `rest`, as an
// expression.
static bool drop_declarators(Minify *minify, AstId declaration, AstId *rest) {
  Ast *ast = minify->ast;
  MakeParts left = {0};
  bool has_changed = false;
  for (AstId id = ast_first(ast, declaration), previous = AST_NONE, next; id; id = next) {
    next = ast_next(ast, id);
    AstId name = ast_child(ast, id, FIELD_NAME), value = ast_child(ast, id, FIELD_VALUE);
    bool is_loud = value && !is_contained(minify, name);
    if (!is_unused(minify, name) || (is_loud && is_before_names(minify, declaration, id))) {
      if (value) put_before(minify, &left, value);
      previous = id;
      continue;
    }
    drop_declarator(minify, name, value, &left);
    ast_remove_after(ast, declaration, previous);
    has_changed = true;
  }
  *rest = make_of_parts(minify, &left);
  return has_changed;
}

// ---- Statements

// Functions and classes; a class may do something by itself.
static bool is_unused_definition(Minify *minify, AstId statement) {
  switch ((int)ast_kind(minify->ast, statement)) {
  case NODE_FUNCTION_DECLARATION:
  case NODE_GENERATOR_FUNCTION_DECLARATION:
    return is_unused(minify, ast_child(minify->ast, statement, FIELD_NAME));
  case NODE_CLASS_DECLARATION:
    return is_contained(minify, ast_child(minify->ast, statement, FIELD_NAME));
  default: return false;
  }
}

// Takes a statement of a list away.
static void drop(Minify *minify, AstId list, AstId previous, AstId statement) {
  minify_forget(minify, statement);
  ast_remove_after(minify->ast, list, previous);
}

static bool drop_in(Minify *minify, AstId list, AstId previous, AstId statement) {
  Ast *ast = minify->ast;
  if (is_unused_definition(minify, statement)) {
    drop(minify, list, previous, statement);
    return true;
  }
  AstId rest;
  if (!statement_has_declarators(ast_kind(ast, statement))) return false;
  if (!drop_declarators(minify, statement, &rest)) return false;
  AstId made = rest ? make_statement(minify, rest) : AST_NONE;
  if (made) ast_insert(ast, list, statement, made, FIELD_NONE);
  if (made) ast_node(ast, made)->field = ast_node(ast, statement)->field;
  if (!ast_first(ast, statement)) ast_remove_after(ast, list, previous);
  return true;
}

bool variable_unused(Minify *minify, AstId list) {
  const Ast *ast = minify->ast;
  bool has_changed = false;
  for (AstId id = ast_first(ast, list), previous = AST_NONE; id;) {
    if (drop_in(minify, list, previous, id)) {
      has_changed = true;
      id = previous ? ast_next(ast, previous) : ast_first(ast, list);
      continue;
    }
    previous = id, id = ast_next(ast, id);
  }
  return has_changed;
}

// Outside of a list: whether the last value would have no place behind the declarators that stay.
static bool is_last_homeless(const Minify *minify, AstId declaration) {
  const Ast *ast = minify->ast;
  bool has_other = false;
  ast_each_child(ast, declaration, id) {
    has_other |= !is_unused(minify, ast_child(ast, id, FIELD_NAME));
  }
  AstId last = ast_last(ast, declaration), name = ast_child(ast, last, FIELD_NAME);
  bool is_loud =
      ast_child(ast, last, FIELD_VALUE) && is_unused(minify, name) && !is_contained(minify, name);
  return has_other && is_loud;
}

bool variable_unused_in_for(Minify *minify, AstId loop) {
  Ast *ast = minify->ast;
  AstId declaration = ast_child(ast, loop, FIELD_INITIALIZER), rest;
  if (!declaration || !statement_has_declarators(ast_kind(ast, declaration))) return false;
  if (is_last_homeless(minify, declaration)) return false;
  if (!drop_declarators(minify, declaration, &rest)) return false;
  if (ast_first(ast, declaration)) return true;
  if (rest)
    ast_become(ast, declaration, rest);
  else
    ast_remove_after(ast, loop, AST_NONE); // it is the first child
  return true;
}

// Only `var` can stand where no list is.
bool variable_unused_alone(Minify *minify, AstId declaration) {
  Ast *ast = minify->ast;
  AstId rest;
  if (!statement_is_alone(ast, declaration) || is_last_homeless(minify, declaration)) return false;
  if (!drop_declarators(minify, declaration, &rest)) return false;
  if (ast_first(ast, declaration)) return true;
  AstId left =
      rest ? make_statement(minify, rest) : ast_add(ast, NODE_EMPTY_STATEMENT, declaration);
  ast_become(ast, declaration, left);
  return true;
}

// ---- Names that stand alone

static bool remove_child(Ast *ast, AstId parent, AstId child) {
  ast_remove_after(ast, parent, statement_before_child(ast, parent, child));
  return true;
}

bool variable_unused_name(Minify *minify, AstId definition) {
  AstId name = ast_child(minify->ast, definition, FIELD_NAME);
  return is_unused(minify, name) && remove_child(minify->ast, definition, name);
}

bool variable_unused_catch(Minify *minify, AstId clause) {
  AstId name = ast_child(minify->ast, clause, FIELD_PARAMETER);
  return is_unused(minify, name) && remove_child(minify->ast, clause, name);
}
