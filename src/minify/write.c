// A statement begins the same whatever stands before it, where no line has to be counted. So the
// list of the top level, or of the function that a script is, is cut into stretches that come from
// about as many bytes each, which are printed apart and put together. What is around the list is
// printed with the first one.
#include "minify/write.h"

#include <string.h>

// A stretch comes from at least so many bytes. Where mistakes are looked for, all are cut.
#ifdef NDEBUG
enum { STRETCH_BYTES = 1 << 20 };
#else
enum { STRETCH_BYTES = 64 };
#endif

// How far something goes, in a text and in its mappings.
typedef struct Extent {
  uint32_t bytes, mappings;
} Extent;

typedef struct Stretch {
  AstPrintInput input;
  Arena arena; // of what it prints
  AstPrinted printed;
  Extent at; // in the whole
  uint32_t name_at;
} Stretch;

typedef struct Writer {
  const Minify *minify;
  const AstPrintInput *input;
  Array(Stretch) stretches;
  Extent end; // of all stretches: there stands what is around the list
  AstPrinted whole;
} Writer;

static void each(Writer *self, MinifyWork *work) {
  const MinifyOptions *options = self->minify->options;
  options->each(options->workers, self->stretches.count, work, self);
}

// ---- Cutting

static bool can_be_cut(const Writer *self) {
  const AstPrintInput *input = self->input;
  return self->minify->options->each && input->is_compact && !input->line_limit &&
         !input->keeps_legal_comments;
}

static bool is_child(const Ast *ast, AstId id) {
  AstId at = ast_first(ast, ast_parent(ast, id));
  while (at && at != id) at = ast_next(ast, at);
  return at == id;
}

// The list that most of the program is in. A transform may have taken it elsewhere.
static AstId long_list(const Minify *minify) {
  const Ast *ast = minify->ast;
  if (ast_kind(ast, minify->body) != NODE_STATEMENT_BLOCK) return AST_ROOT;
  for (AstId id = minify->body; id != AST_ROOT; id = ast_parent(ast, id))
    if (!id || !is_child(ast, id)) return AST_ROOT;
  return minify->body;
}

static void add_stretch(Writer *self, Arena *scratch, AstId first) {
  if (self->stretches.count) array_last(&self->stretches).input.end = first;
  Stretch stretch = {.input = *self->input};
  stretch.input.first = first;
  array_push(scratch, &self->stretches, stretch);
}

// Where a statement can begin a stretch: what comes first may be directives.
static bool can_begin(const Ast *ast, AstId id, AstId previous) {
  NodeKind kind = ast_kind(ast, previous);
  return ast_kind(ast, id) != NODE_EMPTY_STATEMENT && kind != NODE_EMPTY_STATEMENT &&
         kind != NODE_HASH_BANG_LINE && !ast_has(ast, previous, AST_DIRECTIVE);
}

static void cut(Writer *self, Arena *scratch) {
  const Ast *ast = self->minify->ast;
  uint32_t next = STRETCH_BYTES;
  AstId previous = ast_first(ast, long_list(self->minify));
  if (!previous) return;
  add_stretch(self, scratch, AST_NONE);
  for (AstId id = ast_next(ast, previous); id; previous = id, id = ast_next(ast, id)) {
    uint32_t place = ast_place(ast, id);
    if (place == UINT32_MAX || place < next || !can_begin(ast, id, previous)) continue;
    add_stretch(self, scratch, id);
    next = place + STRETCH_BYTES;
  }
}

// ---- Printing

static void print(void *context, uint32_t item) {
  Writer *self = context;
  Stretch *stretch = &self->stretches.at[item];
  stretch->printed = ast_print(&stretch->arena, &stretch->input);
}

// ---- Putting together

// Where a mapping says the same as the one before, that one is enough.
static void leave_out_first(Stretch *stretch, const AstPrinted *before, uint32_t before_count) {
  AstPrinted *printed = &stretch->printed;
  if (before_count == 0 || printed->mappings.count == 0) return;
  Mapping last = before->mappings.at[before_count - 1], first = printed->mappings.at[0];
  bool is_same = last.original == first.original && last.name == 0 && first.name == 0;
  if (is_same) printed->mappings.at++, printed->mappings.count--;
}

// Of a stretch, what comes before the next ones: all but what is around the list.
static Extent extent_of(const Writer *self, uint32_t item) {
  const AstPrinted *printed = &self->stretches.at[item].printed;
  if (item == 0) return (Extent){printed->end_text, printed->end_mapping};
  return (Extent){printed->text.size, printed->mappings.count};
}

static void make_room(AstPrinted *whole, Arena *arena, uint32_t size) {
  whole->text = (Text){arena_new(arena, char, size + 1), size};
  whole->mappings.at = arena_new(arena, Mapping, whole->mappings.count);
  whole->names.at = arena_new(arena, Text, whole->names.count);
  whole->mappings.capacity = whole->mappings.count;
  whole->names.capacity = whole->names.count;
}

static void lay_out(Writer *self, Arena *arena) {
  AstPrinted *whole = &self->whole;
  Extent all = {0, 0};
  for (uint32_t i = 0; i < self->stretches.count; i++) {
    Stretch *stretch = &self->stretches.at[i];
    if (i > 0) leave_out_first(stretch, &stretch[-1].printed, extent_of(self, i - 1).mappings);
    Extent extent = extent_of(self, i);
    stretch->at = all, stretch->name_at = whole->names.count;
    all.bytes += extent.bytes, all.mappings += extent.mappings;
    whole->names.count += stretch->printed.names.count;
  }
  const AstPrinted *first = &self->stretches.at[0].printed;
  self->end = all;
  whole->mappings.count = all.mappings + first->mappings.count - first->end_mapping;
  make_room(whole, arena, all.bytes + first->text.size - first->end_text);
  for (uint32_t i = 0; i < self->stretches.count; i++) {
    const Stretch *stretch = &self->stretches.at[i];
    for (uint32_t k = 0; k < stretch->printed.names.count; k++)
      whole->names.at[stretch->name_at + k] = text_copy(arena, stretch->printed.names.at[k]);
  }
}

// Puts what a stretch has from `from` up to `until` to where the whole has it.
static void copy(Writer *self, const Stretch *stretch, Extent from, Extent until, Extent at) {
  const AstPrinted *printed = &stretch->printed;
  Mapping *to = self->whole.mappings.at + at.mappings - from.mappings;
  char *text = (char *)self->whole.text.at + at.bytes;
  memcpy(text, printed->text.at + from.bytes, until.bytes - from.bytes);
  for (uint32_t i = from.mappings; i < until.mappings; i++) {
    to[i] = printed->mappings.at[i];
    to[i].generated += at.bytes - from.bytes;
    if (to[i].name) to[i].name += stretch->name_at;
  }
}

static void put_in(void *context, uint32_t item) {
  Writer *self = context;
  Stretch *stretch = &self->stretches.at[item];
  const AstPrinted *printed = &stretch->printed;
  Extent end = extent_of(self, item), last = {printed->text.size, printed->mappings.count};
  copy(self, stretch, (Extent){0, 0}, end, stretch->at);
  copy(self, stretch, end, last, self->end);
  arena_release(&stretch->arena);
}

AstPrinted write_program(const Minify *minify, Arena *arena, const AstPrintInput *input) {
  Arena scratch = {0};
  Writer self = {.minify = minify, .input = input};
  if (can_be_cut(&self)) cut(&self, &scratch);
  if (self.stretches.count > 1) {
    each(&self, print);
    lay_out(&self, arena);
    each(&self, put_in);
  } else {
    self.whole = ast_print(arena, input);
  }
  arena_release(&scratch);
  return self.whole;
}
