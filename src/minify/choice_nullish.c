// Tests for null and undefined, where an operator says the same.
//
//   a != null ? a : b          → a ?? b        a == null ? void 0 : a.b → a?.b
//   (a = b) != null ? a : c    → (a = b) ?? c  (a = b) == null ? void 0 : a.c() → (a = b)?.c()
//   a === null || a === void 0 → a == null     a != null && a.b() → a?.b(), if nobody uses it
//
// `document.all` is null to `==` and not to these: programs do not ask that of it.
#include "minify/choice.h"

#include "minify/facts.h"
#include "minify/make.h"

// ---- What is tested

// `value == null`, the other way round if `is_not`.
typedef struct NullTest {
  AstId value; // a name, or an assignment to one; AST_NONE: this is no such test
  AstId name;  // what has the value afterwards
  bool is_not;
} NullTest;

static AstId name_of(const Minify *minify, AstId value) {
  if (ast_kind(minify->ast, value) == NODE_ASSIGNMENT_EXPRESSION) value = fact_left(minify, value);
  return choice_is_name(minify, value) ? value : AST_NONE;
}

static NullTest null_test(const Minify *minify, AstId id) {
  bool is_not = fact_is_op(minify, id, TOKEN_NOT_EQUAL);
  if (!is_not && !fact_is_op(minify, id, TOKEN_EQUAL)) return (NullTest){0};
  AstId left = fact_left(minify, id), right = fact_right(minify, id);
  bool is_null = ast_kind(minify->ast, right) == NODE_NULL || fact_is_undefined(minify, right);
  AstId name = is_null ? name_of(minify, left) : AST_NONE;
  return name ? (NullTest){left, name, is_not} : (NullTest){0};
}

// ---- Chains

// The link of a chain whose object is the name `name`: `a.b` in `a.b[c](d)`. AST_NONE: it does not
// begin with that name, or can't be optional.
static AstId first_link(const Ast *ast, AstId chain, AstId name) {
  AstId link = AST_NONE;
  bool is_guarded = false; // in parentheses, from which `?.` would not lead out
  for (AstId id = chain;;) {
    AstId inner = ast_first(ast, id);
    is_guarded |= id != chain && ast_has(ast, id, AST_PARENTHESES);
    if (is_guarded && ast_has(ast, id, AST_OPTIONAL)) return AST_NONE;
    switch ((int)ast_kind(ast, id)) {
    case NODE_CALL_EXPRESSION:
      if (ast_kind(ast, ast_child(ast, id, FIELD_ARGUMENTS)) != NODE_ARGUMENTS) return AST_NONE;
      break;
    case NODE_MEMBER_EXPRESSION:
    case NODE_SUBSCRIPT_EXPRESSION: break;
    case NODE_IDENTIFIER: return link && ast_equal(ast, id, name) ? link : AST_NONE;
    default: return AST_NONE;
    }
    link = id, id = inner;
  }
}

// Parentheses within a chain, without `?.` inside, meant nothing so far.
static void make_optional(Minify *minify, AstId chain, AstId link, AstId value) {
  Ast *ast = minify->ast;
  for (AstId id = chain; id != link;) {
    id = ast_first(ast, id);
    ast_node(ast, id)->flags &= (uint16_t)~AST_PARENTHESES;
  }
  AstId object = ast_first(ast, link);
  minify_forget(minify, object);
  ast_node(ast, link)->flags |= AST_OPTIONAL;
  ast_become(ast, object, value);
}

// ---- Conditionals

bool choice_nullish(Minify *minify, AstId id) {
  Ast *ast = minify->ast;
  ChoiceParts parts = choice_parts(ast, id);
  NullTest test = null_test(minify, parts.test);
  if (!test.value) return false;
  AstId there = test.is_not ? parts.yes : parts.no, missing = test.is_not ? parts.no : parts.yes;
  if (ast_equal(ast, there, test.name)) {
    minify_forget(minify, there);
    make_replace(minify, id, make_binary(minify, TOKEN_NULLISH, test.value, missing));
    return true;
  }
  AstId link = fact_is_undefined(minify, missing) ? first_link(ast, there, test.name) : AST_NONE;
  if (!link) return false;
  make_optional(minify, there, link, test.value);
  make_replace(minify, id, there);
  return true;
}

bool choice_optional(Minify *minify, AstId id) {
  Ast *ast = minify->ast;
  NullTest test = null_test(minify, fact_left(minify, id));
  if (!test.value || !fact_is_op(minify, id, test.is_not ? TOKEN_LOGICAL_AND : TOKEN_LOGICAL_OR))
    return false;
  AstId right = fact_right(minify, id);
  AstId link = first_link(ast, right, test.name);
  if (!link) return false;
  make_optional(minify, right, link, test.value);
  ast_become(ast, id, right);
  return true;
}

// ---- Two tests that are one

static bool is_strict_test(const Minify *minify, AstId id, NodeKind op) {
  return fact_is_op(minify, id, op) && name_of(minify, fact_left(minify, id));
}

static bool asks_for_both(const Minify *minify, AstId one, AstId other) {
  AstId a = fact_right(minify, one), b = fact_right(minify, other);
  bool a_is_null = ast_kind(minify->ast, a) == NODE_NULL, a_is_void = fact_is_undefined(minify, a);
  bool b_is_null = ast_kind(minify->ast, b) == NODE_NULL, b_is_void = fact_is_undefined(minify, b);
  return (a_is_null && b_is_void) || (a_is_void && b_is_null);
}

// In a chain `x || a === null || a === void 0`, the first test is the right side of the left side.
bool choice_null_tests(Minify *minify, AstId id) {
  Ast *ast = minify->ast;
  NodeKind op = (NodeKind)ast_node(ast, id)->op;
  if (op != TOKEN_LOGICAL_AND && op != TOKEN_LOGICAL_OR) return false;
  NodeKind strict = op == TOKEN_LOGICAL_OR ? TOKEN_STRICT_EQUAL : TOKEN_STRICT_NOT_EQUAL;
  AstId left = fact_left(minify, id), second = fact_right(minify, id);
  AstId first = fact_is_op(minify, left, op) ? fact_right(minify, left) : left;
  if (!is_strict_test(minify, first, strict) || !is_strict_test(minify, second, strict))
    return false;
  if (ast_kind(ast, fact_left(minify, second)) != NODE_IDENTIFIER) return false;
  AstId name = name_of(minify, fact_left(minify, first));
  if (!ast_equal(ast, name, fact_left(minify, second)) || !asks_for_both(minify, first, second))
    return false;
  minify_forget(minify, second);
  ast_node(ast, first)->op = op == TOKEN_LOGICAL_OR ? TOKEN_EQUAL : TOKEN_NOT_EQUAL;
  AstId right = fact_right(minify, first);
  if (ast_kind(ast, right) != NODE_NULL) {
    minify_forget(minify, right);
    AstId null = ast_add_leaf(ast, NODE_NULL, TEXT("null"), right);
    ast_become(ast, right, null);
  }
  make_replace(minify, id, left);
  return true;
}
