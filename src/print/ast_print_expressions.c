// Expressions: operators, calls and members. Parentheses around a whole expression are
// ast_print.c's; here is said what its operands must be.
#include "print/ast_printer.h"

#include "syntax/literal.h"

// ---- Operators

void print_sequence(AstPrinter *self, AstPart part) {
  then_list(self, ast_first(self->ast, part.at), part.place & PLACE_NO_IN);
}

void print_assignment(AstPrinter *self, AstPart part) {
  const Ast *ast = self->ast;
  const AstNode *node = ast_node(ast, part.at);
  bool is_plain = node->kind == NODE_ASSIGNMENT_EXPRESSION;
  then_node(self, node->first_child, LEVEL_CALL, part.place & PLACE_NO_IN);
  then_operator(self, is_plain ? TOKEN_ASSIGN : (NodeKind)node->op);
  then_node(self, ast_next(ast, node->first_child), LEVEL_ASSIGN, part.place & PLACE_NO_IN);
}

void print_ternary(AstPrinter *self, AstPart part) {
  const Ast *ast = self->ast;
  AstId condition = ast_first(ast, part.at);
  AstId consequence = ast_next(ast, condition);
  then_node(self, condition, LEVEL_NULLISH, part.place & PLACE_NO_IN);
  then_operator(self, TOKEN_QUESTION);
  then_node(self, consequence, LEVEL_ASSIGN, 0);
  then_operator(self, TOKEN_COLON);
  then_node(self, ast_next(ast, consequence), LEVEL_ASSIGN, part.place & PLACE_NO_IN);
}

typedef struct OperandLevels {
  uint8_t left, right;
} OperandLevels;

static const OperandLevels operand_levels[NODE_KIND_COUNT] = {
#define BINARY(TOKEN, LEVEL, LEFT, RIGHT) [TOKEN_##TOKEN] = {LEVEL_##LEFT, LEVEL_##RIGHT},
#include "syntax/precedence.def"
};

// `??` has no `||` and `&&` beside it without parentheses.
static Level operand_level(const Ast *ast, NodeKind op, AstId operand, Level level) {
  if (op != TOKEN_NULLISH) return level;
  const AstNode *node = ast_node(ast, operand);
  bool is_logical = node->kind == NODE_BINARY_EXPRESSION &&
                    (node->op == TOKEN_LOGICAL_OR || node->op == TOKEN_LOGICAL_AND);
  return is_logical ? LEVEL_OR : level;
}

void print_binary(AstPrinter *self, AstPart part) {
  const Ast *ast = self->ast;
  const AstNode *node = ast_node(ast, part.at);
  NodeKind op = (NodeKind)node->op;
  AstId left = node->first_child, right = ast_next(ast, left);
  OperandLevels levels = operand_levels[op];
  then_node(self, left, operand_level(ast, op, left, levels.left), part.place & PLACE_NO_IN);
  then_operator(self, op);
  then_node(self, right, operand_level(ast, op, right, levels.right), part.place & PLACE_NO_IN);
}

void print_unary(AstPrinter *self, AstPart part) {
  const AstNode *node = ast_node(self->ast, part.at);
  map_node(self, part.at);
  emit_prefix(self, (NodeKind)node->op);
  bool is_word =
      node->op == TOKEN_TYPEOF_WORD || node->op == TOKEN_VOID_WORD || node->op == TOKEN_DELETE_WORD;
  if (is_word) then_blank(self);
  then_node(self, node->first_child, LEVEL_PREFIX, 0);
}

void print_update(AstPrinter *self, AstPart part) {
  const AstNode *node = ast_node(self->ast, part.at);
  bool is_prefix = node->flags & AST_PREFIX;
  if (is_prefix) {
    map_node(self, part.at);
    emit_prefix(self, (NodeKind)node->op);
  }
  then_node(self, node->first_child, LEVEL_CALL, 0);
  if (!is_prefix) then_token(self, (NodeKind)node->op);
}

void print_await(AstPrinter *self, AstPart part) {
  map_node(self, part.at);
  then_token(self, TOKEN_AWAIT_WORD);
  then_blank(self);
  then_node(self, ast_first(self->ast, part.at), LEVEL_PREFIX, 0);
}

void print_yield(AstPrinter *self, AstPart part) {
  const AstNode *node = ast_node(self->ast, part.at);
  map_node(self, part.at);
  then_token(self, TOKEN_YIELD_WORD);
  if (node->flags & AST_DELEGATE) then_token(self, TOKEN_STAR);
  if (node->first_child) then_blank(self);
  then_node(self, node->first_child, LEVEL_ASSIGN, part.place & PLACE_NO_IN);
}

// ---- Calls and members

// Whether an argument `[a] = b` stands behind one that may have an object or an array in it.
// `f({ a: 1 }, [b] = c)` is right, but V8 takes it for the parameters of an arrow function, which
// it then refuses (in Node 20).
static bool has_pattern_behind(const Ast *ast, AstId first) {
  bool is_behind = false;
  for (AstId id = first; id; id = ast_next(ast, id)) {
    AstId value = ast_kind(ast, id) == NODE_SPREAD_ELEMENT ? ast_first(ast, id) : id;
    NodeKind kind = ast_kind(ast, value);
    if (is_behind && kind == NODE_ASSIGNMENT_EXPRESSION &&
        print_is_pattern(ast_kind(ast, ast_first(ast, value))))
      return true;
    is_behind |= ast_first(ast, value) != AST_NONE;
  }
  return false;
}

void print_arguments(AstPrinter *self, AstPart part) {
  AstId first = ast_first(self->ast, part.at);
  then_token(self, TOKEN_PAREN_OPEN);
  then_list(self, first, has_pattern_behind(self->ast, first) ? PLACE_APART : 0);
  then_token(self, TOKEN_PAREN_CLOSE);
}

// In front of a chain it would be read as the note of the chain's last call.
static void emit_pure(AstPrinter *self, AstPart part) {
  bool is_in_chain = (Level)part.least > LEVEL_PREFIX;
  if (ast_has(self->ast, part.at, AST_PURE) && !is_in_chain)
    emit_note(self, TEXT("/* @__PURE__ */ "));
}

// `new a` does without brackets where nothing follows that would be taken for a part of it.
void print_new(AstPrinter *self, AstPart part) {
  const Ast *ast = self->ast;
  AstId made = ast_child(ast, part.at, FIELD_CONSTRUCTOR);
  AstId arguments = ast_next(ast, made);
  bool is_bare = !arguments || !ast_first(ast, arguments);
  emit_pure(self, part);
  map_node(self, part.at);
  then_token(self, TOKEN_NEW_WORD);
  then_blank(self);
  then_node(self, made, LEVEL_MEMBER, PLACE_NO_CALL);
  if (is_bare && self->is_compact && (Level)part.least <= LEVEL_NEW) return;
  if (arguments) {
    then_node(self, arguments, LEVEL_LOWEST, 0);
    return;
  }
  then_token(self, TOKEN_PAREN_OPEN);
  then_token(self, TOKEN_PAREN_CLOSE);
}

// What a link of a chain is a link of.
static void then_object(AstPrinter *self, AstId object, AstPart part) {
  then_node(self, object, LEVEL_CALL, part.place & PLACE_NO_CALL);
}

void print_call(AstPrinter *self, AstPart part) {
  const Ast *ast = self->ast;
  AstId function = ast_first(ast, part.at);
  emit_pure(self, part);
  if (print_is_tag(ast, ast_node(ast, part.at)))
    then_object(self, function, part);
  else
    then_node(self, function, LEVEL_CALL, 0);
  then(self, PART_LINK, part.at, 0);
}

void print_subscript(AstPrinter *self, AstPart part) {
  then_object(self, ast_first(self->ast, part.at), part);
  then(self, PART_LINK, part.at, 0);
}

void print_member(AstPrinter *self, AstPart part) {
  then_object(self, ast_first(self->ast, part.at), part);
  then_property(self, part.at);
}

void print_property(AstPrinter *self, AstPart part) {
  const Ast *ast = self->ast;
  const AstNode *node = ast_node(ast, part.at);
  AstId property = ast_next(ast, node->first_child);
  if (node->flags & AST_OPTIONAL)
    emit(self, "?.", 2);
  else if (self->number_end == self->out.size)
    emit(self, "..", 2); // the first one is the number's
  else
    emit_byte(self, '.');
  Text name = plain_name(self, property);
  map_leaf(self, property, name);
  emit_name(self, name);
}

void print_link(AstPrinter *self, AstPart part) {
  const Ast *ast = self->ast;
  const AstNode *node = ast_node(ast, part.at);
  AstId behind = ast_next(ast, node->first_child);
  if (node->flags & AST_OPTIONAL) emit(self, "?.", 2);
  if (node->kind == NODE_CALL_EXPRESSION) {
    then_node(self, behind, LEVEL_LOWEST, 0);
    return;
  }
  then_token(self, TOKEN_BRACKET_OPEN);
  then_node(self, behind, LEVEL_LOWEST, 0);
  then_token(self, TOKEN_BRACKET_CLOSE);
}

// ---- Leaves

// A name that would begin a declaration, or make another loop, where it stands.
static bool is_mistaken(const AstPrinter *self, AstId id, Text name) {
  const AstNode *node = ast_node(self->ast, id);
  NodeKind around = ast_kind(self->ast, node->parent);
  bool is_loop = self->start_place == PLACE_FOR_OF;
  if (text_is(name, TEXT("let")))
    return is_loop || (around == NODE_SUBSCRIPT_EXPRESSION && node->field == FIELD_OBJECT &&
                       self->start_place & (PLACE_STATEMENT | PLACE_FOR));
  return is_loop && text_is(name, TEXT("async")) && around == NODE_FOR_IN_STATEMENT &&
         !ast_has(self->ast, node->parent, AST_AWAIT);
}

void print_identifier(AstPrinter *self, AstPart part) {
  Text name = name_of(self, part.at);
  bool has_parentheses = self->start == self->out.size && is_mistaken(self, part.at, name);
  if (has_parentheses) emit_byte(self, '(');
  map_name(self, part.at, name);
  emit_name(self, name);
  if (has_parentheses) emit_byte(self, ')');
}

void print_name(AstPrinter *self, AstPart part) {
  Text name = plain_name(self, part.at);
  map_leaf(self, part.at, name);
  emit_name(self, name);
}

void print_keyword(AstPrinter *self, AstPart part) {
  map_node(self, part.at);
  emit_name(self, kind_name(ast_kind(self->ast, part.at)));
}

// Behind the word may stand a phase: `import.defer`.
void print_import_word(AstPrinter *self, AstPart part) {
  Text text = ast_text(self->ast, part.at);
  map_node(self, part.at);
  if (text_ends(text, TEXT("defer")))
    emit_name(self, TEXT("import.defer"));
  else
    emit_name(self, text_ends(text, TEXT("source")) ? TEXT("import.source") : TEXT("import"));
}

void print_meta(AstPrinter *self, AstPart part) {
  bool is_import = text_starts(ast_text(self->ast, part.at), TEXT("import"));
  map_node(self, part.at);
  emit_name(self, is_import ? TEXT("import.meta") : TEXT("new.target"));
}

void print_number(AstPrinter *self, AstPart part) {
  map_node(self, part.at);
  emit_number(self, ast_text(self->ast, part.at));
}

void print_string(AstPrinter *self, AstPart part) {
  map_node(self, part.at);
  if (ast_kind(self->ast, ast_parent(self->ast, part.at)) == NODE_JSX_ATTRIBUTE) {
    Text text = ast_text(self->ast, part.at);
    emit(self, text.at, text.size);
    return;
  }
  Text value = value_of_string(self, part.at);
  bool is_false_directive = part.place & PLACE_PROLOGUE;
  if (is_false_directive) {
    emit_byte(self, '`');
    emit_template_text(self, value);
    emit_byte(self, '`');
  } else {
    emit_string(self, value, self->is_compact && !(part.place & PLACE_KEEPS));
  }
}

void print_regex(AstPrinter *self, AstPart part) {
  map_node(self, part.at);
  emit_regex(self, ast_text(self->ast, part.at));
}

// ---- Templates

static bool is_tagged(const Ast *ast, const AstNode *template) {
  return template->field == FIELD_ARGUMENTS && print_is_tag(ast, ast_node(ast, template->parent));
}

// One without substitutions is a string.
void print_template(AstPrinter *self, AstPart part) {
  const Ast *ast = self->ast;
  const AstNode *node = ast_node(ast, part.at);
  AstId first = node->first_child;
  bool is_text = !first || (ast_kind(ast, first) == NODE_STRING_FRAGMENT && !ast_next(ast, first));
  map_node(self, part.at);
  bool may_be_string = self->is_compact && !(part.place & PLACE_PROLOGUE);
  if (is_text && may_be_string && !is_tagged(ast, node)) {
    emit_string(self, first ? value_of_string(self, first) : TEXT(""), true);
    return;
  }
  emit_byte(self, '`');
  if (first) then(self, PART_PIECES, first, 0);
  then_token(self, TOKEN_BACKTICK);
}

void print_pieces(AstPrinter *self, AstPart part) {
  const Ast *ast = self->ast;
  AstId next = ast_next(ast, part.at);
  if (ast_kind(ast, part.at) != NODE_STRING_FRAGMENT) {
    then_token(self, TOKEN_TEMPLATE_OPEN);
    then_node(self, part.at, LEVEL_LOWEST, 0);
    then_token(self, TOKEN_BRACE_CLOSE);
  } else if (is_tagged(ast, ast_node(ast, ast_parent(ast, part.at)))) {
    Text raw = literal_template_raw(&self->scratch, ast_text(ast, part.at));
    emit(self, raw.at, raw.size);
  } else {
    emit_template_text(self, value_of_string(self, part.at));
  }
  if (next) then(self, PART_PIECES, next, 0);
}
