// Import and export statements are looked for among the statements at the top; the rest of the tree
// is walked only where the parse came across a word that may speak for a module.
#include "syntax/goal.h"

bool goal_has_statements(const Tree *tree) {
  tree_each_child(tree, NODE_ROOT, child) {
    NodeKind kind = tree_kind(tree, child);
    if (kind == NODE_IMPORT_STATEMENT || kind == NODE_EXPORT_STATEMENT) return true;
  }
  return false;
}

// Whether a node is outside of all functions, static blocks and values of fields.
static bool is_at_top(const Tree *tree, NodeId id) {
  for (NodeId up = tree->nodes[id].parent; up != NODE_ROOT; up = tree->nodes[up].parent) {
    const Node *node = &tree->nodes[up];
    NodeKind around = tree_kind(tree, node->parent);
    bool is_function = node->field == FIELD_BODY || node->field == FIELD_PARAMETERS;
    if (is_function && around != NODE_CLASS && around != NODE_CLASS_DECLARATION &&
        tree_child(tree, node->parent, FIELD_PARAMETERS))
      return false;
    if (node->kind == NODE_ARROW_FUNCTION || node->kind == NODE_CLASS_STATIC_BLOCK) return false;
    if (around == NODE_FIELD_DEFINITION && node->field == FIELD_VALUE) return false;
  }
  return true;
}

static bool is_await(const Tree *tree, NodeId id) {
  NodeKind parent = tree_kind(tree, tree->nodes[id].parent);
  return tree_kind(tree, id) == TOKEN_AWAIT_WORD &&
         (parent == NODE_AWAIT_EXPRESSION || parent == NODE_FOR_IN_STATEMENT ||
          parent == NODE_USING_DECLARATION);
}

SyntaxGoal goal_decide(const Tree *tree, unsigned clues) {
  if (goal_has_statements(tree)) return SYNTAX_MODULE;
  if (!(clues & GOAL_MODULE_WORD)) return SYNTAX_COMMONJS;
  for (NodeId id = NODE_ROOT; id < tree->node_count; id++) {
    if (tree_is_import_meta(tree, id)) return SYNTAX_MODULE;
    if (is_await(tree, id) && is_at_top(tree, id)) return SYNTAX_MODULE;
  }
  return SYNTAX_COMMONJS;
}
