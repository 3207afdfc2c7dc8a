// no-unsafe-finally: jumps out of `finally`, which override what was to happen.
#include "rules/rule.h"

enum { UNSAFE_USAGE };

static const RuleMessage messages[] = {
    [UNSAFE_USAGE] = {"unsafeUsage", "Unsafe usage of {0}."},
};

typedef struct State {
  uint32_t finally_depth; // `finally` blocks around
} State;

// Whether a statement is as far as a jump without a label goes, other than out of a function.
static bool is_end(NodeKind jump, NodeKind around) {
  switch ((int)around) {
  case NODE_DO_STATEMENT:
  case NODE_FOR_IN_STATEMENT:
  case NODE_FOR_STATEMENT:
  case NODE_WHILE_STATEMENT: return jump == NODE_BREAK_STATEMENT || jump == NODE_CONTINUE_STATEMENT;
  case NODE_SWITCH_STATEMENT: return jump == NODE_BREAK_STATEMENT;
  default: return false;
  }
}

static bool is_wall(NodeKind kind) {
  return kind_is_function(kind) || kind == NODE_CLASS || kind == NODE_CLASS_DECLARATION ||
         kind == NODE_PROGRAM;
}

static bool leaves_finally(const Tree *tree, NodeId jump) {
  NodeId label = tree_child(tree, jump, FIELD_LABEL);
  for (NodeId at = tree_node(tree, jump)->parent; at; at = tree_node(tree, at)->parent) {
    NodeKind kind = tree_kind(tree, at);
    if (kind == NODE_FINALLY_CLAUSE) return true;
    if (is_wall(kind)) return false;
    if (!label && is_end(tree_kind(tree, jump), kind)) return false;
    if (label && kind == NODE_LABELED_STATEMENT &&
        text_is(tree_text(tree, label), tree_text(tree, tree_child(tree, at, FIELD_LABEL))))
      return false;
  }
  return false;
}

static void check_jump(RuleContext *context, NodeId node) {
  const State *state = context->state;
  if (state->finally_depth && leaves_finally(context->tree, node))
    report(context, node, UNSAFE_USAGE, estree_type(context->tree, node));
}

static void enter_finally(RuleContext *context, NodeId node) {
  (void)node;
  ++((State *)context->state)->finally_depth;
}

static void leave_finally(RuleContext *context, NodeId node) {
  (void)node;
  --((State *)context->state)->finally_depth;
}

const Rule rule_no_unsafe_finally = {
    .name = "no-unsafe-finally",
    .type = RULE_PROBLEM,
    .flags = RULE_RECOMMENDED,
    .summary = "Disallow `return`, `throw`, `break` and `continue` in `finally` blocks",
    .why = "A `finally` block runs before the function returns or the error goes on. A jump out of "
           "it takes the place of both: the value is lost, and so is the error.",
    .messages = messages,
    .bad = EXAMPLES({"function f() { try { return 1; } finally { return 2; } }"}),
    .good = EXAMPLES({"function f() { try { return 1; } finally { close(); } }"},
                     {"try { run(); } finally { list.forEach((a) => { return a(); }); }"}),
    .visits = VISITS({NODE_FINALLY_CLAUSE, enter_finally, leave_finally},
                     {NODE_RETURN_STATEMENT, check_jump}, {NODE_THROW_STATEMENT, check_jump},
                     {NODE_BREAK_STATEMENT, check_jump}, {NODE_CONTINUE_STATEMENT, check_jump}),
    .state_size = sizeof(State),
};
