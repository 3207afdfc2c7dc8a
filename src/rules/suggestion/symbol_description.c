// symbol-description: `Symbol()` without a description.
#include "rules/rule.h"
#include "rules/static_names.h"

enum { EXPECTED };

static const RuleMessage messages[] = {
    [EXPECTED] = {"expected", "Expected Symbol to have a description."},
};

static void check_call(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  if (!is_global(context->code, called_function(tree, node), "Symbol")) return;
  NodeId arguments = tree_child(tree, node, FIELD_ARGUMENTS);
  bool is_call = tree_kind(tree, arguments) == NODE_ARGUMENTS;
  if (is_call && !tree_first_named(tree, arguments)) report(context, node, EXPECTED);
}

const Rule rule_symbol_description = {
    .name = "symbol-description",
    .type = RULE_SUGGESTION,
    .summary = "Require descriptions of symbols",
    .why = "A debugger shows the description; without it, one symbol looks like any other.",
    .messages = messages,
    .bad = EXAMPLES({"const key = Symbol();"}),
    .good = EXAMPLES({"const key = Symbol(\"key\");"}),
    .visits = VISITS({NODE_CALL_EXPRESSION, check_call}),
};
