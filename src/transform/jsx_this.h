// JsxThis: what `this` is where an element stands.
#pragma once

#include "base/array.h"
#include "syntax/tree.h"

typedef struct ThisFrame {
  NodeId end;
  bool is_given; // `this` is there: not so in a constructor that has yet to call super()
} ThisFrame;

typedef struct ThisWalk {
  Arena scratch;
  const Tree *tree;
  Array(ThisFrame) frames;
} ThisWalk;

// To be told of each node in turn.
void this_walk_to(ThisWalk *walk, NodeId id);

// Whether something else than the file gives `this` to the newest node.
bool this_walk_has(const ThisWalk *walk);
