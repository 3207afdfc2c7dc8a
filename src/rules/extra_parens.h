// ExtraParens: whether parentheses around an expression change anything.
#pragma once

#include "rules/spacing.h"
#include "rules/static_names.h"

// The innermost parentheses around an expression.
typedef struct Parens {
  NodeId node, inner, parent; // the pair; the expression; what all pairs around it stand in
  NodeKind kind, parent_kind; // of inner and parent
  NodeField field;            // that they have in the parent
  uint32_t depth;             // how many pairs there are; those of a statement don't count
  bool is_needed;             // set by who asks
} Parens;

// What a parenthesized_expression is; false: there are others in it, or it is a statement's own.
bool parens_read(const Tree *tree, NodeId node, Parens *parens);

// Whether the code means the same without one pair; where a statement begins does not count.
bool parens_are_extra(SourceCode *code, const Parens *parens);

// Whether a statement or the body of an arrow function begins with the parentheses, and would mean
// another thing without them: `({})`, `(function () {})`, `(let)[0]`.
bool parens_begin_statement(SourceCode *code, const Parens *parens);

// Whether a call of a function stands inside: `(function () {}())`.
bool parens_call_function(const Tree *tree, const Parens *parens);

// Whether what is below `child` of a node can have an `in` although the node is in the head of a
// `for`.
bool in_is_enclosed(const Tree *tree, NodeId node, NodeId child);
