// Chunks run as a whole, one after the other, before the chunk of the entry point that imports
// them. Where that is not the order in which an entry point's modules must run, those that would
// run too early become closures ("late"): whoever imports them runs them at their place.
//
// For each entry point, its course is listed: the modules that can be noticed, in the order of the
// specification. The course is followed as long as chunks can run in that order: each in one go, in
// the order of its own steps, and after the chunks that it imports. Where that ends, at the latest
// where the entry point's own chunk begins, the course is cut: all that is shared behind is late.
// What is late in one course is late in all, and cuts them, too. Cuts only move forwards, so that
// this takes no more steps than the courses have.
//
// Where chunks were cut because their modules await (turn_chunks.c), those that wait for others are
// in no course: chunks wait for each other as the modules would.
#include "link/splitting.h"

// A module of a course, and the chunk that runs it, or asks for it if it is a closure.
typedef struct Stage {
  const Module *module;
  uint32_t chunk;
  uint32_t first; // the stage where it begins: the first closure that it asks for, or itself
} Stage;

typedef struct Course {
  Array(Stage) stages;
  uint32_t cut;  // the first stage that can't run with its chunk
  uint32_t late; // those from this one on are late already
  bool is_waiting;
} Course;

// A module's place in a course.
typedef struct Occurrence {
  uint32_t course, position;
} Occurrence;

typedef struct Visit {
  const Module *module;
  uint32_t next;        // import to follow
  const Module *asking; // what runs the closures that it imports; NULL: the entry point's chunk
} Visit;

typedef struct Keeping {
  Splitting *splitting;
  Plan *plan;
  Split *split;
  Arena *scratch;
  Course *courses;
  Array(Visit) open;
  uint32_t *seen_in;     // by module id: 1 + the course that came by
  bool *is_listed;       // by module id: it is a root of its chunk
  uint32_t *first_asked; // by module id: the first closure that it asks for, as 1 + stage
  uint32_t *first_occurrence;
  Occurrence *occurrences;
  uint32_t *first_import;  // by chunk: into `imports`
  Array(uint32_t) imports; // chunks that it imports
  uint32_t *closed_in;     // by chunk: 1 + the course in which no more of it may run
  uint32_t *next_step;     // by chunk: the step to come
  Array(uint32_t) walk;    // chunks to close
  Array(uint32_t) waiting; // courses
} Keeping;

static bool is_shared(const Keeping *keeping, uint32_t chunk) {
  return keeping->split->chunks.at[chunk].kind == CHUNK_SHARED;
}

// ---- Courses

static void enter(Keeping *keeping, uint32_t course, const Module *module, const Module *asking) {
  const Linked *linked = plan_of(keeping->plan, module);
  keeping->seen_in[module->id] = course + 1;
  bool is_run = linked->is_included && split_runs(keeping->split, course, module);
  if (is_run && !keeping->is_listed[module->id] && is_shared(keeping, linked->chunk)) {
    keeping->is_listed[module->id] = true;
    array_push(keeping->plan->arena, &keeping->split->chunks.at[linked->chunk].roots, module);
  }
  bool asks = is_run && !linked->is_inert;
  Visit visit = {module, 0, asks ? module : asking};
  if (asks) keeping->first_asked[module->id] = 0;
  array_push(keeping->scratch, &keeping->open, visit);
}

// The module's own code.
static void add_run(Keeping *keeping, uint32_t course, const Module *module) {
  Course *the = &keeping->courses[course];
  uint32_t asked = keeping->first_asked[module->id];
  Stage stage = {module, plan_of(keeping->plan, module)->chunk,
                 asked ? asked - 1 : the->stages.count};
  array_push(keeping->scratch, &the->stages, stage);
}

// A closure, which the module that asks for it runs.
static void add_closure(Keeping *keeping, uint32_t course, const Module *module,
                        const Module *asking) {
  Course *the = &keeping->courses[course];
  Stage stage = {module, asking ? plan_of(keeping->plan, asking)->chunk : course,
                 the->stages.count};
  if (asking && !keeping->first_asked[asking->id])
    keeping->first_asked[asking->id] = the->stages.count + 1;
  array_push(keeping->scratch, &the->stages, stage);
}

static void follow(Keeping *keeping, uint32_t course, const Module *importer, uint32_t record) {
  const Module *target = plan_target(importer, record);
  bool is_statement = importer->record.imports.at[record].kind == IMPORT_STATEMENT;
  if (!target || !is_statement || keeping->seen_in[target->id] == course + 1) return;
  const Module *asking = array_last(&keeping->open).asking;
  if (plan_is_bare(keeping->plan, target)) {
    if (target->kind != MODULE_VALUE) enter(keeping, course, target, asking);
    return;
  }
  keeping->seen_in[target->id] = course + 1;
  bool is_in_turn = !asking || !plan_of(keeping->plan, asking)->is_waiting;
  if (is_in_turn && split_runs(keeping->split, course, target))
    add_closure(keeping, course, target, asking);
}

static void list_course(Keeping *keeping, uint32_t course) {
  const Module *root = keeping->split->entry_points.at[course].module;
  if (!plan_is_bare(keeping->plan, root)) {
    add_closure(keeping, course, root, NULL);
    return;
  }
  enter(keeping, course, root, NULL);
  while (keeping->open.count > 0) {
    Visit *visit = &array_last(&keeping->open);
    const Module *module = visit->module;
    if (visit->next < module->record.imports.count) {
      follow(keeping, course, module, visit->next++);
      continue;
    }
    const Linked *linked = plan_of(keeping->plan, module);
    bool is_noticed =
        linked->is_included && !linked->is_inert && split_runs(keeping->split, course, module);
    if (is_noticed && !linked->is_waiting) add_run(keeping, course, module);
    keeping->open.count--;
  }
}

// ---- What chunks import

static void list_chunk_imports(Keeping *keeping, const Plan *plan) {
  const Edges *edges = &keeping->splitting->edges;
  for (uint32_t i = 0; i < plan->reachable.count; i++) {
    uint32_t id = plan->reachable.at[i]->id;
    for (uint32_t e = edges->first[id]; e < edges->first[id + 1]; e++) {
      uint32_t to = plan_of(plan, plan->graph->modules.at[edges->to[e]])->chunk;
      if (to == plan->chunk || to == NO_INDEX) continue;
      array_push(keeping->scratch, &keeping->imports, to);
    }
  }
}

static void find_chunk_imports(Keeping *keeping) {
  uint32_t chunks = keeping->split->chunks.count;
  keeping->first_import = arena_new(keeping->scratch, uint32_t, chunks + 1);
  for (uint32_t c = 0; c < chunks; c++) {
    keeping->first_import[c] = keeping->imports.count;
    list_chunk_imports(keeping, &keeping->split->chunks.at[c].plan);
  }
  keeping->first_import[chunks] = keeping->imports.count;
}

// ---- Cuts

// All that a chunk imports has run when the chunk runs: no more of it can come in its turn.
static void close_imports(Keeping *keeping, uint32_t course, uint32_t chunk) {
  array_push(keeping->scratch, &keeping->walk, chunk);
  while (keeping->walk.count > 0) {
    uint32_t from = array_pop(&keeping->walk);
    for (uint32_t i = keeping->first_import[from]; i < keeping->first_import[from + 1]; i++) {
      uint32_t to = keeping->imports.at[i];
      if (keeping->closed_in[to] == course + 1) continue;
      keeping->closed_in[to] = course + 1;
      array_push(keeping->scratch, &keeping->walk, to);
    }
  }
}

// Whether the next thing that the chunk does is to run `module`. Closures that ran before, and what
// can't be noticed, don't count.
static bool takes_step(Keeping *keeping, uint32_t course, uint32_t chunk, const Module *module) {
  const Plan *plan = &keeping->split->chunks.at[chunk].plan;
  for (uint32_t *next = &keeping->next_step[chunk]; *next < plan->steps.count; (*next)++) {
    const Step *step = &plan->steps.at[*next];
    if (step->kind == STEP_EXTERNAL) continue;
    if (step->kind == STEP_RUN && plan_of(plan, step->module)->is_inert) continue;
    if (step->module == module) return true;
    if (step->kind == STEP_RUN || keeping->seen_in[step->module->id] != course + 1) return false;
  }
  return false;
}

// How many stages of a course chunks can run in order.
static uint32_t find_cut(Keeping *keeping, uint32_t course) {
  const Course *the = &keeping->courses[course];
  uint32_t current = NO_INDEX;
  for (uint32_t i = 0; i < the->stages.count; i++) {
    Stage stage = the->stages.at[i];
    if (!is_shared(keeping, stage.chunk)) return i;
    if (stage.chunk != current) {
      if (keeping->closed_in[stage.chunk] == course + 1) return i;
      if (current != NO_INDEX) keeping->closed_in[current] = course + 1;
      current = stage.chunk;
      keeping->next_step[current] = 0;
      close_imports(keeping, course, current);
    }
    if (!takes_step(keeping, course, current, stage.module)) return i;
    keeping->seen_in[stage.module->id] = course + 1;
  }
  return the->stages.count;
}

// ---- What is late

static void cut(Keeping *keeping, uint32_t course, uint32_t position) {
  Course *the = &keeping->courses[course];
  if (position >= the->cut) return;
  the->cut = position;
  if (the->is_waiting) return;
  the->is_waiting = true;
  array_push(keeping->scratch, &keeping->waiting, course);
}

static void make_late(Keeping *keeping, const Module *module) {
  Linked *linked = plan_of(keeping->plan, module);
  bool runs_with_chunk = linked->is_included && linked->wrap == WRAP_NONE && !linked->is_inert &&
                         module->kind != MODULE_VALUE;
  if (!runs_with_chunk) return;
  linked->is_late = true;
  linked->wrap = WRAP_ESM;
  linked->needs_namespace = true;
  for (uint32_t i = keeping->first_occurrence[module->id];
       i < keeping->first_occurrence[module->id + 1]; i++) {
    const Occurrence *at = &keeping->occurrences[i];
    cut(keeping, at->course, keeping->courses[at->course].stages.at[at->position].first);
  }
}

static void make_cycle_late(Keeping *keeping, const Module *module) {
  const Components *cycles = &keeping->splitting->cycles;
  const Linked *linked = plan_of(keeping->plan, module);
  // A cycle is in one chunk, or all of it in shared ones.
  if (linked->wrap != WRAP_NONE || !is_shared(keeping, linked->chunk)) return;
  uint32_t cycle = cycles->of[module->id];
  for (uint32_t i = cycles->first[cycle]; i < cycles->first[cycle + 1]; i++) {
    make_late(keeping, keeping->plan->graph->modules.at[cycles->nodes[i]]);
  }
}

// A module that some load and do not run can't run with its chunk, nor can one whose chunk and
// another import each other.
static void make_foreign_late(Keeping *keeping) {
  const Splitting *splitting = keeping->splitting;
  const Split *split = keeping->split;
  if (splitting->group_count == 0) return;
  Edges edges = {split->chunks.count, keeping->first_import, keeping->imports.at};
  Components circles = components_find(keeping->scratch, &edges);
  for (uint32_t i = 0; i < keeping->plan->reachable.count; i++) {
    const Module *module = keeping->plan->reachable.at[i];
    uint32_t chunk = plan_of(keeping->plan, module)->chunk;
    if (chunk == NO_INDEX) continue;
    size_t offset = (size_t)module->id * split->words, size = split->words * sizeof *split->sets;
    bool is_run_by_all = memcmp(&split->sets[offset], &split->loads[offset], size) == 0;
    bool is_in_circle = components_size(&circles, circles.of[chunk]) > 1;
    if (!is_run_by_all || is_in_circle) make_cycle_late(keeping, module);
  }
}

static void spread_late(Keeping *keeping) {
  while (keeping->waiting.count > 0) {
    Course *course = &keeping->courses[array_pop(&keeping->waiting)];
    uint32_t end = course->late;
    course->is_waiting = false;
    course->late = course->cut;
    for (uint32_t i = course->cut; i < end; i++) {
      make_cycle_late(keeping, course->stages.at[i].module);
    }
  }
}

static void list_occurrences(Keeping *keeping) {
  uint32_t modules = keeping->plan->graph->modules.count;
  uint32_t courses = keeping->split->entry_points.count, total = 0;
  uint32_t *first = arena_new(keeping->scratch, uint32_t, modules + 2), *next = first + 1;
  for (uint32_t c = 0; c < courses; c++) {
    total += keeping->courses[c].stages.count;
    for (uint32_t i = 0; i < keeping->courses[c].stages.count; i++)
      next[keeping->courses[c].stages.at[i].module->id + 1]++;
  }
  for (uint32_t id = 0; id < modules; id++) next[id + 1] += next[id];
  keeping->occurrences = arena_new(keeping->scratch, Occurrence, total);
  for (uint32_t c = 0; c < courses; c++) {
    for (uint32_t i = 0; i < keeping->courses[c].stages.count; i++)
      keeping->occurrences[next[keeping->courses[c].stages.at[i].module->id]++] =
          (Occurrence){c, i};
  }
  keeping->first_occurrence = first;
}

// ---- What runs before

// The shared chunks that must have run before an entry point's own chunk, in order.
static void list_runs(Keeping *keeping, uint32_t course) {
  const Course *the = &keeping->courses[course];
  Chunk *chunk = &keeping->split->chunks.at[course];
  uint32_t last = NO_INDEX;
  for (uint32_t i = 0; i < the->cut; i++) {
    Stage stage = the->stages.at[i];
    if (stage.chunk == last || plan_of(keeping->plan, stage.module)->wrap != WRAP_NONE) continue;
    last = stage.chunk;
    array_push(keeping->plan->arena, &chunk->runs, last);
  }
}

void keep_order(Splitting *splitting) {
  Arena scratch = {0};
  Keeping keeping = {.splitting = splitting,
                     .plan = splitting->plan,
                     .split = splitting->split,
                     .scratch = &scratch};
  uint32_t modules = splitting->plan->graph->modules.count;
  uint32_t courses = keeping.split->entry_points.count, chunks = keeping.split->chunks.count;
  keeping.courses = arena_new(&scratch, Course, courses);
  keeping.seen_in = arena_new(&scratch, uint32_t, modules);
  keeping.is_listed = arena_new(&scratch, bool, modules);
  keeping.first_asked = arena_new(&scratch, uint32_t, modules);
  for (uint32_t i = 0; i < courses; i++) list_course(&keeping, i);
  order_chunks(keeping.split);
  find_chunk_imports(&keeping);
  list_occurrences(&keeping);
  keeping.closed_in = arena_new(&scratch, uint32_t, chunks);
  keeping.next_step = arena_new(&scratch, uint32_t, chunks);
  memset(keeping.seen_in, 0, modules * sizeof *keeping.seen_in);
  for (uint32_t i = 0; i < courses; i++) {
    keeping.courses[i].cut = keeping.courses[i].late = keeping.courses[i].stages.count;
  }
  for (uint32_t i = 0; i < courses; i++) cut(&keeping, i, find_cut(&keeping, i));
  make_foreign_late(&keeping);
  spread_late(&keeping);
  for (uint32_t i = 0; i < courses; i++) list_runs(&keeping, i);
  arena_release(&scratch);
}
