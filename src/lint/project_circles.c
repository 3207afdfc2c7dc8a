// Strongly connected components by Tarjan's algorithm, with a stack of its own for what would be
// calls.
#include "lint/project_circles.h"

typedef struct Mark {
  uint32_t order, lowest; // from 1; 0: not met
  bool is_open;           // its component is not finished
} Mark;

typedef struct Visit {
  uint32_t file, next_import;
} Visit;

typedef struct Walk {
  Arena *arena;
  ProjectFile *const *files;
  Map indices; // path → index
  Mark *marks;
  uint32_t met, circles;
  Array(Visit) visits;
  Array(uint32_t) open;
} Walk;

static void meet(Walk *walk, uint32_t file) {
  walk->met++;
  walk->marks[file] = (Mark){walk->met, walk->met, true};
  array_push(walk->arena, &walk->open, file);
  array_push(walk->arena, &walk->visits, ((Visit){file, 0}));
}

static void lower(Mark *mark, uint32_t to) {
  if (to < mark->lowest) mark->lowest = to;
}

// Looks along one import. False: there are no more.
static bool step(Walk *walk) {
  Visit *visit = &walk->visits.at[walk->visits.count - 1];
  ProjectFile *file = walk->files[visit->file];
  Mark *mark = &walk->marks[visit->file];
  if (visit->next_import == file->imports.count) return false;
  const ProjectImport *import = &file->imports.at[visit->next_import++];
  if (!import->file || import->kind == IMPORT_REQUIRE) return true;
  uint32_t to = *map_find(&walk->indices, import->file->path);
  if (walk->marks[to].order == 0)
    meet(walk, to);
  else if (walk->marks[to].is_open)
    lower(mark, walk->marks[to].order);
  return true;
}

static void finish(Walk *walk) {
  uint32_t file = array_pop(&walk->visits).file;
  Mark *mark = &walk->marks[file];
  if (walk->visits.count) lower(&walk->marks[array_last(&walk->visits).file], mark->lowest);
  if (mark->lowest != mark->order) return;
  bool is_alone = array_last(&walk->open) == file;
  if (!is_alone) walk->circles++;
  uint32_t closed;
  do {
    closed = array_pop(&walk->open);
    walk->marks[closed].is_open = false;
    walk->files[closed]->cycle = is_alone ? 0 : walk->circles;
  } while (closed != file);
}

void project_number_circles(ProjectFile *const *files, uint32_t count) {
  Arena scratch = {0};
  Walk walk = {.arena = &scratch, .files = files, .marks = arena_new(&scratch, Mark, count)};
  for (uint32_t i = 0; i < count; i++) map_set(&scratch, &walk.indices, files[i]->path, i);
  for (uint32_t i = 0; i < count; i++) {
    if (walk.marks[i].order) continue;
    meet(&walk, i);
    while (walk.visits.count) {
      if (!step(&walk)) finish(&walk);
    }
  }
  arena_release(&scratch);
}
