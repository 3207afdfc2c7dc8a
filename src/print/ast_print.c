// The stack of parts. A step takes the last part and prints it: what it consists of is written as
// long as no part comes before it, and stacked from there on, in reverse at the end of the step.
#include "print/ast_print.h"

#include "print/ast_printer.h"

static AstPrintNode *const printers[NODE_KIND_COUNT] = {
#define PRINT(KIND, function) [NODE_##KIND] = function,
#define LEAF(KIND, function)  [NODE_##KIND] = function,
#include "print/ast_print_nodes.def"
};

static AstPrintNode *const leaves[NODE_KIND_COUNT] = {
#define LEAF(KIND, function) [NODE_##KIND] = function,
#include "print/ast_print_nodes.def"
};

// ---- What comes then

static void push(AstPrinter *self, AstPart part) {
  array_push(&self->scratch, &self->parts, part);
}

static bool is_first(const AstPrinter *self) {
  return self->parts.count == self->base;
}

void then_part(AstPrinter *self, AstPart part) {
  push(self, part);
}

void then_token(AstPrinter *self, NodeKind token) {
  if (is_first(self))
    emit_token(self, token);
  else
    then(self, PART_TOKEN, token, 0);
}

void then_operator(AstPrinter *self, NodeKind op) {
  if (is_first(self))
    emit_operator(self, op);
  else
    then(self, PART_OPERATOR, op, 0);
}

void then_blank(AstPrinter *self) {
  if (self->is_compact) return;
  if (is_first(self))
    emit_byte(self, ' ');
  else
    then(self, PART_BLANK, 0, 0);
}

void then_semicolon(AstPrinter *self) {
  if (is_first(self))
    emit_semicolon(self);
  else
    then(self, PART_SEMICOLON, 0, 0);
}

void then_property(AstPrinter *self, AstId member) {
  AstPart part = {PART_PROPERTY, LEVEL_NONE, 0, member};
  if (is_first(self))
    print_property(self, part);
  else
    push(self, part);
}

static void begin(AstPrinter *self, AstPart *part) {
  if (!(part->place & PLACE_STARTS)) return;
  self->start = self->out.size;
  self->start_place = part->place & PLACE_STARTS;
  part->place &= (uint16_t)~PLACE_STARTS;
}

void then_node(AstPrinter *self, AstId id, Level least, unsigned place) {
  if (!id) return;
  AstPart part = {PART_NODE, (uint8_t)least, (uint16_t)place, id};
  AstPrintNode *leaf = leaves[ast_kind(self->ast, id)];
  if (!leaf || !is_first(self)) {
    push(self, part);
    return;
  }
  begin(self, &part);
  leaf(self, part);
}

void then_list(AstPrinter *self, AstId first, unsigned place) {
  if (!first) return;
  AstPart part = {PART_ITEM, LEVEL_NONE, (uint16_t)place, first};
  if (is_first(self))
    print_item(self, part);
  else
    push(self, part);
}

// ---- Parentheses

static Level level_of(const Ast *ast, const AstNode *node) {
  NodeKind kind = node->kind == NODE_BINARY_EXPRESSION ? (NodeKind)node->op : (NodeKind)node->kind;
  if (print_is_tag(ast, node)) return LEVEL_MEMBER;
  return precedence_of_kind(kind);
}

// Whether a node that begins a statement, an arrow's body or a default export would be taken for
// something else there.
static bool is_mistaken(const AstPrinter *self, const AstNode *node) {
  const unsigned place = self->start_place;
  switch ((int)node->kind) {
  case NODE_ASSIGNMENT_EXPRESSION:
    return place & (PLACE_STATEMENT | PLACE_ARROW_BODY) &&
           ast_kind(self->ast, node->first_child) == NODE_OBJECT_PATTERN;
  case NODE_OBJECT: return place & (PLACE_STATEMENT | PLACE_ARROW_BODY);
  case NODE_FUNCTION_EXPRESSION:
  case NODE_GENERATOR_FUNCTION:
  case NODE_CLASS: return place & (PLACE_STATEMENT | PLACE_DEFAULT);
  default: return false;
  }
}

// Whether a chain of members and calls has a `?.` in it. What is in parentheses of its own, or made
// by a tag, is no part of the chain.
static bool is_optional_chain(const Ast *ast, AstId id) {
  for (bool is_outermost = true;; is_outermost = false) {
    const AstNode *node = ast_node(ast, id);
    bool is_link = kind_is_link((NodeKind)node->kind);
    if (!is_link || (!is_outermost && node->flags & AST_PARENTHESES)) return false;
    if (node->flags & AST_OPTIONAL) return true;
    if (print_is_tag(ast, node)) return false;
    id = node->first_child;
  }
}

// Whether a chain ends where its last link does: `(a?.b).c`, and what is no chain without brackets.
static bool is_closed_chain(const Ast *ast, AstId id, const AstNode *node) {
  if (node->field == FIELD_CONSTRUCTOR) return is_optional_chain(ast, id);
  if (node->field != FIELD_FUNCTION && node->field != FIELD_OBJECT) return false;
  const AstNode *around = ast_node(ast, node->parent);
  bool ends_here = print_is_tag(ast, around) ||
                   (kind_is_link((NodeKind)around->kind) && node->flags & AST_PARENTHESES);
  return ends_here && is_optional_chain(ast, id);
}

static bool needs_parentheses(const AstPrinter *self, AstPart part, const AstNode *node) {
  const Ast *ast = self->ast;
  Level level = level_of(ast, node);
  if (level < (Level)part.least) return true;
  if (self->out.size == self->start && is_mistaken(self, node)) return true;
  switch ((int)node->kind) {
  case NODE_ASSIGNMENT_EXPRESSION:
    return part.place & PLACE_APART && print_is_pattern(ast_kind(ast, node->first_child));
  case NODE_BINARY_EXPRESSION: return node->op == TOKEN_IN_WORD && part.place & PLACE_NO_IN;
  case NODE_CALL_EXPRESSION:
    if (level == LEVEL_CALL && part.place & PLACE_NO_CALL) return true;
    return is_closed_chain(ast, part.at, node);
  case NODE_MEMBER_EXPRESSION:
  case NODE_SUBSCRIPT_EXPRESSION: return is_closed_chain(ast, part.at, node);
  default: return false;
  }
}

// ---- Steps

static void print_node(AstPrinter *self, AstPart part) {
  const AstNode *node = ast_node(self->ast, part.at);
  begin(self, &part);
  AstPrintNode *leaf = leaves[node->kind];
  if (leaf) {
    leaf(self, part);
    return;
  }
  if (needs_parentheses(self, part, node)) {
    emit_token(self, TOKEN_PAREN_OPEN);
    push(self, (AstPart){PART_TOKEN, 0, 0, TOKEN_PAREN_CLOSE});
    self->base = self->parts.count;
    part.least = LEVEL_LOWEST, part.place = 0;
  }
  AstPrintNode *print = printers[node->kind];
  if (print)
    print(self, part);
  else
    emit_token(self, (NodeKind)node->kind);
}

static void emit_comma(AstPrinter *self, unsigned place) {
  emit_token(self, TOKEN_COMMA);
  break_long_line(self);
  if (!self->is_compact && !(place & PLACE_LINES)) emit_byte(self, ' ');
}

void print_item(AstPrinter *self, AstPart part) {
  const Ast *ast = self->ast;
  for (AstId id = part.at, next; id; id = next) {
    next = ast_next(ast, id);
    bool is_hole = ast_kind(ast, id) == NODE_HOLE;
    if (part.place & PLACE_LINES) emit_line(self);
    if (!is_hole)
      then_node(self, id, LEVEL_ASSIGN, part.place & (PLACE_KEEPS | PLACE_NO_IN | PLACE_APART));
    else if (!next)
      emit_token(self, TOKEN_COMMA);
    if (!next) return;
    if (!is_first(self)) {
      then(self, PART_COMMA, next, part.place);
      return;
    }
    emit_comma(self, part.place);
  }
}

static void print_comma(AstPrinter *self, AstPart part) {
  emit_comma(self, part.place);
  print_item(self, part);
}

static void end_block(AstPrinter *self, AstPart part) {
  self->owes_semicolon = false;
  self->depth--;
  if (part.place & PLACE_LINES) emit_line(self);
  emit_token(self, TOKEN_BRACE_CLOSE);
  break_long_line(self);
}

// Another statement follows, though not here.
static void note_end(AstPrinter *self) {
  emit_semicolon_owed(self);
  self->printed.end_text = (uint32_t)self->out.size;
  self->printed.end_mapping = self->printed.mappings.count;
}

static void run(AstPrinter *self, AstPart part) {
  switch ((AstPartKind)part.kind) {
  case PART_NODE: print_node(self, part); break;
  case PART_TOKEN: emit_token(self, (NodeKind)part.at); break;
  case PART_OPERATOR: emit_operator(self, (NodeKind)part.at); break;
  case PART_BLANK: emit_byte(self, ' '); break;
  case PART_LINE: emit_line(self); break;
  case PART_INDENT: self->depth++; break;
  case PART_DEDENT: self->depth--; break;
  case PART_STATEMENTS: print_statements(self, part); break;
  case PART_END: note_end(self); break;
  case PART_STATEMENT: print_statement(self, part); break;
  case PART_SEMICOLON: emit_semicolon(self); break;
  case PART_BLOCK_END: end_block(self, part); break;
  case PART_BODY: print_body(self, part); break;
  case PART_ELSE: print_else(self, part); break;
  case PART_DO_END: print_do_end(self, part); break;
  case PART_ITEM: print_item(self, part); break;
  case PART_COMMA: print_comma(self, part); break;
  case PART_MEMBERS: print_members(self, part); break;
  case PART_PROPERTY: print_property(self, part); break;
  case PART_LINK: print_link(self, part); break;
  case PART_PIECES: print_pieces(self, part); break;
  case PART_KEY: emit_key(self, part.at, part.place); break;
  }
}

// Brings the parts of a step into the order in which they are taken off.
static void turn(AstPrinter *self) {
  if (self->parts.count < self->base + 2) return;
  AstPart *from = self->parts.at + self->base, *to = self->parts.at + self->parts.count - 1;
  for (; from < to; from++, to--) {
    AstPart part = *from;
    *from = *to, *to = part;
  }
}

// The bytes of the source that are printed, more or less.
static uint32_t source_size(const AstPrintInput *input) {
  const Ast *ast = input->ast;
  uint32_t start = input->first ? ast_place(ast, input->first) : 0;
  uint32_t end = input->end ? ast_place(ast, input->end) : ast->source.size;
  return start < end && end <= ast->source.size ? end - start : 0;
}

static AstPart first_part(const AstPrintInput *input) {
  bool is_whole = !input->first || input->first == ast_first(input->ast, AST_ROOT);
  if (is_whole) return (AstPart){PART_NODE, LEVEL_LOWEST, 0, AST_ROOT};
  return (AstPart){PART_STATEMENTS, LEVEL_NONE, 0, input->first};
}

AstPrinted ast_print(Arena *arena, const AstPrintInput *input) {
  AstPrinter self = {.input = input,
                     .ast = input->ast,
                     .out = {.arena = arena},
                     .is_compact = input->is_compact,
                     .next_comment = input->keeps_legal_comments ? 0 : input->ast->comment_count,
                     .arena = arena};
  self.start = self.number_end = self.regex_end = SIZE_MAX;
  buffer_reserve(&self.out, (size_t)source_size(input) + 64);
  push(&self, first_part(input));
  while (self.parts.count) {
    AstPart part = array_pop(&self.parts);
    self.base = self.parts.count;
    run(&self, part);
    turn(&self);
  }
  emit_comments(&self, UINT32_MAX);
  self.printed.text = buffer_text(&self.out);
  arena_release(&self.scratch);
  return self.printed;
}
