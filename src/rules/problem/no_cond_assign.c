// no-cond-assign: `if (a = b)`, where `==` was meant.
#include "rules/rule.h"

enum { UNEXPECTED, MISSING };

static const RuleMessage messages[] = {
    [UNEXPECTED] = {"unexpected", "Unexpected assignment within {0}."},
    [MISSING] = {"missing", "Expected a conditional expression and instead saw an assignment."},
};

static bool is_assignment(const Tree *tree, NodeId node) {
  NodeKind kind = tree_kind(tree, node);
  return kind == NODE_ASSIGNMENT_EXPRESSION || kind == NODE_AUGMENTED_ASSIGNMENT_EXPRESSION;
}

static const char *describe(NodeKind kind) {
  switch ((int)kind) {
  case NODE_DO_STATEMENT: return "a 'do...while' statement";
  case NODE_FOR_STATEMENT: return "a 'for' statement";
  case NODE_IF_STATEMENT: return "an 'if' statement";
  case NODE_WHILE_STATEMENT: return "a 'while' statement";
  default: return "ConditionalExpression";
  }
}

static bool is_test(NodeKind kind) {
  switch ((int)kind) {
  case NODE_DO_STATEMENT:
  case NODE_FOR_STATEMENT:
  case NODE_IF_STATEMENT:
  case NODE_TERNARY_EXPRESSION:
  case NODE_WHILE_STATEMENT: return true;
  default: return false;
  }
}

// ---- "always": an assignment anywhere in the condition

static void check_anywhere(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  for (NodeId at = node; at; at = tree_node(tree, at)->parent) {
    NodeKind kind = tree_kind(tree, tree_node(tree, at)->parent);
    uint8_t field = tree_node(tree, at)->field;
    if (kind_is_function(kind) && field != FIELD_NAME) return; // a computed key is outside
    if (!is_test(kind) || field != FIELD_CONDITION) continue;
    report(context, node, UNEXPECTED, text_of(describe(kind)));
    return;
  }
}

// ---- "except-parens": an assignment that is the condition, and not in parentheses of its own

static void check_condition(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeId test = estree_child(tree, node, FIELD_CONDITION);
  if (!test || !is_assignment(tree, test)) return;
  bool is_for = tree_kind(tree, node) == NODE_FOR_STATEMENT;
  if (estree_parentheses(tree, test) >= (is_for ? 1 : 2)) return;
  report(context, test, MISSING);
}

static void check_assignment(RuleContext *context, NodeId node) {
  if (option_is(context, 0, "always")) check_anywhere(context, node);
}

static void check_statement(RuleContext *context, NodeId node) {
  if (!option_is(context, 0, "always")) check_condition(context, node);
}

const Rule rule_no_cond_assign = {
    .name = "no-cond-assign",
    .type = RULE_PROBLEM,
    .flags = RULE_RECOMMENDED,
    .summary = "Disallow assignments in conditions",
    .why = "`if (a = b)` changes `a`; the comparison `if (a == b)` is one character away. A second "
           "pair of parentheses says that the assignment is meant.",
    .options = "('except-parens' | 'always') = except-parens",
    .messages = messages,
    .bad = EXAMPLES({"if (answer = 42) ask();"},
                    {"while ((line = read())) print(line);", "[\"always\"]"},
                    {"if (class { [a = b]() {} }) go();", "[\"always\"]"}),
    .good = EXAMPLES({"if (answer === 42) ask();"}, {"while ((line = read())) print(line);"}),
    .visits = VISITS({NODE_ASSIGNMENT_EXPRESSION, check_assignment},
                     {NODE_AUGMENTED_ASSIGNMENT_EXPRESSION, check_assignment},
                     {NODE_IF_STATEMENT, check_statement}, {NODE_WHILE_STATEMENT, check_statement},
                     {NODE_DO_STATEMENT, check_statement}, {NODE_FOR_STATEMENT, check_statement},
                     {NODE_TERNARY_EXPRESSION, check_statement}),
};
