// Operators whose result is known from what kind of value they are given. What the value's
// expression does stays.
//
//   typeof "a"          → "string"        !"a"        → !1
//   typeof (() => 1)    → "function"      ![f()]      → (f(), !1)
//   void "a"            → void 0          !!!a        → !a
#include "minify/make.h"
#include "minify/value.h"

// Puts `result` in the place of `id`, behind what its argument does.
static bool put_behind(Minify *minify, AstId id, AstId result) {
  make_replace(minify, id, make_sequence(minify, fact_argument(minify, id), result));
  return true;
}

// ---- typeof

static Text type_of_object(const Minify *minify, AstId id) {
  switch ((int)ast_kind(minify->ast, id)) {
  case NODE_ARROW_FUNCTION:
  case NODE_FUNCTION_EXPRESSION:
  case NODE_GENERATOR_FUNCTION:
  case NODE_CLASS: return TEXT("function");
  case NODE_ARRAY:
  case NODE_OBJECT:
  case NODE_REGEX: return TEXT("object");
  default: return TEXT("");
  }
}

// The result of `typeof`, or an empty text.
static Text type_name(const Minify *minify, AstId id) {
  switch ((int)fact_types(minify, id)) {
  case TYPE_UNDEFINED: return TEXT("undefined");
  case TYPE_NULL: return TEXT("object");
  case TYPE_BOOLEAN: return TEXT("boolean");
  case TYPE_NUMBER: return TEXT("number");
  case TYPE_BIGINT: return TEXT("bigint");
  case TYPE_STRING: return TEXT("string");
  case TYPE_SYMBOL: return TEXT("symbol");
  case TYPE_OBJECT: return type_of_object(minify, id);
  default: return TEXT("");
  }
}

bool fold_typeof(Minify *minify, AstId id) {
  if (ast_node(minify->ast, id)->op != TOKEN_TYPEOF_WORD) return false;
  Text name = type_name(minify, fact_argument(minify, id));
  return name.size > 0 && put_behind(minify, id, make_string(minify, name, id));
}

// ---- void

bool fold_void(Minify *minify, AstId id) {
  Ast *ast = minify->ast;
  if (ast_node(ast, id)->op != TOKEN_VOID_WORD) return false;
  AstId argument = fact_argument(minify, id);
  bool is_shortest =
      ast_kind(ast, argument) == NODE_NUMBER && text_is(ast_text(ast, argument), TEXT("0"));
  if (is_shortest || !fact_is_unused(minify, argument)) return false;
  minify_forget(minify, argument);
  make_replace(minify, id, make_undefined(minify, id));
  return true;
}

// ---- !

// `!1` is what it is.
static bool is_shortest_not(const Minify *minify, AstId argument) {
  if (ast_kind(minify->ast, argument) != NODE_NUMBER) return false;
  Text text = ast_text(minify->ast, argument);
  return text_is(text, TEXT("0")) || text_is(text, TEXT("1"));
}

bool fold_not(Minify *minify, AstId id) {
  if (ast_node(minify->ast, id)->op != TOKEN_NOT) return false;
  AstId argument = fact_argument(minify, id);
  if (is_shortest_not(minify, argument)) return false;
  FactTruth truth = fact_truth(minify, argument);
  if (truth != FACT_UNKNOWN)
    return put_behind(minify, id, make_boolean(minify, truth == FACT_FALSE, id));
  if (!fact_is_op(minify, argument, TOKEN_NOT)) return false;
  AstId inner = fact_argument(minify, argument);
  if (!fact_is(minify, inner, TYPE_BOOLEAN)) return false;
  make_replace(minify, id, inner);
  return true;
}
