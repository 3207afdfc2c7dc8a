// A label is seen by what stands within its statement, up to the functions there: a label that lies
// in n others of its function gets the n-th name.
#include "minify/rename_work.h"
#include "syntax/name.h"

typedef struct Label {
  Text text;      // as it was
  Text name;      // as it becomes
  uint32_t outer; // 1 + the one of the same text further out, or 0
} Label;

typedef struct Labeller {
  Ast *ast;
  Arena *scratch;
  const Letters *letters;
  Map texts; // to 1 + the innermost open label of that text
  Array(Label) open;
  Array(uint32_t) functions; // how many labels were open where they begin
  Array(Text) names;         // by depth
  uint32_t next;             // the number of the next name
} Labeller;

static Text name_at(Labeller *self, uint32_t depth) {
  while (self->names.count <= depth) {
    char bytes[LETTERS_LONGEST];
    Text name = {bytes, letters_name(self->letters, self->next++, bytes)};
    if (letters_is_reserved(name)) continue;
    array_push(self->scratch, &self->names, text_copy(self->scratch, name));
  }
  return self->names.at[depth];
}

static void open_label(Labeller *self, AstId statement) {
  AstId leaf = ast_child(self->ast, statement, FIELD_LABEL);
  uint32_t around = self->functions.count ? array_last(&self->functions) : 0;
  // The Ast's own bytes may move.
  Text text = text_copy(self->scratch, name_value(self->scratch, ast_text(self->ast, leaf)));
  uint32_t *innermost = map_add(self->scratch, &self->texts, text, NULL);
  Label label = {text, name_at(self, self->open.count - around), *innermost};
  array_push(self->scratch, &self->open, label);
  *innermost = self->open.count;
}

static void close_label(Labeller *self) {
  Label label = array_pop(&self->open);
  *map_find(&self->texts, label.text) = label.outer;
}

static void enter(Labeller *self, AstId id) {
  NodeKind kind = ast_kind(self->ast, id);
  if (kind == NODE_LABELED_STATEMENT) open_label(self, id);
  if (kind_is_function(kind) || kind == NODE_CLASS_STATIC_BLOCK)
    array_push(self->scratch, &self->functions, self->open.count);
  if (kind != NODE_STATEMENT_IDENTIFIER) return;
  Text text = name_value(self->scratch, ast_text(self->ast, id));
  const uint32_t *innermost = map_find(&self->texts, text);
  if (innermost && *innermost) rename_leaf(self->ast, id, self->open.at[*innermost - 1].name);
}

static void leave(Labeller *self, AstId id) {
  NodeKind kind = ast_kind(self->ast, id);
  if (kind == NODE_LABELED_STATEMENT) close_label(self);
  if (kind_is_function(kind) || kind == NODE_CLASS_STATIC_BLOCK) self->functions.count--;
}

void rename_labels(Minify *minify, const Letters *letters) {
  Arena scratch = {0};
  Labeller self = {.ast = minify->ast, .scratch = &scratch, .letters = letters};
  for (AstTour tour = {.at = AST_ROOT}; tour.at; ast_tour_next(self.ast, &tour)) {
    if (tour.leaves)
      leave(&self, tour.at);
    else
      enter(&self, tour.at);
  }
  arena_release(&scratch);
}
