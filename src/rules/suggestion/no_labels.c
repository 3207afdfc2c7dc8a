// no-labels: labels, and jumps to them.
#include "rules/rule.h"

enum { LABEL, BREAK, CONTINUE };

static const RuleMessage messages[] = {
    [LABEL] = {"unexpectedLabel", "Unexpected labeled statement."},
    [BREAK] = {"unexpectedLabelInBreak", "Unexpected label in break statement."},
    [CONTINUE] = {"unexpectedLabelInContinue", "Unexpected label in continue statement."},
};

typedef struct State {
  Array(NodeId) open; // labeled statements around
} State;

static bool is_allowed(RuleContext *context, NodeId labeled) {
  NodeId body = tree_child(context->tree, labeled, FIELD_BODY);
  switch ((int)tree_kind(context->tree, body)) {
  case NODE_DO_STATEMENT:
  case NODE_FOR_IN_STATEMENT:
  case NODE_FOR_STATEMENT:
  case NODE_WHILE_STATEMENT: return option_flag(context, 0, "allowLoop");
  case NODE_SWITCH_STATEMENT: return option_flag(context, 0, "allowSwitch");
  default: return false;
  }
}

static void open_label(RuleContext *context, NodeId node) {
  State *state = context->state;
  array_push(context->arena, &state->open, node);
}

static void close_label(RuleContext *context, NodeId node) {
  State *state = context->state;
  --state->open.count;
  if (!is_allowed(context, node)) report(context, node, LABEL);
}

static void check_jump(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  State *state = context->state;
  NodeId label = tree_child(tree, node, FIELD_LABEL);
  if (!label) return;
  bool is_good = false;
  for (uint32_t i = state->open.count; i-- > 0;) {
    NodeId name = tree_child(tree, state->open.at[i], FIELD_LABEL);
    if (!text_is(tree_text(tree, name), tree_text(tree, label))) continue;
    is_good = is_allowed(context, state->open.at[i]);
    break;
  }
  if (!is_good)
    report(context, node, tree_kind(tree, node) == NODE_BREAK_STATEMENT ? BREAK : CONTINUE);
}

const Rule rule_no_labels = {
    .name = "no-labels",
    .type = RULE_SUGGESTION,
    .summary = "Disallow labels",
    .why = "A jump to a label is hard to follow. A function of its own can leave several loops "
           "with `return`.",
    .options = "{ allowLoop: boolean = false, allowSwitch: boolean = false }",
    .messages = messages,
    .bad = EXAMPLES({"rows: for (const row of rows) for (const n of row) if (!n) break rows;"}),
    .good = EXAMPLES({"for (const row of rows) if (!row) break;"}),
    .state_size = sizeof(State),
    .visits = VISITS({NODE_LABELED_STATEMENT, open_label, close_label},
                     {NODE_BREAK_STATEMENT, check_jump}, {NODE_CONTINUE_STATEMENT, check_jump}),
};
