// no-const-assign: writing to a constant.
#include "rules/rule.h"
#include "rules/variables.h"

enum { CONSTANT };

static const RuleMessage messages[] = {
    [CONSTANT] = {"const", "'{0}' is constant."},
};

static bool is_constant(const VariableTable *table, const Definition *definition) {
  if (definition->kind != DEFINITION_VARIABLE) return false;
  NodeKind keyword = definition_keyword(table, definition);
  return keyword != TOKEN_VAR_WORD && keyword != TOKEN_LET_WORD;
}

static void check(RuleContext *context) {
  const VariableTable *table = source_variables(context->code);
  for (VariableId id = 1; id < table->variable_count; id++) {
    const Variable *variable = &table->variables[id];
    const Definition *definition = &table->definitions[variable->first_definition];
    if (!variable->first_definition || !is_constant(table, definition)) continue;
    variable_each_reference(table, id, each) {
      if (reference_modifies(table, each))
        report(context, table->references[each].node, CONSTANT, variable->name);
    }
  }
}

const Rule rule_no_const_assign = {
    .name = "no-const-assign",
    .type = RULE_PROBLEM,
    .flags = RULE_RECOMMENDED,
    .summary = "Disallow assigning to `const` and `using` variables",
    .why = "Such an assignment throws a TypeError when it runs.",
    .messages = messages,
    .bad = EXAMPLES({"const limit = 3;\nlimit = 4;"},
                    {"for (const index in list) {\n  index += 1;\n}"}),
    .good = EXAMPLES({"let limit = 3;\nlimit = 4;"}, {"const size = {};\nsize.width = 3;"}),
    .end = check,
};
