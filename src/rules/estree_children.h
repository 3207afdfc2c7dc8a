// EstreeChildren: the children of ESLint's nodes, by the names of their fields.
#pragma once

#include "base/array.h"
#include "rules/estree_node.h"

// A list of children; holes have no item.
typedef struct EsItem {
  EsNode node;
  uint32_t index;
} EsItem;

typedef struct EsList EsList;
struct EsList {
  EsField field;
  uint32_t length; // holes included
  Array(EsItem) items;
  uint32_t number; // of all lists that were made, from 0
  EsList *next;    // another one of the same node
};

// The lists of a file that somebody has asked for: each is made once.
typedef struct EsLists {
  const Tree *tree;
  Arena *arena;
  EsList **at; // by node
  uint32_t count;
} EsLists;

// What a field holds.
typedef enum EsChildKind {
  ES_CHILD_UNKNOWN, // the node has no such field
  ES_CHILD_NONE,    // null
  ES_CHILD_ONE,
  ES_CHILD_LIST,
} EsChildKind;

typedef struct EsChild {
  EsChildKind kind;
  EsNode node;
  const EsList *list;
} EsChild;

void es_lists_begin(EsLists *lists, const Tree *tree, Arena *arena);
EsChild es_child(EsLists *lists, EsNode node, EsField field);

// The list that a node is in and its place there; NULL: in none.
EsList *es_list_of(EsLists *lists, EsNode node, uint32_t *item);
