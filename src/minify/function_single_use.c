// A function that is named once is put where it is named, unless that would make it anew each time
// around.
//
//   function f() { … } on("x", f)       → on("x", function () { … })
//   const g = () => …; if (a) on(g)     → if (a) on(() => …)
//
// It stays within the function that it is declared in, outside of loops and classes, so that it is
// made once for each call as before; but one that is called there, and is not large, may go into
// another function, as nobody can tell whether it is made anew. Not where names stay as they are:
// those that it uses could be hidden by others on the way.
//
// Large ones would be torn from what is like them: gzip's bytes of nine libraries, each by what
// they are if none goes into another function:
//
//   up to 40 nodes 0.9993    100 nodes 0.9988    200 nodes 0.9985    500 nodes 0.9988
#include "minify/inline.h"
#include "minify/make.h"
#include "minify/statement.h"
#include "minify/symbols.h"
#include "minify/use_strict.h"
#include "minify/variable_put.h"
#include "syntax/kind.h"

enum {
  SMALL = 200,        // nodes of a function that may go into another one
  CLIMB_LIMIT = 200,  // nodes between a function and where it is named
  LIST_LIMIT = 1000,  // nodes of a list that are gone through for one function
  NAMED_LIMIT = 5000, // nodes of a function that are gone through for names
};

// ---- The place

// Whether `id` is `from` or one of those behind it.
static bool is_among(const Ast *ast, AstId from, AstId id) {
  for (int i = 0; i < LIST_LIMIT && from; i++, from = ast_next(ast, from)) {
    if (from == id) return true;
  }
  return false;
}

// Whether code in `child` runs at most once when `parent` does.
static bool runs_once(const Ast *ast, AstId parent, AstId child) {
  switch ((int)ast_kind(ast, parent)) {
  case NODE_WHILE_STATEMENT:
  case NODE_DO_STATEMENT:
  case NODE_CLASS:
  case NODE_CLASS_DECLARATION:
  case NODE_WITH_STATEMENT:
  case NODE_EXPORT_STATEMENT:
  case NODE_JSX_OPENING_ELEMENT:
  case NODE_JSX_SELF_CLOSING_ELEMENT: return false;
  case NODE_FOR_STATEMENT: return ast_node(ast, child)->field == FIELD_INITIALIZER;
  case NODE_FOR_IN_STATEMENT: return ast_node(ast, child)->field == FIELD_RIGHT;
  case NODE_UNARY_EXPRESSION: return ast_node(ast, parent)->op != TOKEN_DELETE_WORD;
  default: return true;
  }
}

// What is no place for a function itself, but within functions that it has.
static bool holds_functions(NodeKind kind) {
  return kind == NODE_EXPORT_STATEMENT || kind == NODE_CLASS || kind == NODE_CLASS_DECLARATION;
}

// The child of `list` that a read is in, if it runs at most once with it, or whenever functions on
// the way do that may be entered; else AST_NONE.
static AstId item_of(const Ast *ast, AstId list, AstId read, bool enters) {
  AstId child = read;
  bool has_entered = false;
  for (int i = 0; i < CLIMB_LIMIT && child; i++) {
    AstId parent = ast_parent(ast, child);
    if (!parent || !is_among(ast, ast_first(ast, parent), child)) return AST_NONE;
    if (parent == list) return child;
    bool is_function = kind_is_function(ast_kind(ast, parent));
    has_entered |= is_function;
    bool is_passed = is_function ? enters
                                 : runs_once(ast, parent, child) ||
                                       (has_entered && holds_functions(ast_kind(ast, parent)));
    if (!is_passed) return AST_NONE;
    child = parent;
  }
  return AST_NONE;
}

// Whether blocks on the way to another place may hide what a function names.
static bool can_be_hidden(const Minify *minify, AstId function) {
  const Ast *ast = minify->ast;
  uint32_t left = NAMED_LIMIT;
  for (AstId id = function; id && minify->has_tied; id = ast_walk(ast, id, function)) {
    if (left-- == 0) return true;
    bool is_name = kind_is_variable(ast_kind(ast, id));
    if (is_name && minify_is_tied(minify, ast_node(ast, id)->symbol)) return true;
  }
  return false;
}

static bool is_small(const Ast *ast, AstId function) {
  uint32_t left = SMALL;
  for (AstId id = function; id; id = ast_walk(ast, id, function)) {
    if (left-- == 0) return false;
  }
  return true;
}

// Whether a function that is named only at `read` may be made there time and again, in another
// function.
static bool may_enter(const Minify *minify, AstId function, AstId read) {
  const Ast *ast = minify->ast;
  bool is_called = ast_kind(ast, ast_parent(ast, read)) == NODE_CALL_EXPRESSION &&
                   ast_node(ast, read)->field == FIELD_FUNCTION;
  bool is_arrow = ast_kind(ast, function) == NODE_ARROW_FUNCTION;
  if (is_arrow && inline_has_own(ast, function, false)) return false; // another `this`
  return is_called && is_small(ast, function) &&
         use_strict_is_on(minify, read) == use_strict_is_on(minify, function);
}

// `f.name`: some name, which the function would no longer have.
static bool asks_name(const Ast *ast, AstId read) {
  AstId around = ast_parent(ast, read);
  if (ast_kind(ast, around) != NODE_MEMBER_EXPRESSION) return false;
  return text_is(ast_text(ast, ast_child(ast, around, FIELD_PROPERTY)), TEXT("name"));
}

// The only read of a name that is never written to, or AST_NONE.
static AstId only_read(const Minify *minify, AstId name) {
  if (!name || ast_kind(minify->ast, name) != NODE_IDENTIFIER) return AST_NONE;
  AstId read = symbol_only_read(minify, name);
  const SymbolUse *use = &minify->uses[ast_node(minify->ast, name)->symbol];
  bool is_fixed = use->writes == 0 && use->declarations == 1;
  return read && is_fixed && !asks_name(minify->ast, read) ? read : AST_NONE;
}

// ---- Functions

// Makes an expression of a declaration, without its name.
static AstId expression_of(Minify *minify, AstId declaration) {
  Ast *ast = minify->ast;
  AstId made = make_lift(minify, declaration);
  bool is_generator = ast_kind(ast, made) == NODE_GENERATOR_FUNCTION_DECLARATION;
  ast_node(ast, made)->kind = is_generator ? NODE_GENERATOR_FUNCTION : NODE_FUNCTION_EXPRESSION;
  ast_node(ast, made)->field = FIELD_NONE;
  AstId name = ast_child(ast, made, FIELD_NAME);
  ast_remove_after(ast, made, statement_before_child(ast, made, name));
  return made;
}

static bool move_declaration(Minify *minify, AstId list, AstId statement) {
  const Ast *ast = minify->ast;
  AstId read = only_read(minify, ast_child(ast, statement, FIELD_NAME));
  bool enters = read && may_enter(minify, statement, read);
  AstId item = read ? item_of(ast, list, read, enters) : AST_NONE;
  if (!item || item == statement || can_be_hidden(minify, statement)) return false;
  variable_put(minify, read, expression_of(minify, statement));
  return true;
}

// A value comes into being where it stands, so that what names it must come behind it.
static bool move_value(Minify *minify, AstId list, AstId statement, AstId declarator) {
  const Ast *ast = minify->ast;
  AstId value = ast_child(ast, declarator, FIELD_VALUE);
  if (!value || !kind_is_function(ast_kind(ast, value))) return false;
  AstId read = only_read(minify, ast_child(ast, declarator, FIELD_NAME));
  bool enters = read && symbol_is_in_time(minify, read) && may_enter(minify, value, read);
  AstId item = read ? item_of(ast, list, read, enters) : AST_NONE;
  if (!item || !is_among(ast, ast_next(ast, statement), item)) return false;
  if (can_be_hidden(minify, value)) return false;
  variable_put(minify, read, make_lift(minify, value));
  return true;
}

// Gives whether the statement has become empty.
static bool move_values(Minify *minify, AstId list, AstId statement, bool *has_changed) {
  Ast *ast = minify->ast;
  for (AstId id = ast_first(ast, statement), previous = AST_NONE, next; id; id = next) {
    next = ast_next(ast, id);
    if (!move_value(minify, list, statement, id)) {
      previous = id;
      continue;
    }
    ast_remove_after(ast, statement, previous);
    *has_changed = true;
  }
  return !ast_first(ast, statement);
}

bool function_single_use(Minify *minify, AstId list) {
  if (!minify->options->identifiers || minify->table->has_eval || minify->table->has_with)
    return false;
  Ast *ast = minify->ast;
  bool has_changed = false;
  for (AstId id = ast_first(ast, list), previous = AST_NONE, next; id; id = next) {
    next = ast_next(ast, id);
    NodeKind kind = ast_kind(ast, id);
    bool goes = false;
    if (statement_is_function(kind))
      goes = move_declaration(minify, list, id);
    else if (statement_has_declarators(kind))
      goes = move_values(minify, list, id, &has_changed);
    if (!goes) {
      previous = id;
      continue;
    }
    ast_remove_after(ast, list, previous);
    has_changed = true;
  }
  return has_changed;
}
