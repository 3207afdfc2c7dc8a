// Roles: what an identifier does at its place in the tree.
#pragma once

#include "scope/scope.h"

typedef enum Role {
  ROLE_NONE, // only a name: of a property, a label, an export
  ROLE_READ,
  ROLE_WRITE,     // written to, and perhaps read
  ROLE_INHERITED, // a target inside a pattern: does what the whole pattern does
  ROLE_DECLARES,  // ROLE_DECLARES + SymbolKind: declares such a symbol
} Role;

// The role of an identifier, or of a pattern as a whole.
Role role_of(const Tree *tree, NodeId id);

// The role of an identifier, that of the whole pattern where it is inside of one.
Role role_in_pattern(const Tree *tree, NodeId id);
