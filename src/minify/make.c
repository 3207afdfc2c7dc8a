// Nodes are put together by hand: literals and operators are what transforms make most.
#include "minify/make.h"

#include <math.h>

#include "minify/facts.h"
#include "print/string_literal.h"
#include "syntax/kind.h"

// Puts children into a new node; AST_NONE is left out.
static void put(Ast *ast, AstId parent, AstId child, NodeField field) {
  if (child) ast_append(ast, parent, child, field);
}

// ---- Literals

static AstId number_leaf(Minify *minify, double value, AstId origin) {
  return ast_add_leaf(minify->ast, NODE_NUMBER, make_number_text(minify, value), origin);
}

// Whether no variable of the program's own has the name.
static bool is_free(const Minify *minify, Text name) {
  return !(scope_name_uses(minify->program, name) & (ATOM_TOP_LEVEL | ATOM_NESTED)) &&
         !minify->table->has_with;
}

// `1/0`.
static AstId quotient(Minify *minify, double left, AstId origin) {
  AstId over = make_number(minify, left, origin);
  return make_binary(minify, TOKEN_SLASH, over, number_leaf(minify, 0, origin));
}

AstId make_number(Minify *minify, double value, AstId origin) {
  const Text nan_name = TEXT("NaN");
  if (isnan(value) && is_free(minify, nan_name))
    return ast_add_leaf(minify->ast, NODE_IDENTIFIER, nan_name, AST_NONE);
  if (isnan(value)) return quotient(minify, 0, origin);
  if (isinf(value)) return quotient(minify, value > 0 ? 1 : -1, origin);
  if (!signbit(value)) return number_leaf(minify, value, origin);
  return make_unary(minify, TOKEN_MINUS, number_leaf(minify, -value, origin));
}

AstId make_string(Minify *minify, Text value, AstId origin) {
  Buffer literal = {.arena = minify->arena};
  string_literal_add_value(&literal, value, minify->options->is_ascii_only);
  return ast_add_leaf(minify->ast, NODE_STRING, buffer_text(&literal), origin);
}

AstId make_boolean(Minify *minify, bool value, AstId origin) {
  return make_unary(minify, TOKEN_NOT, number_leaf(minify, value ? 0 : 1, origin));
}

AstId make_undefined(Minify *minify, AstId origin) {
  return make_unary(minify, TOKEN_VOID_WORD, number_leaf(minify, 0, origin));
}

// ---- Operators

AstId make_unary(Minify *minify, NodeKind op, AstId argument) {
  AstId made = ast_add(minify->ast, NODE_UNARY_EXPRESSION, argument);
  ast_node(minify->ast, made)->op = (uint16_t)op;
  put(minify->ast, made, argument, FIELD_ARGUMENT);
  return made;
}

AstId make_binary(Minify *minify, NodeKind op, AstId left, AstId right) {
  AstId made = ast_add(minify->ast, NODE_BINARY_EXPRESSION, left);
  ast_node(minify->ast, made)->op = (uint16_t)op;
  put(minify->ast, made, left, FIELD_LEFT);
  put(minify->ast, made, right, FIELD_RIGHT);
  return made;
}

AstId make_conditional(Minify *minify, AstId test, AstId yes, AstId no) {
  AstId made = ast_add(minify->ast, NODE_TERNARY_EXPRESSION, test);
  put(minify->ast, made, test, FIELD_CONDITION);
  put(minify->ast, made, yes, FIELD_CONSEQUENCE);
  put(minify->ast, made, no, FIELD_ALTERNATIVE);
  return made;
}

AstId make_statement(Minify *minify, AstId expression) {
  AstId made = ast_add(minify->ast, NODE_EXPRESSION_STATEMENT, expression);
  put(minify->ast, made, expression, FIELD_NONE);
  return made;
}

// ---- Sequences

// The parts of a sequence, or the one expression, as a list.
static AstId take_parts(Ast *ast, AstId id) {
  if (ast_kind(ast, id) == NODE_SEQUENCE_EXPRESSION) return ast_take_children(ast, id);
  ast_node(ast, id)->next_sibling = AST_NONE;
  return id;
}

void make_add_part(Minify *minify, MakeParts *parts, AstId expression) {
  Ast *ast = minify->ast;
  if (!parts->sequence) parts->sequence = ast_add(ast, NODE_SEQUENCE_EXPRESSION, expression);
  AstId list = take_parts(ast, expression);
  for (AstId part = list; part; part = ast_next(ast, part)) ast_node(ast, part)->field = FIELD_NONE;
  parts->last = ast_insert_list(ast, parts->sequence, parts->last, list);
}

AstId make_sequence(Minify *minify, AstId first, AstId second) {
  MakeParts parts = {0};
  first = make_effects(minify, first);
  if (!first) return second;
  make_add_part(minify, &parts, first);
  make_add_part(minify, &parts, second);
  return parts.sequence;
}

AstId make_of_parts(Minify *minify, const MakeParts *parts) {
  AstId first = parts->sequence ? ast_first(minify->ast, parts->sequence) : AST_NONE;
  bool is_alone = first && first == parts->last;
  return is_alone ? ast_remove_after(minify->ast, parts->sequence, AST_NONE) : parts->sequence;
}

// ---- In the place of another

AstId make_lift(Minify *minify, AstId at) {
  Ast *ast = minify->ast;
  const AstNode place = *ast_node(ast, at);
  AstId made = ast_add(ast, ast_kind(ast, at), at);
  ast_become(ast, made, at);
  AstNode *left = ast_node(ast, at);
  left->parent = place.parent, left->next_sibling = place.next_sibling, left->field = place.field;
  return made;
}

static bool is_chain(const Ast *ast, AstId id) {
  for (AstId link = id; link; link = fact_base(ast, link)) {
    if (link != id && ast_has(ast, link, AST_PARENTHESES)) return false;
    if (ast_has(ast, link, AST_OPTIONAL)) return true;
  }
  return false;
}

// Whether an expression is more than its value to who calls it or deletes it.
static bool is_reference(const Minify *minify, AstId id) {
  NodeKind kind = ast_kind(minify->ast, id);
  return kind == NODE_MEMBER_EXPRESSION || kind == NODE_SUBSCRIPT_EXPRESSION ||
         (kind == NODE_IDENTIFIER &&
          (minify->table->has_with || text_is(ast_text(minify->ast, id), TEXT("eval"))));
}

static bool is_undeclared(const Minify *minify, AstId id) {
  return ast_kind(minify->ast, id) == NODE_IDENTIFIER && !minify_is_declared(minify, id);
}

bool make_changes_meaning(const Minify *minify, AstId at, AstId id) {
  const Ast *ast = minify->ast;
  AstId around = ast_parent(ast, at);
  if (ast_kind(ast, around) == NODE_CALL_EXPRESSION)
    return ast_node(ast, at)->field == FIELD_FUNCTION && is_reference(minify, id);
  if (fact_is_op(minify, around, TOKEN_DELETE_WORD))
    return is_reference(minify, id) || kind_is_variable(ast_kind(ast, id));
  return fact_is_op(minify, around, TOKEN_TYPEOF_WORD) && is_undeclared(minify, id);
}

// Whether what is at a place is no more than its value. A variable that is called is; `delete x`
// and `typeof x` ask what the name is.
static bool was_value(const Minify *minify, AstId at) {
  if (is_reference(minify, at)) return false;
  bool is_deleted = fact_is_op(minify, ast_parent(minify->ast, at), TOKEN_DELETE_WORD);
  return !kind_is_variable(ast_kind(minify->ast, at)) ||
         (!is_deleted && !is_undeclared(minify, at));
}

bool make_replace(Minify *minify, AstId at, AstId id) {
  Ast *ast = minify->ast;
  if (was_value(minify, at) && make_changes_meaning(minify, at, id)) {
    AstId made = ast_add(ast, NODE_SEQUENCE_EXPRESSION, id);
    AstId zero = make_number(minify, 0, AST_NONE);
    ast_become(ast, at, made);
    ast_insert(ast, at, AST_NONE, zero, FIELD_NONE);
    ast_insert(ast, at, zero, id, FIELD_NONE);
    return true;
  }
  bool was_chain = is_chain(ast, at) && !ast_has(ast, at, AST_PARENTHESES);
  ast_become(ast, at, id);
  if (!was_chain && is_chain(ast, at)) ast_node(ast, at)->flags |= AST_PARENTHESES;
  return true;
}

bool make_replace_by_number(Minify *minify, AstId at, double number) {
  minify_forget(minify, at);
  return make_replace(minify, at, make_number(minify, number, at));
}
