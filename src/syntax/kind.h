// Kind: what a node is (NODE_…), which token it is (TOKEN_…), and its role in its parent (FIELD_…).
//
// Gives: one enumeration over all grammars; names as the grammar's node-types.json has them.
#pragma once

#include "base/text.h"

typedef enum NodeKind {
  NODE_NONE, // no node: what following an empty link leads to
  NODE_ERROR,
#define NAMED(NAME, text) NODE_##NAME,
#define TOKEN(NAME, text) TOKEN_##NAME,
#include "syntax/kinds.def"
  NODE_KIND_COUNT
} NodeKind;

typedef enum NodeField {
  FIELD_NONE,
#define FIELD(NAME, text) FIELD_##NAME,
#include "syntax/fields.def"
  FIELD_COUNT
} NodeField;

// The grammar's name of a kind: "identifier", "=>"; of a field: "left".
Text kind_name(NodeKind kind);
Text field_name(NodeField field);

// Whether the kind has a name of its own, as opposed to a token that is only its text.
bool kind_is_named(NodeKind kind);

// Whether it is a call or a member: a link of a chain.
bool kind_is_link(NodeKind kind);

// Whether it is a statement or a declaration.
bool kind_is_statement(NodeKind kind);

// Whether it is a statement that declares a name for the list that it stands in, and only for that:
// by itself it is no body of another.
bool kind_is_scoped(NodeKind kind);

// Whether it is a function, of any form: a method and an arrow function, too.
bool kind_is_function(NodeKind kind);

// Names that mean variables, wherever they stand: they have a symbol.
static inline bool kind_is_variable(NodeKind kind) {
  return kind == NODE_IDENTIFIER || kind == NODE_UNDEFINED ||
         kind == NODE_SHORTHAND_PROPERTY_IDENTIFIER ||
         kind == NODE_SHORTHAND_PROPERTY_IDENTIFIER_PATTERN;
}

// `&&`, `||`, `??`: what is on the right may not run.
static inline bool kind_is_logical(NodeKind kind) {
  return kind == TOKEN_LOGICAL_AND || kind == TOKEN_LOGICAL_OR || kind == TOKEN_NULLISH;
}

// `&&=`, `||=`, `??=`: they may leave their target alone.
static inline bool kind_is_logical_assignment(NodeKind kind) {
  return kind == TOKEN_LOGICAL_AND_ASSIGN || kind == TOKEN_LOGICAL_OR_ASSIGN ||
         kind == TOKEN_NULLISH_ASSIGN;
}

// `==`, `===`, and their opposites.
static inline bool kind_is_equality(NodeKind kind) {
  return kind == TOKEN_EQUAL || kind == TOKEN_NOT_EQUAL || kind == TOKEN_STRICT_EQUAL ||
         kind == TOKEN_STRICT_NOT_EQUAL;
}

// Whether it is an operator between two values that always gives true or false: `===`, `<`, `in`.
bool kind_is_comparison(NodeKind kind);
