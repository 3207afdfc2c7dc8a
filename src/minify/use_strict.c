// "use strict" where code is strict anyway: in modules, classes, and strict functions.
//
//   class A { a() { "use strict"; b() } }   → class A { a() { b() } }
#include "minify/use_strict.h"

#include "syntax/kind.h"

enum { CLIMB_LIMIT = 1000 }; // nodes around a function that are looked at

static bool is_directive(const Ast *ast, AstId statement) {
  return ast_kind(ast, statement) == NODE_EXPRESSION_STATEMENT &&
         ast_has(ast, statement, AST_DIRECTIVE);
}

static bool is_use_strict(const Ast *ast, AstId statement) {
  if (!is_directive(ast, statement)) return false;
  Text text = ast_text(ast, ast_first(ast, statement));
  return text.size == sizeof "'use strict'" - 1 &&
         text_is(text_slice(text, 1, text.size - 1), TEXT("use strict"));
}

static bool has_use_strict(const Ast *ast, AstId list) {
  ast_each_child(ast, list, statement) {
    if (!is_directive(ast, statement)) return false;
    if (is_use_strict(ast, statement)) return true;
  }
  return false;
}

bool use_strict_is_on(const Minify *minify, AstId id) {
  const Ast *ast = minify->ast;
  if (minify->options->goal == SYNTAX_MODULE) return true;
  for (int i = 0; i < CLIMB_LIMIT && id; i++, id = ast_parent(ast, id)) {
    NodeKind kind = ast_kind(ast, id);
    if (kind == NODE_CLASS || kind == NODE_CLASS_DECLARATION) return true;
    AstId list = kind == NODE_PROGRAM ? id : AST_NONE;
    if (kind_is_function(kind)) list = ast_child(ast, id, FIELD_BODY);
    if (list && has_use_strict(ast, list)) return true;
  }
  return false;
}

static bool is_body(const Ast *ast, AstId block) {
  AstId around = ast_parent(ast, block);
  return kind_is_function(ast_kind(ast, around)) && ast_node(ast, block)->field == FIELD_BODY;
}

// A program's own one is needed, but in a module.
bool use_strict(Minify *minify, AstId id) {
  Ast *ast = minify->ast;
  if (!has_use_strict(ast, id)) return false;
  bool is_program = id == AST_ROOT;
  if (!is_program && !is_body(ast, id)) return false;
  AstId around = is_program ? AST_NONE : ast_parent(ast, ast_parent(ast, id));
  if (!use_strict_is_on(minify, around)) return false;
  AstId previous = AST_NONE;
  while (!is_use_strict(ast, previous ? ast_next(ast, previous) : ast_first(ast, id)))
    previous = previous ? ast_next(ast, previous) : ast_first(ast, id);
  ast_remove_after(ast, id, previous);
  return true;
}
