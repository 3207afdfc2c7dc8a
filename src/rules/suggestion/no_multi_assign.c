// no-multi-assign: `a = b = c`.
#include "rules/rule.h"

enum { CHAIN };

static const RuleMessage messages[] = {
    [CHAIN] = {"unexpectedChain", "Unexpected chained assignment."},
};

static bool is_assignment(NodeKind kind) {
  return kind == NODE_ASSIGNMENT_EXPRESSION || kind == NODE_AUGMENTED_ASSIGNMENT_EXPRESSION;
}

static void check_assignment(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeId outside = tree_outside_parentheses(tree, node);
  const Node *at = tree_node(tree, outside);
  NodeKind kind = tree_kind(tree, at->parent);
  bool is_value = at->field == FIELD_VALUE &&
                  (kind == NODE_VARIABLE_DECLARATOR || kind == NODE_FIELD_DEFINITION);
  bool is_chain = at->field == FIELD_RIGHT && is_assignment(kind) &&
                  !option_flag(context, 0, "ignoreNonDeclaration");
  if (is_value || is_chain) report(context, node, CHAIN);
}

const Rule rule_no_multi_assign = {
    .name = "no-multi-assign",
    .type = RULE_SUGGESTION,
    .summary = "Disallow chains of assignments",
    .why = "`let a = b = 0` declares `a` only: `b` becomes a global.",
    .options = "{ ignoreNonDeclaration: boolean = false }",
    .messages = messages,
    .bad = EXAMPLES({"let a = b = 0;"}),
    .good =
        EXAMPLES({"let a = 0; let b = 0;"}, {"a = b = 0;", "[{\"ignoreNonDeclaration\": true}]"}),
    .visits = VISITS({NODE_ASSIGNMENT_EXPRESSION, check_assignment},
                     {NODE_AUGMENTED_ASSIGNMENT_EXPRESSION, check_assignment}),
};
