// `{ a }` becomes `{ a: value }`; all else is an expression that takes the place of the name.
#include "minify/variable_put.h"

#include "minify/facts.h"
#include "minify/make.h"

// A key that is written out would set the prototype, if it is called so.
static AstId key_of(Minify *minify, AstId shorthand) {
  Ast *ast = minify->ast;
  Text name = text_copy(minify->arena, ast_text(ast, shorthand));
  if (!text_is(name, TEXT("__proto__")))
    return ast_add_leaf(ast, NODE_PROPERTY_IDENTIFIER, name, shorthand);
  AstId key = ast_add(ast, NODE_COMPUTED_PROPERTY_NAME, shorthand);
  ast_append(ast, key, make_string(minify, name, shorthand), FIELD_NONE);
  return key;
}

static AstId spell_out(Minify *minify, AstId shorthand) {
  Ast *ast = minify->ast;
  AstId pair = ast_add(ast, NODE_PAIR, shorthand);
  AstId key = key_of(minify, shorthand);
  AstId value = make_lift(minify, shorthand);
  ast_node(ast, value)->kind = NODE_IDENTIFIER;
  ast_append(ast, pair, key, FIELD_KEY);
  ast_append(ast, pair, value, FIELD_VALUE);
  ast_become(ast, shorthand, pair);
  return value;
}

AstId variable_put(Minify *minify, AstId read, AstId value) {
  minify_forget(minify, read);
  if (ast_kind(minify->ast, read) == NODE_SHORTHAND_PROPERTY_IDENTIFIER)
    read = spell_out(minify, read);
  make_replace(minify, read, value);
  return read;
}

uint32_t variable_literal_size(Minify *minify, AstId value) {
  double number;
  if (fact_number(minify, value, &number)) return make_number_size(minify, number);
  switch ((int)ast_kind(minify->ast, value)) {
  case NODE_TRUE:
  case NODE_FALSE: return 2;
  case NODE_NULL: return 4;
  case NODE_STRING: return ast_text(minify->ast, value).size;
  default: return 0;
  }
}
