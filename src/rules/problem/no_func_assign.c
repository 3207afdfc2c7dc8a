// no-func-assign: writing to the name of a function.
#include "rules/rule.h"
#include "rules/variables.h"

enum { FUNCTION };

static const RuleMessage messages[] = {
    [FUNCTION] = {"isAFunction", "'{0}' is a function."},
};

// Once for each declaration that the function has.
static void check_variable(RuleContext *context, const VariableTable *table, VariableId id) {
  variable_each_definition(table, id, of_function) {
    if (table->definitions[of_function].kind != DEFINITION_FUNCTION_NAME) continue;
    variable_each_reference(table, id, each) {
      if (reference_modifies(table, each))
        report(context, table->references[each].node, FUNCTION, table->variables[id].name);
    }
  }
}

static void check(RuleContext *context) {
  const VariableTable *table = source_variables(context->code);
  for (VariableId id = 1; id < table->variable_count; id++) {
    const Variable *variable = &table->variables[id];
    DefinitionId first = variable->first_definition;
    if (!first || table->definitions[first].kind != DEFINITION_FUNCTION_NAME) continue;
    check_variable(context, table, id);
  }
}

const Rule rule_no_func_assign = {
    .name = "no-func-assign",
    .type = RULE_PROBLEM,
    .flags = RULE_RECOMMENDED,
    .summary = "Disallow assigning to the names of functions",
    .why = "A function that is declared and then replaced is most often a slip. The name of a "
           "function expression can't be written to at all.",
    .messages = messages,
    .bad = EXAMPLES({"function load() {}\nload = null;"}, {"function load() {\n  load = null;\n}"}),
    .good = EXAMPLES({"let load = function () {};\nload = null;"},
                     {"function load(load) {\n  load = null;\n}"}),
    .end = check,
};
