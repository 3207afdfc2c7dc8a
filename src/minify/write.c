// A statement begins the same whatever stands before it, where no line has to be counted. So the
// list of the top level is cut into stretches that come from about as many bytes each, which are
// printed apart and put together.
#include "minify/write.h"

#include <string.h>

// A stretch comes from at least so many bytes. Where mistakes are looked for, all are cut.
#ifdef NDEBUG
enum { STRETCH_BYTES = 1 << 20 };
#else
enum { STRETCH_BYTES = 64 };
#endif

typedef struct Stretch {
  AstPrintInput input;
  Arena arena; // of what it prints
  AstPrinted printed;
  uint32_t text_at, mapping_at, name_at; // in the whole
} Stretch;

typedef struct Writer {
  const Minify *minify;
  const AstPrintInput *input;
  Array(Stretch) stretches;
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
  AstId previous = ast_first(ast, AST_ROOT);
  if (!previous) return;
  add_stretch(self, scratch, previous);
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
static void leave_out_first(Stretch *stretch, const AstPrinted *before) {
  AstPrinted *printed = &stretch->printed;
  if (before->mappings.count == 0 || printed->mappings.count == 0) return;
  Mapping last = array_last(&before->mappings), first = printed->mappings.at[0];
  bool is_same = last.original == first.original && last.name == 0 && first.name == 0;
  if (is_same) printed->mappings.at++, printed->mappings.count--;
}

static void lay_out(Writer *self, Arena *arena) {
  uint32_t size = 0;
  AstPrinted *whole = &self->whole;
  for (uint32_t i = 0; i < self->stretches.count; i++) {
    Stretch *stretch = &self->stretches.at[i];
    if (i > 0) leave_out_first(stretch, &self->stretches.at[i - 1].printed);
    stretch->text_at = size;
    stretch->mapping_at = whole->mappings.count, stretch->name_at = whole->names.count;
    size += stretch->printed.text.size;
    whole->mappings.count += stretch->printed.mappings.count;
    whole->names.count += stretch->printed.names.count;
  }
  whole->text = (Text){arena_new(arena, char, size + 1), size};
  whole->mappings.at = arena_new(arena, Mapping, whole->mappings.count);
  whole->names.at = arena_new(arena, Text, whole->names.count);
  whole->mappings.capacity = whole->mappings.count;
  whole->names.capacity = whole->names.count;
  for (uint32_t i = 0; i < self->stretches.count; i++) {
    const Stretch *stretch = &self->stretches.at[i];
    for (uint32_t k = 0; k < stretch->printed.names.count; k++)
      whole->names.at[stretch->name_at + k] = text_copy(arena, stretch->printed.names.at[k]);
  }
}

static void put_in(void *context, uint32_t item) {
  Writer *self = context;
  Stretch *stretch = &self->stretches.at[item];
  const AstPrinted *printed = &stretch->printed;
  Mapping *to = self->whole.mappings.at + stretch->mapping_at;
  memcpy((char *)self->whole.text.at + stretch->text_at, printed->text.at, printed->text.size);
  for (uint32_t i = 0; i < printed->mappings.count; i++) {
    to[i] = printed->mappings.at[i];
    to[i].generated += stretch->text_at;
    if (to[i].name) to[i].name += stretch->name_at;
  }
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
