// Mappings back to the source, and the comments that stay.
#include "print/ast_printer.h"

#include "base/utf8.h"
#include "print/escape.h"
#include "print/legal_comment.h"
#include "syntax/name.h"

// ---- Mappings

static void put_mapping(AstPrinter *self, uint32_t original, uint32_t name) {
  Mapping mapping = {.generated = (uint32_t)self->out.size, .original = original, .name = name};
  uint32_t count = self->printed.mappings.count;
  Mapping *last = count ? &self->printed.mappings.at[count - 1] : NULL;
  if (last && last->generated == mapping.generated)
    *last = mapping;
  else if (!last || last->original != original || last->name != name)
    array_push(self->arena, &self->printed.mappings, mapping);
}

void add_mapping(AstPrinter *self, AstId id) {
  uint32_t place = ast_place(self->ast, id);
  if (place != UINT32_MAX) put_mapping(self, place, 0);
}

// 1 + the index of what a symbol is called in the source.
static uint32_t name_index(AstPrinter *self, uint32_t symbol, Text name) {
  if (!self->name_indices)
    self->name_indices = arena_new(&self->scratch, uint32_t, self->input->symbol_count);
  uint32_t *index = &self->name_indices[symbol];
  if (*index == 0) {
    array_push(self->arena, &self->printed.names, text_copy(self->arena, name));
    *index = self->printed.names.count;
  }
  return *index;
}

// The name that stands at a place of the source.
static Text name_at(Text source, uint32_t place) {
  uint32_t end = place, length = 1;
  if (end < source.size && source.at[end] == '#') end++;
  while (end < source.size && name_can_contain(utf8_decode(source, end, &length))) end += length;
  return text_slice(source, place, end);
}

// Labels and private names have no symbol: who renames them gives the leaf another text.
static uint32_t leaf_name_index(AstPrinter *self, uint32_t place, Text name) {
  Text own = name_at(self->ast->source, place);
  if (own.size == 0 || text_is(own, name)) return 0;
  array_push(self->arena, &self->printed.names, text_copy(self->arena, own));
  return self->printed.names.count;
}

void add_leaf_mapping(AstPrinter *self, AstId id, Text name) {
  uint32_t place = ast_place(self->ast, id);
  if (place == UINT32_MAX) return;
  const AstNode *node = ast_node(self->ast, id);
  bool is_renamed = node->start >= AST_ADDED && (node->kind == NODE_STATEMENT_IDENTIFIER ||
                                                 node->kind == NODE_PRIVATE_PROPERTY_IDENTIFIER);
  put_mapping(self, place, is_renamed ? leaf_name_index(self, place, name) : 0);
}

void add_name_mapping(AstPrinter *self, AstId id, Text name) {
  uint32_t place = ast_place(self->ast, id), index = 0;
  if (place == UINT32_MAX) return;
  const AstNode *node = ast_node(self->ast, id);
  if (node->symbol && node->symbol < self->input->symbol_count) {
    Text own = plain_name(self, id);
    if (!text_is(own, name)) index = name_index(self, node->symbol, own);
  }
  put_mapping(self, place, index);
}

// ---- Comments

// Each on lines of its own.
static void emit_comment(AstPrinter *self, Text comment) {
  emit_semicolon_owed(self);
  if (self->out.size && last_byte(self) != '\n' && self->is_compact) emit_byte(self, '\n');
  for (uint32_t i = 0; i < comment.size; i++) {
    if (comment.at[i] == '\r') continue;
    if (comment.at[i] == '/' && escape_ends_script(comment, i)) emit_byte(self, '\\');
    emit_byte(self, comment.at[i]);
  }
  if (self->is_compact)
    emit_byte(self, '\n');
  else
    emit_line(self);
}

void emit_comments(AstPrinter *self, uint32_t place) {
  const Ast *ast = self->ast;
  for (; self->next_comment < ast->comment_count; self->next_comment++) {
    const Comment *comment = &ast->comments[self->next_comment];
    if (comment->end > place) return;
    Text text = text_slice(ast->source, comment->start, comment->end);
    if (!comment->is_html && legal_comment_is(text)) emit_comment(self, text);
  }
}

// What stands in front of what begins a statement begins it, too.
void emit_note(AstPrinter *self, Text note) {
  if (self->is_compact) return;
  bool is_start = self->start == self->out.size;
  emit(self, note.at, note.size);
  if (is_start) self->start = self->out.size;
}
