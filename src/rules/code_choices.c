// What decides between two ways. An operator that is a condition, or an operand of another one,
// hands its ways on to what is around it, so that `if (a && b)` has no segment between `a` being
// false and `else`.
#include "rules/code_paths_work.h"

struct Chain {
  Chain *outer;
  uint32_t links; // with `?.`
};

void choice_push(CodeBuild *build, ChoiceKind kind, bool hands_on) {
  PathState *state = build->state;
  Choice *choice = arena_new(build->scratch, Choice, 1);
  Fork empty = fork_like(state->fork);
  *choice = (Choice){state->choice, kind, hands_on, false, empty, empty, empty};
  state->choice = choice;
}

void choice_feed(CodeBuild *build, Choice *choice) {
  if (choice->is_fed) return;
  SegmentRow head = fork_head(build->state->fork);
  fork_add(build, &choice->when_true, head);
  fork_add(build, &choice->when_false, head);
  fork_add(build, &choice->when_nullish, head);
}

static void hand_on(Choice *from, Choice *to) {
  fork_take(&to->when_true, &from->when_true);
  fork_take(&to->when_false, &from->when_false);
  fork_take(&to->when_nullish, &from->when_nullish);
  to->is_fed = true;
}

void choice_pop(CodeBuild *build) {
  PathState *state = build->state;
  Choice *choice = state->choice;
  state->choice = choice->outer;
  if (choice->kind == CHOICE_LOOP) return;
  if (choice->kind == CHOICE_TEST) {
    // Here ends what ran last: the alternative, or the consequence.
    Fork *last = choice->is_fed ? &choice->when_false : &choice->when_true;
    fork_clear(last);
    fork_add(build, last, fork_head(state->fork));
  } else {
    choice_feed(build, choice);
    if (choice->hands_on) {
      hand_on(choice, state->choice);
      return;
    }
  }
  fork_take(&choice->when_true, &choice->when_false);
  fork_replace_head(build, state->fork, fork_join(build, &choice->when_true));
}

// The right operand runs where the left one, an operator itself, has handed its ways on.
static void go_on_from(CodeBuild *build, Choice *choice) {
  Fork *from = choice->kind == CHOICE_AND  ? &choice->when_true
               : choice->kind == CHOICE_OR ? &choice->when_false
                                           : &choice->when_nullish;
  fork_replace_head(build, build->state->fork, fork_join(build, from));
  fork_clear(from);
  choice->is_fed = false;
}

void choice_right(CodeBuild *build) {
  Choice *choice = build->state->choice;
  Fork *fork = build->state->fork;
  if (choice->is_fed) {
    go_on_from(build, choice);
    return;
  }
  if (choice->kind != CHOICE_AND) fork_add(build, &choice->when_true, fork_head(fork));
  if (choice->kind != CHOICE_OR) fork_add(build, &choice->when_false, fork_head(fork));
  if (choice->kind == CHOICE_AND) fork_add(build, &choice->when_nullish, fork_head(fork));
  fork_replace_head(build, fork, fork_next(build, fork));
}

void choice_consequence(CodeBuild *build) {
  Choice *choice = build->state->choice;
  choice_feed(build, choice);
  choice->is_fed = false;
  fork_replace_head(build, build->state->fork, fork_join(build, &choice->when_true));
}

void choice_alternative(CodeBuild *build) {
  Choice *choice = build->state->choice;
  fork_clear(&choice->when_true);
  fork_add(build, &choice->when_true, fork_head(build->state->fork));
  choice->is_fed = true;
  fork_replace_head(build, build->state->fork, fork_join(build, &choice->when_false));
}

// ---- Chains

void chain_push(CodeBuild *build) {
  Chain *chain = arena_new(build->scratch, Chain, 1);
  chain->outer = build->state->chain;
  build->state->chain = chain;
}

void chain_pop(CodeBuild *build) {
  Chain *chain = build->state->chain;
  build->state->chain = chain->outer;
  for (uint32_t i = 0; i < chain->links; i++) choice_pop(build);
}

void chain_link(CodeBuild *build) {
  ++build->state->chain->links;
  choice_push(build, CHOICE_NULLISH, false);
}

void chain_right(CodeBuild *build) {
  choice_right(build);
}
