// Operators: which sorts of signs and words there are between values and before them.
#pragma once

#include "rules/estree.h"

// `&&`, `||`, `??`: what ESLint's tree has as a LogicalExpression.
static inline bool operator_is_logical(NodeKind sign) {
  return sign == TOKEN_LOGICAL_AND || sign == TOKEN_LOGICAL_OR || sign == TOKEN_NULLISH;
}

// `&&=`, `||=`, `??=`: they may leave their target alone.
static inline bool operator_is_logical_assignment(NodeKind sign) {
  return sign == TOKEN_LOGICAL_AND_ASSIGN || sign == TOKEN_LOGICAL_OR_ASSIGN ||
         sign == TOKEN_NULLISH_ASSIGN;
}

// Whether one is `??`, and the other `&&` or `||`: they can't stand beside each other without
// parentheses.
static inline bool operators_clash(NodeKind a, NodeKind b) {
  return operator_is_logical(a) && operator_is_logical(b) &&
         (a == TOKEN_NULLISH) != (b == TOKEN_NULLISH);
}

// `==`, `!=`, `===`, `!==`.
static inline bool operator_is_equality(NodeKind sign) {
  return sign == TOKEN_EQUAL || sign == TOKEN_NOT_EQUAL || sign == TOKEN_STRICT_EQUAL ||
         sign == TOKEN_STRICT_NOT_EQUAL;
}

// `<`, `<=`, `>`, `>=`.
static inline bool operator_is_order(NodeKind sign) {
  return sign == TOKEN_LESS || sign == TOKEN_LESS_EQUAL || sign == TOKEN_GREATER ||
         sign == TOKEN_GREATER_EQUAL;
}

// Whether it compares two values, which `in` and `instanceof` don't.
static inline bool operator_compares(NodeKind sign) {
  return operator_is_equality(sign) || operator_is_order(sign);
}

// Whether a node is this sign or word and the value behind it, `typeof a`; or two values with the
// sign between them.
static inline bool is_unary(const Tree *tree, NodeId node, NodeKind sign) {
  return tree_kind(tree, node) == NODE_UNARY_EXPRESSION && estree_operator(tree, node) == sign;
}

static inline bool is_binary(const Tree *tree, NodeId node, NodeKind sign) {
  return tree_kind(tree, node) == NODE_BINARY_EXPRESSION && estree_operator(tree, node) == sign;
}
