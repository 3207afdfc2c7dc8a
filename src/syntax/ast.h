// Ast: a tree that is to be changed. Of the grammar's concrete tree it keeps what has meaning:
// tokens and brackets that a kind implies are gone, and the printer knows them.
//
// Takes: a tree without errors, which may go as soon as the Ast is made; its source must stay.
// Gives: nodes of the grammar's kinds and fields, linked by indices, that can be relinked and
// added. Never: checks that what is put together is JavaScript.
//
// What differs from the tree of tree-sitter-javascript:
//   - Parentheses, else_clause, finally_clause, switch_body, template_substitution: only their
//     content is there, with their field (FIELD_FINALIZER for the block of `finally`).
//   - Tokens are gone. An operator is `node.op`; `async`, `static`, `*` and the like are flags;
//     what a declaration declares is `node.declares`. Only within import statements, the clauses
//     of export statements and JSX are tokens left, as leaves.
//   - string, regex, number, meta_property and names are leaves; so are the texts of a template
//     string (string_fragment, one for each piece of text that isn't empty, as in the source).
//   - An element of an array or an array pattern that is left out is a NODE_HOLE.
//   - An arrow function always has formal_parameters.
//   - In `for (init; test; update)`, what is not there is no child; no part is a statement.
#pragma once

#include "base/array.h"
#include "syntax/tree.h"

typedef uint32_t AstId;

enum {
  AST_NONE = 0, // the empty link
  AST_ROOT = 1, // the program
};

typedef enum AstFlag {
  AST_ASYNC = 1 << 0,     // functions, arrows, methods
  AST_GENERATOR = 1 << 1, // methods; functions have kinds of their own
  AST_GETTER = 1 << 2,
  AST_SETTER = 1 << 3,
  AST_STATIC = 1 << 4,       // members of classes
  AST_ACCESSOR = 1 << 5,     // fields
  AST_AWAIT = 1 << 6,        // for await
  AST_OPTIONAL = 1 << 7,     // member, subscript, call: this link is `?.`
  AST_PARENTHESES = 1 << 8,  // stood in parentheses. `(a?.b).c` has a meaning of its own
  AST_PREFIX = 1 << 9,       // ++a
  AST_DELEGATE = 1 << 10,    // yield*
  AST_DIRECTIVE = 1 << 11,   // an expression statement that is a directive
  AST_PURE = 1 << 12,        // a call behind /* @__PURE__ */
  AST_QUIET_CALLS = 1 << 13, // a function behind /* @__NO_SIDE_EFFECTS__ */
  AST_NO_PLACE = 1 << 14,    // comes from nowhere in the source
  AST_SETTLED = 1 << 15,     // for who walks it again and again: nothing to do here and below
} AstFlag;

typedef enum AstDeclares {
  AST_DECLARES_NOTHING, // also `for (x of y)`
  AST_VAR,
  AST_LET,
  AST_CONST,
  AST_USING,
  AST_AWAIT_USING,
} AstDeclares;

typedef struct AstNode {
  uint16_t kind; // NodeKind
  uint16_t op;   // unary, update, binary, assignments: the operator's token; `in` or `of` of a loop
  uint16_t flags;   // AstFlag
  uint8_t field;    // NodeField
  uint8_t declares; // AstDeclares, of declarations and for-in/of
  AstId parent, first_child, next_sibling;
  // Bytes of the source, or of the added texts: see ast_text. `start` of a node that is no leaf, or
  // a leaf that is as in the source, is the place that it comes from.
  uint32_t start, end;
  uint32_t symbol; // SymbolId of an identifier; else the place of a leaf whose text was added
} AstNode;

_Static_assert(sizeof(AstNode) == 32, "a node is half a cache line");

typedef struct Ast {
  Arena *arena;
  Text source;
  Array(AstNode) nodes; // nodes[0] is none
  Array(char) added;    // texts that are in no source
  Array(AstId) changed; // nodes that were given other children, or became others: see ast_unsettle
  Array(uint8_t) is_seen;  // by AstId: for ast_unsettle; all zero but within it
  struct Quotes *quotes;   // for quote.h; set by whoever made the Ast
  const Comment *comments; // of the tree, whose leaves their `next_leaf` counts
  uint32_t comment_count;
} Ast;

// Offsets from here on are into the added texts.
static const uint32_t AST_ADDED = UINT32_C(1) << 31;

// Makes an Ast in `arena`. `ids`, if not NULL, is filled by NodeId with what each node has become:
// for those that have gone, what is in their place or what they stood in.
void ast_make(Arena *arena, const Tree *tree, Ast *ast, AstId *ids);

static inline AstNode *ast_node(const Ast *ast, AstId id) {
  return &ast->nodes.at[id];
}

static inline NodeKind ast_kind(const Ast *ast, AstId id) {
  return (NodeKind)ast->nodes.at[id].kind;
}

static inline AstId ast_parent(const Ast *ast, AstId id) {
  return ast->nodes.at[id].parent;
}

static inline AstId ast_first(const Ast *ast, AstId id) {
  return ast->nodes.at[id].first_child;
}

static inline AstId ast_next(const Ast *ast, AstId id) {
  return ast->nodes.at[id].next_sibling;
}

static inline bool ast_has(const Ast *ast, AstId id, AstFlag flag) {
  return ast->nodes.at[id].flags & flag;
}

#define ast_each_child(ast, parent, child)                                                         \
  for (AstId child = ast_first((ast), (parent)); child; child = ast_next((ast), child))

// The first child in the role `field`, or AST_NONE; the first of a kind; the last child; the number
// of children.
AstId ast_child(const Ast *ast, AstId parent, NodeField field);
AstId ast_child_of_kind(const Ast *ast, AstId parent, NodeKind kind);
AstId ast_last(const Ast *ast, AstId parent);
uint32_t ast_count(const Ast *ast, AstId parent);

// The last child, and the one before it in `*before`; AST_NONE where there is none.
AstId ast_last_and_before(const Ast *ast, AstId parent, AstId *before);

// The text of a leaf. It is a pointer into tables that ast_add_leaf moves.
Text ast_text(const Ast *ast, AstId leaf);

// The byte of the source that a node comes from, or UINT32_MAX.
uint32_t ast_place(const Ast *ast, AstId id);

// ---- The order of a walk

// The next node in source order (pre-order) below `root`, or AST_NONE. ast_walk_outside leaves out
// what is below `id`. Where `root` stands nowhere any more, but a part of it does, the walk goes on
// from that part to the end of the Ast.
AstId ast_walk(const Ast *ast, AstId id, AstId root);
AstId ast_walk_outside(const Ast *ast, AstId id, AstId root);

// The first and the next node in the order in which children come before parents; `root` is the
// last one, AST_NONE follows.
AstId ast_post_first(const Ast *ast, AstId root);
AstId ast_post_next(const Ast *ast, AstId id, AstId root);

// All nodes from the root on, where each is entered, and left once all below it have been:
//
//   for (AstTour tour = {.at = AST_ROOT}; tour.at; ast_tour_next(ast, &tour)) …
typedef struct AstTour {
  AstId at;
  bool leaves;
} AstTour;

void ast_tour_next(const Ast *ast, AstTour *tour);

// ---- Walking it again
//
// New nodes are not settled, and who has seen to a node may settle it. Changes are noted
// (`changed`) and unsettle nothing until ast_unsettle is told to: then a node that is not settled
// stands in none that is.

// Notes that a node itself has changed, other than by its children.
void ast_note_change(Ast *ast, AstId id);

// Unsettles what has changed since the last time: nodes, those around them, and those closely
// below.
void ast_unsettle(Ast *ast);

// The first and the next one of the nodes that are not settled, in the order of ast_post_next.
AstId ast_unsettled_first(const Ast *ast, AstId root);
AstId ast_unsettled_next(const Ast *ast, AstId id, AstId root);

// ---- Changing it
//
// A node that is put somewhere must not be anywhere else at the time. What is taken out may be put
// in again, or forgotten.

// New nodes, in no tree. The place of a new node is that of `origin` (AST_NONE: nowhere). A new
// identifier has no place, and no symbol until it is given one.
AstId ast_add(Ast *ast, NodeKind kind, AstId origin);
AstId ast_add_leaf(Ast *ast, NodeKind kind, Text text, AstId origin);

// Puts `id` into the place of `at`: `at` becomes what `id` was, children and all, but keeps its
// field and its place in the list that it is in. `id` is nothing afterwards. `id` may lie below
// `at`.
void ast_become(Ast *ast, AstId at, AstId id);

// Makes `child` the last child. Linear in the number of children: for lists, keep the last one, and
// insert behind it.
void ast_append(Ast *ast, AstId parent, AstId child, NodeField field);

// Puts `child` behind `previous` (AST_NONE: in front of all).
void ast_insert(Ast *ast, AstId parent, AstId previous, AstId child, NodeField field);

// Takes the child behind `previous` (AST_NONE: the first) out, and gives it.
AstId ast_remove_after(Ast *ast, AstId parent, AstId previous);

// Takes all children out; gives the first, and they stay linked.
AstId ast_take_children(Ast *ast, AstId parent);

// Makes a whole list, linked from `first` on, the children behind `previous`. Gives the last one.
AstId ast_insert_list(Ast *ast, AstId parent, AstId previous, AstId first);

// A copy of a node and all below it, in no tree. Symbols are the same.
AstId ast_copy(Ast *ast, AstId id);

// Whether two nodes and all below them say the same.
bool ast_equal(const Ast *ast, AstId a, AstId b);
