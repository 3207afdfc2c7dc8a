// no-void: the operator `void`.
#include "rules/rule.h"

enum { USED };

static const RuleMessage messages[] = {
    [USED] = {"noVoid", "Expected 'undefined' and instead saw 'void'."},
};

static void check_unary(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  if (estree_operator(tree, node) != TOKEN_VOID_WORD) return;
  bool is_statement = tree_kind(tree, estree_parent(tree, node)) == NODE_EXPRESSION_STATEMENT;
  if (!is_statement || !option_flag(context, 0, "allowAsStatement")) report(context, node, USED);
}

const Rule rule_no_void = {
    .name = "no-void",
    .type = RULE_SUGGESTION,
    .summary = "Disallow the operator `void`",
    .why = "`void 0` is a way to write undefined from times when that could be changed. As a "
           "statement it may say that a promise is let go on purpose.",
    .options = "{ allowAsStatement: boolean = false }",
    .messages = messages,
    .bad = EXAMPLES({"const nothing = void 0;"}),
    .good = EXAMPLES({"const nothing = undefined;"},
                     {"void save();", "[{\"allowAsStatement\": true}]"}),
    .visits = VISITS({NODE_UNARY_EXPRESSION, check_unary}),
};
