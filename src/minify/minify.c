// The stages, from text to text: parse, name, make an Ast, transform until nothing changes, rename,
// print.
#include "minify/minify.h"

#include "minify/arrows.h"
#include "minify/keep_names.h"
#include "minify/rename.h"
#include "minify/symbols.h"
#include "minify/typeof_order.h"
#include "minify/uses.h"
#include "scope/annotations.h"
#include "syntax/parse.h"
#include "syntax/quote.h"

enum {
  ROUND_LIMIT = 12,       // most programs are done after four
  NODE_CHANGE_LIMIT = 64, // changes of one node in a row: transforms that undo each other end here
};

// ---- Preparing

// Nodes of the tree that the tables name become nodes of the Ast.
static void move_table(ScopeTable *table, const AstId *ids) {
  for (ScopeId i = SCOPE_FILE; i < table->scope_count; i++)
    table->scopes[i].node = ids[table->scopes[i].node];
  for (SymbolId i = 1; i < table->symbol_count; i++)
    table->symbols[i].declaration = ids[table->symbols[i].declaration];
}

static void mark(Ast *ast, const AnnotatedNodes *nodes, const AstId *ids, AstFlag flag) {
  for (uint32_t i = 0; i < nodes->count; i++) ast_node(ast, ids[nodes->at[i]])->flags |= flag;
}

static void mark_annotated(Ast *ast, const Tree *tree, const AstId *ids) {
  Arena scratch = {0};
  Annotations annotations = annotations_find(&scratch, tree);
  mark(ast, &annotations.calls, ids, AST_PURE);
  mark(ast, &annotations.functions, ids, AST_QUIET_CALLS);
  arena_release(&scratch);
}

// `undefined` that is a variable of the program's own is a name like any other.
static void look_over(Minify *minify) {
  for (AstId id = AST_ROOT; id < minify->ast->nodes.count; id++) {
    AstNode *node = ast_node(minify->ast, id);
    if (node->kind == NODE_UNDEFINED && minify_is_declared(minify, id))
      node->kind = NODE_IDENTIFIER;
    if (node->kind == NODE_PRIVATE_PROPERTY_IDENTIFIER) minify->has_private_names = true;
  }
}

// A block's function is given to a variable outside, or kept in by what has its name there; a `var`
// starts with the value of a parameter. The name that a class has inside is another matter.
static void find_tied(Minify *minify) {
  const ScopeTable *table = minify->table;
  minify->is_tied = arena_new(minify->arena, bool, table->symbol_count);
  for (SymbolId i = 1; i < table->symbol_count; i++) {
    const Symbol *symbol = &table->symbols[i];
    if (symbol->hoisted && symbol->kind != SYMBOL_CLASS_NAME)
      minify->is_tied[symbol->hoisted] = true;
  }
}

// Everything that is needed of the tree is in the Ast and the table afterwards.
static bool prepare(Minify *minify, const SourceFile *file, Diagnostics *diagnostics) {
  Arena scratch = {0};
  Tree tree;
  syntax_parse(&scratch, file, minify->options->goal, &tree, diagnostics);
  if (!tree.has_error) {
    Arena *arena = minify->arena;
    minify->table = arena_new(arena, ScopeTable, 1);
    minify->ast = arena_new(arena, Ast, 1);
    scope_analyze(arena, &tree, NULL, minify->table);
    AstId *ids = arena_new(&scratch, AstId, tree.node_count);
    ast_make(arena, &tree, minify->ast, ids);
    if (!minify->options->effects.ignores_annotations) mark_annotated(minify->ast, &tree, ids);
    move_table(minify->table, ids);
    minify->uses = arena_new(arena, SymbolUse, minify->table->symbol_count);
    minify->ast->quotes = quotes_make(arena);
    find_tied(minify);
    look_over(minify);
  }
  arena_release(&scratch);
  return !tree.has_error;
}

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

// Tries the transforms of the node's kind in order; after a change from the start.
static void transform_node(Minify *minify, const TransformIndex *index, AstId id) {
  for (int changes = 0; changes < NODE_CHANGE_LIMIT; changes++) {
    uint32_t at = index->first[ast_kind(minify->ast, id)];
    while (at && !rows[at - 1].function(minify, id)) at = index->next[at - 1];
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
    if (id == AST_ROOT) transform_program(minify);
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
  bool is_program = prepare(&self, file, diagnostics);
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
