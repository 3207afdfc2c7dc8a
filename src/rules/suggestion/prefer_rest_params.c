// prefer-rest-params: the implicit `arguments`.
#include "rules/rule.h"
#include "rules/variables.h"

enum { REST };

static const RuleMessage messages[] = {
    [REST] = {"preferRestParams", "Use the rest parameters instead of 'arguments'."},
};

// `arguments.length`, `arguments.callee`
static bool is_named_member(const Tree *tree, NodeId node) {
  NodeId outside = tree_outside_parentheses(tree, node);
  return tree_node(tree, outside)->field == FIELD_OBJECT &&
         tree_kind(tree, tree_node(tree, outside)->parent) == NODE_MEMBER_EXPRESSION;
}

static void check(RuleContext *context) {
  const VariableTable *table = source_variables(context->code);
  for (VariableId id = 1; id < table->variable_count; id++) {
    const Variable *variable = &table->variables[id];
    if (!(variable->flags & VARIABLE_ARGUMENTS) || variable->first_definition) continue;
    if (table->scopes[variable->scope].node == NODE_ROOT) continue;
    variable_each_reference(table, id, each) {
      NodeId node = table->references[each].node;
      if (!is_named_member(context->tree, node)) report(context, node, REST);
    }
  }
}

const Rule rule_prefer_rest_params = {
    .name = "prefer-rest-params",
    .type = RULE_SUGGESTION,
    .summary = "Require rest parameters instead of `arguments`",
    .why = "`...rest` is an array with a name, stands in the function's head, and works in arrow "
           "functions.",
    .messages = messages,
    .bad = EXAMPLES({"function log() {\n  write(arguments);\n}"}),
    .good = EXAMPLES({"function log(...values) {\n  write(values);\n}"}),
    .end = check,
};
