// no-unused-labels: a label that no `break` and no `continue` names.
#include "rules/rule.h"
#include "rules/semicolons.h"

enum { UNUSED };

static const RuleMessage messages[] = {
    [UNUSED] = {"unused", "'{0}:' is defined but never used."},
};

// Labels that are open, innermost last; functions inside of them can't see them.
typedef struct State {
  Array(NodeId) open;
  Array(bool) is_used;
} State;

static void open_label(RuleContext *context, NodeId node) {
  State *state = context->state;
  array_push(context->arena, &state->open, node);
  array_push(context->arena, &state->is_used, false);
}

static void use_label(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  State *state = context->state;
  NodeId label = tree_child(tree, node, FIELD_LABEL);
  if (!label) return;
  for (uint32_t i = state->open.count; i-- > 0;) {
    NodeId name = tree_child(tree, state->open.at[i], FIELD_LABEL);
    if (!text_is(tree_text(tree, name), tree_text(tree, label))) continue;
    state->is_used.at[i] = true;
    return;
  }
}

// The label goes unless a comment or a directive would be in the way: `A: "use strict"` is no
// directive.
static bool can_go(RuleContext *context, NodeId node, NodeId body) {
  const Tree *tree = context->tree;
  const TokenTable *tokens = source_tokens(context->code);
  uint32_t start = tree_node(tree, node)->start, end = tree_node(tree, body)->start;
  if (tokens_have_comment(tokens, start, end)) return false;
  TokenId first_token = token_first(tokens, tree, body);
  NodeId block = tree_node(tree, node)->parent;
  NodeKind parent = tree_kind(tree, block);
  bool is_in_list = parent == NODE_PROGRAM || parent == NODE_STATEMENT_BLOCK;
  if (token_continues(tokens, first_token) &&
      (!is_in_list || needs_semicolon_before(context->code, node)))
    return false;
  bool is_list =
      parent == NODE_PROGRAM || (parent == NODE_STATEMENT_BLOCK &&
                                 kind_is_function(tree_kind(tree, tree_node(tree, block)->parent)));
  if (!is_list || tree_kind(tree, body) != NODE_EXPRESSION_STATEMENT) return true;
  NodeKind first = tree_kind(tree, tree_inside_parentheses(tree, tree_first_named(tree, body)));
  return first != NODE_STRING && first != NODE_TEMPLATE_STRING;
}

static void close_label(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  State *state = context->state;
  --state->open.count;
  if (array_pop(&state->is_used)) return;
  NodeId name = tree_child(tree, node, FIELD_LABEL), body = tree_child(tree, node, FIELD_BODY);
  RuleReport *made = report(context, name, UNUSED, tree_text(tree, name));
  Span label = {tree_node(tree, node)->start, tree_node(tree, body)->start};
  if (can_go(context, node, body)) fix_remove(made, context->arena, label);
}

const Rule rule_no_unused_labels = {
    .name = "no-unused-labels",
    .type = RULE_SUGGESTION,
    .flags = RULE_RECOMMENDED | RULE_FIXABLE,
    .summary = "Disallow labels that nothing refers to",
    .why = "A label that no `break` or `continue` names was left behind, or stands for an object: "
           "`() => { a: 1 }` gives nothing back.",
    .messages = messages,
    .bad = EXAMPLES({"rows: for (const row of rows) print(row);"}),
    .good = EXAMPLES(
        {"rows: for (const row of rows) { for (const cell of row) if (!cell) continue rows; }"}),
    .state_size = sizeof(State),
    .visits = VISITS({NODE_LABELED_STATEMENT, open_label, close_label},
                     {NODE_BREAK_STATEMENT, use_label}, {NODE_CONTINUE_STATEMENT, use_label}),
};
