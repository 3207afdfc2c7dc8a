// no-shadow-restricted-names: variables called `undefined`, `NaN` and the like.
#include "rules/rule.h"
#include "rules/variables.h"

enum { SHADOWED };

static const RuleMessage messages[] = {
    [SHADOWED] = {"shadowingRestrictedName", "Shadowing of global property '{0}'."},
};

static bool is_restricted(const RuleContext *context, Text name) {
  if (name.size < 3 || name.size > 10) return false;
  if (text_is(name, TEXT("globalThis"))) return option_flag(context, 0, "reportGlobalThis");
  return text_is(name, TEXT("undefined")) || text_is(name, TEXT("NaN")) ||
         text_is(name, TEXT("Infinity")) || text_is(name, TEXT("arguments")) ||
         text_is(name, TEXT("eval"));
}

// A variable `undefined` that is never written to is what its name says.
static bool is_harmless(const VariableTable *table, VariableId id) {
  if (!text_is(table->variables[id].name, TEXT("undefined"))) return false;
  variable_each_reference(table, id, each) {
    if (reference_is_write(&table->references[each])) return false;
  }
  variable_each_definition(table, id, each) {
    const Definition *definition = &table->definitions[each];
    if (definition->kind != DEFINITION_VARIABLE) return false;
    if (tree_child(table->tree, definition->node, FIELD_VALUE)) return false;
  }
  return true;
}

// Once for each declaration that has the name.
static void check_variable(RuleContext *context, const VariableTable *table, VariableId id) {
  const Variable *variable = &table->variables[id];
  bool is_inner = table->scopes[variable->scope].kind == NAME_SCOPE_CLASS;
  variable_each_definition(table, id, each) {
    const Definition *definition = &table->definitions[each];
    NodeId declaration = definition->parent ? definition->parent : definition->node;
    bool is_seen = is_inner && tree_kind(table->tree, declaration) == NODE_CLASS_DECLARATION;
    if (!is_seen) report(context, definition->name, SHADOWED, variable->name);
  }
}

static void check(RuleContext *context) {
  const VariableTable *table = source_variables(context->code);
  for (VariableId id = 1; id < table->variable_count; id++) {
    const Variable *variable = &table->variables[id];
    bool is_declared = variable->first_definition && is_restricted(context, variable->name);
    if (is_declared && !is_harmless(table, id)) check_variable(context, table, id);
  }
}

const Rule rule_no_shadow_restricted_names = {
    .name = "no-shadow-restricted-names",
    .type = RULE_SUGGESTION,
    .flags = RULE_RECOMMENDED,
    .summary = "Disallow variables with the names of the language's own values",
    .why = "Where `undefined` or `NaN` are variables, every reader takes them for something else.",
    .options = "{ reportGlobalThis: boolean = true }",
    .messages = messages,
    .bad = EXAMPLES({"function check(undefined) {}"}, {"const NaN = 3;"}),
    .good = EXAMPLES({"function check(value) {}"},
                     {"const globalThis = 3;", "[{\"reportGlobalThis\": false}]"}),
    .end = check,
};
