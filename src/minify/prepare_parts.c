// Each part is read, and then transformed, on a thread of its own; then all are put together. So
// all threads have something to do, and each works on what is small and near in memory.
//
// What can be said of a variable of the top level depends on all parts, so a part knows no more of
// one than that it is declared, wherever that is. A program that is not cut is one part.
#include <string.h>

#include "minify/prepare.h"
#include "minify/rounds.h"
#include "scope/join.h"
#include "syntax/ast_join.h"

typedef struct Part {
  SourceFile file; // its text
  Arena arena;     // of all below
  Prepared made;
  bool has_private_names;
} Part;

typedef struct Cutter {
  Minify *minify;
  MinifyOptions options; // of parts
  Arena scratch;
  Part *parts;
  uint32_t count;
  AstPart *asts;
  ScopePart *tables;
} Cutter;

// Runs `work` for each part.
static void each(Cutter *self, MinifyWork *work) {
  const MinifyOptions *options = self->minify->options;
  if (self->count > 1)
    options->each(options->workers, self->count, work, self);
  else
    work(self, 0);
}

// ---- Reading

// The text with blanks where it could have been cut.
static Text without_gaps(Arena *arena, const MinifyOptions *options, Text text) {
  if (options->cut_count == 0) return text;
  char *copy = arena_new(arena, char, (size_t)text.size + SYNTAX_PADDING);
  memcpy(copy, text.at, text.size);
  for (uint32_t i = 0; i < options->cut_count; i++)
    memset(copy + options->cuts[i] - SYNTAX_PADDING, ' ', SYNTAX_PADDING);
  return (Text){copy, text.size};
}

static void cut(Cutter *self, const SourceFile *file) {
  const MinifyOptions *options = self->minify->options;
  self->parts = arena_new(&self->scratch, Part, self->count);
  for (uint32_t i = 0; i < self->count; i++) {
    uint32_t start = i == 0 ? 0 : options->cuts[i - 1];
    uint32_t end = i + 1 == self->count ? file->text.size : options->cuts[i] - SYNTAX_PADDING;
    self->parts[i].file = *file;
    self->parts[i].file.text = text_slice(file->text, start, end);
  }
}

static void read(void *context, uint32_t item) {
  Cutter *self = context;
  Part *part = &self->parts[item];
  Arena scratch = {0};
  Diagnostics unheard = {.arena = &scratch};
  prepare_read(&part->arena, self->minify->options, &part->file, &unheard, &part->made);
  arena_release(&scratch);
}

// What eval, `with` or JSX can see, it can see in all parts.
static bool are_fit(const Cutter *self) {
  for (uint32_t i = 0; i < self->count; i++) {
    const ScopeTable *table = &self->parts[i].made.table;
    if (!self->parts[i].made.is_program || table->has_eval || table->has_with || table->first_jsx)
      return false;
  }
  return true;
}

static void release_parts(Cutter *self) {
  for (uint32_t i = 0; i < self->count; i++) arena_release(&self->parts[i].arena);
}

// It is not put together with anything, and lives as long as the program.
static bool read_whole(Cutter *self, const SourceFile *file, Diagnostics *diagnostics) {
  Minify *minify = self->minify;
  Part *part = arena_new(minify->arena, Part, 1);
  self->parts = part, self->count = 1;
  part->file = *file;
  part->file.text = without_gaps(minify->arena, minify->options, file->text);
  prepare_read(minify->arena, minify->options, &part->file, diagnostics, &part->made);
  minify->ast = &part->made.ast;
  minify->program = minify->table = &part->made.table;
  return part->made.is_program;
}

static bool read_all(Cutter *self, const SourceFile *file, Diagnostics *diagnostics) {
  self->count = self->minify->options->cut_count + 1;
  if (self->count > 1) {
    cut(self, file);
    each(self, read);
    if (are_fit(self)) return true;
    release_parts(self);
  }
  return read_whole(self, file, diagnostics);
}

// ---- Transforming

// What begins a part begins nothing of the whole.
static void clear_directives(Ast *ast) {
  ast_each_child(ast, AST_ROOT, id) ast_node(ast, id)->flags &= (uint16_t)~AST_DIRECTIVE;
}

// What is declared in any part is declared, for all.
static void tell_kinds(const ScopeTable *whole, const ScopePart *part, ScopeTable *table) {
  for (SymbolId s = 1; s < table->symbol_count; s++) {
    if (table->symbols[s].scope != SCOPE_FILE) continue;
    const Symbol *symbol = &whole->symbols[part->symbols[s]];
    table->symbols[s].kind = symbol->kind;
    table->symbols[s].flags |= symbol->flags;
  }
}

static void transform(void *context, uint32_t item) {
  Cutter *self = context;
  Part *part = &self->parts[item];
  Minify own = {.arena = part->made.ast.arena,
                .ast = &part->made.ast,
                .table = &part->made.table,
                .program = self->minify->table,
                .options = &self->options,
                .is_part = true};
  if (item > 0) clear_directives(own.ast);
  if (self->count > 1) tell_kinds(own.program, &self->tables[item], own.table);
  prepare_names(&own);
  part->has_private_names = own.has_private_names;
  if (!self->minify->has_parts) return;
  prepare_rest(&own);
  rounds_of_part(&own);
}

// ---- Putting together

static void join_tables(Cutter *self) {
  Minify *minify = self->minify;
  uint32_t shift = 0;
  self->tables = arena_new(&self->scratch, ScopePart, self->count);
  for (uint32_t i = 0; i < self->count; i++) {
    self->tables[i] = (ScopePart){&self->parts[i].made.table, shift, NULL};
    shift += self->parts[i].made.ast.nodes.count - (AST_ROOT + 1);
  }
  minify->table = arena_new(minify->arena, ScopeTable, 1);
  scope_join(minify->arena, self->tables, self->count, minify->table);
  minify->program = minify->table;
}

static void put_in(void *context, uint32_t item) {
  Cutter *self = context;
  ast_join_part(&self->asts[item], self->minify->ast);
  arena_release(&self->parts[item].arena);
}

static void join_asts(Cutter *self, Text source) {
  Minify *minify = self->minify;
  self->asts = arena_new(&self->scratch, AstPart, self->count);
  for (uint32_t i = 0; i < self->count; i++) {
    Part *part = &self->parts[i];
    uint32_t start = (uint32_t)(part->file.text.at - source.at);
    self->asts[i] =
        (AstPart){.ast = &part->made.ast, .text_start = start, .symbols = self->tables[i].symbols};
  }
  minify->ast = arena_new(minify->arena, Ast, 1);
  ast_join_begin(minify->arena, self->asts, self->count, source, minify->ast);
  each(self, put_in);
  ast_join_end(self->asts, self->count, minify->ast);
}

bool prepare(Minify *minify, const SourceFile *file, Diagnostics *diagnostics) {
  const MinifyOptions *options = minify->options;
  Cutter self = {.minify = minify, .options = *options};
  self.options.owns_top_level = false;
  minify->has_parts =
      options->syntax && options->goal == SYNTAX_MODULE && !options->name_helper.size;
  bool is_program = read_all(&self, file, diagnostics);
  if (is_program) {
    if (self.count > 1) join_tables(&self);
    each(&self, transform);
    if (self.count > 1) join_asts(&self, file->text);
    for (uint32_t i = 0; i < self.count; i++)
      minify->has_private_names |= self.parts[i].has_private_names;
    prepare_rest(minify);
  }
  release_parts(&self);
  arena_release(&self.scratch);
  return is_program;
}
