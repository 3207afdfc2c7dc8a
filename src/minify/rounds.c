// Rounds go over the nodes from the leaves up, and count anew in between. A program's statements
// are transformed in parts first, each with what is known without the others; then the program is,
// where that says more: its own list, and whatever names a variable of the top level.
#include "minify/rounds.h"

#include "minify/arrows.h"
#include "minify/symbols.h"
#include "minify/typeof_order.h"

enum {
  ROUND_LIMIT = 12,       // most programs are done after four
  NODE_CHANGE_LIMIT = 64, // changes of one node in a row: transforms that undo each other end here
  // The program is not looked at as a whole where fewer nodes have changed than one for so many
  // bytes: to count all uses takes longer than all else in a late round.
  BYTES_PER_CHANGE = 1 << 15,
};

// ---- Rows

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

// Who takes a list apart and puts it together as it was notes changes that are none, of nodes that
// have been seen to.
static bool try_row(Minify *minify, uint32_t row, AstId id) {
  Ast *ast = minify->ast;
  uint32_t noted = ast->changed.count;
  if (rows[row].function(minify, id)) return true;
  while (ast->changed.count > noted) ast_node(ast, array_pop(&ast->changed))->flags |= AST_SETTLED;
  return false;
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

// ---- Parts

static bool transform_statement(Minify *minify, const TransformIndex *index, AstId statement) {
  Ast *ast = minify->ast;
  minify->has_changed = false;
  ast_unsettle(ast);
  for (AstId id = ast_unsettled_first(ast, statement); id;
       id = ast_unsettled_next(ast, id, statement))
    transform_node(minify, index, id);
  return minify->has_changed;
}

// Each statement by itself: what is in it is read, transformed and read again while it is near.
void rounds_of_part(Minify *part) {
  const TransformIndex index = index_rows();
  ast_each_child(part->ast, AST_ROOT, statement) {
    uint32_t round = 0;
    do symbols_count_statement(part, statement, round == 0);
    while (transform_statement(part, &index, statement) && ++round < ROUND_LIMIT);
  }
  part->ast->changed.count = 0;
}

// ---- Programs

// Whether so much has changed that the program is looked at as a whole.
static bool is_worth(const Ast *ast, uint32_t changes) {
  return changes >= ast->source.size / BYTES_PER_CHANGE;
}

// Each row needs an exact count. One that would need another for a few changes of the row before
// waits for the next round, which begins with it. Gives how many changes were noted.
static uint32_t transform_program(Minify *minify, uint32_t *first_row) {
  enum { COUNT = sizeof program_rows / sizeof *program_rows };
  uint32_t changes = 0;
  for (uint32_t i = 0; i < COUNT; i++) {
    uint32_t row = (*first_row + i) % COUNT;
    if (!minify->is_counted && i > 0 && !is_worth(minify->ast, changes)) {
      *first_row = row;
      break;
    }
    symbols_count(minify);
    uint32_t noted = minify->ast->changed.count;
    if (program_rows[row](minify)) minify_note_change(minify);
    changes += minify->ast->changed.count - noted;
  }
  return changes;
}

static void transform_nodes(Minify *minify, const TransformIndex *index) {
  Ast *ast = minify->ast;
  ast_unsettle(ast);
  for (AstId id = ast_unsettled_first(ast, AST_ROOT); id;
       id = ast_unsettled_next(ast, id, AST_ROOT))
    transform_node(minify, index, id);
}

// What looks at the whole comes first, right behind a count; but not before all statements have
// been seen to.
void rounds_of_program(Minify *minify) {
  const TransformIndex index = index_rows();
  const Ast *ast = minify->ast;
  uint32_t changes = 0; // of the whole program, in the last round
  uint32_t first_row = 0;
  bool is_seen = minify->has_parts;
  for (uint32_t round = 0; round < ROUND_LIMIT; round++, is_seen = true) {
    bool is_first = round == 0;
    if (is_first || is_worth(ast, ast->changed.count)) symbols_count(minify);
    minify->has_changed = false;
    if (is_seen && (round <= 1 || is_worth(ast, ast->changed.count + changes)))
      changes = transform_program(minify, &first_row);
    transform_nodes(minify, &index);
    if (!minify->has_changed && is_seen) break;
  }
  arrows_make(minify);
  typeof_order(minify);
}
