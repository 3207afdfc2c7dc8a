// for-direction: a loop that counts away from where it ends.
#include "rules/functions.h"
#include "rules/rule.h"

enum { INCORRECT };

static const RuleMessage messages[] = {
    [INCORRECT] = {"incorrectDirection",
                   "The update clause in this loop moves the variable in the wrong direction."},
};

// Where an update moves: 1 up, -1 down, 0 not known.
static int sign_of(const Tree *tree, NodeId value) {
  NodeKind kind = tree_kind(tree, value);
  if (kind == NODE_NUMBER) {
    Text text = tree_text(tree, value);
    bool is_zero = text.size == 1 && text.at[0] == '0';
    return is_zero ? 0 : 1;
  }
  if (kind != NODE_UNARY_EXPRESSION) return 0;
  NodeKind operator_kind = tree_kind(tree, tree_child(tree, value, FIELD_OPERATOR));
  NodeId argument = estree_child(tree, value, FIELD_ARGUMENT);
  if (tree_kind(tree, argument) != NODE_NUMBER) return 0;
  int sign = sign_of(tree, argument);
  return operator_kind == TOKEN_MINUS ? -sign : operator_kind == TOKEN_PLUS ? sign : 0;
}

static int direction_of(const Tree *tree, NodeId update, Text counter) {
  NodeKind kind = tree_kind(tree, update);
  NodeKind operator_kind = tree_kind(tree, tree_child(tree, update, FIELD_OPERATOR));
  bool is_update = kind == NODE_UPDATE_EXPRESSION;
  NodeId target = estree_child(tree, update, is_update ? FIELD_ARGUMENT : FIELD_LEFT);
  if (!is_identifier(tree, target, NULL) || !text_is(tree_text(tree, target), counter)) return 0;
  if (is_update) return operator_kind == TOKEN_INCREMENT ? 1 : -1;
  if (kind != NODE_AUGMENTED_ASSIGNMENT_EXPRESSION) return 0;
  int sign = sign_of(tree, estree_child(tree, update, FIELD_RIGHT));
  return operator_kind == TOKEN_PLUS_ASSIGN    ? sign
         : operator_kind == TOKEN_MINUS_ASSIGN ? -sign
                                               : 0;
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
  int wanted = wanted_direction(tree_kind(tree, tree_child(tree, test, FIELD_OPERATOR)));
  if (!wanted) return;
  for (int side = 0; side < 2; side++, wanted = -wanted) {
    NodeId counter = estree_child(tree, test, side ? FIELD_RIGHT : FIELD_LEFT);
    if (!is_identifier(tree, counter, NULL)) continue;
    if (direction_of(tree, update, tree_text(tree, counter)) == -wanted) {
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
