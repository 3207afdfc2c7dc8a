// no-unassigned-vars: variables that are read and never written to.
#include "rules/rule.h"
#include "rules/variables.h"

enum { UNASSIGNED };

static const RuleMessage messages[] = {
    [UNASSIGNED] = {"unassigned", "'{0}' is always 'undefined' because it's never assigned."},
};

// Whether the definition is a declarator of a single name without a value.
static bool is_bare(const Tree *tree, const Definition *definition) {
  NodeId node = definition->node;
  return tree_kind(tree, node) == NODE_VARIABLE_DECLARATOR &&
         tree_child(tree, node, FIELD_NAME) == definition->name &&
         !tree_child(tree, node, FIELD_VALUE);
}

static bool is_only_read(const VariableTable *table, VariableId id) {
  variable_each_reference(table, id, each) {
    if (reference_is_write(&table->references[each])) return false;
  }
  return table->variables[id].first_reference != 0;
}

static void check(RuleContext *context) {
  const VariableTable *table = source_variables(context->code);
  for (VariableId id = 1; id < table->variable_count; id++) {
    if (!table->variables[id].first_definition || !is_only_read(table, id)) continue;
    variable_each_definition(table, id, each) {
      const Definition *definition = &table->definitions[each];
      if (is_bare(context->tree, definition))
        report(context, definition->node, UNASSIGNED, table->variables[id].name);
    }
  }
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
    .end = check,
};
