// The stages, from text to text: parse, name, make an Ast, transform until nothing changes, rename,
// print.
#include "minify/minify.h"

#include "minify/arrows.h"
#include "minify/keep_names.h"
#include "minify/prepare.h"
#include "minify/rename.h"
#include "minify/symbols.h"
#include "minify/typeof_order.h"
#include "minify/uses.h"

enum {
  ROUND_LIMIT = 12,       // most programs are done after four
  NODE_CHANGE_LIMIT = 64, // changes of one node in a row: transforms that undo each other end here
  // The program is not looked at as a whole where a smaller share of its nodes has changed than
  // one of so many: to count all uses takes longer than all else in a late round.
  LEAST_SHARE = 1 << 12,
};

// ---- Transforming

typedef struct TransformRow {
  NodeKind kind;
  Transform *function;
} TransformRow;

static const TransformRow rows[] = {
#define TRANSFORM(KIND, function) {NODE_##KIND, function},
#include "minify/transforms.def"
    {NODE_NONE, NULL},
};

static ProgramTransform *const program_rows[] = {
#define PROGRAM_TRANSFORM(function) function,
#include "minify/transforms.def"
};

// Rows of one kind, as a list: `first` by kind, `next` by row; 1 + index of a row, or 0.
typedef struct TransformIndex {
  uint16_t first[NODE_KIND_COUNT];
  uint16_t next[sizeof rows / sizeof *rows];
} TransformIndex;

static TransformIndex index_rows(void) {
  TransformIndex index = {{0}, {0}};
  for (uint32_t i = sizeof rows / sizeof *rows - 1; i-- > 0;) {
    index.next[i] = index.first[rows[i].kind];
    index.first[rows[i].kind] = (uint16_t)(i + 1);
  }
  return index;
}

// Who takes a list apart and puts it together as it was notes changes that are none.
static bool try_row(Minify *minify, uint32_t row, AstId id) {
  uint32_t noted = minify->ast->changed.count;
  bool has_changed = rows[row].function(minify, id);
  if (!has_changed) minify->ast->changed.count = noted;
  return has_changed;
}

// Tries the transforms of the node's kind in order; after a change from the start.
static void transform_node(Minify *minify, const TransformIndex *index, AstId id) {
  for (int changes = 0; changes < NODE_CHANGE_LIMIT; changes++) {
    uint32_t at = index->first[ast_kind(minify->ast, id)];
    while (at && !try_row(minify, at - 1, id)) at = index->next[at - 1];
    if (!at) break;
    minify_note_change(minify);
    ast_note_change(minify->ast, id);
  }
  ast_node(minify->ast, id)->flags |= AST_SETTLED;
}

// Before the statements of the top are looked at: a function that has moved to its only call no
// longer has a name by which its calls are found.
static void transform_program(Minify *minify) {
  for (uint32_t i = 0; i < sizeof program_rows / sizeof *program_rows; i++) {
    symbols_count(minify);
    if (program_rows[i](minify)) minify_note_change(minify);
  }
}

// Gives whether anything has changed.
static bool transform_round(Minify *minify, const TransformIndex *index) {
  Ast *ast = minify->ast;
  symbols_count(minify);
  minify->has_changed = false;
  ast_unsettle(ast);
  for (AstId id = ast_unsettled_first(ast, AST_ROOT); id;
       id = ast_unsettled_next(ast, id, AST_ROOT)) {
    bool is_worth = ast->changed.count >= ast->nodes.count / LEAST_SHARE;
    if (id == AST_ROOT && is_worth) transform_program(minify);
    transform_node(minify, index, id);
  }
  return minify->has_changed;
}

static void transform_all(Minify *minify) {
  const TransformIndex index = index_rows();
  uint32_t round = 0;
  while (round < ROUND_LIMIT && transform_round(minify, &index)) round++;
  if (!minify->is_counted) uses_count(minify);
  arrows_make(minify);
  typeof_order(minify);
}

// ---- The whole

bool minify(Arena *arena, const SourceFile *file, const MinifyOptions *options, AstPrinted *result,
            Diagnostics *diagnostics) {
  Arena work = {0};
  Minify self = {.arena = &work, .options = options};
  bool is_program = prepare_parts(&self, file) || prepare_whole(&self, file, diagnostics);
  if (is_program) {
    if (options->name_helper.size) keep_names(&self);
    if (options->syntax) transform_all(&self);
    AstPrintInput input = {.ast = self.ast,
                           .symbol_count = self.table->symbol_count,
                           .is_compact = options->whitespace,
                           .is_ascii_only = options->is_ascii_only,
                           .wants_mappings = options->wants_mappings,
                           .keeps_legal_comments = options->keeps_legal_comments,
                           .line_limit = options->line_limit};
    input.names = options->identifiers ? rename_symbols(&self)
                                       : arena_new(&work, Text, self.table->symbol_count);
    *result = ast_print(arena, &input);
  }
  arena_release(&work);
  return is_program;
}
