// no-unassigned-vars: variables that are read and never written to.
#include "rules/rule.h"
#include "rules/variables.h"

enum { UNASSIGNED };

static const RuleMessage messages[] = {
    [UNASSIGNED] = {"unassigned", "'{0}' is always 'undefined' because it's never assigned."},
};

static void check_declarator(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeId name = tree_child(tree, node, FIELD_NAME);
  NodeKind kind = tree_kind(tree, name);
  bool is_name = kind == NODE_IDENTIFIER || kind == NODE_UNDEFINED;
  if (!is_name || tree_child(tree, node, FIELD_VALUE)) return;
  const VariableTable *table = source_variables(context->code);
  VariableId variable = variable_declared_at(table, name);
  bool is_read = false;
  variable_each_reference(table, variable, each) {
    if (reference_is_write(&table->references[each])) return;
    is_read = true;
  }
  if (is_read) report(context, node, UNASSIGNED, table->variables[variable].name);
}

const Rule rule_no_unassigned_vars = {
    .name = "no-unassigned-vars",
    .type = RULE_PROBLEM,
    .flags = RULE_RECOMMENDED,
    .summary = "Disallow `let` and `var` variables that are read but never assigned",
    .why = "They are always `undefined`. Either the assignment was forgotten, or it goes to "
           "another name.",
    .messages = messages,
    .bad = EXAMPLES({"let status;\nif (status === 200) done();"}),
    .good =
        EXAMPLES({"let status;\nstatus = get();\nif (status === 200) done();"}, {"let unused;"}),
    .visits = VISITS({NODE_VARIABLE_DECLARATOR, check_declarator}),
};
