// A directive is a statement that is only a string: no parentheses, no operator, no escape counts.
#include "syntax/directives.h"

#include "base/buffer.h"

NodeId directives_string(const Tree *tree, NodeId statement) {
  NodeId value = tree_first_child(tree, statement);
  bool is_string = tree_kind(tree, statement) == NODE_EXPRESSION_STATEMENT &&
                   tree_kind(tree, value) == NODE_STRING;
  return is_string ? value : NO_NODE;
}

static bool says_strict(const Tree *tree, NodeId string) {
  Text text = tree_text(tree, string);
  return text_is(text, TEXT("\"use strict\"")) || text_is(text, TEXT("'use strict'"));
}

// Whether a child of a body stands before its directives.
static bool is_before(const Tree *tree, NodeId child) {
  NodeKind kind = tree_kind(tree, child);
  return kind == TOKEN_BRACE_OPEN || kind == NODE_HASH_BANG_LINE;
}

NodeId directives_find_strict(const Tree *tree, NodeId body) {
  tree_each_child(tree, body, child) {
    if (is_before(tree, child)) continue;
    NodeId value = directives_string(tree, child);
    if (!value) return NO_NODE;
    if (says_strict(tree, value)) return value;
  }
  return NO_NODE;
}

Text directives_others(Arena *arena, const Tree *tree) {
  Buffer out = {.arena = arena};
  tree_each_child(tree, NODE_ROOT, child) {
    if (is_before(tree, child)) continue;
    NodeId value = directives_string(tree, child);
    if (!value) break;
    if (!says_strict(tree, value))
      buffer_add_format(&out, "%.*s;\n", TEXT_ARGS(tree_text(tree, value)));
  }
  return buffer_text(&out);
}
