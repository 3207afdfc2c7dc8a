// no-catch-shadow: parameters of catch clauses that are called like a variable around them.
#include "rules/rule.h"
#include "rules/variables.h"

enum { SHADOWED };

static const RuleMessage messages[] = {
    [SHADOWED] = {"mutable", "Value of '{0}' may be overwritten in IE 8 and earlier."},
};

static void check_catch(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeId parameter = tree_child(tree, node, FIELD_PARAMETER);
  if (tree_kind(tree, parameter) != NODE_IDENTIFIER) return;
  const VariableTable *table = source_variables(context->code);
  VariableId variable = variable_declared_at(table, parameter);
  Text name = table->variables[variable].name;
  GlobalSetting setting = GLOBAL_UNKNOWN;
  if (!table->variables[variable].outer) setting = variable_setting(context->code, table, name);
  bool is_shadowing =
      table->variables[variable].outer || setting == GLOBAL_READONLY || setting == GLOBAL_WRITABLE;
  if (is_shadowing) report(context, node, SHADOWED, name);
}

const Rule rule_no_catch_shadow = {
    .name = "no-catch-shadow",
    .type = RULE_SUGGESTION,
    .flags = RULE_DEPRECATED,
    .summary = "Disallow parameters of catch clauses that shadow a variable",
    .why = "Internet Explorer 8 wrote the error to the outer variable. The rule `no-shadow` finds "
           "all that shadows another.",
    .messages = messages,
    .bad = EXAMPLES({"const error = 1;\ntry {\n  run();\n} catch (error) {\n  stop();\n}"}),
    .good = EXAMPLES({"const error = 1;\ntry {\n  run();\n} catch (problem) {\n  stop();\n}"}),
    .visits = VISITS({NODE_CATCH_CLAUSE, check_catch}),
};
