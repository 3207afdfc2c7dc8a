// Calls of the platform's conversions, as operators, where they do the same.
//
//   Boolean(a)           → !!a           String(1)              → "1"
//   Number("1")          → 1             String(typeof a + 1)   → typeof a + 1
//   Boolean()            → !1            ["a", "b"].join("-")   → "a-b"
#include "minify/concat.h"
#include "minify/make.h"

// ---- Conversions

static bool fold_boolean(Minify *minify, AstId call, AstId value) {
  if (!value) return make_replace(minify, call, make_boolean(minify, false, call));
  AstId negated = make_unary(minify, TOKEN_NOT, value);
  return make_replace(minify, call, make_unary(minify, TOKEN_NOT, negated));
}

static bool fold_to_string(Minify *minify, AstId call, AstId value) {
  Value known;
  if (!value) return make_replace(minify, call, make_string(minify, TEXT(""), call));
  if (value_of(minify, value, &known))
    return make_replace(minify, call, make_string(minify, value_text(minify, &known), call));
  if (fact_is(minify, value, TYPE_STRING)) return make_replace(minify, call, value);
  if (!fact_is(minify, value, TYPE_SIMPLE | TYPE_BIGINT)) return false;
  AstId empty = make_string(minify, TEXT(""), call);
  return make_replace(minify, call, make_binary(minify, TOKEN_PLUS, value, empty));
}

static bool fold_to_number(Minify *minify, AstId call, AstId value) {
  if (!value) return make_replace(minify, call, make_number(minify, 0, call));
  if (!fact_is(minify, value, TYPE_SIMPLE)) return false;
  return make_replace(minify, call, make_unary(minify, TOKEN_PLUS, value));
}

static bool fold_conversion(Minify *minify, AstId call) {
  const Ast *ast = minify->ast;
  Text name = minify_global(minify, ast_child(ast, call, FIELD_FUNCTION));
  AstId arguments = ast_child(ast, call, FIELD_ARGUMENTS);
  if (name.size == 0 || ast_has(ast, call, AST_OPTIONAL)) return false;
  if (ast_kind(ast, arguments) != NODE_ARGUMENTS) return false;
  AstId value = ast_first(ast, arguments);
  if (value && (ast_next(ast, value) || ast_kind(ast, value) == NODE_SPREAD_ELEMENT)) return false;
  if (text_is(name, TEXT("Boolean"))) return fold_boolean(minify, call, value);
  if (text_is(name, TEXT("String"))) return fold_to_string(minify, call, value);
  if (text_is(name, TEXT("Number"))) return fold_to_number(minify, call, value);
  return false;
}

// ---- [].join

static bool is_method(const Minify *minify, AstId callee, Text name) {
  const Ast *ast = minify->ast;
  return ast_kind(ast, callee) == NODE_MEMBER_EXPRESSION && !ast_has(ast, callee, AST_OPTIONAL) &&
         text_is(ast_text(ast, ast_child(ast, callee, FIELD_PROPERTY)), name);
}

// Adds the elements of an array as `join` does; false if one is not known.
static bool join(Minify *minify, AstId array, Text between, Concat *concat) {
  Value value;
  ast_each_child(minify->ast, array, element) {
    if (!value_of(minify, element, &value)) return false;
    if (element != ast_first(minify->ast, array)) concat_add_text(concat, between);
    if (!(value.type & TYPE_NULLISH)) concat_add_text(concat, value_text(minify, &value));
  }
  return true;
}

static bool fold_join(Minify *minify, AstId call) {
  const Ast *ast = minify->ast;
  AstId callee = ast_child(ast, call, FIELD_FUNCTION);
  AstId arguments = ast_child(ast, call, FIELD_ARGUMENTS);
  if (!is_method(minify, callee, TEXT("join")) || ast_has(ast, call, AST_OPTIONAL)) return false;
  AstId array = ast_child(ast, callee, FIELD_OBJECT);
  if (ast_kind(ast, array) != NODE_ARRAY || ast_kind(ast, arguments) != NODE_ARGUMENTS)
    return false;
  AstId argument = ast_first(ast, arguments);
  Text between = TEXT(",");
  if (argument && (ast_next(ast, argument) || !fact_string(minify, argument, &between)))
    return false;
  Arena scratch = {0};
  Concat concat;
  concat_start(&concat, &scratch);
  bool is_known = join(minify, array, between, &concat);
  if (is_known) make_replace(minify, call, concat_end(minify, &concat, call));
  arena_release(&scratch);
  return is_known;
}

bool fold_call(Minify *minify, AstId call) {
  return fold_conversion(minify, call) || fold_join(minify, call);
}
