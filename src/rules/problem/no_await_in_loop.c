// no-await-in-loop: turns of a loop that wait for each other.
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
  uint32_t loop_depth; // loops around, whatever else is between
} State;

static void enter_loop(RuleContext *context, NodeId node) {
  (void)node;
  ++((State *)context->state)->loop_depth;
}

static void check_await(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  const State *state = context->state;
  if (!state->loop_depth) return;
  NodeId part = node, parent = tree_node(tree, node)->parent;
  for (; parent; part = parent, parent = tree_node(tree, parent)->parent) {
    NodeKind kind = tree_kind(tree, parent);
    if (kind_is_function(kind) || kind == NODE_CLASS_STATIC_BLOCK ||
        head_await(tree, parent, false))
      return;
    if (runs_again(tree, part)) break;
  }
  if (parent) report(context, node, UNEXPECTED);
}

static void leave_loop(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  --((State *)context->state)->loop_depth;
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
    .visits = VISITS({NODE_AWAIT_EXPRESSION, check_await}, {NODE_USING_DECLARATION, check_using},
                     {NODE_DO_STATEMENT, enter_loop, leave_loop},
                     {NODE_FOR_STATEMENT, enter_loop, leave_loop},
                     {NODE_FOR_IN_STATEMENT, enter_loop, leave_loop},
                     {NODE_WHILE_STATEMENT, enter_loop, leave_loop}),
    .state_size = sizeof(State),
};
