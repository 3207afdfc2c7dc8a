// no-new-object: `new Object()`.
#include "rules/rule.h"
#include "rules/variables.h"

enum { OBJECT };

static const RuleMessage messages[] = {
    [OBJECT] = {"preferLiteral", "The object literal notation {} is preferable."},
};

static void check_new(RuleContext *context, NodeId node) {
  NodeId callee = estree_child(context->tree, node, FIELD_CONSTRUCTOR);
  if (tree_kind(context->tree, callee) != NODE_IDENTIFIER) return;
  if (!text_is(tree_text(context->tree, callee), TEXT("Object"))) return;
  const VariableTable *table = source_variables(context->code);
  VariableId variable = variable_at(table, callee);
  if (!table->variables[variable].first_definition) report(context, node, OBJECT);
}

const Rule rule_no_new_object = {
    .name = "no-new-object",
    .type = RULE_SUGGESTION,
    .flags = RULE_DEPRECATED,
    .summary = "Disallow `new Object()`",
    .why = "`{}` is shorter and means the same. The rule `no-object-constructor` also finds calls "
           "without `new`.",
    .messages = messages,
    .bad = EXAMPLES({"const box = new Object();"}),
    .good = EXAMPLES({"const box = {};"}),
    .visits = VISITS({NODE_NEW_EXPRESSION, check_new}),
};
