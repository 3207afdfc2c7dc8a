// require-atomic-updates: `total = total + (await more())`, where `total` may have changed while
// the function waited.
//
// The rule goes along the code. In each segment, a variable that was read is fresh; when the
// function waits, what is fresh is outdated, until it is read again. An assignment to an outdated
// variable that others can change, too, is reported.
#include "rules/code_paths.h"
#include "rules/functions.h"
#include "rules/rule.h"
#include "rules/variables.h"

enum { VARIABLE, OBJECT };

static const RuleMessage messages[] = {
    [VARIABLE] = {"nonAtomicUpdate", "Possible race condition: `{0}` might be reassigned based on "
                                     "an outdated value of `{0}`."},
    [OBJECT] = {"nonAtomicObjectUpdate", "Possible race condition: `{0}` might be assigned based "
                                         "on an outdated state of `{1}`."},
};

// An assignment that has begun.
typedef struct Pending {
  NodeId host;
  ReferenceId reference;
} Pending;

typedef struct State {
  const VariableTable *table;
  const CodePaths *paths;
  uint32_t *numbers; // by VariableId: from 1 on, of those that are looked at
  bool *is_shared;   // by VariableId: another function uses it, too
  uint32_t count, words;
  uint64_t *fresh, *outdated; // by segment: `words` of bits by number
  uint32_t done;              // events that were gone along
  Array(Pending) pending;
} State;

// ---- What is looked at

static bool is_on_left(const Tree *tree, NodeId node) {
  return tree_node(tree, tree_outside_parentheses(tree, node))->field == FIELD_LEFT;
}

// The assignment that writes to the reference, or to a member of what it names, or NO_NODE.
static NodeId host_of(const Tree *tree, const Reference *reference) {
  if (reference->write) {
    NodeId host = estree_parent(tree, reference->write);
    return tree_kind(tree, host) == NODE_VARIABLE_DECLARATOR ? NO_NODE : host;
  }
  for (NodeId node = reference->node;;) {
    NodeId parent = estree_parent(tree, node);
    NodeKind kind = tree_kind(tree, parent);
    bool is_assignment =
        kind == NODE_ASSIGNMENT_EXPRESSION || kind == NODE_AUGMENTED_ASSIGNMENT_EXPRESSION;
    if (is_assignment && is_on_left(tree, node)) return parent;
    bool is_object = tree_node(tree, tree_outside_parentheses(tree, node))->field == FIELD_OBJECT;
    if (!estree_is_member(kind) || !is_object) return NO_NODE;
    node = parent;
  }
}

// Whether nobody else can change the variable while its function waits.
static bool is_local(const State *state, const Reference *reference) {
  const VariableTable *table = state->table;
  VariableId id = reference->variable;
  bool in_member =
      estree_is_member(tree_kind(table->tree, estree_parent(table->tree, reference->node)));
  variable_each_definition(table, id, each) {
    if (in_member && table->definitions[each].kind == DEFINITION_PARAMETER) return false;
  }
  return !state->is_shared[id];
}

static void find_shared(RuleContext *context, State *state) {
  const VariableTable *table = state->table;
  state->is_shared = arena_new(context->arena, bool, table->variable_count);
  for (ReferenceId id = 1; id < table->reference_count; id++) {
    const Reference *reference = &table->references[id];
    NameScopeId own = table->variables[reference->variable].scope;
    if (table->scopes[reference->from].variable_scope != table->scopes[own].variable_scope)
      state->is_shared[reference->variable] = true;
  }
}

static bool can_wait(const Tree *tree, const CodePaths *paths, PathId path) {
  NodeId node = paths->paths[path].node;
  return paths->paths[path].origin == PATH_OF_FUNCTION &&
         (function_is_async(tree, node) || function_is_generator(tree, node));
}

// Numbers the variables that others can change and that some function which can wait writes to.
static void number_variables(RuleContext *context, State *state) {
  const VariableTable *table = state->table;
  state->numbers = arena_new(context->arena, uint32_t, table->variable_count);
  for (ReferenceId id = 1; id < table->reference_count; id++) {
    const Reference *reference = &table->references[id];
    if (!reference->variable || state->numbers[reference->variable]) continue;
    if (!host_of(context->tree, reference) || is_local(state, reference)) continue;
    PathId path = code_enter(state->paths, reference->node)->path;
    if (can_wait(context->tree, state->paths, path))
      state->numbers[reference->variable] = ++state->count;
  }
}

static bool has_waiting(const Tree *tree) {
  for (NodeId node = NODE_ROOT; node < tree->node_count; node++) {
    NodeKind kind = tree_kind(tree, node);
    if (kind == NODE_AWAIT_EXPRESSION || kind == NODE_YIELD_EXPRESSION) return true;
  }
  return false;
}

static void begin(RuleContext *context) {
  State *state = context->state;
  if (!has_waiting(context->tree)) return;
  state->table = source_variables(context->code);
  state->paths = source_code_paths(context->code);
  find_shared(context, state);
  number_variables(context, state);
  state->words = state->count / 64 + 1;
  if (!state->count) return;
  uint32_t size = state->paths->segment_count * state->words;
  state->fresh = arena_new(context->arena, uint64_t, size);
  state->outdated = arena_new(context->arena, uint64_t, size);
}

// ---- Going along

static void start_segment(State *state, SegmentId id) {
  const CodeSegment *segment = &state->paths->segments[id];
  uint32_t words = state->words;
  segments_each(state->paths, &segment->previous, before) {
    for (uint32_t i = 0; i < words; i++) {
      state->fresh[id * words + i] |= state->fresh[before * words + i];
      state->outdated[id * words + i] |= state->outdated[before * words + i];
    }
  }
}

static void go_to(State *state, const CodeMoment *moment) {
  for (; state->done < moment->event_count; state->done++) {
    const CodeEvent *event = &state->paths->events[state->done];
    if (event->kind == CODE_SEGMENT_START) start_segment(state, event->segment);
  }
}

static void mark_read(State *state, const SegmentRow *row, uint32_t number) {
  uint64_t bit = UINT64_C(1) << (number % 64);
  for (uint32_t i = 0; i < row->count; i++) {
    uint32_t at = row->at[i] * state->words + number / 64;
    state->fresh[at] |= bit;
    state->outdated[at] &= ~bit;
  }
}

static bool is_outdated(const State *state, const SegmentRow *row, uint32_t number) {
  for (uint32_t i = 0; i < row->count; i++) {
    uint64_t word = state->outdated[row->at[i] * state->words + number / 64];
    if (word >> (number % 64) & 1) return true;
  }
  return false;
}

static void enter_identifier(RuleContext *context, NodeId node) {
  State *state = context->state;
  const Tree *tree = context->tree;
  if (!state->count) return;
  ReferenceId id = reference_at(state->table, node);
  const Reference *reference = &state->table->references[id];
  uint32_t number = state->numbers[reference->variable];
  if (!number) return;
  const CodeMoment *moment = code_enter(state->paths, node);
  if (!can_wait(tree, state->paths, moment->path)) return;
  go_to(state, moment);
  NodeId host = host_of(tree, reference);
  bool is_replaced = tree_kind(tree, host) == NODE_ASSIGNMENT_EXPRESSION ||
                     tree_kind(tree, host) == NODE_ASSIGNMENT_PATTERN ||
                     tree_kind(tree, host) == NODE_OBJECT_ASSIGNMENT_PATTERN;
  if (reference_is_read(reference) && !is_replaced) mark_read(state, &moment->row, number);
  if (host && !is_local(state, reference))
    array_push(context->arena, &state->pending, ((Pending){host, id}));
}

// Waiting makes outdated what was read.
static void leave_waiting(RuleContext *context, NodeId node) {
  State *state = context->state;
  if (!state->count) return;
  const CodeMoment *moment = code_leave(state->paths, node);
  go_to(state, moment);
  for (uint32_t i = 0; i < moment->row.count; i++) {
    for (uint32_t word = 0; word < state->words; word++) {
      uint32_t at = moment->row.at[i] * state->words + word;
      state->outdated[at] |= state->fresh[at];
      state->fresh[at] = 0;
    }
  }
}

static void check(RuleContext *context, const CodeMoment *moment, Pending pending) {
  State *state = context->state;
  const Tree *tree = context->tree;
  const Reference *reference = &state->table->references[pending.reference];
  Text name = state->table->variables[reference->variable].name;
  if (!is_outdated(state, &moment->row, state->numbers[reference->variable])) return;
  NodeId left = estree_child(tree, pending.host, FIELD_LEFT);
  if (left == reference->node)
    report(context, pending.host, VARIABLE, name);
  else if (!option_flag(context, 0, "allowProperties"))
    report(context, pending.host, OBJECT, tree_text(tree, left), name);
}

static void leave_assignment(RuleContext *context, NodeId node) {
  State *state = context->state;
  if (!state->count) return;
  const CodeMoment *moment = code_leave(state->paths, node);
  go_to(state, moment);
  uint32_t first = state->pending.count;
  while (first && state->pending.at[first - 1].host == node) first--;
  for (uint32_t i = first; i < state->pending.count; i++)
    check(context, moment, state->pending.at[i]);
  state->pending.count = first;
}

const Rule rule_require_atomic_updates = {
    .name = "require-atomic-updates",
    .type = RULE_PROBLEM,
    .summary = "Disallow assignments that may be based on an outdated value",
    .why = "While a function waits at `await` or `yield`, others run and may change the variable: "
           "what they wrote is lost.",
    .options = "{ allowProperties: boolean = false }",
    .messages = messages,
    .bad = EXAMPLES({"let total = 0;\nasync function add() {\n  total += await more();\n}"}),
    .good = EXAMPLES({"let total = 0;\nasync function add() {\n  const added = await more();\n"
                      "  total += added;\n}"}),
    .state_size = sizeof(State),
    .visits = VISITS(
        {NODE_IDENTIFIER, enter_identifier}, {NODE_SHORTHAND_PROPERTY_IDENTIFIER, enter_identifier},
        {NODE_SHORTHAND_PROPERTY_IDENTIFIER_PATTERN, enter_identifier},
        {NODE_AWAIT_EXPRESSION, NULL, leave_waiting}, {NODE_YIELD_EXPRESSION, NULL, leave_waiting},
        {NODE_ASSIGNMENT_EXPRESSION, NULL, leave_assignment},
        {NODE_AUGMENTED_ASSIGNMENT_EXPRESSION, NULL, leave_assignment},
        {NODE_ASSIGNMENT_PATTERN, NULL, leave_assignment},
        {NODE_OBJECT_ASSIGNMENT_PATTERN, NULL, leave_assignment}),
    .begin = begin,
};
