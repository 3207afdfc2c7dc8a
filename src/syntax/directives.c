// A directive is a statement that is only a string: no parentheses, no operator, no escape counts.
#include "syntax/directives.h"

NodeId directives_string(const Tree *tree, NodeId statement) {
  NodeId value = tree_first_child(tree, statement);
  bool is_string = tree_kind(tree, statement) == NODE_EXPRESSION_STATEMENT &&
                   tree_kind(tree, value) == NODE_STRING;
  return is_string ? value : NO_NODE;
}

NodeId directives_find_strict(const Tree *tree, NodeId body) {
  tree_each_child(tree, body, child) {
    NodeKind kind = tree_kind(tree, child);
    if (kind == TOKEN_BRACE_OPEN || kind == NODE_HASH_BANG_LINE) continue;
    NodeId value = directives_string(tree, child);
    if (!value) return NO_NODE;
    Text text = tree_text(tree, value);
    if (text_is(text, TEXT("\"use strict\"")) || text_is(text, TEXT("'use strict'"))) return value;
  }
  return NO_NODE;
}
