// A depth-first search numbers the nodes. A node is the first of its component if no node behind it
// leads further back; its component is then what is left of the list of open nodes.
#include "base/components.h"

#include "base/array.h"

enum { NO_COMPONENT = UINT32_MAX };

typedef struct Visit {
  uint32_t node;
  uint32_t next; // edge to follow
} Visit;

typedef struct Search {
  Arena scratch;
  const Edges *edges;
  Components *out;
  uint32_t *numbers; // by node: in the order of visits, from 1
  uint32_t *lowest;  // by node: the first open node that it leads to
  uint32_t visited, listed;
  Array(Visit) path;
  Array(uint32_t) open; // visited, their component not complete
} Search;

static void visit(Search *search, uint32_t node) {
  search->numbers[node] = search->lowest[node] = ++search->visited;
  array_push(&search->scratch, &search->path, (Visit){node, search->edges->first[node]});
  array_push(&search->scratch, &search->open, node);
}

static void complete(Search *search, uint32_t first) {
  Components *out = search->out;
  uint32_t node;
  do {
    node = array_pop(&search->open);
    out->of[node] = out->count;
    out->nodes[search->listed++] = node;
  } while (node != first);
  out->first[++out->count] = search->listed;
}

static void lower(Search *search, uint32_t node, uint32_t number) {
  if (number < search->lowest[node]) search->lowest[node] = number;
}

static void search_from(Search *search, uint32_t root) {
  visit(search, root);
  while (search->path.count > 0) {
    Visit *at = &array_last(&search->path);
    uint32_t node = at->node;
    if (at->next < search->edges->first[node + 1]) {
      uint32_t to = search->edges->to[at->next++];
      if (search->numbers[to] == 0)
        visit(search, to);
      else if (search->out->of[to] == NO_COMPONENT)
        lower(search, node, search->numbers[to]);
      continue;
    }
    search->path.count--;
    if (search->lowest[node] == search->numbers[node]) complete(search, node);
    if (search->path.count > 0) lower(search, array_last(&search->path).node, search->lowest[node]);
  }
}

Components components_find(Arena *arena, const Edges *edges) {
  Components out = {0};
  uint32_t count = edges->count;
  out.of = arena_new(arena, uint32_t, count);
  out.nodes = arena_new(arena, uint32_t, count);
  out.first = arena_new(arena, uint32_t, count + 1);
  for (uint32_t node = 0; node < count; node++) out.of[node] = NO_COMPONENT;
  Search search = {.edges = edges, .out = &out};
  search.numbers = arena_new(&search.scratch, uint32_t, count);
  search.lowest = arena_new(&search.scratch, uint32_t, count);
  for (uint32_t node = 0; node < count; node++) {
    if (search.numbers[node] == 0) search_from(&search, node);
  }
  arena_release(&search.scratch);
  return out;
}
