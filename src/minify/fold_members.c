// What is read of a literal on the spot.
//
//   "abc".length     → 3          [a, b][1]       → b, where reading `a` does nothing
//   "abc"[1]         → "b"        [a, b].length   → 2
//   { a: b }.a       → b          [a, b][2]       stays: Array.prototype may have one
#include "minify/keep_names.h"
#include "minify/make.h"
#include "minify/value.h"

#include "base/utf8.h"

// Whether a member is only read: not called, which gives it a `this`, nor written to.
static bool is_only_read(const Minify *minify, AstId id) {
  const Ast *ast = minify->ast;
  const AstNode *node = ast_node(ast, id);
  if (node->flags & AST_OPTIONAL) return false;
  switch ((int)ast_kind(ast, node->parent)) {
  case NODE_CALL_EXPRESSION: return node->field != FIELD_FUNCTION;
  case NODE_ASSIGNMENT_EXPRESSION:
  case NODE_AUGMENTED_ASSIGNMENT_EXPRESSION:
  case NODE_ASSIGNMENT_PATTERN:
  case NODE_OBJECT_ASSIGNMENT_PATTERN:
  case NODE_FOR_IN_STATEMENT: return node->field != FIELD_LEFT;
  case NODE_PAIR_PATTERN: return node->field != FIELD_VALUE;
  case NODE_ARRAY_PATTERN:
  case NODE_REST_PATTERN:
  case NODE_UPDATE_EXPRESSION: return false;
  default: return !fact_is_op(minify, node->parent, TOKEN_DELETE_WORD);
  }
}

static AstId object_of(const Minify *minify, AstId id) {
  return ast_child(minify->ast, id, FIELD_OBJECT);
}

static bool is_member(const Minify *minify, AstId id, Text name) {
  AstId property = ast_child(minify->ast, id, FIELD_PROPERTY);
  return ast_kind(minify->ast, property) == NODE_PROPERTY_IDENTIFIER &&
         text_is(ast_text(minify->ast, property), name);
}

// ---- Lengths

static bool fold_length(Minify *minify, AstId id) {
  AstId object = object_of(minify, id);
  Text text;
  if (!is_member(minify, id, TEXT("length"))) return false;
  if (fact_string(minify, object, &text))
    return make_replace_by_number(minify, id, utf8_utf16_length(text));
  bool is_array = ast_kind(minify->ast, object) == NODE_ARRAY &&
                  !ast_child_of_kind(minify->ast, object, NODE_SPREAD_ELEMENT);
  if (!is_array || !fact_is_unused(minify, object)) return false;
  return make_replace_by_number(minify, id, ast_count(minify->ast, object));
}

// ---- Elements

// Puts one part of a literal in the place of the member, if the others can go.
static bool put_part(Minify *minify, AstId id, AstId value) {
  Ast *ast = minify->ast;
  if (keep_names_moved(minify, value)) return false;
  AstId object = object_of(minify, id), kept = make_lift(minify, value);
  AstId nothing = make_number(minify, 0, AST_NONE);
  ast_become(ast, value, nothing);
  if (!fact_is_unused(minify, object)) {
    ast_become(ast, value, kept);
    return false;
  }
  minify_forget(minify, object);
  make_replace(minify, id, kept);
  return true;
}

static bool fold_element(Minify *minify, AstId id, AstId array, double index) {
  const Ast *ast = minify->ast;
  double count = 0;
  ast_each_child(ast, array, element) {
    NodeKind kind = ast_kind(ast, element);
    if (kind == NODE_SPREAD_ELEMENT) return false;
    if (count++ == index) return kind != NODE_HOLE && put_part(minify, id, element);
  }
  return false;
}

static bool fold_character(Minify *minify, AstId id, Text text, double index) {
  uint32_t unit;
  if (!value_unit(text, index, &unit)) return false;
  char bytes[4];
  Text character = {bytes, utf8_encode(unit, bytes)};
  make_replace(minify, id, make_string(minify, character, id));
  return true;
}

bool fold_index(Minify *minify, AstId id) {
  AstId object = object_of(minify, id), index = ast_child(minify->ast, id, FIELD_INDEX);
  double number;
  Text text;
  if (!is_only_read(minify, id) || !fact_number(minify, index, &number)) return false;
  if (ast_kind(minify->ast, object) == NODE_ARRAY) return fold_element(minify, id, object, number);
  return fact_string(minify, object, &text) && fold_character(minify, id, text, number);
}

// ---- Properties

// The value that an object literal says for a name, once and plainly.
static AstId value_of_key(const Ast *ast, AstId object, Text name) {
  AstId found = AST_NONE;
  ast_each_child(ast, object, member) {
    AstId key = ast_child(ast, member, FIELD_KEY);
    bool is_plain = ast_kind(ast, member) == NODE_PAIR &&
                    ast_kind(ast, key) == NODE_PROPERTY_IDENTIFIER &&
                    !text_is(ast_text(ast, key), TEXT("__proto__"));
    if (!is_plain) return AST_NONE;
    if (!text_is(ast_text(ast, key), name)) continue;
    if (found) return AST_NONE;
    found = ast_child(ast, member, FIELD_VALUE);
  }
  return found;
}

static bool fold_property(Minify *minify, AstId id) {
  Ast *ast = minify->ast;
  AstId object = object_of(minify, id), property = ast_child(ast, id, FIELD_PROPERTY);
  if (ast_kind(ast, object) != NODE_OBJECT) return false;
  if (ast_kind(ast, property) != NODE_PROPERTY_IDENTIFIER) return false;
  AstId value = value_of_key(ast, object, ast_text(ast, property));
  return value && put_part(minify, id, value);
}

bool fold_member(Minify *minify, AstId id) {
  if (!is_only_read(minify, id)) return false;
  return fold_length(minify, id) || fold_property(minify, id);
}
