// tree-sitter's tree is walked once with a cursor, in pre-order, and written down flat. The number
// of nodes is known beforehand (the tree counts its visible descendants), so there is one
// allocation.
#include "syntax/stock.h"

#include "generated/javascript_kinds.h"
#include "syntax/scanner.h"
#include "syntax/stock_scanner.h"

#include <tree_sitter/api.h>

const TSLanguage *tree_sitter_javascript(void);

typedef struct Conversion {
  Tree *tree;
  Arena *arena;
  Array(Comment) comments;
  uint32_t placed_comments; // those whose next leaf is known
  uint32_t last_leaf_end;   // where the newest token ends; line ends are looked for from here
  uint32_t depth;           // of nesting, chains to the left not counted
} Conversion;

static NodeKind kind_of(TSNode node) {
  TSSymbol symbol = ts_node_symbol(node);
  return ts_node_is_error(node) ? NODE_ERROR : (NodeKind)javascript_kinds[symbol];
}

static void add_comment(Conversion *to, TSNode node, bool is_html) {
  array_push(to->arena, &to->comments,
             (Comment){.start = ts_node_start_byte(node),
                       .end = ts_node_end_byte(node),
                       .is_html = is_html});
}

// The comments that wait for a leaf get `leaf`.
static void place_comments(Conversion *to, NodeId leaf) {
  while (to->placed_comments < to->comments.count) {
    to->comments.at[to->placed_comments++].next_leaf = leaf;
  }
}

// Writes down the node that the cursor is at, without its links.
static void add_node(Conversion *to, const TSTreeCursor *cursor, TSNode node, NodeKind kind) {
  Tree *tree = to->tree;
  Node *added = &tree->nodes[tree->node_count++];
  *added = (Node){
      .kind = (uint16_t)kind,
      .field = javascript_fields[ts_tree_cursor_current_field_id(cursor)],
      .flags = ts_node_is_missing(node) ? NODE_MISSING : 0,
      .start = ts_node_start_byte(node),
      .end = ts_node_end_byte(node),
  };
  if (ts_node_child_count(node) > 0) return;
  Text gap = text_slice(tree->source, to->last_leaf_end, added->start);
  if (scanner_has_newline(gap)) added->flags |= NODE_NEWLINE_BEFORE;
  to->last_leaf_end = added->end;
  place_comments(to, tree->node_count - 1);
}

typedef struct Level {
  NodeId node;
  bool nests; // whether it counts as a level of depth
} Level;

// Converts the subtree at the cursor. False where it is too deep.
static bool convert(Conversion *to, TSTreeCursor *cursor) {
  Tree *tree = to->tree;
  Array(Level) levels = {0};
  Arena scratch = {0};
  bool is_shallow = true;
  array_push(&scratch, &levels, (Level){.node = NO_NODE});
  for (bool more = true; more && is_shallow;) {
    TSNode node = ts_tree_cursor_current_node(cursor);
    NodeKind kind = kind_of(node);
    bool is_comment = kind == NODE_COMMENT || kind == NODE_HTML_COMMENT;
    NodeId id = tree->node_count;
    if (is_comment) {
      add_comment(to, node, kind == NODE_HTML_COMMENT);
    } else {
      NodeId parent = array_last(&levels).node;
      bool nests = id != parent + 1;
      add_node(to, cursor, node, kind);
      tree->nodes[id].parent = parent;
      if (ts_tree_cursor_goto_first_child(cursor)) {
        to->depth += nests;
        is_shallow = to->depth <= SYNTAX_DEPTH_LIMIT;
        array_push(&scratch, &levels, (Level){.node = id, .nests = nests});
        continue;
      }
      tree->nodes[id].after = tree->node_count;
    }
    while (!ts_tree_cursor_goto_next_sibling(cursor)) {
      more = ts_tree_cursor_goto_parent(cursor);
      if (!more) break;
      Level closed = array_pop(&levels);
      tree->nodes[closed.node].after = tree->node_count;
      to->depth -= closed.nests;
    }
  }
  arena_release(&scratch);
  return is_shallow;
}

// ---- Parsing, within bounds

enum {
  // tree-sitter asks after every hundred steps whether to go on. Ordinary JavaScript takes a step
  // for two bytes, minified or ambiguous text a few for each; recovery from what is no JavaScript
  // can take a number of steps that grows with the square of the size (a megabyte of quotes:
  // minutes).
  FREE_QUESTIONS = 400,
  BYTES_PER_QUESTION = 8,
  // While it recovers, a step takes up to 7 microseconds: this is 0.3 seconds, and 3 for each
  // megabyte, at the worst.
  BYTES_PER_QUESTION_RECOVERING = 200,
};

typedef struct Budget {
  uint32_t questions;
} Budget;

static bool is_spent(TSParseState *state) {
  Budget *budget = state->payload;
  if (budget->questions == 0) return true;
  budget->questions--;
  return false;
}

// NULL where the budget was spent.
static TSTree *parse_within_budget(TSParser *parser, Text source, Budget budget) {
  StockText text = {.source = source};
  TSParseOptions options = {.payload = &budget, .progress_callback = is_spent};
  return ts_parser_parse_with_options(parser, NULL, stock_input(&text), options);
}

// Writes down a parsed tree. False where it is too deep.
static bool convert_tree(Arena *arena, TSNode root, Tree *tree) {
  tree->nodes = arena_new(arena, Node, ts_node_descendant_count(root) + 1);
  tree->nodes[NO_NODE].after = NO_NODE + 1;
  Conversion to = {.tree = tree, .arena = arena};
  TSTreeCursor cursor = ts_tree_cursor_new(root);
  bool is_whole = convert(&to, &cursor);
  ts_tree_cursor_delete(&cursor);
  place_comments(&to, tree->node_count);
  tree->comments = to.comments.at;
  tree->comment_count = to.comments.count;
  return is_whole;
}

static StockResult parse(Arena *arena, Text source, Budget budget, Tree *tree,
                         uint32_t *too_deep_at) {
  TSParser *parser = ts_parser_new();
  ts_parser_set_language(parser, tree_sitter_javascript());
  TSTree *parsed = parse_within_budget(parser, source, budget);
  StockResult result = STOCK_GAVE_UP;
  *tree = (Tree){.source = source, .node_count = NODE_ROOT, .has_error = true};
  if (parsed) {
    TSNode root = ts_tree_root_node(parsed);
    tree->has_error = ts_node_has_error(root);
    result = convert_tree(arena, root, tree) ? STOCK_PARSED : STOCK_TOO_DEEP;
    if (result == STOCK_TOO_DEEP) *too_deep_at = tree->nodes[tree->node_count - 1].start;
    tree->nodes[NODE_ROOT].start = 0;
    tree->nodes[NODE_ROOT].end = source.size;
    ts_tree_delete(parsed);
  }
  ts_parser_delete(parser);
  return result;
}

StockResult stock_parse(Arena *arena, Text source, Tree *tree, uint32_t *too_deep_at) {
  Budget budget = {FREE_QUESTIONS + source.size / BYTES_PER_QUESTION};
  return parse(arena, source, budget, tree, too_deep_at);
}

StockResult stock_recover(Arena *arena, Text source, Tree *tree) {
  Budget budget = {FREE_QUESTIONS + source.size / BYTES_PER_QUESTION_RECOVERING};
  uint32_t too_deep_at;
  return parse(arena, source, budget, tree, &too_deep_at);
}
