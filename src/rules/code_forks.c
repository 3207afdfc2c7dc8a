// A segment that never begins is passed over: who follows it follows what came before it. That is
// found out when somebody begins behind it: most of what is thought of comes to nothing, and the
// ends of a chain of a thousand `?.` would be listed a thousand times. But what counts is which
// segments had begun when the follower was made.
#include "rules/code_forks.h"
#include "rules/code_paths_work.h"

struct RowLink {
  SegmentRow row;
  RowLink *next;
};

static CodeSegment *segment_at(CodeBuild *build, SegmentId id) {
  return &build->segments.at[id];
}

// ---- Segments

// Marks the segments that a list is being made of, so that each is in it once.
static void start_list(CodeBuild *build) {
  ++build->list_number;
}

static void list_once(CodeBuild *build, SegmentList *list, SegmentId id) {
  Origin *origin = &build->origins.at[id];
  if (origin->listed == build->list_number) return;
  origin->listed = build->list_number;
  array_push(build->arena, list, id);
}

enum { SEGMENT_PASSED = 1u << 31 }; // of an id: it had not begun

static SegmentId as_begun(CodeBuild *build, SegmentId id) {
  return segment_at(build, id)->is_used ? id : id | SEGMENT_PASSED;
}

// Has what a list names looked at next, in its order.
static void wait_for(CodeBuild *build, const SegmentList *list) {
  for (uint32_t i = list->count; i-- > 0;) array_push(build->scratch, &build->waiting, list->at[i]);
}

// Lists a segment; in the place of one that had not begun what came before it.
static void list_begun(CodeBuild *build, SegmentList *list, SegmentId id) {
  array_push(build->scratch, &build->waiting, id);
  while (build->waiting.count) {
    id = array_pop(&build->waiting);
    if (!(id & SEGMENT_PASSED)) {
      list_once(build, list, id);
      continue;
    }
    Origin *origin = &build->origins.at[id & ~(SegmentId)SEGMENT_PASSED];
    if (origin->passed == build->list_number) continue;
    origin->passed = build->list_number;
    wait_for(build, &origin->before);
  }
}

SegmentId segment_after(CodeBuild *build, const SegmentList *previous) {
  SegmentId id = build->segments.count;
  CodeSegment made = {.path = build->state->path};
  Origin origin = {0};
  for (uint32_t i = 0; i < previous->count; i++) {
    made.is_reachable |= segment_at(build, previous->at[i])->is_reachable;
    array_push(build->scratch, &origin.before, as_begun(build, previous->at[i]));
  }
  array_push(build->arena, &build->segments, made);
  array_push(build->scratch, &build->origins, origin);
  return id;
}

void segment_use(CodeBuild *build, SegmentId id) {
  CodeSegment *segment = segment_at(build, id);
  if (segment->is_used) return;
  segment->is_used = true;
  start_list(build);
  const SegmentList *before = &build->origins.at[id].before;
  for (uint32_t i = 0; i < before->count; i++) list_begun(build, &segment->previous, before->at[i]);
  for (uint32_t i = 0; i < segment->previous.count; i++)
    array_push(build->arena, &segment_at(build, segment->previous.at[i])->next, id);
}

static SegmentList begun_of(CodeBuild *build, SegmentRow row) {
  SegmentList begun = {0};
  start_list(build);
  for (uint32_t i = 0; i < row.count; i++) list_begun(build, &begun, as_begun(build, row.at[i]));
  return begun;
}

void segments_loop(CodeBuild *build, SegmentRow from, SegmentRow to) {
  SegmentList ends = begun_of(build, from), starts = begun_of(build, to);
  uint32_t count = ends.count < starts.count ? ends.count : starts.count;
  for (uint32_t i = 0; i < count; i++) {
    SegmentId end = ends.at[i], start = starts.at[i];
    CodeSegment *first = segment_at(build, start), *last = segment_at(build, end);
    array_push(build->arena, &last->next, start);
    array_push(build->arena, &first->previous, end);
    if (first->previous.count >= 2) array_push(build->arena, &first->looped, end);
    if (last->is_reachable && first->is_reachable)
      code_happens(build, CODE_SEGMENT_LOOP, end, start);
  }
}

static void list_remove(SegmentList *list, SegmentId id) {
  uint32_t kept = 0;
  for (uint32_t i = 0; i < list->count; i++) {
    if (list->at[i] != id) list->at[kept++] = list->at[i];
  }
  list->count = kept;
}

void segments_part(CodeBuild *build, SegmentRow from, SegmentRow to) {
  for (uint32_t i = 0; i < from.count && i < to.count; i++) {
    list_remove(&segment_at(build, from.at[i])->next, to.at[i]);
    list_remove(&segment_at(build, to.at[i])->previous, from.at[i]);
  }
}

// ---- Rows

static SegmentRow row_make(CodeBuild *build, uint32_t lanes) {
  return (SegmentRow){arena_new(build->arena, SegmentId, lanes), lanes};
}

// Joins the first half of a row's lanes with the second until there are as few as wanted.
static SegmentRow row_fitting(CodeBuild *build, uint32_t lanes, SegmentRow row) {
  while (row.count > lanes) {
    SegmentRow half = row_make(build, row.count / 2);
    for (uint32_t i = 0; i < half.count; i++) {
      SegmentId pair[] = {row.at[i], row.at[i + half.count]};
      half.at[i] = segment_after(build, &(SegmentList){pair, 2, 2});
    }
    row = half;
  }
  return row;
}

Fork fork_like(const Fork *like) {
  return (Fork){.lanes = like->lanes};
}

SegmentRow fork_head(const Fork *fork) {
  return fork->last ? fork->last->row : (SegmentRow){0};
}

bool fork_is_reachable(const CodeBuild *build, const Fork *fork) {
  SegmentRow head = fork_head(fork);
  for (uint32_t i = 0; i < head.count; i++) {
    if (build->segments.at[head.at[i]].is_reachable) return true;
  }
  return false;
}

void fork_add(CodeBuild *build, Fork *fork, SegmentRow row) {
  RowLink *link = arena_new(build->scratch, RowLink, 1);
  link->row = row_fitting(build, fork->lanes, row);
  if (fork->last)
    fork->last->next = link;
  else
    fork->first = link;
  fork->last = link;
}

void fork_replace_head(CodeBuild *build, Fork *fork, SegmentRow row) {
  if (fork_is_empty(fork))
    fork_add(build, fork, row);
  else
    fork->last->row = row_fitting(build, fork->lanes, row);
}

void fork_take(Fork *fork, Fork *from) {
  if (fork_is_empty(from)) return;
  if (fork->last)
    fork->last->next = from->first;
  else
    fork->first = from->first;
  fork->last = from->last;
  fork_clear(from);
}

void fork_clear(Fork *fork) {
  fork->first = fork->last = NULL;
}

bool fork_take_first(Fork *fork, SegmentRow *row) {
  if (fork_is_empty(fork)) return false;
  *row = fork->first->row;
  fork->first = fork->first->next;
  if (!fork->first) fork->last = NULL;
  return true;
}

// One segment for each lane, behind what the rows from `first` on have in it.
static SegmentRow row_after(CodeBuild *build, const Fork *fork, const RowLink *first) {
  SegmentRow row = row_make(build, fork->lanes);
  for (uint32_t lane = 0; lane < fork->lanes; lane++) {
    build->gathered.count = 0;
    for (const RowLink *link = first; link; link = link->next) {
      if (lane < link->row.count) array_push(build->scratch, &build->gathered, link->row.at[lane]);
    }
    row.at[lane] = segment_after(build, &build->gathered);
  }
  return row;
}

SegmentRow fork_join(CodeBuild *build, const Fork *fork) {
  return row_after(build, fork, fork->first);
}

SegmentRow fork_next(CodeBuild *build, const Fork *fork) {
  return row_after(build, fork, fork->last);
}

SegmentRow fork_unreachable(CodeBuild *build, const Fork *fork) {
  SegmentRow row = row_after(build, fork, fork->last);
  for (uint32_t lane = 0; lane < row.count; lane++) {
    segment_at(build, row.at[lane])->is_reachable = false;
    segment_use(build, row.at[lane]);
  }
  return row;
}

SegmentRow fork_apart(CodeBuild *build, const Fork *fork) {
  SegmentRow row = row_after(build, fork, fork->last);
  for (uint32_t lane = 0; lane < row.count; lane++)
    build->origins.at[row.at[lane]].before = (SegmentList){0};
  return row;
}
