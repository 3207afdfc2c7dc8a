// Operators: which sorts of signs and words there are between values and before them.
#pragma once

#include "rules/estree.h"

// Whether one is `??`, and the other `&&` or `||`: they can't stand beside each other without
// parentheses.
static inline bool operators_clash(NodeKind a, NodeKind b) {
  return kind_is_logical(a) && kind_is_logical(b) && (a == TOKEN_NULLISH) != (b == TOKEN_NULLISH);
}

// `<`, `<=`, `>`, `>=`.
static inline bool operator_is_order(NodeKind sign) {
  return sign == TOKEN_LESS || sign == TOKEN_LESS_EQUAL || sign == TOKEN_GREATER ||
         sign == TOKEN_GREATER_EQUAL;
}

// Whether it compares two values, which `in` and `instanceof` don't.
static inline bool operator_compares(NodeKind sign) {
  return kind_is_equality(sign) || operator_is_order(sign);
}

// Whether a node is this sign or word and the value behind it, `typeof a`; or two values with the
// sign between them.
static inline bool is_unary(const Tree *tree, NodeId node, NodeKind sign) {
  return tree_kind(tree, node) == NODE_UNARY_EXPRESSION && estree_operator(tree, node) == sign;
}

static inline bool is_binary(const Tree *tree, NodeId node, NodeKind sign) {
  return tree_kind(tree, node) == NODE_BINARY_EXPRESSION && estree_operator(tree, node) == sign;
}
