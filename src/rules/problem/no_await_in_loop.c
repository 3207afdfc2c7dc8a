// no-await-in-loop: turns of a loop that wait for each other.
#include "rules/functions.h"
#include "rules/rule.h"

enum { UNEXPECTED };

static const RuleMessage messages[] = {
    [UNEXPECTED] = {"unexpectedAwait", "Unexpected `await` inside a loop."},
};

// Whether a part of a loop runs in every turn.
static bool runs_again(const Tree *tree, NodeId part) {
  const Node *at = tree_node(tree, part);
  switch ((int)tree_kind(tree, at->parent)) {
  case NODE_FOR_STATEMENT:
    return at->field == FIELD_CONDITION || at->field == FIELD_INCREMENT || at->field == FIELD_BODY;
  case NODE_FOR_IN_STATEMENT: return at->field == FIELD_BODY;
  case NODE_WHILE_STATEMENT:
  case NODE_DO_STATEMENT: return at->field == FIELD_BODY || at->field == FIELD_CONDITION;
  default: return false;
  }
}

// Whether a node is in a part of a loop that runs in every turn.
static bool is_in_turn(const Tree *tree, NodeId loop, NodeId node) {
  tree_each_child(tree, loop, part) {
    if (node < tree_node(tree, part)->after) return runs_again(tree, part);
  }
  return false;
}

// The `await` of a loop: of `for await`, or of `await using` in its head. NO_NODE: none.
static NodeId head_await(const Tree *tree, NodeId loop, bool is_declared) {
  if (tree_kind(tree, loop) != NODE_FOR_IN_STATEMENT) return NO_NODE;
  tree_each_child(tree, loop, child) {
    const Node *at = tree_node(tree, child);
    if (at->field == FIELD_LEFT) break;
    if (at->kind == TOKEN_AWAIT_WORD && (at->field == FIELD_KIND) == is_declared) return child;
  }
  return NO_NODE;
}

typedef struct State {
  Array(NodeId) around; // loops, functions and static blocks
} State;

static void enter(RuleContext *context, NodeId node) {
  State *state = context->state;
  array_push(context->arena, &state->around, node);
}

static void leave(RuleContext *context, NodeId node) {
  State *state = context->state;
  (void)node;
  --state->around.count;
}

static void check_await(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  const State *state = context->state;
  for (uint32_t i = state->around.count; i-- > 0;) {
    NodeId around = state->around.at[i];
    NodeKind kind = tree_kind(tree, around);
    bool is_wall = kind_is_function(kind) || kind == NODE_CLASS_STATIC_BLOCK;
    if (is_wall || head_await(tree, around, false)) return;
    if (!is_in_turn(tree, around, node)) continue;
    report(context, node, UNEXPECTED);
    return;
  }
}

static void leave_loop(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  leave(context, node);
  NodeId declared = head_await(tree, node, true);
  if (head_await(tree, node, false)) {
    check_await(context, node);
  } else if (declared) {
    uint32_t end = tree_node(tree, tree_child(tree, node, FIELD_LEFT))->end;
    report_span(context, ((Span){tree_node(tree, declared)->start, end}), UNEXPECTED);
  }
}

static void check_using(RuleContext *context, NodeId node) {
  if (tree_child_of_kind(context->tree, node, TOKEN_AWAIT_WORD)) check_await(context, node);
}

const Rule rule_no_await_in_loop = {
    .name = "no-await-in-loop",
    .type = RULE_PROBLEM,
    .summary = "Disallow `await` inside of loops",
    .why = "Each turn of such a loop waits for the one before it, even where they have nothing to "
           "do with each other. `Promise.all` lets them run side by side.",
    .messages = messages,
    .bad = EXAMPLES({"async function f(list) { for (const a of list) await load(a); }"}),
    .good = EXAMPLES({"async function f(list) { await Promise.all(list.map(load)); }"},
                     {"async function f(list) { for await (const a of list) log(a); }"}),
    .visits = VISITS(
        {NODE_AWAIT_EXPRESSION, check_await}, {NODE_USING_DECLARATION, check_using},
        {NODE_DO_STATEMENT, enter, leave_loop}, {NODE_FOR_STATEMENT, enter, leave_loop},
        {NODE_FOR_IN_STATEMENT, enter, leave_loop}, {NODE_WHILE_STATEMENT, enter, leave_loop},
        {NODE_CLASS_STATIC_BLOCK, enter, leave}, FUNCTION_VISITS(enter, leave)),
    .state_size = sizeof(State),
};
