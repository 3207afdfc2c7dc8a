// constructor-super: constructors of derived classes that don't call super() once. Where a segment
// begins, it knows of super() what the ones before it know; where a loop goes back, what that
// brings is carried on.
#include "rules/super_calls.h"

enum { MISSING_SOME, MISSING_ALL, DUPLICATE, BAD_SUPER };

static const RuleMessage messages[] = {
    [MISSING_SOME] = {"missingSome", "Lacked a call of 'super()' in some code paths."},
    [MISSING_ALL] = {"missingAll", "Expected to call 'super()'."},
    [DUPLICATE] = {"duplicate", "Unexpected duplicate 'super()'."},
    [BAD_SUPER] = {"badSuper", "Unexpected 'super()' because 'super' is not a constructor."},
};

typedef struct Knowledge {
  bool is_known;          // the segment has begun
  bool before_some;       // super() was called on some way to its beginning
  bool in_some, in_every; // to its end: on some way, on every way
  Array(NodeId) firsts;   // calls in it that none comes before
} Knowledge;

typedef struct State {
  ConstructorWalk walk;
  Knowledge *segments;
} State;

static Knowledge *knowledge(RuleContext *context, SegmentId segment) {
  return &((State *)context->state)->segments[segment];
}

// A loop's end counts as every way: else nothing behind a loop would.
static bool is_in_every(RuleContext *context, SegmentId id) {
  const CodePaths *paths = source_code_paths(context->code);
  SegmentId next = 0;
  uint32_t count = 0;
  segments_each(paths, &paths->segments[id].next, each) {
    next = each;
    ++count;
  }
  if (count == 1 && segments_have(&paths->segments[next].looped, id)) return true;
  return knowledge(context, id)->in_every;
}

static uint32_t count_known(RuleContext *context, SegmentId id) {
  const CodePaths *paths = source_code_paths(context->code);
  uint32_t count = 0;
  segments_each(paths, &paths->segments[id].previous, before)
    count += knowledge(context, before)->is_known;
  return count;
}

static void look_back(RuleContext *context, SegmentId id, bool *some, bool *every) {
  const CodePaths *paths = source_code_paths(context->code);
  *some = false;
  *every = count_known(context, id) > 0;
  segments_each(paths, &paths->segments[id].previous, before) {
    if (!knowledge(context, before)->is_known) continue;
    *some |= knowledge(context, before)->in_some;
    *every &= is_in_every(context, before);
  }
}

static bool carry_into(RuleContext *context, SegmentId id) {
  Knowledge *known = knowledge(context, id), old = *known;
  bool some, every;
  look_back(context, id, &some, &every);
  known->in_some |= some;
  known->in_every |= every;
  if (some && !old.before_some) {
    known->before_some = true;
    for (uint32_t i = 0; i < known->firsts.count; i++)
      report(context, known->firsts.at[i], DUPLICATE);
    known->firsts.count = 0;
  }
  return known->in_some != old.in_some || known->in_every != old.in_every;
}

// Each segment learns at most two things, so that it is passed three times at most.
static void carry(RuleContext *context, SegmentId from, SegmentId to) {
  const CodePaths *paths = source_code_paths(context->code);
  Arena scratch = {0};
  Array(SegmentId) open = {0};
  array_push(&scratch, &open, to);
  while (open.count) {
    SegmentId id = array_pop(&open);
    if (!knowledge(context, id)->is_known || !carry_into(context, id) || id == from) continue;
    segments_each(paths, &paths->segments[id].next, next) array_push(&scratch, &open, next);
  }
  arena_release(&scratch);
}

static void happens(RuleContext *context, const CodeEvent *event) {
  if (event->kind == CODE_SEGMENT_LOOP) {
    carry(context, event->segment, event->to);
    return;
  }
  Knowledge *known = knowledge(context, event->segment);
  look_back(context, event->segment, &known->in_some, &known->in_every);
  known->before_some = known->in_some;
  known->is_known = true;
  // What only a loop leads to, to which we have not come yet, does not speak against super().
  const CodePaths *paths = source_code_paths(context->code);
  bool is_first = paths->paths[event->path].initial == event->segment;
  if (!is_first && !count_known(context, event->segment)) known->in_every = true;
}

static void enter_method(RuleContext *context, NodeId node) {
  State *state = context->state;
  state->walk.happens = happens;
  if (!constructor_enter(context, &state->walk, node) || state->segments) return;
  uint32_t count = source_code_paths(context->code)->segment_count;
  state->segments = arena_new(context->arena, Knowledge, count);
}

// From here on, super() counts as called. Gives a segment that can be reached, or 0.
static SegmentId count_as_called(RuleContext *context, const SegmentRow *row, bool *is_duplicate) {
  const CodePaths *paths = source_code_paths(context->code);
  SegmentId last = 0;
  *is_duplicate = false;
  segments_each(paths, row, id) {
    Knowledge *known = knowledge(context, id);
    *is_duplicate |= known->in_some;
    known->in_some = known->in_every = true;
    last = id;
  }
  return last;
}

static void check_call(RuleContext *context, NodeId node) {
  State *state = context->state;
  const Tree *tree = context->tree;
  if (!state->walk.open.count) return;
  if (tree_kind(tree, tree_child(tree, node, FIELD_FUNCTION)) != NODE_SUPER) return;
  const CodeMoment *moment = code_leave(source_code_paths(context->code), node);
  if (!constructor_is_at(context, &state->walk, moment)) return;
  bool is_duplicate;
  SegmentId segment = count_as_called(context, &moment->row, &is_duplicate);
  NodeId superclass = constructor_superclass(tree, array_last(&state->walk.open));
  if (!segment) return;
  if (is_duplicate)
    report(context, node, DUPLICATE);
  else if (!can_be_constructor(tree, superclass))
    report(context, node, BAD_SUPER);
  else
    array_push(context->arena, &knowledge(context, segment)->firsts, node);
}

// Who returns an object need not call super().
static void check_return(RuleContext *context, NodeId node) {
  State *state = context->state;
  if (!state->walk.open.count || !tree_first_named(context->tree, node)) return;
  const CodeMoment *moment = code_enter(source_code_paths(context->code), node);
  bool is_duplicate;
  if (constructor_is_at(context, &state->walk, moment))
    count_as_called(context, &moment->row, &is_duplicate);
}

static void leave_method(RuleContext *context, NodeId node) {
  State *state = context->state;
  if (!constructor_leave(context, &state->walk, node)) return;
  const CodePaths *paths = source_code_paths(context->code);
  const SegmentList *ends = &paths->paths[code_path_of(paths, node)].returned;
  bool some = false, every = true;
  for (uint32_t i = 0; i < ends->count; i++) {
    bool is_reachable = paths->segments[ends->at[i]].is_reachable;
    some |= is_reachable && knowledge(context, ends->at[i])->in_some;
    every &= is_in_every(context, ends->at[i]);
  }
  if (!every) report(context, node, some ? MISSING_SOME : MISSING_ALL);
}

const Rule rule_constructor_super = {
    .name = "constructor-super",
    .type = RULE_PROBLEM,
    .flags = RULE_RECOMMENDED,
    .summary = "Require the constructors of derived classes to call `super()` once",
    .why = "Without `super()`, and when it is called twice, `new` throws a ReferenceError.",
    .messages = messages,
    .bad = EXAMPLES({"class A extends B { constructor() {} }"},
                    {"class A extends B { constructor(a) { if (a) super(); } }"},
                    {"class A extends null { constructor() { super(); } }"}),
    .good = EXAMPLES({"class A extends B { constructor(a) { super(a); } }"},
                     {"class A { constructor() {} }"}),
    .visits =
        VISITS({NODE_METHOD_DEFINITION, enter_method, leave_method},
               {NODE_CALL_EXPRESSION, NULL, check_call}, {NODE_RETURN_STATEMENT, check_return}),
    .state_size = sizeof(State),
};
