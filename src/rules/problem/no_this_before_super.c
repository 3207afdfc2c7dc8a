// no-this-before-super: `this` and `super.a` where there is no object yet.
#include "rules/super_calls.h"

enum { NO_BEFORE_SUPER };

static const RuleMessage messages[] = {
    [NO_BEFORE_SUPER] = {"noBeforeSuper", "'{0}' is not allowed before 'super()'."},
};

typedef struct Use {
  NodeId node;
  SegmentId segment;
} Use;

typedef struct State {
  ConstructorWalk walk;
  bool *has_begun; // by segment
  bool *is_called; // by segment: super() was called on every way to its end
  SegmentWalk order;
  Array(Use) uses; // that come too early, in the constructors around
} State;

// Whether every segment before has called super(). Those that can't be reached have.
static bool is_called_before(RuleContext *context, SegmentId id) {
  const State *state = context->state;
  const CodePaths *paths = source_code_paths(context->code);
  uint32_t count = 0;
  segments_each(paths, &paths->segments[id].previous, before) {
    if (!state->has_begun[before]) continue;
    if (!state->is_called[before]) return false;
    ++count;
  }
  return count > 0;
}

// A loop goes back to `to`: what that changes is carried on, to the loop's end at most.
static void carry(RuleContext *context, SegmentId from, SegmentId to) {
  State *state = context->state;
  const CodePaths *paths = source_code_paths(context->code);
  Arena scratch = {0};
  Array(SegmentId) open = {0};
  array_push(&scratch, &open, to);
  while (open.count) {
    SegmentId id = array_pop(&open);
    if (state->is_called[id] || !is_called_before(context, id)) continue;
    state->is_called[id] = true;
    if (id == from) continue;
    segments_each(paths, &paths->segments[id].next, next) array_push(&scratch, &open, next);
  }
  arena_release(&scratch);
}

static void happens(RuleContext *context, const CodeEvent *event) {
  State *state = context->state;
  if (event->kind == CODE_SEGMENT_LOOP) {
    carry(context, event->segment, event->to);
    return;
  }
  state->is_called[event->segment] = is_called_before(context, event->segment);
  state->has_begun[event->segment] = true;
}

static void enter_method(RuleContext *context, NodeId node) {
  State *state = context->state;
  state->walk.happens = happens;
  if (!constructor_enter(context, &state->walk, node) || state->is_called) return;
  uint32_t count = source_code_paths(context->code)->segment_count;
  state->is_called = arena_new(context->arena, bool, count);
  state->has_begun = arena_new(context->arena, bool, count);
  state->order = (SegmentWalk){arena_new(context->arena, bool, count),
                               arena_new(context->arena, uint32_t, count)};
}

// Reports what comes too early in segments that can be walked to when each waits for those before
// it. A loop that only its update leads back to can't, as it waits for itself.
static void report_uses(RuleContext *context, PathId path) {
  State *state = context->state;
  const CodePaths *paths = source_code_paths(context->code);
  Arena scratch = {0};
  code_walk_in_order(&scratch, paths, path, &state->order);
  uint32_t first = state->uses.count;
  while (first > 0 && paths->segments[state->uses.at[first - 1].segment].path == path) --first;
  NodeId last = NO_NODE;
  for (uint32_t i = first; i < state->uses.count; i++) {
    const Use *use = &state->uses.at[i];
    if (!state->order.is_walked[use->segment] || use->node == last) continue;
    bool is_this = tree_kind(context->tree, use->node) == NODE_THIS;
    report(context, use->node, NO_BEFORE_SUPER, is_this ? TEXT("this") : TEXT("super"));
    last = use->node;
  }
  state->uses.count = first;
  arena_release(&scratch);
}

static void leave_method(RuleContext *context, NodeId node) {
  State *state = context->state;
  if (constructor_leave(context, &state->walk, node) && state->uses.count)
    report_uses(context, code_path_of(source_code_paths(context->code), node));
}

static void check_use(RuleContext *context, NodeId node) {
  State *state = context->state;
  if (!state->walk.open.count) return;
  const CodePaths *paths = source_code_paths(context->code);
  const CodeMoment *moment = code_enter(paths, node);
  if (!constructor_is_at(context, &state->walk, moment)) return;
  bool is_early = false;
  segments_each(paths, &moment->row, id) is_early |= !state->is_called[id];
  if (!is_early) return;
  segments_each(paths, &moment->row, id) array_push(context->arena, &state->uses, (Use){node, id});
}

static void check_super(RuleContext *context, NodeId node) {
  if (tree_node(context->tree, node)->field != FIELD_FUNCTION) check_use(context, node);
}

static void check_call(RuleContext *context, NodeId node) {
  State *state = context->state;
  const Tree *tree = context->tree;
  if (!state->walk.open.count) return;
  if (tree_kind(tree, tree_child(tree, node, FIELD_FUNCTION)) != NODE_SUPER) return;
  const CodePaths *paths = source_code_paths(context->code);
  const CodeMoment *moment = code_leave(paths, node);
  if (!constructor_is_at(context, &state->walk, moment)) return;
  segments_each(paths, &moment->row, id) state->is_called[id] = true;
}

const Rule rule_no_this_before_super = {
    .name = "no-this-before-super",
    .type = RULE_PROBLEM,
    .flags = RULE_RECOMMENDED,
    .summary = "Disallow `this` and `super` before `super()` in constructors",
    .why = "In a derived class, `super()` makes the object. Before it, `this` and `super.a` throw "
           "a ReferenceError.",
    .messages = messages,
    .bad = EXAMPLES({"class A extends B { constructor() { this.a = 1; super(); } }"},
                    {"class A extends B { constructor() { super(super.name()); } }"}),
    .good = EXAMPLES({"class A extends B { constructor() { super(); this.a = 1; } }"}),
    .visits = VISITS({NODE_METHOD_DEFINITION, enter_method, leave_method}, {NODE_THIS, check_use},
                     {NODE_SUPER, check_super}, {NODE_CALL_EXPRESSION, NULL, check_call}),
    .state_size = sizeof(State),
};
