// Imports and exports. Their tokens are in the Ast; what stands between them is not.
#include "print/ast_printer.h"

static bool is_separator(NodeKind kind) {
  switch ((int)kind) {
  case TOKEN_SEMICOLON:
  case TOKEN_COMMA:
  case TOKEN_BRACE_OPEN:
  case TOKEN_BRACE_CLOSE: return true;
  default: return false;
  }
}

// ---- Names

// A name of a module's own: a string stays one, unless it is a plain name.
static void emit_export_name(AstPrinter *self, AstId id) {
  Text name;
  if (ast_kind(self->ast, id) == TOKEN_DEFAULT_WORD)
    emit_token(self, TOKEN_DEFAULT_WORD);
  else if (ast_kind(self->ast, id) != NODE_STRING)
    emit_name(self, plain_name(self, id));
  else if (key_name(self, id, &name))
    emit_name(self, name);
  else
    emit_string(self, value_of_string(self, id), false);
}

// What a specifier's name says: of a string, its value.
static Text specifier_text(AstPrinter *self, AstId id) {
  NodeKind kind = ast_kind(self->ast, id);
  if (kind == TOKEN_DEFAULT_WORD) return TEXT("default");
  return kind == NODE_STRING ? value_of_string(self, id) : plain_name(self, id);
}

static void emit_variable(AstPrinter *self, AstId id, Text name) {
  map_name(self, id, name);
  emit_name(self, name);
}

static void emit_as(AstPrinter *self) {
  if (!self->is_compact) emit_byte(self, ' ');
  emit_token(self, TOKEN_AS_WORD);
  if (!self->is_compact) emit_byte(self, ' ');
}

// `a as b`: `b` is the variable.
void print_import_specifier(AstPrinter *self, AstPart part) {
  AstId name = ast_child(self->ast, part.at, FIELD_NAME);
  AstId alias = ast_child(self->ast, part.at, FIELD_ALIAS);
  AstId variable = alias ? alias : name;
  Text local = name_of(self, variable);
  if (!text_is(specifier_text(self, name), local)) {
    map_node(self, name);
    emit_export_name(self, name);
    emit_as(self);
  }
  emit_variable(self, variable, local);
}

// `a as b`: `a` is the variable, unless it is another module's.
void print_export_specifier(AstPrinter *self, AstPart part) {
  AstId name = ast_child(self->ast, part.at, FIELD_NAME);
  AstId alias = ast_child(self->ast, part.at, FIELD_ALIAS);
  AstId exported = alias ? alias : name;
  bool is_variable = ast_node(self->ast, name)->symbol != 0;
  Text local = is_variable ? name_of(self, name) : specifier_text(self, name);
  if (is_variable)
    emit_variable(self, name, local);
  else
    emit_export_name(self, name);
  if (text_is(specifier_text(self, exported), local)) return;
  emit_as(self);
  emit_export_name(self, exported);
}

// ---- Clauses

static AstId next_specifier(const Ast *ast, AstId id) {
  while (id && is_separator(ast_kind(ast, id))) id = ast_next(ast, id);
  return id;
}

static void then_specifiers(AstPrinter *self, AstId first) {
  const Ast *ast = self->ast;
  for (AstId id = first; id; id = next_specifier(ast, ast_next(ast, id))) {
    if (id != first) {
      then_token(self, TOKEN_COMMA);
      then_blank(self);
    }
    then_node(self, id, LEVEL_LOWEST, 0);
  }
}

void print_specifiers(AstPrinter *self, AstPart part) {
  AstId first = next_specifier(self->ast, ast_first(self->ast, part.at));
  then_token(self, TOKEN_BRACE_OPEN);
  if (first) then_blank(self);
  then_specifiers(self, first);
  if (first) then_blank(self);
  then_token(self, TOKEN_BRACE_CLOSE);
}

void print_import_clause(AstPrinter *self, AstPart part) {
  then_specifiers(self, next_specifier(self->ast, ast_first(self->ast, part.at)));
}

// `* as a`
void print_namespace(AstPrinter *self, AstPart part) {
  AstId name = AST_NONE;
  ast_each_child(self->ast, part.at, child) {
    NodeKind kind = ast_kind(self->ast, child);
    if (kind != TOKEN_STAR && kind != TOKEN_AS_WORD) name = child;
  }
  emit_token(self, TOKEN_STAR);
  emit_as(self);
  if (ast_kind(self->ast, part.at) == NODE_NAMESPACE_IMPORT)
    emit_variable(self, name, name_of(self, name));
  else
    emit_export_name(self, name);
}

void print_import_attribute(AstPrinter *self, AstPart part) {
  AstId object = AST_NONE;
  ast_each_child(self->ast, part.at, child) {
    if (ast_kind(self->ast, child) == NODE_OBJECT) object = child;
  }
  then_token(self, TOKEN_WITH_WORD);
  then_blank(self);
  then_node(self, object, LEVEL_LOWEST, PLACE_KEEPS);
}

// ---- Statements

// Words, clauses and strings, in the order in which they stand.
static void then_parts(AstPrinter *self, AstId statement) {
  const Ast *ast = self->ast;
  ast_each_child(ast, statement, child) {
    if (ast_kind(ast, child) == TOKEN_SEMICOLON) continue;
    if (child != ast_first(ast, statement)) then_blank(self);
    then_node(self, child, LEVEL_LOWEST, PLACE_KEEPS);
  }
}

void print_import(AstPrinter *self, AstPart part) {
  then_parts(self, part.at);
  then_semicolon(self);
}

static bool is_function_or_class(NodeKind kind) {
  return kind == NODE_FUNCTION_EXPRESSION || kind == NODE_GENERATOR_FUNCTION || kind == NODE_CLASS;
}

// A function or class without parentheses is a declaration without a name.
static void then_default(AstPrinter *self, AstId value) {
  const AstNode *node = ast_node(self->ast, value);
  bool is_declaration = is_function_or_class((NodeKind)node->kind);
  if (is_declaration && node->flags & AST_PARENTHESES) {
    then_token(self, TOKEN_PAREN_OPEN);
    then_node(self, value, LEVEL_LOWEST, 0);
    then_token(self, TOKEN_PAREN_CLOSE);
    is_declaration = false;
  } else {
    then_node(self, value, LEVEL_ASSIGN, is_declaration ? 0 : PLACE_DEFAULT);
  }
  if (!is_declaration) then_semicolon(self);
}

void print_export(AstPrinter *self, AstPart part) {
  const Ast *ast = self->ast;
  AstId declaration = ast_child(ast, part.at, FIELD_DECLARATION);
  AstId value = ast_child(ast, part.at, FIELD_VALUE);
  if (!declaration && !value) {
    print_import(self, part);
    return;
  }
  ast_each_child(ast, part.at, child) {
    if (child == value || ast_kind(ast, child) == TOKEN_SEMICOLON) continue;
    then_node(self, child, LEVEL_LOWEST, 0);
    if (child != declaration) then_blank(self);
  }
  if (value) then_default(self, value);
}
