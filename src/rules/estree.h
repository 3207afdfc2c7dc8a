// Estree: what ESLint's tree calls a node and where it says the node is. Reports have the places of
// that tree, and most nodes of ours are where theirs are.
#pragma once

#include "rules/report.h"
#include "rules/source_code.h"

// Where the node of ESLint's tree is that this one stands for: a field of a class has its
// semicolon, a program begins with its first token and ends with its last one.
Span estree_span(SourceCode *code, NodeId node);

// The name of a node's type: "CallExpression"; "" for tokens, parentheses and lists of arguments,
// which ESLint's tree has no nodes for. A method is what it is in a class ("MethodDefinition") or
// in an object ("Property").
Text estree_type(const Tree *tree, NodeId node);

// The parent, parentheses passed over, and the child of a field inside of its parentheses.
static inline NodeId estree_parent(const Tree *tree, NodeId node) {
  return tree_node(tree, tree_outside_parentheses(tree, node))->parent;
}

static inline NodeId estree_child(const Tree *tree, NodeId node, NodeField field) {
  NodeId child = tree_child(tree, node, field);
  return child ? tree_inside_parentheses(tree, child) : NO_NODE;
}

// The sign or word of an operation, an assignment or the head of a `for`; NODE_NONE if it has none.
static inline NodeKind estree_operator(const Tree *tree, NodeId node) {
  return tree_kind(tree, tree_child(tree, node, FIELD_OPERATOR));
}

// Whether it is a MemberExpression; whether it is a Literal.
static inline bool estree_is_member(NodeKind kind) {
  return kind == NODE_MEMBER_EXPRESSION || kind == NODE_SUBSCRIPT_EXPRESSION;
}
bool estree_is_literal(NodeKind kind);

// Whether a statement is one of a list: of a program's, a block's or a case's.
bool estree_is_in_list(const Tree *tree, NodeId statement);

// How many pairs of parentheses stand directly around a node.
uint32_t estree_parentheses(const Tree *tree, NodeId node);

// Whether a node stands in parentheses of its own.
static inline bool estree_is_parenthesized(const Tree *tree, NodeId node) {
  return tree_outside_parentheses(tree, node) != node;
}
