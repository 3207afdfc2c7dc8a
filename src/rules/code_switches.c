// Switches, and where `break` leads to: out of a loop, a switch, or a statement with a label.
#include "rules/code_paths_work.h"
#include "syntax/name.h"

struct Switch {
  Switch *outer;
  bool has_case;        // that is no `default`
  bool awaits_body;     // `default` had no body yet: it is the next one
  bool ends_by_default; // the last case so far is `default`
  uint32_t forks;       // one for each case
  SegmentRow at_default, default_body;
};

// ---- Labels and break

bool labels_match(const CodeBuild *build, NodeId a, NodeId b) {
  if (!a || !b) return false;
  Text left = tree_text(build->tree, a), right = tree_text(build->tree, b);
  if (text_is(left, right)) return true;
  bool is_plain = text_find_byte(left, '\\', 0) == TEXT_NOT_FOUND &&
                  text_find_byte(right, '\\', 0) == TEXT_NOT_FOUND;
  return !is_plain && text_is(name_value(build->scratch, left), name_value(build->scratch, right));
}

Target *target_push(CodeBuild *build, bool needs_label, NodeId label) {
  PathState *state = build->state;
  Target *target = arena_new(build->scratch, Target, 1);
  *target = (Target){.outer = state->target, .label = label, .broken = fork_like(state->fork)};
  target->nearest = !needs_label ? target : state->target ? state->target->nearest : NULL;
  return state->target = target;
}

Target *target_pop(CodeBuild *build) {
  PathState *state = build->state;
  Target *target = state->target;
  state->target = target->outer;
  if (target->nearest == target || fork_is_empty(&target->broken)) return target;
  fork_add(build, &target->broken, fork_head(state->fork));
  fork_replace_head(build, state->fork, fork_join(build, &target->broken));
  return target;
}

static Target *broken_target(const CodeBuild *build, NodeId label) {
  Target *target = build->state->target;
  if (!label) return target ? target->nearest : NULL;
  while (target && !labels_match(build, target->label, label)) target = target->outer;
  return target;
}

void target_break(CodeBuild *build, NodeId label) {
  Fork *fork = build->state->fork;
  if (!fork_is_reachable(build, fork)) return;
  Target *target = broken_target(build, label);
  if (target) fork_add(build, &target->broken, fork_head(fork));
  fork_replace_head(build, fork, fork_unreachable(build, fork));
}

// ---- Switches

void switch_push(CodeBuild *build, bool has_case, NodeId label) {
  PathState *state = build->state;
  Switch *made = arena_new(build->scratch, Switch, 1);
  *made = (Switch){.outer = state->switch_, .has_case = has_case};
  state->switch_ = made;
  target_push(build, false, label);
}

void switch_case(CodeBuild *build) {
  Fork *fork = build->state->fork;
  fork_add(build, fork, fork_next(build, fork->outer));
}

// A body is a fork of its own: it runs behind its test, and behind the body before.
void switch_body(CodeBuild *build, bool is_empty, bool is_default) {
  Switch *at = build->state->switch_;
  if (!at->has_case) return;
  Fork *outer = build->state->fork, *fork = code_push_fork(build, 1);
  fork_add(build, fork, fork_join(build, outer));
  if (is_default) at->at_default = fork_head(outer);
  if (is_default && is_empty) at->awaits_body = true;
  if (!is_empty && (is_default || at->awaits_body)) {
    at->default_body = fork_head(fork);
    at->awaits_body = is_default && at->awaits_body;
  }
  at->ends_by_default = is_default;
  ++at->forks;
}

// No case fits: the last test leads to the body of `default`, or behind the switch.
static void end_tests(CodeBuild *build, Switch *at, SegmentRow last_test, Fork *broken) {
  if (at->ends_by_default) return;
  if (at->default_body.count) {
    segments_part(build, at->at_default, at->default_body);
    segments_loop(build, last_test, at->default_body);
  } else {
    fork_add(build, broken, last_test);
  }
}

void switch_pop(CodeBuild *build) {
  PathState *state = build->state;
  Switch *at = state->switch_;
  state->switch_ = at->outer;
  Fork *broken = &target_pop(build)->broken, *fork = state->fork;
  if (at->forks == 0) {
    if (fork_is_empty(broken)) return;
    fork_add(build, broken, fork_next(build, fork));
    fork_replace_head(build, fork, fork_join(build, broken));
    return;
  }
  SegmentRow last_body = fork_head(fork);
  fork_add(build, fork, fork_head(fork->outer));
  SegmentRow last_test = fork_head(fork);
  fork_add(build, broken, last_body);
  end_tests(build, at, last_test, broken);
  for (uint32_t i = 0; i < at->forks; i++) state->fork = state->fork->outer;
  fork_replace_head(build, state->fork, fork_join(build, broken));
}
