// Keys that need no quotes or brackets.
//
//   a["b"]        → a.b        { "a": 1 }     → { a: 1 }
//   a["0"]        → a[0]       { ["a"]: 1 }   → { a: 1 }
//   a[null]       → a.null     { [0]() {} }   → { 0() {} }
#include "base/utf8.h"
#include "minify/make.h"
#include "minify/value.h"
#include "syntax/name.h"

// Whether a text can be a name behind a dot.
static bool is_name(Text text) {
  for (uint32_t at = 0, length = 1; at < text.size; at += length) {
    uint32_t code = utf8_decode(text, at, &length);
    if (code == UTF8_INVALID) return false;
    if (!(at == 0 ? name_can_start(code) : name_can_contain(code))) return false;
  }
  return text.size > 0;
}

// ---- Members

bool fold_subscript(Minify *minify, AstId id) {
  Ast *ast = minify->ast;
  AstId index = ast_child(ast, id, FIELD_INDEX);
  Value key;
  double number;
  if (!value_of(minify, index, &key) || key.type == TYPE_NUMBER) return false;
  Text text = value_text(minify, &key);
  if (is_name(text)) {
    minify_forget(minify, index);
    ast_become(ast, index, ast_add_leaf(ast, NODE_PROPERTY_IDENTIFIER, text, index));
    ast_node(ast, index)->field = FIELD_PROPERTY;
    ast_node(ast, id)->kind = NODE_MEMBER_EXPRESSION;
    return true;
  }
  if (!value_index(minify, text, &number)) return false;
  ast_become(ast, index, make_number(minify, number, index));
  return true;
}

// ---- Keys of literals, patterns and classes

// Names that mean something else in brackets, or with quotes.
static bool is_special(const Minify *minify, AstId key, Text name) {
  if (text_is(name, TEXT("__proto__"))) return true;
  AstId list = ast_parent(minify->ast, ast_parent(minify->ast, key));
  if (ast_kind(minify->ast, list) != NODE_CLASS_BODY) return false;
  static const Text words[] = {TEXT("constructor"), TEXT("prototype"), TEXT("get"),     TEXT("set"),
                               TEXT("static"),      TEXT("async"),     TEXT("accessor")};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    if (text_is(name, words[i])) return true;
  }
  return false;
}

static bool put_key(Minify *minify, AstId key, AstId made) {
  ast_become(minify->ast, key, made);
  return true;
}

// A key's text as a name, a number or a string, whatever is shorter.
static bool put_text(Minify *minify, AstId key, AstId origin, Text text, bool was_computed) {
  Ast *ast = minify->ast;
  double number;
  if (is_special(minify, key, text)) return false;
  if (is_name(text))
    return put_key(minify, key, ast_add_leaf(ast, NODE_PROPERTY_IDENTIFIER, text, origin));
  if (value_index(minify, text, &number))
    return put_key(minify, key, make_number(minify, number, origin));
  return was_computed && put_key(minify, key, make_string(minify, text, origin));
}

bool fold_computed_key(Minify *minify, AstId key) {
  Ast *ast = minify->ast;
  AstId inside = ast_first(ast, key);
  Value value;
  if (!value_of(minify, inside, &value)) return false;
  if (value.type == TYPE_NUMBER && ast_kind(ast, inside) == NODE_NUMBER)
    return put_key(minify, key, inside);

  return put_text(minify, key, key, value_text(minify, &value), true);
}

static bool is_key(const AstNode *node, const AstNode *around) {
  switch ((int)around->kind) {
  case NODE_PAIR:
  case NODE_PAIR_PATTERN: return node->field == FIELD_KEY;
  case NODE_METHOD_DEFINITION: return node->field == FIELD_NAME;
  case NODE_FIELD_DEFINITION: return node->field == FIELD_PROPERTY;
  default: return false;
  }
}

bool fold_quoted_key(Minify *minify, AstId key) {
  Ast *ast = minify->ast;
  const AstNode *node = ast_node(ast, key);
  Text text;
  if (!is_key(node, ast_node(ast, node->parent)) || !fact_string(minify, key, &text)) return false;
  return put_text(minify, key, key, text, false);
}
