// The grammar leaves out texts of blanks with line ends, and parts texts at entities: what lies
// between two other children is one text.
#include "rules/jsx.h"

bool jsx_is_element(NodeKind kind) {
  return kind == NODE_JSX_ELEMENT || kind == NODE_JSX_SELF_CLOSING_ELEMENT;
}

NodeId jsx_open_tag(const Tree *tree, NodeId element) {
  if (tree_kind(tree, element) == NODE_JSX_SELF_CLOSING_ELEMENT) return element;
  return tree_child(tree, element, FIELD_OPEN_TAG);
}

NodeId jsx_close_tag(const Tree *tree, NodeId element) {
  return tree_child(tree, element, FIELD_CLOSE_TAG);
}

static bool is_text(NodeKind kind) {
  return kind == NODE_JSX_TEXT || kind == NODE_HTML_CHARACTER_REFERENCE;
}

static NodeId next_other(const Tree *tree, NodeId node) {
  do node = tree_next_sibling(tree, node);
  while (is_text(tree_kind(tree, node)));
  return node;
}

bool jsx_next_child(const Tree *tree, NodeId element, JsxChild *child) {
  if (!child->span.end) {
    if (tree_kind(tree, element) != NODE_JSX_ELEMENT) return false;
    NodeId open = jsx_open_tag(tree, element);
    child->span.end = tree_node(tree, open)->end;
    child->next = next_other(tree, open);
  }
  const Node *next = tree_node(tree, child->next);
  if (child->span.end < next->start) {
    *child = (JsxChild){{child->span.end, next->start}, NO_NODE, child->next};
    return true;
  }
  if (!child->next || next->kind == NODE_JSX_CLOSING_ELEMENT) return false;
  *child = (JsxChild){{next->start, next->end}, child->next, next_other(tree, child->next)};
  return true;
}

Text jsx_tag_name(const Tree *tree, NodeId tag) {
  NodeId name = tree_child(tree, tag, FIELD_NAME);
  return name ? tree_text(tree, name) : TEXT("");
}

bool jsx_is_html(const Tree *tree, NodeId tag) {
  Text name = jsx_tag_name(tree, tag);
  return name.size && name.at[0] >= 'a' && name.at[0] <= 'z';
}

static NodeId property_from(const Tree *tree, NodeId node) {
  while (node && tree_node(tree, node)->field != FIELD_ATTRIBUTE)
    node = tree_next_sibling(tree, node);
  return node;
}

NodeId jsx_first_property(const Tree *tree, NodeId tag) {
  return property_from(tree, tree_first_child(tree, tag));
}

NodeId jsx_next_property(const Tree *tree, NodeId property) {
  return property_from(tree, tree_next_sibling(tree, property));
}

NodeId jsx_last_property(const Tree *tree, NodeId tag) {
  NodeId last = NO_NODE;
  for (NodeId id = jsx_first_property(tree, tag); id; id = jsx_next_property(tree, id)) last = id;
  return last;
}

uint32_t jsx_count_properties(const Tree *tree, NodeId tag) {
  uint32_t count = 0;
  for (NodeId id = jsx_first_property(tree, tag); id; id = jsx_next_property(tree, id)) ++count;
  return count;
}

static NodeId spread_value(const Tree *tree, NodeId property) {
  NodeId spread = tree_first_named(tree, property);
  return tree_inside_parentheses(tree, tree_first_named(tree, spread));
}

Text jsx_property_name(const Tree *tree, NodeId property) {
  bool is_spread = tree_kind(tree, property) == NODE_JSX_EXPRESSION;
  if (is_spread) return tree_text(tree, spread_value(tree, property));
  return tree_text(tree, tree_first_child(tree, property));
}

NodeId jsx_property_value(const Tree *tree, NodeId property) {
  NodeId sign = tree_child_of_kind(tree, property, TOKEN_ASSIGN);
  return sign ? tree_next_sibling(tree, sign) : NO_NODE;
}

NodeId jsx_expression_value(const Tree *tree, NodeId braces) {
  NodeId value = tree_first_named(tree, braces);
  return value ? tree_inside_parentheses(tree, value) : NO_NODE;
}

bool jsx_is_multiline(SourceCode *code, NodeId node) {
  Span span = estree_span(code, node);
  return !source_same_line(code, span.start, span.end);
}
