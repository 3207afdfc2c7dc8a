// for-direction: a loop that counts away from where it ends.
#include "rules/functions.h"
#include "rules/rule.h"
#include "rules/static_value.h"

enum { INCORRECT };

static const RuleMessage messages[] = {
    [INCORRECT] = {"incorrectDirection",
                   "The update clause in this loop moves the variable in the wrong direction."},
};

// The sign of what is added: 1, -1, or 0 where it is 0 or not known.
static int sign_of(SourceCode *code, NodeId added) {
  StaticValue value;
  if (!static_value(code, added, &value)) return 0;
  bool is_number = value.kind == STATIC_NUMBER || value.kind == STATIC_BIGINT;
  if (!is_number && value.kind != STATIC_BOOLEAN) return 0;
  return value.number > 0 ? 1 : value.number < 0 ? -1 : 0;
}

// Where one update moves the counter: 1 up, -1 down, 0 not known. False: it does not write to it.
static bool moves(SourceCode *code, NodeId update, Text counter, int *direction) {
  const Tree *tree = code->tree;
  NodeKind kind = tree_kind(tree, update);
  NodeKind operator_kind = estree_operator(tree, update);
  bool is_update = kind == NODE_UPDATE_EXPRESSION;
  bool is_augmented = kind == NODE_AUGMENTED_ASSIGNMENT_EXPRESSION;
  if (!is_update && !is_augmented && kind != NODE_ASSIGNMENT_EXPRESSION) return false;
  NodeId target = estree_child(tree, update, is_update ? FIELD_ARGUMENT : FIELD_LEFT);
  if (!is_identifier(tree, target, NULL) || !text_is(tree_text(tree, target), counter))
    return false;
  *direction = 0;
  if (is_update) *direction = operator_kind == TOKEN_INCREMENT ? 1 : -1;
  bool is_sum = operator_kind == TOKEN_PLUS_ASSIGN || operator_kind == TOKEN_MINUS_ASSIGN;
  if (is_augmented && is_sum)
    *direction = sign_of(code, tree_child(tree, update, FIELD_RIGHT)) *
                 (operator_kind == TOKEN_PLUS_ASSIGN ? 1 : -1);
  return true;
}

// Of several, `i++, j--`, there must be one that writes to the counter.
static int direction_of(SourceCode *code, NodeId update, Text counter) {
  const Tree *tree = code->tree;
  int found = 0, count = 0;
  for (NodeId at = update, end = tree_node(tree, update)->after; at < end;) {
    NodeKind kind = tree_kind(tree, at);
    bool is_list = kind == NODE_SEQUENCE_EXPRESSION || kind == NODE_PARENTHESIZED_EXPRESSION;
    if (!is_list && moves(code, at, counter, &found)) ++count;
    at = is_list ? at + 1 : tree_node(tree, at)->after;
  }
  return count == 1 ? found : 0;
}

// Where the counter must go to end the loop, if it is on the left of `<`: up.
static int wanted_direction(NodeKind kind) {
  switch ((int)kind) {
  case TOKEN_LESS:
  case TOKEN_LESS_EQUAL: return 1;
  case TOKEN_GREATER:
  case TOKEN_GREATER_EQUAL: return -1;
  default: return 0;
  }
}

static void check_loop(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeId test = estree_child(tree, node, FIELD_CONDITION);
  NodeId update = estree_child(tree, node, FIELD_INCREMENT);
  if (tree_kind(tree, test) != NODE_BINARY_EXPRESSION || !update) return;
  int wanted = wanted_direction(estree_operator(tree, test));
  if (!wanted) return;
  for (int side = 0; side < 2; side++, wanted = -wanted) {
    NodeId counter = estree_child(tree, test, side ? FIELD_RIGHT : FIELD_LEFT);
    if (!is_identifier(tree, counter, NULL)) continue;
    if (direction_of(context->code, update, tree_text(tree, counter)) == -wanted) {
      const Node *close = tree_node(tree, tree_child_of_kind(tree, node, TOKEN_PAREN_CLOSE));
      report_span(context, ((Span){tree_node(tree, node)->start, close->end}), INCORRECT);
      return;
    }
  }
}

const Rule rule_for_direction = {
    .name = "for-direction",
    .type = RULE_PROBLEM,
    .flags = RULE_RECOMMENDED,
    .summary = "Require that a loop's counter moves towards its end",
    .why = "A counter that starts below its limit and counts down runs until it overflows, or for "
           "ever.",
    .messages = messages,
    .bad = EXAMPLES({"for (let i = 0; i < 10; i--) step(i);"}),
    .good = EXAMPLES({"for (let i = 0; i < 10; i++) step(i);"}),
    .visits = VISITS({NODE_FOR_STATEMENT, check_loop}),
};
