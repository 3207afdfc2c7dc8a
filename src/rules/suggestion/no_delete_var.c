// no-delete-var: `delete name`.
#include "rules/rule.h"

enum { DELETED };

static const RuleMessage messages[] = {
    [DELETED] = {"unexpected", "Variables should not be deleted."},
};

static void check_unary(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  if (estree_operator(tree, node) != TOKEN_DELETE_WORD) return;
  NodeKind kind = tree_kind(tree, estree_child(tree, node, FIELD_ARGUMENT));
  if (kind == NODE_IDENTIFIER || kind == NODE_UNDEFINED) report(context, node, DELETED);
}

const Rule rule_no_delete_var = {
    .name = "no-delete-var",
    .type = RULE_SUGGESTION,
    .flags = RULE_RECOMMENDED,
    .summary = "Disallow deleting variables",
    .why = "`delete` takes a property from an object. A variable stays where it is, and strict "
           "code refuses to be parsed.",
    .messages = messages,
    .bad = EXAMPLES({"var size = 3;\ndelete size;"}),
    .good = EXAMPLES({"delete box.size;"}),
    .visits = VISITS({NODE_UNARY_EXPRESSION, check_unary}),
};
