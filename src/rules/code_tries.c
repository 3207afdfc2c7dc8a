// try, catch and finally; and the ways out of a path, which lead through them.
#include "rules/code_paths_work.h"

// A `finally` block runs on the normal way and on the way out, side by side; inside of another one
// there are four ways, and so on: beyond this depth they are not told apart.
enum { LANES_LIMIT = 64 };

typedef enum TryPart { TRY_BLOCK, TRY_CATCH, TRY_FINALLY } TryPart;

struct Try {
  Try *outer;
  Try *outer_return, *outer_throw; // where a return or throw goes to that this one lets through
  TryPart part;
  bool has_finalizer;
  bool returns, throws;  // `finally` runs on the way out, too
  bool is_split;         // and has lanes of its own for it
  Fork returned, thrown; // rows that end so
};

// The innermost try statement that runs code before a return, or that notices a throw; NULL: none.
static Try *return_taker(Try *at) {
  if (!at) return NULL;
  return at->has_finalizer && at->part != TRY_FINALLY ? at : at->outer_return;
}

static Try *throw_taker(Try *at) {
  if (!at) return NULL;
  bool notices = at->part == TRY_BLOCK || (at->part == TRY_CATCH && at->has_finalizer);
  return notices ? at : at->outer_throw;
}

static void take_return(CodeBuild *build, SegmentRow row) {
  Try *taker = return_taker(build->state->try);
  if (taker)
    fork_add(build, &taker->returned, row);
  else
    path_returns(build, row);
}

static void take_throw(CodeBuild *build, SegmentRow row) {
  Try *taker = throw_taker(build->state->try);
  if (taker)
    fork_add(build, &taker->thrown, row);
  else
    path_throws(build, row);
}

void code_return(CodeBuild *build) {
  Fork *fork = build->state->fork;
  if (!fork_is_reachable(build, fork)) return;
  take_return(build, fork_head(fork));
  fork_replace_head(build, fork, fork_unreachable(build, fork));
}

void code_throw(CodeBuild *build) {
  Fork *fork = build->state->fork;
  if (!fork_is_reachable(build, fork)) return;
  take_throw(build, fork_head(fork));
  fork_replace_head(build, fork, fork_unreachable(build, fork));
}

void code_yield(CodeBuild *build) {
  Fork *fork = build->state->fork;
  if (!fork_is_reachable(build, fork)) return;
  take_return(build, fork_head(fork));
  take_throw(build, fork_head(fork));
  fork_replace_head(build, fork, fork_next(build, fork));
}

void try_may_throw(CodeBuild *build) {
  if (!build->state->try) return;
  Fork *fork = build->state->fork;
  Try *taker = throw_taker(build->state->try);
  if (!taker || !fork_is_empty(&taker->thrown)) return;
  if (!fork_is_reachable(build, fork)) return;
  fork_add(build, &taker->thrown, fork_head(fork));
  fork_replace_head(build, fork, fork_next(build, fork));
}

// ---- The parts of the statement

void try_push(CodeBuild *build, bool has_finalizer) {
  PathState *state = build->state;
  Try *made = arena_new(build->scratch, Try, 1);
  *made = (Try){.outer = state->try,
                .outer_return = return_taker(state->try),
                .outer_throw = throw_taker(state->try),
                .has_finalizer = has_finalizer,
                .returned = fork_like(state->fork),
                .thrown = fork_like(state->fork)};
  state->try = made;
}

void try_catch(CodeBuild *build) {
  PathState *state = build->state;
  Try *at = state->try;
  Fork *outer = state->fork;
  at->part = TRY_CATCH;
  fork_add(build, &at->thrown, fork_head(outer));
  SegmentRow thrown = fork_join(build, &at->thrown);
  fork_clear(&at->thrown);
  Fork *fork = code_push_fork(build, 1);
  fork_add(build, fork, fork_head(outer));
  fork_add(build, fork, thrown);
}

// The row on the way out: behind the end of what ran before, and behind each return and throw.
static SegmentRow way_out(CodeBuild *build, Try *at, SegmentRow last) {
  Fork all = fork_like(build->state->fork);
  fork_add(build, &all, last);
  fork_take(&all, &at->returned);
  fork_take(&all, &at->thrown);
  return fork_join(build, &all);
}

static SegmentRow row_beside(CodeBuild *build, SegmentRow a, SegmentRow b) {
  SegmentRow row = {arena_new(build->arena, SegmentId, a.count + b.count), a.count + b.count};
  for (uint32_t i = 0; i < row.count; i++) row.at[i] = i < a.count ? a.at[i] : b.at[i - a.count];
  return row;
}

static SegmentRow row_part(SegmentRow row, uint32_t from, uint32_t to) {
  return (SegmentRow){row.at + from, to - from};
}

void try_finally(CodeBuild *build) {
  PathState *state = build->state;
  Try *at = state->try;
  SegmentRow last = fork_head(state->fork);
  if (at->part == TRY_CATCH) code_pop_fork(build);
  at->part = TRY_FINALLY;
  at->returns = !fork_is_empty(&at->returned);
  at->throws = !fork_is_empty(&at->thrown);
  if (!at->returns && !at->throws) return;
  SegmentRow normal = fork_next(build, state->fork), out = way_out(build, at, last);
  at->is_split = state->fork->lanes < LANES_LIMIT;
  Fork *fork = code_push_fork(build, at->is_split ? 2 : 1);
  fork_add(build, fork, row_beside(build, normal, out));
}

static void end_finally(CodeBuild *build, Try *at) {
  PathState *state = build->state;
  SegmentRow head = fork_head(state->fork);
  uint32_t normal = at->is_split ? head.count / 2 : head.count;
  state->fork = state->fork->outer;
  SegmentRow out = at->is_split ? row_part(head, normal, head.count) : head;
  if (at->returns) take_return(build, out);
  if (at->throws) take_throw(build, out);
  fork_replace_head(build, state->fork, row_part(head, 0, normal));
}

void try_pop(CodeBuild *build) {
  Try *at = build->state->try;
  build->state->try = at->outer;
  if (at->part == TRY_CATCH)
    code_pop_fork(build);
  else if (at->returns || at->throws)
    end_finally(build, at);
}
