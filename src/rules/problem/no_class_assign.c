// no-class-assign: writing to the name of a class.
#include "rules/rule.h"
#include "rules/variables.h"

enum { CLASS };

static const RuleMessage messages[] = {
    [CLASS] = {"class", "'{0}' is a class."},
};

static void check(RuleContext *context) {
  const VariableTable *table = source_variables(context->code);
  for (VariableId id = 1; id < table->variable_count; id++) {
    const Variable *variable = &table->variables[id];
    DefinitionId first = variable->first_definition;
    if (!first || table->definitions[first].kind != DEFINITION_CLASS_NAME) continue;
    variable_each_reference(table, id, each) {
      if (reference_modifies(table, each))
        report(context, table->references[each].node, CLASS, variable->name);
    }
  }
}

const Rule rule_no_class_assign = {
    .name = "no-class-assign",
    .type = RULE_PROBLEM,
    .flags = RULE_RECOMMENDED,
    .summary = "Disallow assigning to the names of classes",
    .why = "Whoever reads the class expects its name to stay what it says. Inside of the class the "
           "assignment throws.",
    .messages = messages,
    .bad = EXAMPLES({"class Cat {}\nCat = null;"}, {"class Cat {\n  free() { Cat = null; }\n}"}),
    .good = EXAMPLES({"let Cat = class {};\nCat = null;"}),
    .end = check,
};
