// Precedence: how tightly expressions hold together (precedence.def).
#pragma once

#include "syntax/tree.h"

// From the loosest to the tightest.
typedef enum Level {
  LEVEL_NONE,
#define LEVEL(NAME) LEVEL_##NAME,
#include "syntax/precedence.def"
} Level;

// The level of a kind of node, or, of a binary expression, of the kind of its operator;
// LEVEL_MEMBER for what never needs parentheses.
Level precedence_of_kind(NodeKind kind);

// The level of an expression of a tree; parentheses are what they are, LEVEL_MEMBER.
Level precedence_of(const Tree *tree, NodeId node);
