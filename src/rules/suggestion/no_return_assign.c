// no-return-assign: `return a = b`, where `==` may have been meant.
#include "rules/rule.h"

enum { RETURN, ARROW };

static const RuleMessage messages[] = {
    [RETURN] = {"returnAssignment", "Return statement should not contain assignment."},
    [ARROW] = {"arrowAssignment", "Arrow function should not return assignment."},
};

// Whatever stands between an assignment and the `return` that gives it back.
static bool is_boundary(NodeKind kind) {
  switch ((int)kind) {
  case NODE_CLASS:
  case NODE_CLASS_DECLARATION:
  case NODE_EXPRESSION_STATEMENT:
  case NODE_FIELD_DEFINITION:
  case NODE_PROGRAM:
  case NODE_STATEMENT_BLOCK:
  case NODE_VARIABLE_DECLARATOR: return true;
  default: return kind_is_function(kind);
  }
}

static void check_assignment(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  if (!option_is(context, 0, "always") && estree_is_parenthesized(tree, node)) return;
  for (NodeId at = node;;) {
    NodeId parent = tree_node(tree, at)->parent;
    NodeKind kind = tree_kind(tree, parent);
    if (kind == NODE_RETURN_STATEMENT) {
      report(context, parent, RETURN);
      return;
    }
    if (kind == NODE_ARROW_FUNCTION && tree_node(tree, at)->field == FIELD_BODY) {
      report(context, parent, ARROW);
      return;
    }
    if (is_boundary(kind)) return;
    at = parent;
  }
}

const Rule rule_no_return_assign = {
    .name = "no-return-assign",
    .type = RULE_SUGGESTION,
    .summary = "Disallow assignments in what is given back",
    .why = "`return a = b` changes `a`; the comparison is one character away. Parentheses say that "
           "it is meant.",
    .options = "('except-parens' | 'always') = except-parens",
    .messages = messages,
    .bad = EXAMPLES({"function next() { return last = last + 1; }"}),
    .good = EXAMPLES({"function next() { return (last = last + 1); }"},
                     {"function next() { return last === 1; }"}),
    .visits = VISITS({NODE_ASSIGNMENT_EXPRESSION, check_assignment},
                     {NODE_AUGMENTED_ASSIGNMENT_EXPRESSION, check_assignment}),
};
