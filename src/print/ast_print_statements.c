// Statements. A semicolon is owed at the end of one, and written when another statement follows:
// before a `}` and at the end of the file there is none.
#include "print/ast_printer.h"

// ---- Lists of statements

// A string that is no directive but stands where one would, or what may be printed as one.
static bool is_false_directive(const Ast *ast, AstId id) {
  if (ast_kind(ast, id) != NODE_EXPRESSION_STATEMENT || ast_has(ast, id, AST_DIRECTIVE))
    return false;
  NodeKind kind = ast_kind(ast, ast_first(ast, id));
  return kind == NODE_STRING || kind == NODE_TEMPLATE_STRING;
}

void begin_statement(AstPrinter *self, AstId id) {
  emit_semicolon_owed(self);
  uint32_t place = ast_place(self->ast, id);
  if (self->next_comment < self->ast->comment_count && place != UINT32_MAX)
    emit_comments(self, place);
  map_node(self, id);
  self->start = self->out.size;
  self->start_place = PLACE_STATEMENT;
}

void print_statements(AstPrinter *self, AstPart part) {
  const Ast *ast = self->ast;
  AstId id = part.at, end = self->input->end;
  while (id && ast_kind(ast, id) == NODE_EMPTY_STATEMENT) id = ast_next(ast, id);
  if (!id || id == end) return;
  bool is_directive = ast_has(ast, id, AST_DIRECTIVE) || ast_kind(ast, id) == NODE_HASH_BANG_LINE;
  unsigned place = is_directive ? part.place : part.place & ~(unsigned)PLACE_PROLOGUE;
  bool is_false = part.place & PLACE_PROLOGUE && is_false_directive(ast, id);
  emit_semicolon_owed(self);
  emit_line(self);
  begin_statement(self, id);
  then_node(self, id, LEVEL_LOWEST, is_false ? PLACE_PROLOGUE : 0);
  AstId next = ast_next(ast, id);
  if (next) then(self, next == end ? PART_END : PART_STATEMENTS, next, place);
}

static bool has_statements(const Ast *ast, AstId first) {
  while (first && ast_kind(ast, first) == NODE_EMPTY_STATEMENT) first = ast_next(ast, first);
  return first != AST_NONE;
}

static AstPart block_end(const AstPrinter *self, AstId first) {
  bool has_lines = has_statements(self->ast, first);
  return (AstPart){.kind = PART_BLOCK_END, .place = has_lines ? PLACE_LINES : 0};
}

void then_block(AstPrinter *self, AstId first, unsigned place) {
  then_token(self, TOKEN_BRACE_OPEN);
  then(self, PART_INDENT, 0, 0);
  if (first) then(self, PART_STATEMENTS, first, place);
  then_part(self, block_end(self, first));
}

void print_program(AstPrinter *self, AstPart part) {
  AstId first = ast_first(self->ast, part.at);
  if (first) then(self, PART_STATEMENTS, first, PLACE_PROLOGUE);
  then(self, PART_LINE, 0, 0);
}

void print_hash_bang(AstPrinter *self, AstPart part) {
  Text text = ast_text(self->ast, part.at);
  emit(self, text.at, text.size);
  if (self->is_compact) emit_byte(self, '\n');
}

void print_block(AstPrinter *self, AstPart part) {
  then_block(self, ast_first(self->ast, part.at), part.place & PLACE_PROLOGUE);
}

// ---- Statements in statements

static bool is_empty(const Ast *ast, AstId id) {
  NodeKind kind = ast_kind(ast, id);
  if (kind == NODE_STATEMENT_BLOCK) return !has_statements(ast, ast_first(ast, id));
  return !id || kind == NODE_EMPTY_STATEMENT;
}

// Whether a statement ends with an `if` that would take an `else` behind it. Each node ends at most
// one statement that is asked about.
static bool takes_else(const Ast *ast, AstId id) {
  for (;;) {
    switch ((int)ast_kind(ast, id)) {
    case NODE_IF_STATEMENT:
      id = ast_child(ast, id, FIELD_ALTERNATIVE);
      if (!id) return true;
      break;
    case NODE_FOR_STATEMENT:
    case NODE_FOR_IN_STATEMENT:
    case NODE_WHILE_STATEMENT:
    case NODE_WITH_STATEMENT:
    case NODE_LABELED_STATEMENT: id = ast_child(ast, id, FIELD_BODY); break;
    default: return false;
    }
  }
}

// Behind a label: on its line.
void print_statement(AstPrinter *self, AstPart part) {
  begin_statement(self, part.at);
  then_node(self, part.at, LEVEL_LOWEST, 0);
}

static void then_body(AstPrinter *self, AstId id, unsigned place) {
  then(self, PART_BODY, id, place);
}

void print_body(AstPrinter *self, AstPart part) {
  const Ast *ast = self->ast;
  NodeKind kind = ast_kind(ast, part.at);
  bool is_block = kind == NODE_STATEMENT_BLOCK;
  if (is_empty(ast, part.at) && (self->is_compact || !is_block)) {
    emit_token(self, TOKEN_SEMICOLON);
  } else if (is_block) {
    then_blank(self);
    then_node(self, part.at, LEVEL_LOWEST, 0);
  } else if (part.place & PLACE_BRACES || kind_is_scoped(kind)) {
    then_blank(self);
    then_token(self, TOKEN_BRACE_OPEN);
    self->depth++;
    emit_line(self);
    begin_statement(self, part.at);
    then_node(self, part.at, LEVEL_LOWEST, 0);
    then(self, PART_BLOCK_END, 0, PLACE_LINES);
  } else {
    self->depth++;
    emit_line(self);
    begin_statement(self, part.at);
    then_node(self, part.at, LEVEL_LOWEST, 0);
    then(self, PART_DEDENT, 0, 0);
  }
}

// ---- Conditions

static void then_brackets(AstPrinter *self, AstId id) {
  then_token(self, TOKEN_PAREN_OPEN);
  then_node(self, id, LEVEL_LOWEST, 0);
  then_token(self, TOKEN_PAREN_CLOSE);
}

void print_if(AstPrinter *self, AstPart part) {
  const Ast *ast = self->ast;
  AstId condition = ast_child(ast, part.at, FIELD_CONDITION);
  AstId consequence = ast_child(ast, part.at, FIELD_CONSEQUENCE);
  AstId alternative = ast_child(ast, part.at, FIELD_ALTERNATIVE);
  bool dangles = alternative && takes_else(ast, consequence);
  bool is_block = dangles || kind_is_scoped(ast_kind(ast, consequence)) ||
                  ast_kind(ast, consequence) == NODE_STATEMENT_BLOCK;
  then_token(self, TOKEN_IF_WORD);
  then_blank(self);
  then_brackets(self, condition);
  then_body(self, consequence, dangles ? PLACE_BRACES : 0);
  if (alternative) then(self, PART_ELSE, alternative, is_block ? PLACE_AFTER_BLOCK : 0);
}

void print_else(AstPrinter *self, AstPart part) {
  emit_semicolon_owed(self);
  if (part.place & PLACE_AFTER_BLOCK)
    then_blank(self);
  else
    emit_line(self);
  emit_token(self, TOKEN_ELSE_WORD);
  if (ast_kind(self->ast, part.at) != NODE_IF_STATEMENT) {
    then_body(self, part.at, 0);
    return;
  }
  then_blank(self);
  map_node(self, part.at);
  then_node(self, part.at, LEVEL_LOWEST, 0);
}

// Statements behind the value of a case.
static void then_case(AstPrinter *self, AstId first) {
  then_token(self, TOKEN_COLON);
  then(self, PART_INDENT, 0, 0);
  if (first) then(self, PART_STATEMENTS, first, 0);
  then(self, PART_DEDENT, 0, 0);
}

void print_case(AstPrinter *self, AstPart part) {
  AstId value = ast_child(self->ast, part.at, FIELD_VALUE);
  then_token(self, TOKEN_CASE_WORD);
  then_blank(self);
  then_node(self, value, LEVEL_LOWEST, 0);
  then_case(self, ast_next(self->ast, value));
}

void print_default(AstPrinter *self, AstPart part) {
  then_token(self, TOKEN_DEFAULT_WORD);
  then_case(self, ast_first(self->ast, part.at));
}

void print_switch(AstPrinter *self, AstPart part) {
  AstId value = ast_child(self->ast, part.at, FIELD_VALUE);
  then_token(self, TOKEN_SWITCH_WORD);
  then_blank(self);
  then_brackets(self, value);
  then_blank(self);
  then_block(self, ast_next(self->ast, value), 0);
}

// ---- Loops

void print_while(AstPrinter *self, AstPart part) {
  then_token(self, TOKEN_WHILE_WORD);
  then_blank(self);
  then_brackets(self, ast_child(self->ast, part.at, FIELD_CONDITION));
  then_body(self, ast_child(self->ast, part.at, FIELD_BODY), 0);
}

void print_do(AstPrinter *self, AstPart part) {
  then_token(self, TOKEN_DO_WORD);
  then_body(self, ast_child(self->ast, part.at, FIELD_BODY), 0);
  then(self, PART_DO_END, part.at, 0);
}

// No semicolon is needed behind `do x;while(y)`, whatever follows.
void print_do_end(AstPrinter *self, AstPart part) {
  emit_semicolon_owed(self);
  if (ast_kind(self->ast, ast_child(self->ast, part.at, FIELD_BODY)) == NODE_STATEMENT_BLOCK)
    then_blank(self);
  else
    emit_line(self);
  emit_token(self, TOKEN_WHILE_WORD);
  then_blank(self);
  then_brackets(self, ast_child(self->ast, part.at, FIELD_CONDITION));
  if (!self->is_compact) then_semicolon(self);
}

static bool is_declaration(NodeKind kind) {
  return kind == NODE_VARIABLE_DECLARATION || kind == NODE_LEXICAL_DECLARATION ||
         kind == NODE_USING_DECLARATION;
}

void print_for(AstPrinter *self, AstPart part) {
  const Ast *ast = self->ast;
  AstId initializer = ast_child(ast, part.at, FIELD_INITIALIZER);
  AstId condition = ast_child(ast, part.at, FIELD_CONDITION);
  AstId increment = ast_child(ast, part.at, FIELD_INCREMENT);
  then_token(self, TOKEN_FOR_WORD);
  then_blank(self);
  then_token(self, TOKEN_PAREN_OPEN);
  if (is_declaration(ast_kind(ast, initializer)))
    then_declaration(self, initializer, PLACE_NO_IN);
  else
    then_node(self, initializer, LEVEL_LOWEST, PLACE_NO_IN | PLACE_FOR);
  then_token(self, TOKEN_SEMICOLON);
  if (condition) then_blank(self);
  then_node(self, condition, LEVEL_LOWEST, 0);
  then_token(self, TOKEN_SEMICOLON);
  if (increment) then_blank(self);
  then_node(self, increment, LEVEL_LOWEST, 0);
  then_token(self, TOKEN_PAREN_CLOSE);
  then_body(self, ast_child(ast, part.at, FIELD_BODY), 0);
}

static void then_declared(AstPrinter *self, const AstNode *node) {
  static const NodeKind words[] = {
      [AST_VAR] = TOKEN_VAR_WORD,           [AST_LET] = TOKEN_LET_WORD,
      [AST_CONST] = TOKEN_CONST_WORD,       [AST_USING] = TOKEN_USING_WORD,
      [AST_AWAIT_USING] = TOKEN_USING_WORD,
  };
  if (!node->declares) return;
  if (node->declares == AST_AWAIT_USING) {
    then_token(self, TOKEN_AWAIT_WORD);
    then_blank(self);
  }
  then_token(self, words[node->declares]);
  then_blank(self);
}

void print_for_in(AstPrinter *self, AstPart part) {
  const Ast *ast = self->ast;
  const AstNode *node = ast_node(ast, part.at);
  AstId value = ast_child(ast, part.at, FIELD_VALUE);
  bool is_of = node->op == TOKEN_OF_WORD;
  unsigned start = is_of ? PLACE_FOR_OF : PLACE_FOR;
  then_token(self, TOKEN_FOR_WORD);
  then_blank(self);
  if (node->flags & AST_AWAIT) {
    then_token(self, TOKEN_AWAIT_WORD);
    then_blank(self);
  }
  then_token(self, TOKEN_PAREN_OPEN);
  then_declared(self, node);
  then_node(self, ast_child(ast, part.at, FIELD_LEFT), LEVEL_CALL,
            PLACE_NO_IN | (node->declares ? 0 : start));
  if (value) then_operator(self, TOKEN_ASSIGN);
  then_node(self, value, LEVEL_ASSIGN, PLACE_NO_IN);
  then_operator(self, is_of ? TOKEN_OF_WORD : TOKEN_IN_WORD);
  then_node(self, ast_child(ast, part.at, FIELD_RIGHT), is_of ? LEVEL_ASSIGN : LEVEL_LOWEST, 0);
  then_token(self, TOKEN_PAREN_CLOSE);
  then_body(self, ast_child(ast, part.at, FIELD_BODY), 0);
}

// ---- Declarations

void then_declaration(AstPrinter *self, AstId id, unsigned place) {
  then_declared(self, ast_node(self->ast, id));
  then_list(self, ast_first(self->ast, id), place);
}

void print_declaration(AstPrinter *self, AstPart part) {
  then_declaration(self, part.at, part.place);
  then_semicolon(self);
}

void print_declarator(AstPrinter *self, AstPart part) {
  AstId value = ast_child(self->ast, part.at, FIELD_VALUE);
  then_node(self, ast_child(self->ast, part.at, FIELD_NAME), LEVEL_LOWEST, 0);
  if (!value) return;
  then_operator(self, TOKEN_ASSIGN);
  then_node(self, value, LEVEL_ASSIGN, part.place & PLACE_NO_IN);
}

// ---- Others

void print_empty(AstPrinter *self, AstPart part) {
  (void)part;
  emit_token(self, TOKEN_SEMICOLON);
}

void print_expression_statement(AstPrinter *self, AstPart part) {
  const Ast *ast = self->ast;
  AstId expression = ast_first(ast, part.at);
  if (ast_has(ast, part.at, AST_DIRECTIVE))
    emit_raw(self, ast_text(ast, expression));
  else
    then_node(self, expression, LEVEL_LOWEST, part.place & PLACE_PROLOGUE);
  then_semicolon(self);
}

void print_try(AstPrinter *self, AstPart part) {
  const Ast *ast = self->ast;
  AstId finalizer = ast_child(ast, part.at, FIELD_FINALIZER);
  AstId handler = ast_child(ast, part.at, FIELD_HANDLER);
  then_token(self, TOKEN_TRY_WORD);
  then_blank(self);
  then_node(self, ast_child(ast, part.at, FIELD_BODY), LEVEL_LOWEST, 0);
  if (handler) then_blank(self);
  then_node(self, handler, LEVEL_LOWEST, 0);
  if (!finalizer) return;
  then_blank(self);
  then_token(self, TOKEN_FINALLY_WORD);
  then_blank(self);
  then_node(self, finalizer, LEVEL_LOWEST, 0);
}

void print_catch(AstPrinter *self, AstPart part) {
  AstId parameter = ast_child(self->ast, part.at, FIELD_PARAMETER);
  then_token(self, TOKEN_CATCH_WORD);
  then_blank(self);
  if (parameter) {
    then_brackets(self, parameter);
    then_blank(self);
  }
  then_node(self, ast_child(self->ast, part.at, FIELD_BODY), LEVEL_LOWEST, 0);
}

void print_with(AstPrinter *self, AstPart part) {
  then_token(self, TOKEN_WITH_WORD);
  then_blank(self);
  then_brackets(self, ast_child(self->ast, part.at, FIELD_OBJECT));
  then_body(self, ast_child(self->ast, part.at, FIELD_BODY), 0);
}

void print_jump(AstPrinter *self, AstPart part) {
  bool is_break = ast_kind(self->ast, part.at) == NODE_BREAK_STATEMENT;
  AstId label = ast_first(self->ast, part.at);
  then_token(self, is_break ? TOKEN_BREAK_WORD : TOKEN_CONTINUE_WORD);
  if (label) then_blank(self);
  then_node(self, label, LEVEL_LOWEST, 0);
  then_semicolon(self);
}

void print_debugger(AstPrinter *self, AstPart part) {
  (void)part;
  then_token(self, TOKEN_DEBUGGER_WORD);
  then_semicolon(self);
}

void print_return(AstPrinter *self, AstPart part) {
  bool is_return = ast_kind(self->ast, part.at) == NODE_RETURN_STATEMENT;
  AstId value = ast_first(self->ast, part.at);
  then_token(self, is_return ? TOKEN_RETURN_WORD : TOKEN_THROW_WORD);
  if (value) then_blank(self);
  then_node(self, value, LEVEL_LOWEST, 0);
  then_semicolon(self);
}

// A function behind a label stays as it is: in a block it would be another variable's.
void print_labeled(AstPrinter *self, AstPart part) {
  AstId body = ast_child(self->ast, part.at, FIELD_BODY);
  NodeKind kind = ast_kind(self->ast, body);
  bool is_bare =
      kind == NODE_FUNCTION_DECLARATION || (!kind_is_scoped(kind) && !is_empty(self->ast, body));
  then_node(self, ast_child(self->ast, part.at, FIELD_LABEL), LEVEL_LOWEST, 0);
  then_token(self, TOKEN_COLON);
  if (!is_bare) {
    then_body(self, body, 0);
    return;
  }
  then_blank(self);
  then(self, PART_STATEMENT, body, 0);
}
