// A function that gives a value only sometimes: where that is shorter, it says what else it gives.
//
//   if (a) return b; if (c) return d;   → return a ? b : c ? d : void 0;    (by list_returns.c)
//   () => { if (a) return b; c(); }     → () => a ? b : void c()
#include "minify/choice.h"
#include "minify/facts.h"
#include "minify/make.h"
#include "minify/statement.h"
#include "syntax/kind.h"

enum { LIST_LIMIT = 40 }; // statements that become one expression

// `if (a) return b;`
static bool gives_sometimes(const Ast *ast, AstId id) {
  if (ast_kind(ast, id) != NODE_IF_STATEMENT) return false;
  ChoiceParts parts = choice_parts(ast, id);
  return !parts.no && ast_kind(ast, parts.yes) == NODE_RETURN_STATEMENT &&
         ast_first(ast, parts.yes);
}

// What a list of statements is like, but for the last one.
typedef struct Start {
  AstId last, before;
  bool is_expression; // could be one
  bool gives;
} Start;

static Start start_of(const Ast *ast, AstId list) {
  Start start = {.last = ast_first(ast, list), .is_expression = true};
  for (int i = 0; start.last && ast_next(ast, start.last); i++) {
    bool gives = gives_sometimes(ast, start.last);
    start.gives |= gives;
    start.is_expression &= i < LIST_LIMIT && (gives || statement_is_expression(ast, start.last));
    start.before = start.last, start.last = ast_next(ast, start.last);
  }
  return start;
}

static bool is_arrow_body(const Ast *ast, AstId list) {
  return ast_kind(ast, ast_parent(ast, list)) == NODE_ARROW_FUNCTION;
}

static bool is_body(const Ast *ast, AstId list) {
  return kind_is_function(ast_kind(ast, ast_parent(ast, list))) &&
         ast_node(ast, list)->field == FIELD_BODY;
}

bool list_undefined(Minify *minify, AstId list) {
  Ast *ast = minify->ast;
  if (!is_body(ast, list)) return false;
  Start start = start_of(ast, list);
  if (!start.last || statement_return_waits(ast, list)) return false;
  bool is_arrow = start.is_expression && is_arrow_body(ast, list);
  AstId value;
  if (gives_sometimes(ast, start.last)) {
    if (!is_arrow && !(start.before && gives_sometimes(ast, start.before))) return false;
    ChoiceParts parts = choice_parts(ast, start.last);
    AstId given = ast_remove_after(ast, parts.yes, AST_NONE);
    ast_take_children(ast, start.last);
    AstId nothing = make_undefined(minify, start.last);
    value = choice_make(minify, parts.test, given, nothing);
  } else {
    if (!is_arrow || !start.gives || !statement_is_expression(ast, start.last)) return false;
    value = ast_remove_after(ast, start.last, AST_NONE);
    if (!fact_is_undefined(minify, value)) value = make_unary(minify, TOKEN_VOID_WORD, value);
  }
  AstId jump = statement_make_jump(minify, NODE_RETURN_STATEMENT, value, start.last);
  ast_become(ast, start.last, jump);
  return true;
}
