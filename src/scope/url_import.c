// The form is fixed, as in other bundlers: a relative path that is a string, seen from the file
// itself.
#include "scope/url_import.h"

// Whether `node` is the global variable `name`.
static bool is_global(const ScopeTable *table, NodeId node, Text name) {
  const Tree *tree = table->tree;
  if (tree_kind(tree, node) != NODE_IDENTIFIER || !text_is(tree_text(tree, node), name))
    return false;
  return table->symbols[tree_node(tree, node)->symbol].kind == SYMBOL_UNBOUND;
}

// Whether `node` is `import.meta.url`.
static bool is_own_url(const Tree *tree, NodeId node) {
  if (tree_kind(tree, node) != NODE_MEMBER_EXPRESSION) return false;
  NodeId object = tree_child(tree, node, FIELD_OBJECT);
  NodeId property = tree_child(tree, node, FIELD_PROPERTY);
  bool is_meta = tree_kind(tree, object) == NODE_META_PROPERTY &&
                 tree_kind(tree, tree_node(tree, object)->first_child) == TOKEN_IMPORT_WORD;
  return is_meta && text_is(tree_text(tree, property), TEXT("url"));
}

// Whether an expression is what `new Worker(…)` or one of its kind is given.
static bool is_worker(const ScopeTable *table, NodeId expression) {
  const Tree *tree = table->tree;
  NodeId arguments = tree_node(tree, expression)->parent;
  NodeId outer = tree_node(tree, arguments)->parent;
  if (tree_kind(tree, outer) != NODE_NEW_EXPRESSION) return false;
  Text name = tree_text(tree, tree_child(tree, outer, FIELD_CONSTRUCTOR));
  return tree_kind(tree, arguments) == NODE_ARGUMENTS && text_ends(name, TEXT("Worker"));
}

NodeId url_import_specifier(const ScopeTable *table, NodeId expression) {
  const Tree *tree = table->tree;
  NodeId constructor = tree_child(tree, expression, FIELD_CONSTRUCTOR);
  NodeId first = tree_first_named(tree, tree_child(tree, expression, FIELD_ARGUMENTS));
  bool fits = is_global(table, constructor, TEXT("URL")) && tree_kind(tree, first) == NODE_STRING &&
              is_own_url(tree, tree_next_named(tree, first)) && !is_worker(table, expression);
  if (!fits) return NO_NODE;
  Text inside =
      text_slice(tree->source, tree_node(tree, first)->start + 1, tree_node(tree, first)->end);
  bool is_relative = text_starts(inside, TEXT("./")) || text_starts(inside, TEXT("../"));
  return is_relative ? first : NO_NODE;
}
