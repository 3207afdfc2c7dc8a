// Functions and classes.
#include "print/ast_printer.h"

static void then_body(AstPrinter *self, AstId block) {
  then_blank(self);
  then_node(self, block, LEVEL_LOWEST, PLACE_PROLOGUE);
}

static void then_flag_word(AstPrinter *self, const AstNode *node, AstFlag flag, NodeKind word) {
  if (!(node->flags & flag)) return;
  then_token(self, word);
  then_blank(self);
}

// ---- Functions

static void emit_quiet(AstPrinter *self, AstId function) {
  if (ast_has(self->ast, function, AST_QUIET_CALLS))
    emit_note(self, TEXT("/* @__NO_SIDE_EFFECTS__ */ "));
}

void print_parameters(AstPrinter *self, AstPart part) {
  then_token(self, TOKEN_PAREN_OPEN);
  then_list(self, ast_first(self->ast, part.at), 0);
  then_token(self, TOKEN_PAREN_CLOSE);
}

void print_function(AstPrinter *self, AstPart part) {
  const Ast *ast = self->ast;
  const AstNode *node = ast_node(ast, part.at);
  AstId name = ast_child(ast, part.at, FIELD_NAME);
  bool is_generator =
      node->kind == NODE_GENERATOR_FUNCTION || node->kind == NODE_GENERATOR_FUNCTION_DECLARATION;
  emit_quiet(self, part.at);
  map_node(self, part.at);
  then_flag_word(self, node, AST_ASYNC, TOKEN_ASYNC_WORD);
  then_token(self, TOKEN_FUNCTION_WORD);
  if (is_generator) then_token(self, TOKEN_STAR);
  if (name) then_blank(self);
  then_node(self, name, LEVEL_LOWEST, 0);
  then_node(self, ast_child(ast, part.at, FIELD_PARAMETERS), LEVEL_LOWEST, 0);
  then_body(self, ast_child(ast, part.at, FIELD_BODY));
}

// `a => b`: one name needs no brackets.
void print_arrow(AstPrinter *self, AstPart part) {
  const Ast *ast = self->ast;
  AstId parameters = ast_child(ast, part.at, FIELD_PARAMETERS);
  AstId body = ast_child(ast, part.at, FIELD_BODY);
  AstId first = ast_first(ast, parameters);
  bool is_name = print_is_variable(ast_kind(ast, first)) && !ast_next(ast, first);
  emit_quiet(self, part.at);
  map_node(self, part.at);
  then_flag_word(self, ast_node(ast, part.at), AST_ASYNC, TOKEN_ASYNC_WORD);
  then_node(self, is_name && self->is_compact ? first : parameters, LEVEL_LOWEST, 0);
  then_operator(self, TOKEN_ARROW);
  if (ast_kind(ast, body) == NODE_STATEMENT_BLOCK)
    then_node(self, body, LEVEL_LOWEST, PLACE_PROLOGUE);
  else
    then_node(self, body, LEVEL_ASSIGN, (part.place & PLACE_NO_IN) | PLACE_ARROW_BODY);
}

// ---- Classes

// `@a.b.c` and `@a.b.c(d)` do without brackets.
static bool is_plain_decorator(const Ast *ast, AstId id) {
  const AstNode *node = ast_node(ast, id);
  bool is_call = node->kind == NODE_CALL_EXPRESSION && !(node->flags & AST_OPTIONAL) &&
                 ast_kind(ast, ast_next(ast, node->first_child)) == NODE_ARGUMENTS;
  if (is_call) node = ast_node(ast, node->first_child);
  while (node->kind == NODE_MEMBER_EXPRESSION && !(node->flags & AST_OPTIONAL))
    node = ast_node(ast, node->first_child);
  return print_is_variable((NodeKind)node->kind);
}

void print_decorator(AstPrinter *self, AstPart part) {
  AstId expression = ast_first(self->ast, part.at);
  bool is_plain = is_plain_decorator(self->ast, expression);
  then_token(self, TOKEN_AT);
  if (!is_plain) then_token(self, TOKEN_PAREN_OPEN);
  then_node(self, expression, LEVEL_LOWEST, 0);
  if (!is_plain) then_token(self, TOKEN_PAREN_CLOSE);
}

static void then_decorators(AstPrinter *self, AstId parent) {
  ast_each_child(self->ast, parent, child) {
    if (ast_kind(self->ast, child) != NODE_DECORATOR) continue;
    then_node(self, child, LEVEL_LOWEST, 0);
    then_blank(self);
  }
}

void print_class(AstPrinter *self, AstPart part) {
  const Ast *ast = self->ast;
  AstId name = ast_child(ast, part.at, FIELD_NAME);
  map_node(self, part.at);
  then_decorators(self, part.at);
  then_token(self, TOKEN_CLASS_WORD);
  if (name) then_blank(self);
  then_node(self, name, LEVEL_LOWEST, 0);
  ast_each_child(ast, part.at, child) {
    if (ast_kind(ast, child) == NODE_CLASS_HERITAGE) then_node(self, child, LEVEL_LOWEST, 0);
  }
  then_blank(self);
  then_node(self, ast_child(ast, part.at, FIELD_BODY), LEVEL_LOWEST, 0);
}

void print_heritage(AstPrinter *self, AstPart part) {
  then_blank(self);
  then_token(self, TOKEN_EXTENDS_WORD);
  then_blank(self);
  then_node(self, ast_first(self->ast, part.at), LEVEL_NEW, 0);
}

void print_class_body(AstPrinter *self, AstPart part) {
  AstId first = ast_first(self->ast, part.at);
  then_token(self, TOKEN_BRACE_OPEN);
  then(self, PART_INDENT, 0, 0);
  if (first) then(self, PART_MEMBERS, first, 0);
  then(self, PART_BLOCK_END, 0, first ? PLACE_LINES : 0);
}

void print_members(AstPrinter *self, AstPart part) {
  AstId next = ast_next(self->ast, part.at);
  emit_semicolon_owed(self);
  emit_line(self);
  map_node(self, part.at);
  then_node(self, part.at, LEVEL_LOWEST, 0);
  if (next) then(self, PART_MEMBERS, next, 0);
}

void print_static_block(AstPrinter *self, AstPart part) {
  then_token(self, TOKEN_STATIC_WORD);
  then_blank(self);
  then_node(self, ast_child(self->ast, part.at, FIELD_BODY), LEVEL_LOWEST, 0);
}

void print_method(AstPrinter *self, AstPart part) {
  const Ast *ast = self->ast;
  const AstNode *node = ast_node(ast, part.at);
  then_decorators(self, part.at);
  then_flag_word(self, node, AST_STATIC, TOKEN_STATIC_WORD);
  then_flag_word(self, node, AST_ASYNC, TOKEN_ASYNC_WORD);
  then_flag_word(self, node, AST_GETTER, TOKEN_GET_WORD);
  then_flag_word(self, node, AST_SETTER, TOKEN_SET_WORD);
  if (node->flags & AST_GENERATOR) then_token(self, TOKEN_STAR);
  then(self, PART_KEY, ast_child(ast, part.at, FIELD_NAME), 0);
  then_node(self, ast_child(ast, part.at, FIELD_PARAMETERS), LEVEL_LOWEST, 0);
  then_body(self, ast_child(ast, part.at, FIELD_BODY));
}

void print_field(AstPrinter *self, AstPart part) {
  const Ast *ast = self->ast;
  const AstNode *node = ast_node(ast, part.at);
  AstId value = ast_child(ast, part.at, FIELD_VALUE);
  then_decorators(self, part.at);
  then_flag_word(self, node, AST_STATIC, TOKEN_STATIC_WORD);
  then_flag_word(self, node, AST_ACCESSOR, TOKEN_ACCESSOR_WORD);
  then(self, PART_KEY, ast_child(ast, part.at, FIELD_PROPERTY), 0);
  if (value) then_operator(self, TOKEN_ASSIGN);
  then_node(self, value, LEVEL_ASSIGN, 0);
  then_semicolon(self);
}
