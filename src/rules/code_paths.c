// What is kept of a file's paths, and what happens when. Rules are told of a new row with the next
// node of ESLint's tree that begins or ends, not when it is made.
#include "rules/code_paths.h"
#include "rules/code_paths_work.h"

// ---- What happens

static void list_add(CodeBuild *build, SegmentList *list, SegmentId segment) {
  array_push(build->arena, list, segment);
}

static CodePath *path_now(CodeBuild *build) {
  return &build->paths.at[build->state->path];
}

void code_happens(CodeBuild *build, CodeEventKind kind, SegmentId segment, SegmentId to) {
  CodeEvent event = {kind, build->state->path, segment, to, build->node};
  array_push(build->arena, &build->events, event);
}

uint32_t code_moment(CodeBuild *build) {
  const PathState *state = build->state;
  uint32_t count = build->moments.count;
  if (count && array_last(&build->moments).event_count == build->events.count) return count - 1;
  CodeMoment moment = {0, {0}, build->events.count};
  if (state) {
    moment.path = state->path;
    moment.row = state->current;
  }
  array_push(build->arena, &build->moments, moment);
  return count;
}

static void end_current(CodeBuild *build, SegmentRow next) {
  SegmentRow current = build->state->current;
  for (uint32_t i = 0; i < current.count; i++) {
    if (i >= next.count || current.at[i] != next.at[i])
      code_happens(build, CODE_SEGMENT_END, current.at[i], 0);
  }
}

static void start_next(CodeBuild *build, SegmentRow next, SegmentRow before) {
  for (uint32_t i = 0; i < next.count; i++) {
    if (i < before.count && before.at[i] == next.at[i]) continue;
    segment_use(build, next.at[i]);
    list_add(build, &path_now(build)->segments, next.at[i]);
    code_happens(build, CODE_SEGMENT_START, next.at[i], 0);
  }
}

void code_advance(CodeBuild *build) {
  PathState *state = build->state;
  SegmentRow head = fork_head(state->fork), current = state->current;
  if (head.at == current.at && head.count == current.count) return; // nearly always
  bool is_same =
      head.count == current.count && !memcmp(head.at, current.at, sizeof(SegmentId) * head.count);
  if (is_same) return;
  end_current(build, head);
  state->current = head;
  start_next(build, head, current);
}

Fork *code_push_fork(CodeBuild *build, uint32_t lanes) {
  PathState *state = build->state;
  Fork *fork = arena_new(build->scratch, Fork, 1);
  *fork = (Fork){.outer = state->fork, .lanes = state->fork->lanes * lanes};
  return state->fork = fork;
}

void code_pop_fork(CodeBuild *build) {
  PathState *state = build->state;
  Fork *fork = state->fork;
  state->fork = fork->outer;
  fork_replace_head(build, state->fork, fork_join(build, fork));
}

// ---- Paths

void path_start(CodeBuild *build, PathOrigin origin, NodeId node) {
  PathState *outer = build->state, *state = arena_new(build->scratch, PathState, 1);
  if (outer) code_advance(build);
  *state = (PathState){.outer = outer, .path = build->paths.count};
  CodePath path = {.origin = (uint8_t)origin, .node = node, .upper = outer ? outer->path : 0};
  array_push(build->arena, &build->paths, path);
  build->state = state;
  state->fork = arena_new(build->scratch, Fork, 1);
  state->fork->lanes = 1;
  code_happens(build, CODE_PATH_START, 0, 0);
  SegmentId first = segment_after(build, &(SegmentList){0});
  build->segments.at[first].is_reachable = true;
  path_now(build)->initial = first;
  SegmentRow row = {arena_new(build->arena, SegmentId, 1), 1};
  row.at[0] = first;
  fork_add(build, state->fork, row);
}

static void add_final(CodeBuild *build, SegmentId segment) {
  CodeSegment *at = &build->segments.at[segment];
  if (!at->is_final) list_add(build, &path_now(build)->finals, segment);
  at->is_final = true;
}

void path_returns(CodeBuild *build, SegmentRow row) {
  for (uint32_t i = 0; i < row.count; i++) {
    list_add(build, &path_now(build)->returned, row.at[i]);
    add_final(build, row.at[i]);
    build->segments.at[row.at[i]].is_returned = true;
  }
}

void path_throws(CodeBuild *build, SegmentRow row) {
  for (uint32_t i = 0; i < row.count; i++) {
    list_add(build, &path_now(build)->thrown, row.at[i]);
    add_final(build, row.at[i]);
    build->segments.at[row.at[i]].is_thrown = true;
  }
}

void path_end(CodeBuild *build) {
  PathState *state = build->state;
  SegmentRow current = state->current;
  if (current.count && build->segments.at[current.at[0]].is_reachable) path_returns(build, current);
  end_current(build, (SegmentRow){0});
  path_now(build)->end_event = build->events.count;
  code_happens(build, CODE_PATH_END, 0, 0);
  build->state = state->outer;
}

// ---- The table

const CodePaths *source_code_paths(SourceCode *code) {
  if (code->code_paths) return code->code_paths;
  CodePaths *paths = arena_new(code->arena, CodePaths, 1);
  Arena scratch = {0};
  CodeBuild build = {.arena = code->arena, .scratch = &scratch, .tree = code->tree};
  build.may_have_chains = text_find(code->text, TEXT("?.")) != TEXT_NOT_FOUND;
  array_push(build.arena, &build.segments, (CodeSegment){0});
  array_push(build.scratch, &build.origins, (Origin){0});
  array_push(build.arena, &build.paths, (CodePath){0});
  paths->enters = arena_new(code->arena, uint32_t, code->tree->node_count);
  paths->leaves = arena_new(code->arena, uint32_t, code->tree->node_count);
  code_walk(&build, paths->enters, paths->leaves);
  paths->segments = build.segments.at;
  paths->segment_count = build.segments.count;
  paths->paths = build.paths.at;
  paths->path_count = build.paths.count;
  paths->events = build.events.at;
  paths->event_count = build.events.count;
  paths->moments = build.moments.at;
  paths->moment_count = build.moments.count;
  arena_release(&scratch);
  return code->code_paths = paths;
}

bool code_is_reachable(const CodePaths *paths, const SegmentRow *row) {
  for (uint32_t i = 0; i < row->count; i++) {
    if (paths->segments[row->at[i]].is_reachable) return true;
  }
  return false;
}

bool code_reaches(SourceCode *code, NodeId node) {
  const CodePaths *paths = source_code_paths(code);
  return code_is_reachable(paths, &code_enter(paths, node)->row);
}

bool code_reaches_end(SourceCode *code, NodeId owner) {
  const CodePaths *paths = source_code_paths(code);
  return code_is_reachable(paths, &code_leave(paths, owner)->row);
}

// How many segments must come before this one.
static uint32_t count_waits(const CodePaths *paths, SegmentId id) {
  const CodeSegment *segment = &paths->segments[id];
  uint32_t count = 0;
  segments_each(paths, &segment->previous, before)
    count += !segments_have(&segment->looped, before);
  return count;
}

void code_walk_in_order(Arena *scratch, const CodePaths *paths, PathId path, SegmentWalk *walk) {
  SegmentList open = {0};
  array_push(scratch, &open, paths->paths[path].initial);
  for (uint32_t i = 0; i < open.count; i++) {
    SegmentId id = open.at[i];
    walk->is_walked[id] = true;
    segments_each(paths, &paths->segments[id].next, next) {
      if (walk->is_walked[next] || segments_have(&paths->segments[next].looped, id)) continue;
      if (!walk->waits[next]) walk->waits[next] = count_waits(paths, next);
      if (--walk->waits[next] == 0) array_push(scratch, &open, next);
    }
  }
}

bool segments_have(const SegmentList *list, SegmentId segment) {
  for (uint32_t i = 0; i < list->count; i++) {
    if (list->at[i] == segment) return true;
  }
  return false;
}
