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

// Whether it is an operator between two values that always gives true or false: `===`, `<`, `in`.
bool kind_is_comparison(NodeKind kind);
