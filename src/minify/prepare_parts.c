// Each part is read, and then transformed, on a thread of its own; then all are put together. So
// all threads have something to do, and each works on what is small and near in memory.
//
// What can be said of a variable of the top level depends on all parts, so a part knows no more of
// one than that it is declared, wherever that is. A program that is not cut is one part.
//
// Of a script that is a function, `(() => {…})();`, what stands around the body is the first part,
// the frame, and the variables of the body are those that parts know nothing of.
#include <string.h>

#include "minify/prepare.h"
#include "minify/rounds.h"
#include "scope/join.h"
#include "syntax/ast_join.h"
#include "syntax/kind.h"

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
  bool has_frame; // the first part
  ScopeHome home; // the scope of the first part that the others stand in
  AstId body;     // what they stand in
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

static void fill_gap(char *text, uint32_t end) {
  memset(text + end - SYNTAX_PADDING, ' ', SYNTAX_PADDING);
}

// The text with blanks where it could have been cut.
static Text without_gaps(Arena *arena, const MinifyOptions *options, Text text) {
  if (options->cut_count == 0 && !options->body_end) return text;
  char *copy = arena_new(arena, char, (size_t)text.size + SYNTAX_PADDING);
  memcpy(copy, text.at, text.size);
  for (uint32_t i = 0; i < options->cut_count; i++) fill_gap(copy, options->cuts[i]);
  if (options->body_end) fill_gap(copy, options->body_end + SYNTAX_PADDING);
  return (Text){copy, text.size};
}

// What stands around the body, without the body.
static void cut_frame(Cutter *self, Text text) {
  const MinifyOptions *options = self->minify->options;
  Text before = text_slice(text, 0, options->body_start);
  Text behind = text_slice(text, options->body_end + SYNTAX_PADDING, text.size);
  char *frame = arena_new(&self->scratch, char, before.size + behind.size + SYNTAX_PADDING);
  memcpy(frame, before.at, before.size);
  memcpy(frame + before.size, behind.at, behind.size);
  self->parts[0].file.text = (Text){frame, before.size + behind.size};
}

static void cut(Cutter *self, const SourceFile *file) {
  const MinifyOptions *options = self->minify->options;
  uint32_t first = self->has_frame ? 1 : 0; // of the parts that cuts are between
  uint32_t start = options->body_start, end = self->has_frame ? options->body_end : file->text.size;
  self->parts = arena_new(&self->scratch, Part, self->count);
  for (uint32_t i = 0; i < self->count; i++) self->parts[i].file = *file;
  if (self->has_frame) cut_frame(self, file->text);
  for (uint32_t i = 0; i <= options->cut_count; i++) {
    uint32_t next = i < options->cut_count ? options->cuts[i] : end + SYNTAX_PADDING;
    self->parts[first + i].file.text = text_slice(file->text, start, next - SYNTAX_PADDING);
    start = next;
  }
}

static void read(void *context, uint32_t item) {
  Cutter *self = context;
  Part *part = &self->parts[item];
  if (part->made.is_program) return; // the frame
  Arena scratch = {0};
  Diagnostics unheard = {.arena = &scratch};
  prepare_read(&part->arena, &self->options, &part->file, &unheard, &part->made);
  arena_release(&scratch);
}

// Finds the body, and whether it is strict code, by the frame.
static void find_body(Cutter *self, const Prepared *frame) {
  uint32_t at = self->minify->options->body_start;
  for (ScopeId i = SCOPE_FILE + 1; i < frame->table.scope_count; i++) {
    const Scope *scope = &frame->table.scopes[i];
    const AstNode *node = ast_node(&frame->ast, scope->node);
    if (scope->kind != SCOPE_KIND_FUNCTION_BODY || node->start >= at || node->end <= at) continue;
    self->home.scope = i, self->body = scope->node;
    if (scope->flags & SCOPE_STRICT) self->options.goal = SYNTAX_MODULE;
  }
}

// Finds what the frame uses of the body's variables. There is no body if a name of the frame may
// mean one variable in it, and another one outside.
static void find_used(Cutter *self, const Prepared *frame) {
  const ScopeTable *table = &frame->table;
  bool *inside = arena_new(&self->scratch, bool, table->symbol_count);
  bool *outside = arena_new(&self->scratch, bool, table->symbol_count);
  const AstNode *body = ast_node(&frame->ast, self->body);
  for (AstId id = AST_ROOT; id < frame->ast.nodes.count; id++) {
    const AstNode *node = ast_node(&frame->ast, id);
    bool is_free = kind_is_variable((NodeKind)node->kind) &&
                   table->symbols[node->symbol].kind == SYMBOL_UNBOUND;
    if (!is_free) continue;
    bool is_inside = node->start > body->start && node->start < body->end;
    (is_inside ? inside : outside)[node->symbol] = true;
  }
  self->home.is_used = inside;
  for (SymbolId i = 1; i < table->symbol_count; i++)
    if (inside[i] && outside[i]) self->home.scope = SCOPE_FILE;
}

static void read_frame(Cutter *self) {
  const Prepared *frame = &self->parts[0].made;
  read(self, 0);
  if (!frame->is_program) return;
  find_body(self, frame);
  find_used(self, frame);
}

// What eval, `with` or JSX can see, it can see in all parts.
static bool are_fit(const Cutter *self) {
  if (self->has_frame && self->home.scope == SCOPE_FILE) return false;
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
  self->has_frame = false, self->home.scope = SCOPE_FILE;
  part->file = *file;
  part->file.text = without_gaps(minify->arena, minify->options, file->text);
  prepare_read(minify->arena, minify->options, &part->file, diagnostics, &part->made);
  minify->ast = &part->made.ast;
  minify->program = minify->table = &part->made.table;
  return part->made.is_program;
}

static bool read_all(Cutter *self, const SourceFile *file, Diagnostics *diagnostics) {
  self->has_frame = self->minify->options->body_end > 0;
  self->count = self->minify->options->cut_count + 1 + self->has_frame;
  if (self->count > 1) {
    cut(self, file);
    if (self->has_frame) read_frame(self);
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
                .top_scope = SCOPE_FILE,
                .is_part = true};
  bool is_frame = self->has_frame && item == 0;
  if (item > self->has_frame) clear_directives(own.ast);
  if (self->count > 1) tell_kinds(own.program, &self->tables[item], own.table);
  prepare_names(&own);
  part->has_private_names = own.has_private_names;
  if (self->minify->has_parts && !is_frame) prepare_rest(&own), rounds_of_part(&own);
  if (self->count > 1) ast_join_count(&self->asts[item]);
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
  scope_join(minify->arena, self->tables, self->count, self->home, minify->table);
  minify->program = minify->table;
}

static void put_in(void *context, uint32_t item) {
  Cutter *self = context;
  ast_join_part(&self->asts[item], self->minify->ast);
  arena_release(&self->parts[item].arena);
}

static void list_asts(Cutter *self, Text source) {
  self->asts = arena_new(&self->scratch, AstPart, self->count);
  for (uint32_t i = 0; i < self->count; i++) {
    Part *part = &self->parts[i];
    uint32_t start = (uint32_t)(part->file.text.at - source.at);
    self->asts[i] = (AstPart){.ast = &part->made.ast,
                              .text_start = start,
                              .gap_at = UINT32_MAX,
                              .home = i == 0 ? AST_ROOT : self->body,
                              .symbols = self->tables[i].symbols};
  }
  if (!self->has_frame) return;
  const MinifyOptions *options = self->minify->options;
  self->asts[0].text_start = 0;
  self->asts[0].gap_at = options->body_start;
  self->asts[0].gap_size = options->body_end + SYNTAX_PADDING - options->body_start;
}

static void join_asts(Cutter *self, Text source) {
  Minify *minify = self->minify;
  minify->ast = arena_new(minify->arena, Ast, 1);
  ast_join_begin(minify->arena, self->asts, self->count, source, minify->ast);
  each(self, put_in);
  ast_join_end(self->asts, self->count, minify->ast);
}

bool prepare(Minify *minify, const SourceFile *file, Diagnostics *diagnostics) {
  const MinifyOptions *options = minify->options;
  Cutter self = {
      .minify = minify, .options = *options, .home = {SCOPE_FILE, NULL}, .body = AST_ROOT};
  self.options.owns_top_level = false;
  bool is_program = read_all(&self, file, diagnostics);
  minify->top_scope = self.home.scope, minify->body = self.has_frame ? self.body : AST_ROOT;
  minify->has_parts = options->syntax && !options->name_helper.size &&
                      (options->goal == SYNTAX_MODULE || self.has_frame);
  if (is_program) {
    if (self.count > 1) join_tables(&self), list_asts(&self, file->text);
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
