// JSX: tags that belong together have one name, and an attribute has a value.
#include "syntax/early_checks.h"

#include "syntax/jsx_names.h"

// Between the parts of an element's content there is nothing but spaces, which are text: what the
// grammar passed over there is a comment of HTML.
static void check_gaps(Early *early, NodeId element) {
  const Tree *tree = early->tree;
  uint32_t at = tree->nodes[tree_first_child(tree, element)].end;
  tree_each_child(tree, element, child) {
    const Node *node = tree_node(tree, child);
    uint32_t found = node->start > at
                         ? text_find(text_slice(tree->source, at, node->start), TEXT("<!--"))
                         : TEXT_NOT_FOUND;
    if (found != TEXT_NOT_FOUND)
      early_report_range(early, MESSAGE_JSX_COMMENT, at + found, at + found + 4, TEXT(""));
    at = node->end;
  }
}

void early_jsx_element(Early *early, NodeId id) {
  const Tree *tree = early->tree;
  check_gaps(early, id);
  NodeId open = tree_child(tree, id, FIELD_OPEN_TAG), close = tree_child(tree, id, FIELD_CLOSE_TAG);
  NodeId name = tree_child(tree, open, FIELD_NAME);
  if (jsx_names_match(tree, id)) return;
  Text opened = name ? tree_text(tree, name) : TEXT("");
  Diagnostic *added = early_report(early, MESSAGE_WRONG_CLOSING_TAG, close, opened);
  const Node *node = tree_node(tree, open);
  Place place = {early->file, node->start, node->end, {0}};
  if (added) diag_note(early->diagnostics, added, MESSAGE_OPENING_TAG, place, opened);
}

void early_jsx_attribute(Early *early, NodeId id) {
  const Tree *tree = early->tree;
  NodeId value = tree_last_child(tree, id);
  if (tree_kind(tree, value) != NODE_JSX_EXPRESSION) return;
  NodeId content = tree_first_named(tree, value);
  if (!content) early_report(early, MESSAGE_EMPTY_ATTRIBUTE, value, TEXT(""));
  if (tree_kind(tree, content) == NODE_SPREAD_ELEMENT)
    early_report(early, MESSAGE_SPREAD_ATTRIBUTE, content, TEXT(""));
}

// Braces among the attributes hold `...` and what has more of them.
void early_jsx_tag(Early *early, NodeId id) {
  const Tree *tree = early->tree;
  tree_each_named(tree, id, child) {
    if (tree_kind(tree, child) != NODE_JSX_EXPRESSION) continue;
    if (tree_kind(tree, tree_first_named(tree, child)) == NODE_SPREAD_ELEMENT) continue;
    early_report(early, MESSAGE_ATTRIBUTE_BRACES, child, TEXT(""));
  }
}
