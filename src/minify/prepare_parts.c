// Each part is read on a thread of its own, then all are put together. That takes half of the time
// on two cores, and less memory: of the trees, which are larger than all else, only those of the
// parts that are being read are there.
#include "minify/prepare.h"
#include "scope/join.h"
#include "syntax/ast_join.h"

typedef struct Part {
  SourceFile file; // its text
  Arena arena;     // of all below
  Prepared made;
  bool is_fit;
} Part;

typedef struct Cutter {
  Minify *minify;
  Part *parts;
  uint32_t count;
  AstPart *asts;
} Cutter;

// Runs `work` for each part.
static void each(Cutter *self, MinifyWork *work) {
  const MinifyOptions *options = self->minify->options;
  options->each(options->workers, self->count, work, self);
}

static void cut(Cutter *self, const SourceFile *file) {
  const MinifyOptions *options = self->minify->options;
  for (uint32_t i = 0; i < self->count; i++) {
    uint32_t start = i == 0 ? 0 : options->cuts[i - 1];
    uint32_t end = i + 1 == self->count ? file->text.size : options->cuts[i] - SYNTAX_PADDING;
    self->parts[i].file = *file;
    self->parts[i].file.text = text_slice(file->text, start, end);
  }
}

// What eval, `with` or JSX can see, it can see in all parts.
static void read(void *context, uint32_t item) {
  Cutter *self = context;
  Part *part = &self->parts[item];
  Arena scratch = {0};
  Diagnostics unheard = {.arena = &scratch};
  const ScopeTable *table = &part->made.table;
  bool is_program =
      prepare_read(&part->arena, self->minify->options, &part->file, &unheard, &part->made);
  part->is_fit = is_program && !table->has_eval && !table->has_with && !table->first_jsx;
  arena_release(&scratch);
}

static void put_in(void *context, uint32_t item) {
  Cutter *self = context;
  ast_join_part(&self->asts[item], self->minify->ast);
  arena_release(&self->parts[item].arena);
}

static void join(Cutter *self, Arena *scratch, Text source) {
  Minify *minify = self->minify;
  self->asts = arena_new(scratch, AstPart, self->count);
  ScopePart *tables = arena_new(scratch, ScopePart, self->count);
  for (uint32_t i = 0; i < self->count; i++) {
    Part *part = &self->parts[i];
    uint32_t start = (uint32_t)(part->file.text.at - source.at);
    self->asts[i] = (AstPart){.ast = &part->made.ast, .text_start = start};
  }
  minify->ast = arena_new(minify->arena, Ast, 1);
  ast_join_begin(minify->arena, self->asts, self->count, source, minify->ast);
  for (uint32_t i = 0; i < self->count; i++)
    tables[i] = (ScopePart){&self->parts[i].made.table, self->asts[i].shift, NULL};
  minify->table = arena_new(minify->arena, ScopeTable, 1);
  scope_join(minify->arena, tables, self->count, minify->table);
  for (uint32_t i = 0; i < self->count; i++) self->asts[i].symbols = tables[i].symbols;
  each(self, put_in);
  ast_join_end(self->asts, self->count, minify->ast);
}

static bool are_fit(const Cutter *self) {
  for (uint32_t i = 0; i < self->count; i++) {
    if (!self->parts[i].is_fit) return false;
  }
  return true;
}

bool prepare_parts(Minify *minify, const SourceFile *file) {
  Arena scratch = {0};
  Cutter self = {.minify = minify, .count = minify->options->cut_count + 1};
  if (self.count == 1) return false;
  self.parts = arena_new(&scratch, Part, self.count);
  cut(&self, file);
  each(&self, read);
  bool is_done = are_fit(&self);
  if (is_done) {
    join(&self, &scratch, file->text);
    prepare_rest(minify);
  }
  for (uint32_t i = 0; i < self.count; i++) arena_release(&self.parts[i].arena);
  arena_release(&scratch);
  return is_done;
}
