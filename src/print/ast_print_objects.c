// Objects and arrays, and the patterns that look like them.
#include "print/ast_printer.h"

// ---- Lists

// Whether a list is written with an item a line: for people, where its author did so.
static bool has_lines(const AstPrinter *self, AstId list, AstId first) {
  if (self->is_compact || !first) return false;
  uint32_t start = ast_place(self->ast, list), end = ast_place(self->ast, first);
  if (start >= end || end == UINT32_MAX) return false;
  return memchr(self->ast->source.at + start, '\n', end - start) != NULL;
}

static void then_items(AstPrinter *self, AstId first, bool lines, unsigned place) {
  if (lines) then(self, PART_INDENT, 0, 0);
  then_list(self, first, (lines ? PLACE_LINES : 0) | (place & PLACE_KEEPS));
  if (!lines) return;
  then(self, PART_DEDENT, 0, 0);
  then(self, PART_LINE, 0, 0);
}

void print_object(AstPrinter *self, AstPart part) {
  AstId first = ast_first(self->ast, part.at);
  bool lines = has_lines(self, part.at, first);
  map_node(self, part.at);
  then_token(self, TOKEN_BRACE_OPEN);
  if (first && !lines) then_blank(self);
  then_items(self, first, lines, part.place);
  if (first && !lines) then_blank(self);
  then_token(self, TOKEN_BRACE_CLOSE);
}

void print_array(AstPrinter *self, AstPart part) {
  AstId first = ast_first(self->ast, part.at);
  map_node(self, part.at);
  then_token(self, TOKEN_BRACKET_OPEN);
  then_items(self, first, has_lines(self, part.at, first), 0);
  then_token(self, TOKEN_BRACKET_CLOSE);
}

void print_spread(AstPrinter *self, AstPart part) {
  then_token(self, TOKEN_ELLIPSIS);
  then_node(self, ast_first(self->ast, part.at), LEVEL_ASSIGN, part.place & PLACE_APART);
}

// ---- Properties

void print_computed(AstPrinter *self, AstPart part) {
  then_token(self, TOKEN_BRACKET_OPEN);
  then_node(self, ast_first(self->ast, part.at), LEVEL_ASSIGN, 0);
  then_token(self, TOKEN_BRACKET_CLOSE);
}

// Whether `{ a: a }` can be `{ a }`. In an object, `__proto__: a` is no property.
static bool can_be_shorthand(AstPrinter *self, AstId pair, AstId key, AstId value) {
  Text name;
  if (ast_kind(self->ast, value) == NODE_ASSIGNMENT_PATTERN) value = ast_first(self->ast, value);
  if (!print_is_variable(ast_kind(self->ast, value)) || !key_name(self, key, &name)) return false;
  if (!text_is(name, name_of(self, value))) return false;
  return ast_kind(self->ast, pair) == NODE_PAIR_PATTERN || !text_is(name, TEXT("__proto__"));
}

void print_pair(AstPrinter *self, AstPart part) {
  AstId key = ast_first(self->ast, part.at), value = ast_next(self->ast, key);
  if (!can_be_shorthand(self, part.at, key, value)) {
    then(self, PART_KEY, key, 0);
    then_token(self, TOKEN_COLON);
    then_blank(self);
  }
  then_node(self, value, LEVEL_ASSIGN, part.place & PLACE_KEEPS);
}

// `{ a }` of a variable that has another name now is `{ a: b }`.
void print_shorthand(AstPrinter *self, AstPart part) {
  Text name = name_of(self, part.at), key = plain_name(self, part.at);
  bool is_object = ast_kind(self->ast, part.at) == NODE_SHORTHAND_PROPERTY_IDENTIFIER;
  if (!text_is(name, key)) {
    map_node(self, part.at);
    if (is_object && text_is(key, TEXT("__proto__")))
      emit(self, "[\"__proto__\"]", 13);
    else
      emit_name(self, key);
    emit(self, ": ", self->is_compact ? 1 : 2);
  }
  map_name(self, part.at, name);
  emit_name(self, name);
}

void print_default_value(AstPrinter *self, AstPart part) {
  AstId left = ast_first(self->ast, part.at);
  then_node(self, left, LEVEL_CALL, 0);
  then_operator(self, TOKEN_ASSIGN);
  then_node(self, ast_next(self->ast, left), LEVEL_ASSIGN, 0);
}
