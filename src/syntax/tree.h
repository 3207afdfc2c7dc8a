// Tree: one file's syntax, as a flat array of nodes in source order.
//
// Owns:  nothing; nodes and comments live in the arena that the file was parsed into.
// Gives: the grammar's concrete tree: every token is a leaf, tree-sitter-javascript's
// node-types.json
//        is its documentation. Links are indices, so that a tree can be stored and mapped back.
// Never: holds comments among the nodes: they have a list of their own, in source order.
#pragma once

#include "syntax/kind.h"

typedef uint32_t NodeId;

// What a text is parsed as.
typedef enum SyntaxGoal {
  SYNTAX_UNKNOWN, // decided as bundlers do: import and export, import.meta and a top-level await
                  // make a module, everything else is CommonJS
  SYNTAX_SCRIPT,
  SYNTAX_MODULE,
  SYNTAX_COMMONJS, // a script inside a function: `return` is allowed
} SyntaxGoal;

enum {
  NO_NODE = 0,   // the empty link. The node there is of kind NODE_NONE and has nothing around it.
  NODE_ROOT = 1, // the whole file: `program`, from 0 to the file's size
};

typedef enum NodeFlag {
  NODE_NEWLINE_BEFORE = 1 << 0, // leaves: a line ends between the previous token and this one
  NODE_MISSING = 1 << 1,        // recovery made it up; it has no text
  NODE_DEAD = 1 << 2,           // set by transform: can never run
  NODE_GOES_ON = 1 << 3,        // set by transform: stands for a member of what its symbol means
} NodeFlag;

// One node. In pre-order: the nodes below `n` are those from `n + 1` up to `n.after`, so that its
// first child and its next sibling need no links: a tree is read as fast as memory is.
typedef struct Node {
  uint16_t kind;       // NodeKind
  uint8_t field;       // NodeField
  uint8_t flags;       // NodeFlag
  uint32_t start, end; // bytes of the source
  NodeId parent;
  NodeId after;    // the first node, in source order, that is not this one or below it
  uint32_t symbol; // set by scope: the SymbolId that an identifier means
} Node;

_Static_assert(sizeof(Node) == 24, "most of what a parse and all after it wait for is memory");

typedef struct Comment {
  uint32_t start, end; // bytes of the source, delimiters included
  uint32_t next_leaf;  // the first leaf after it, or the tree's node count
  bool is_html;        // <!-- or -->
} Comment;

typedef struct Tree {
  Text source;
  Node *nodes;
  uint32_t node_count; // node 0 (none) included
  Comment *comments;
  uint32_t comment_count;
  SyntaxGoal goal;   // what it was parsed as: no longer unknown
  bool has_error;    // some node is an error or missing: good for messages, not for output
  bool suits_module; // a sloppy file that would have no early error as a module, either
} Tree;

static inline const Node *tree_node(const Tree *tree, NodeId id) {
  return &tree->nodes[id];
}

static inline NodeKind tree_kind(const Tree *tree, NodeId id) {
  return tree->nodes[id].kind;
}

// The node's text in the source.
static inline Text tree_text(const Tree *tree, NodeId id) {
  const Node *node = &tree->nodes[id];
  return text_slice(tree->source, node->start, node->end);
}

static inline bool tree_is_leaf(const Tree *tree, NodeId id) {
  return tree->nodes[id].after == id + 1;
}

// The first child, or NO_NODE; the next sibling, or NO_NODE.
static inline NodeId tree_first_child(const Tree *tree, NodeId id) {
  return tree_is_leaf(tree, id) ? NO_NODE : id + 1;
}

static inline NodeId tree_next_sibling(const Tree *tree, NodeId id) {
  const Node *node = &tree->nodes[id];
  return node->after < tree->nodes[node->parent].after ? node->after : NO_NODE;
}

// The leaf that a node begins with: itself if it is one.
static inline NodeId tree_first_leaf(const Tree *tree, NodeId id) {
  while (!tree_is_leaf(tree, id)) id++; // the first child
  return id;
}

// The first child in the role `field`, or NO_NODE.
NodeId tree_child(const Tree *tree, NodeId parent, NodeField field);

// The first child of kind `kind`, or NO_NODE.
NodeId tree_child_of_kind(const Tree *tree, NodeId parent, NodeKind kind);

// The first named child, or NO_NODE; the next named sibling, or NO_NODE.
NodeId tree_first_named(const Tree *tree, NodeId parent);
NodeId tree_next_named(const Tree *tree, NodeId id);

// The last child, or NO_NODE.
NodeId tree_last_child(const Tree *tree, NodeId parent);

// The outermost of the parentheses directly around `id`, or `id` itself; what stands inside of all
// the parentheses that `id` is, or `id` itself.
NodeId tree_outside_parentheses(const Tree *tree, NodeId id);
NodeId tree_inside_parentheses(const Tree *tree, NodeId id);

// The statement that the labels of `statement` are for: itself if it has none.
NodeId tree_inside_labels(const Tree *tree, NodeId statement);

// Whether a node is `import.meta`.
bool tree_is_import_meta(const Tree *tree, NodeId id);

// Whether an element of a class is marked `static`.
bool tree_is_static(const Tree *tree, NodeId element);

// Where the `this` ends that begins with `id`: the first node behind a function that is no arrow (a
// method begins with its parameters, as its name is outside), a static block, or the value of a
// field. NO_NODE if none begins.
NodeId tree_end_of_this(const Tree *tree, NodeId id);

// `tree_each_child(tree, parent, child) { … }`: a loop over all children.
#define tree_each_child(tree, parent, child)                                                       \
  for (NodeId child##_parent = (parent), child = child##_parent + 1,                               \
              child##_end = (tree)->nodes[child##_parent].after;                                   \
       child < child##_end; child = (tree)->nodes[child].after)

// The same over the named children.
#define tree_each_named(tree, parent, child)                                                       \
  for (NodeId child = tree_first_named((tree), (parent)); child;                                   \
       child = tree_next_named((tree), child))
