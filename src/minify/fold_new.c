// Constructors of the platform that give the same without `new`, or as a literal.
//
//   new Array          → []          new Error(a)     → Error(a)
//   Array(a, b)        → [a, b]      new Array(a)     → Array(a)
//   new Object         → {}          new Function(a)  → Function(a)
#include "minify/make.h"

#include "minify/facts.h"

static bool is_callable(Text name) {
  static const Text names[] = {
      TEXT("Array"),       TEXT("Error"),     TEXT("AggregateError"), TEXT("EvalError"),
      TEXT("Function"),    TEXT("Object"),    TEXT("RangeError"),     TEXT("ReferenceError"),
      TEXT("SyntaxError"), TEXT("TypeError"), TEXT("URIError"),
  };
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    if (text_is(name, names[i])) return true;
  }
  return false;
}

// Whether `Array` makes an array of what it is given; one number would be its length.
static bool lists_arguments(const Minify *minify, AstId arguments) {
  const Ast *ast = minify->ast;
  AstId first = arguments ? ast_first(ast, arguments) : AST_NONE;
  if (!first) return true;
  if (ast_child_of_kind(ast, arguments, NODE_SPREAD_ELEMENT)) return false;
  return ast_next(ast, first) || !(fact_types(minify, first) & TYPE_NUMBER);
}

static bool put_literal(Minify *minify, AstId id, NodeKind kind, AstId callee, AstId arguments) {
  Ast *ast = minify->ast;
  AstId made = ast_add(ast, kind, id);
  minify_forget(minify, callee);
  if (arguments) ast_insert_list(ast, made, AST_NONE, ast_take_children(ast, arguments));
  make_replace(minify, id, made);
  return true;
}

static bool fold_literal(Minify *minify, AstId id, AstId callee, AstId arguments) {
  Text name = minify_global(minify, callee);
  if (text_is(name, TEXT("Array")) && lists_arguments(minify, arguments))
    return put_literal(minify, id, NODE_ARRAY, callee, arguments);
  bool is_empty = !arguments || !ast_first(minify->ast, arguments);
  return text_is(name, TEXT("Object")) && is_empty &&
         put_literal(minify, id, NODE_OBJECT, callee, AST_NONE);
}

bool fold_array_call(Minify *minify, AstId id) {
  const Ast *ast = minify->ast;
  AstId arguments = ast_child(ast, id, FIELD_ARGUMENTS);
  if (ast_kind(ast, arguments) != NODE_ARGUMENTS || ast_has(ast, id, AST_OPTIONAL)) return false;
  return fold_literal(minify, id, ast_child(ast, id, FIELD_FUNCTION), arguments);
}

bool fold_new(Minify *minify, AstId id) {
  Ast *ast = minify->ast;
  AstId callee = ast_child(ast, id, FIELD_CONSTRUCTOR);
  AstId arguments = ast_child(ast, id, FIELD_ARGUMENTS);
  if (fold_literal(minify, id, callee, arguments)) return true;
  if (!is_callable(minify_global(minify, callee))) return false;
  if (!arguments) ast_append(ast, id, ast_add(ast, NODE_ARGUMENTS, id), FIELD_ARGUMENTS);
  ast_node(ast, id)->kind = NODE_CALL_EXPRESSION;
  ast_node(ast, callee)->field = FIELD_FUNCTION;
  return true;
}
