// no-ex-assign: writing to the parameter of a catch clause.
#include "rules/rule.h"
#include "rules/variables.h"

enum { PARAMETER };

static const RuleMessage messages[] = {
    [PARAMETER] = {"unexpected", "Do not assign to the exception parameter."},
};

static void check(RuleContext *context) {
  const VariableTable *table = source_variables(context->code);
  for (VariableId id = 1; id < table->variable_count; id++) {
    const Variable *variable = &table->variables[id];
    DefinitionId first = variable->first_definition;
    if (!first || table->definitions[first].kind != DEFINITION_CATCH) continue;
    variable_each_reference(table, id, each) {
      if (reference_modifies(table, each)) report(context, table->references[each].node, PARAMETER);
    }
  }
}

const Rule rule_no_ex_assign = {
    .name = "no-ex-assign",
    .type = RULE_PROBLEM,
    .flags = RULE_RECOMMENDED,
    .summary = "Disallow assigning to the parameter of a catch clause",
    .why = "The error that was caught is lost then, and nothing else holds it.",
    .messages = messages,
    .bad = EXAMPLES({"try {\n  run();\n} catch (error) {\n  error = 1;\n}"}),
    .good = EXAMPLES({"try {\n  run();\n} catch (error) {\n  let code = 1;\n}"}),
    .end = check,
};
