// no-useless-return: `return;` where the function ends anyway. Each segment knows the returns that
// lead to where it begins; a statement that runs there makes them useful.
#include "rules/code_paths.h"
#include "rules/functions.h"
#include "rules/rule.h"

enum { UNNECESSARY };

static const RuleMessage messages[] = {
    [UNNECESSARY] = {"unnecessaryReturn", "Unnecessary return statement."},
};

typedef struct Return {
  NodeId node;
  bool is_useful;
} Return;

typedef struct Segment {
  Array(uint32_t) returns; // into the state's, that lead here and may be useless
  bool has_returned;       // one of them ends it
  uint32_t looked_at;      // the last look that passed it
} Segment;

typedef struct State {
  const CodePaths *paths; // NULL: there is no `return;` yet
  Segment *segments;
  uint32_t next_event, look;
  Array(Return) returns;
  Array(NodeId) tried; // blocks of `try` that have ended, with their handlers to come
} State;

// Goes through the segments that can't be reached, behind a return, to those that end with it.
typedef struct Search {
  Arena *scratch;
  Array(SegmentId) open;
} Search;

static void search_before(State *state, Search *search, SegmentId id) {
  const SegmentList *before = &state->paths->segments[id].previous;
  for (uint32_t i = 0; i < before->count; i++) {
    SegmentId each = before->at[i];
    bool counts = !state->paths->segments[each].is_reachable || state->segments[each].has_returned;
    if (!counts || state->segments[each].looked_at == state->look) continue;
    state->segments[each].looked_at = state->look;
    array_push(search->scratch, &search->open, each);
  }
}

static void take_returns(RuleContext *context, SegmentId from, SegmentId to) {
  State *state = context->state;
  for (uint32_t i = 0; i < state->segments[from].returns.count; i++) {
    uint32_t each = state->segments[from].returns.at[i];
    if (!state->returns.at[each].is_useful)
      array_push(context->arena, &state->segments[to].returns, each);
  }
}

static void begin_segment(RuleContext *context, SegmentId id) {
  State *state = context->state;
  if (!state->paths->segments[id].is_reachable) return;
  Arena scratch = {0};
  Search search = {.scratch = &scratch};
  ++state->look;
  const SegmentList *before = &state->paths->segments[id].previous;
  for (uint32_t i = 0; i < before->count; i++) {
    if (state->paths->segments[before->at[i]].is_reachable)
      take_returns(context, before->at[i], id);
    else
      array_push(&scratch, &search.open, before->at[i]);
  }
  while (search.open.count) {
    SegmentId at = array_pop(&search.open);
    if (state->paths->segments[at].is_reachable)
      take_returns(context, at, id);
    else
      search_before(state, &search, at);
  }
  arena_release(&scratch);
}

static void advance(RuleContext *context, const CodeMoment *moment) {
  State *state = context->state;
  for (; state->next_event < moment->event_count; state->next_event++) {
    const CodeEvent *event = &state->paths->events[state->next_event];
    if (event->kind == CODE_SEGMENT_START) begin_segment(context, event->segment);
  }
}

// Whether a return is in the block of a `try` whose handlers are being looked at: what runs there
// says nothing about it.
static bool is_tried(RuleContext *context, NodeId node) {
  const State *state = context->state;
  for (uint32_t i = state->tried.count; i-- > 0;) {
    NodeId block = state->tried.at[i];
    if (node > block && node < tree_node(context->tree, block)->after) return true;
  }
  return false;
}

static void use_returns(RuleContext *context, SegmentId id) {
  State *state = context->state;
  Segment *segment = &state->segments[id];
  uint32_t kept = 0;
  for (uint32_t i = 0; i < segment->returns.count; i++) {
    Return *made = &state->returns.at[segment->returns.at[i]];
    if (is_tried(context, made->node))
      segment->returns.at[kept++] = segment->returns.at[i];
    else
      made->is_useful = true;
  }
  segment->returns.count = kept;
}

static void use_current(RuleContext *context, const CodeMoment *moment) {
  State *state = context->state;
  Arena scratch = {0};
  Search search = {.scratch = &scratch};
  ++state->look;
  for (uint32_t i = 0; i < moment->row.count; i++)
    array_push(&scratch, &search.open, moment->row.at[i]);
  while (search.open.count) {
    SegmentId id = array_pop(&search.open);
    if (state->paths->segments[id].is_reachable)
      use_returns(context, id);
    else
      search_before(state, &search, id);
  }
  arena_release(&scratch);
}

static void check_statement(RuleContext *context, NodeId node) {
  const State *state = context->state;
  if (!state->paths) return;
  const CodeMoment *moment = code_enter(state->paths, node);
  advance(context, moment);
  use_current(context, moment);
}

// Whether a return stands in a loop or a `finally` block of its function: it does something there.
static bool is_in_loop_or_finally(const Tree *tree, NodeId node) {
  for (NodeId at = node; at && !kind_is_function(tree_kind(tree, at));
       at = tree_node(tree, at)->parent) {
    switch ((int)tree_kind(tree, at)) {
    case NODE_DO_STATEMENT:
    case NODE_FINALLY_CLAUSE:
    case NODE_FOR_IN_STATEMENT:
    case NODE_FOR_STATEMENT:
    case NODE_WHILE_STATEMENT: return true;
    default: break;
    }
  }
  return false;
}

static void start(RuleContext *context, NodeId node) {
  State *state = context->state;
  state->paths = source_code_paths(context->code);
  state->segments = arena_new(context->arena, Segment, state->paths->segment_count);
  state->next_event = code_enter(state->paths, node)->event_count;
}

static void check_return(RuleContext *context, NodeId node) {
  State *state = context->state;
  if (tree_first_named(context->tree, node)) {
    check_statement(context, node);
    return;
  }
  if (is_in_loop_or_finally(context->tree, node)) return;
  if (!state->paths) start(context, node);
  const CodeMoment *moment = code_enter(state->paths, node);
  advance(context, moment);
  if (!code_is_reachable(state->paths, &moment->row)) return;
  array_push(context->arena, &state->returns, (Return){node, false});
  segments_each(state->paths, &moment->row, id) {
    array_push(context->arena, &state->segments[id].returns, state->returns.count - 1);
    state->segments[id].has_returned = true;
  }
}

static void leave_block(RuleContext *context, NodeId node) {
  State *state = context->state;
  NodeId parent = tree_node(context->tree, node)->parent;
  if (state->paths && tree_kind(context->tree, parent) == NODE_TRY_STATEMENT)
    array_push(context->arena, &state->tried, node);
}

static void leave_try(RuleContext *context, NodeId node) {
  State *state = context->state;
  if (!state->tried.count) return;
  if (tree_node(context->tree, array_last(&state->tried))->parent == node) --state->tried.count;
}

// The fix holds on to the function around, so that no other one changes that at the same time.
static void fix(RuleContext *context, RuleReport *made, NodeId node) {
  const Node *at = tree_node(context->tree, node);
  if (!estree_is_in_list(context->tree, node)) return;
  if (tokens_have_comment(source_tokens(context->code), at->start, at->end)) return;
  Span around = span_of_function_around(context->code, node);
  fix_insert(made, context->arena, around.start, TEXT(""));
  fix_remove(made, context->arena, (Span){at->start, at->end});
  fix_insert(made, context->arena, around.end, TEXT(""));
}

static void finish(RuleContext *context) {
  const State *state = context->state;
  for (uint32_t i = 0; i < state->returns.count; i++) {
    const Return *made = &state->returns.at[i];
    if (!made->is_useful) fix(context, report(context, made->node, UNNECESSARY), made->node);
  }
}

const Rule rule_no_useless_return = {
    .name = "no-useless-return",
    .type = RULE_SUGGESTION,
    .flags = RULE_FIXABLE,
    .summary = "Disallow `return;` where nothing would follow",
    .why = "A `return` without a value at the end of a function changes nothing.",
    .messages = messages,
    .bad = EXAMPLES({"function f() { log(); return; }"},
                    {"function f(a) { if (a) { log(); return; } else { step(); } }"}),
    .good = EXAMPLES({"function f(a) { if (a) return; log(); }"}, {"function f() { return 1; }"}),
    .visits = VISITS(
        {NODE_CLASS_DECLARATION, check_statement}, {NODE_CONTINUE_STATEMENT, check_statement},
        {NODE_DEBUGGER_STATEMENT, check_statement}, {NODE_DO_STATEMENT, check_statement},
        {NODE_EMPTY_STATEMENT, check_statement}, {NODE_EXPORT_STATEMENT, check_statement},
        {NODE_EXPRESSION_STATEMENT, check_statement}, {NODE_FOR_IN_STATEMENT, check_statement},
        {NODE_FOR_STATEMENT, check_statement}, {NODE_IF_STATEMENT, check_statement},
        {NODE_IMPORT_STATEMENT, check_statement}, {NODE_LABELED_STATEMENT, check_statement},
        {NODE_LEXICAL_DECLARATION, check_statement}, {NODE_RETURN_STATEMENT, check_return},
        {NODE_STATEMENT_BLOCK, NULL, leave_block}, {NODE_SWITCH_STATEMENT, check_statement},
        {NODE_THROW_STATEMENT, check_statement}, {NODE_TRY_STATEMENT, check_statement, leave_try},
        {NODE_USING_DECLARATION, check_statement}, {NODE_VARIABLE_DECLARATION, check_statement},
        {NODE_WHILE_STATEMENT, check_statement}, {NODE_WITH_STATEMENT, check_statement}),
    .state_size = sizeof(State),
    .end = finish,
};
