// PrivateMisuse: uses of private names that always throw, because of what the class has by them.
//
// Takes: a tree without early errors: each private name is declared in a class around its uses.
#pragma once

#include "base/map.h"
#include "syntax/tree.h"

typedef struct PrivateMember {
  NodeId name; // where it is first declared
  bool has_getter, has_setter, is_method;
} PrivateMember;

typedef struct PrivateMembers {
  Array(PrivateMember) all;
  Map by_key; // class and name → index
} PrivateMembers;

// All of a file, in `arena`.
PrivateMembers private_members(Arena *arena, const Tree *tree);

typedef enum PrivateMisuse {
  PRIVATE_IS_FINE,
  PRIVATE_METHOD_IS_SET,
  PRIVATE_GETTER_IS_SET, // and there is no setter
  PRIVATE_SETTER_IS_READ,
} PrivateMisuse;

// Of a private name anywhere; `declaration` gets the name of the member.
PrivateMisuse private_misuse(const PrivateMembers *members, const Tree *tree, NodeId name,
                             NodeId *declaration);
