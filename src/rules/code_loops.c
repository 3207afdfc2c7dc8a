// Loops: their ends lead back to where the next turn begins, and `continue` goes there, too.
#include "rules/code_paths_work.h"

struct Loop {
  Loop *outer;
  LoopKind kind;
  NodeId label;
  bool is_endless;             // its test is a literal that holds
  Target *target;              // of `break`
  SegmentRow again;            // where `continue` leads to; in `do` it waits for the test
  SegmentRow body, test, left; // where these begin
  SegmentRow before;           // the end of what comes before the loop, or of its initializer
  SegmentRow after_test, after_update, after_left;
  bool has_update;
  Fork continued; // do: rows that end with `continue`
};

void loop_push(CodeBuild *build, LoopKind kind, NodeId label) {
  PathState *state = build->state;
  Loop *loop = arena_new(build->scratch, Loop, 1);
  *loop = (Loop){.outer = state->loop, .kind = kind, .label = label};
  loop->target = target_push(build, false, label);
  loop->continued = fork_like(state->fork);
  if (kind != LOOP_FOR_IN) choice_push(build, CHOICE_LOOP, false);
  state->loop = loop;
}

static void end_do(CodeBuild *build, Loop *loop) {
  Choice *choice = build->state->choice;
  choice_pop(build);
  choice_feed(build, choice);
  Fork *broken = &loop->target->broken;
  if (!loop->is_endless) fork_take(broken, &choice->when_false);
  SegmentRow row;
  while (fork_take_first(&choice->when_true, &row)) segments_loop(build, row, loop->body);
}

void loop_pop(CodeBuild *build) {
  PathState *state = build->state;
  Loop *loop = state->loop;
  state->loop = loop->outer;
  Fork *broken = &target_pop(build)->broken;
  switch (loop->kind) {
  case LOOP_WHILE:
  case LOOP_FOR:
    choice_pop(build);
    segments_loop(build, fork_head(state->fork), loop->again);
    break;
  case LOOP_DO: end_do(build, loop); break;
  case LOOP_FOR_IN:
    fork_add(build, broken, fork_head(state->fork));
    segments_loop(build, fork_head(state->fork), loop->left);
    break;
  }
  bool has_end = !fork_is_empty(broken);
  SegmentRow next = has_end ? fork_join(build, broken) : fork_unreachable(build, state->fork);
  fork_replace_head(build, state->fork, next);
}

// ---- Parts

static void while_test(CodeBuild *build, Loop *loop) {
  loop->again = fork_join(build, build->state->fork);
  fork_replace_head(build, build->state->fork, loop->again);
}

static void do_test(CodeBuild *build, Loop *loop) {
  Fork *fork = build->state->fork;
  if (fork_is_empty(&loop->continued)) return;
  fork_add(build, &loop->continued, fork_head(fork));
  fork_replace_head(build, fork, fork_join(build, &loop->continued));
}

static void for_test(CodeBuild *build, Loop *loop) {
  Fork *fork = build->state->fork;
  loop->before = fork_head(fork);
  loop->test = loop->again = fork_next(build, fork);
  fork_replace_head(build, fork, loop->test);
}

void loop_test(CodeBuild *build, bool is_true) {
  Loop *loop = build->state->loop;
  loop->is_endless = is_true;
  switch (loop->kind) {
  case LOOP_WHILE: while_test(build, loop); break;
  case LOOP_DO: do_test(build, loop); break;
  case LOOP_FOR: for_test(build, loop); break;
  case LOOP_FOR_IN: break;
  }
}

// Where a test is known to hold or not: the way out and the way on.
static SegmentRow end_test(CodeBuild *build, Loop *loop) {
  Choice *choice = build->state->choice;
  choice_feed(build, choice);
  if (!loop->is_endless) fork_take(&loop->target->broken, &choice->when_false);
  return fork_join(build, &choice->when_true);
}

// The end of a `for`'s test, or of its initializer where it has none.
static void end_for_test(CodeBuild *build, Loop *loop) {
  if (loop->test.count)
    loop->after_test = end_test(build, loop);
  else
    loop->before = fork_head(build->state->fork);
}

void loop_update(CodeBuild *build) {
  Loop *loop = build->state->loop;
  Fork *fork = build->state->fork;
  end_for_test(build, loop);
  loop->has_update = true;
  loop->again = fork_apart(build, fork);
  fork_replace_head(build, fork, loop->again);
}

static SegmentRow join_two(CodeBuild *build, SegmentRow a, SegmentRow b) {
  Fork both = fork_like(build->state->fork);
  fork_add(build, &both, a);
  if (b.count) fork_add(build, &both, b);
  return fork_join(build, &both);
}

static SegmentRow for_body(CodeBuild *build, Loop *loop) {
  if (loop->has_update) {
    loop->after_update = fork_head(build->state->fork);
    if (loop->test.count) segments_loop(build, loop->after_update, loop->test);
  } else {
    end_for_test(build, loop);
  }
  SegmentRow body =
      loop->test.count ? loop->after_test : join_two(build, loop->before, loop->after_update);
  if (!loop->again.count) loop->again = body;
  return body;
}

static SegmentRow for_in_body(CodeBuild *build, Loop *loop) {
  SegmentRow head = fork_head(build->state->fork);
  SegmentRow body = join_two(build, loop->after_left, (SegmentRow){0});
  segments_loop(build, head, loop->left);
  fork_add(build, &loop->target->broken, head);
  return body;
}

void loop_body(CodeBuild *build) {
  Loop *loop = build->state->loop;
  Fork *fork = build->state->fork;
  switch (loop->kind) {
  case LOOP_WHILE: loop->body = end_test(build, loop); break;
  case LOOP_DO: loop->body = fork_next(build, fork); break;
  case LOOP_FOR: loop->body = for_body(build, loop); break;
  case LOOP_FOR_IN: loop->body = for_in_body(build, loop); break;
  }
  fork_replace_head(build, fork, loop->body);
}

void loop_left(CodeBuild *build) {
  Loop *loop = build->state->loop;
  Fork *fork = build->state->fork;
  loop->before = fork_head(fork);
  loop->left = loop->again = fork_apart(build, fork);
  fork_replace_head(build, fork, loop->left);
}

void loop_right(CodeBuild *build) {
  Loop *loop = build->state->loop;
  Fork *fork = build->state->fork;
  loop->after_left = fork_head(fork);
  fork_replace_head(build, fork, join_two(build, loop->before, (SegmentRow){0}));
}

// ---- Continue

static Loop *continued_loop(const CodeBuild *build, NodeId label) {
  Loop *loop = build->state->loop;
  while (label && loop && !labels_match(build, loop->label, label)) loop = loop->outer;
  return loop;
}

void loop_continue(CodeBuild *build, NodeId label) {
  Fork *fork = build->state->fork;
  if (!fork_is_reachable(build, fork)) return;
  Loop *loop = continued_loop(build, label);
  SegmentRow head = fork_head(fork);
  if (loop && loop->again.count) {
    segments_loop(build, head, loop->again);
    if (loop->kind == LOOP_FOR_IN) fork_add(build, &loop->target->broken, head);
  } else if (loop) {
    fork_add(build, &loop->continued, head);
  }
  fork_replace_head(build, fork, fork_unreachable(build, fork));
}
