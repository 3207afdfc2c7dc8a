// Components: which nodes of a directed graph lead to each other in circles, and an order of the
// rest (Tarjan's strongly connected components).
//
// Takes: nodes 0 up to `count`; those that node `n` leads to are `to[first[n]]` up to
//        `to[first[n + 1]]`.
// Gives: each node in one component; linear in nodes and edges, without recursion.
#pragma once

#include "base/arena.h"

typedef struct Components {
  uint32_t *of;    // by node: its component
  uint32_t *nodes; // grouped by component; what a node leads to comes before it, or in its group
  uint32_t *first; // by component, and one more: into `nodes`
  uint32_t count;
} Components;

typedef struct Edges {
  uint32_t count; // of nodes
  const uint32_t *first, *to;
} Edges;

// Tables live in `arena`.
Components components_find(Arena *arena, const Edges *edges);

static inline uint32_t components_size(const Components *components, uint32_t component) {
  return components->first[component + 1] - components->first[component];
}
