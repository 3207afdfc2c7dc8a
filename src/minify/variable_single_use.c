// A value that is read once, right after it was made, is put where it is read.
//
//   var a = f(); return g(a)        → return g(f())
//   let a = x.y, b = a.z; h(b)      → h(x.y.z)
//   a = f(); b[a] = 1  (no other read of a) → b[f()] = 1
//   var f = function () {…}; on(f)  → on(function () {…})
//
// Nothing that runs in between may tell, or change, what the value does (order.h); a value that
// has effects must be needed whenever it was made.
#include "minify/facts.h"
#include "minify/make.h"
#include "minify/order.h"
#include "minify/statement.h"
#include "minify/symbols.h"
#include "minify/variable_put.h"

// ---- What is read once

static bool is_variable_kind(SymbolKind kind) {
  switch ((int)kind) {
  case SYMBOL_VAR:
  case SYMBOL_LET:
  case SYMBOL_CONST:
  case SYMBOL_PARAMETER:
  case SYMBOL_CATCH: return true;
  default: return false;
  }
}

static AstId only_read(const Minify *minify, AstId name) {
  SymbolId symbol = ast_node(minify->ast, name)->symbol;
  bool is_variable = is_variable_kind((SymbolKind)minify->table->symbols[symbol].kind) &&
                     !symbol_is_argument(minify, symbol);
  return is_variable ? symbol_only_read(minify, name) : AST_NONE;
}

// Where an object is asked for a property, object_properties.c takes what is not needed away first.
static bool can_move(Minify *minify, AstId definition, AstId value, AstId read) {
  const Ast *ast = minify->ast;
  bool is_asked = ast_kind(ast, value) == NODE_OBJECT &&
                  ast_kind(ast, ast_parent(ast, read)) == NODE_MEMBER_EXPRESSION;
  return !is_asked && order_can_move(minify, definition, value, read);
}

// ---- Definitions

// Whether the value of a declarator has gone to where it is read.
static bool move_declared(Minify *minify, AstId declarator) {
  const Ast *ast = minify->ast;
  AstId name = ast_child(ast, declarator, FIELD_NAME);
  AstId value = ast_child(ast, declarator, FIELD_VALUE);
  if (!value || ast_kind(ast, name) != NODE_IDENTIFIER) return false;
  AstId read = only_read(minify, name);
  const SymbolUse *use = &minify->uses[ast_node(ast, name)->symbol];
  if (!read || use->writes > 0 || use->declarations != 1) return false;
  if (!can_move(minify, declarator, value, read)) return false;
  variable_put(minify, read, make_lift(minify, value));
  return true;
}

// Whether the value of `x = value` has gone to the only place where x is read.
static bool move_assigned(Minify *minify, AstId assignment) {
  const Ast *ast = minify->ast;
  if (ast_kind(ast, assignment) != NODE_ASSIGNMENT_EXPRESSION) return false;
  AstId name = fact_left(minify, assignment);
  if (ast_kind(ast, name) != NODE_IDENTIFIER) return false;
  AstId read = only_read(minify, name);
  SymbolId symbol = ast_node(ast, name)->symbol;
  if (!read || minify->table->symbols[symbol].kind == SYMBOL_CONST) return false;
  bool may_be_early = minify->table->symbols[symbol].kind == SYMBOL_LET;
  if (may_be_early && !fact_is_initialized(minify, name)) return false;
  if (!can_move(minify, assignment, fact_right(minify, assignment), read)) return false;
  minify_forget(minify, name);
  variable_put(minify, read, make_lift(minify, fact_right(minify, assignment)));
  return true;
}

// ---- Lists

// Tries the parts of a declaration or sequence from the last to the first, which may have become
// the next one's neighbour; those that have moved are taken out.
static bool move_parts(Minify *minify, AstId whole) {
  Ast *ast = minify->ast;
  bool is_declaration = statement_has_declarators(ast_kind(ast, whole));
  bool has_moved = false;
  for (AstId id = ast_first(ast, whole), previous = AST_NONE, next; id; id = next) {
    next = ast_next(ast, id);
    bool is_value = !is_declaration && !next && !symbol_is_idle(ast, whole);
    bool moves =
        is_declaration ? move_declared(minify, id) : !is_value && move_assigned(minify, id);
    if (!moves) {
      previous = id;
      continue;
    }
    ast_remove_after(ast, whole, previous);
    has_moved = true;
  }
  return has_moved;
}

// A sequence of one part is that part.
static void settle_sequence(Minify *minify, AstId sequence) {
  Ast *ast = minify->ast;
  AstId first = ast_first(ast, sequence);
  if (first && !ast_next(ast, first)) make_replace(minify, sequence, first);
}

// Whether a statement has lost something; it may be empty now.
static bool move_from(Minify *minify, AstId statement, bool *is_empty) {
  Ast *ast = minify->ast;
  *is_empty = false;
  NodeKind kind = ast_kind(ast, statement);
  if (statement_has_declarators(kind)) {
    bool moves = move_parts(minify, statement);
    *is_empty = !ast_first(ast, statement);
    return moves;
  }
  if (kind != NODE_EXPRESSION_STATEMENT) return false;
  AstId expression = ast_first(ast, statement);
  if (ast_kind(ast, expression) != NODE_SEQUENCE_EXPRESSION)
    return *is_empty = move_assigned(minify, expression);
  bool moves = move_parts(minify, expression);
  *is_empty = !ast_first(ast, expression);
  if (moves && !*is_empty) settle_sequence(minify, expression);
  return moves;
}

bool variable_single_use(Minify *minify, AstId list) {
  Ast *ast = minify->ast;
  bool has_changed = false;
  for (AstId id = ast_first(ast, list), previous = AST_NONE, next; id; id = next) {
    bool is_empty;
    bool has_moved = move_from(minify, id, &is_empty);
    has_changed |= has_moved;
    next = ast_next(ast, id);
    if (has_moved && is_empty)
      ast_remove_after(ast, list, previous);
    else
      previous = id;
  }
  return has_changed;
}

bool variable_single_use_in_for(Minify *minify, AstId loop) {
  Ast *ast = minify->ast;
  AstId declaration = ast_child(ast, loop, FIELD_INITIALIZER);
  if (!declaration || !statement_has_declarators(ast_kind(ast, declaration))) return false;
  // The last one stays: no declaration may be empty.
  return move_parts(minify, declaration);
}

bool variable_single_use_in_sequence(Minify *minify, AstId sequence) {
  if (ast_kind(minify->ast, ast_parent(minify->ast, sequence)) == NODE_EXPRESSION_STATEMENT)
    return false; // the list's
  if (!move_parts(minify, sequence)) return false;
  settle_sequence(minify, sequence);
  return true;
}
