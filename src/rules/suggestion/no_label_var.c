// no-label-var: labels that are called like a variable.
#include "rules/rule.h"
#include "rules/variables.h"

enum { CLASH };

static const RuleMessage messages[] = {
    [CLASH] = {"identifierClashWithLabel", "Found identifier with same name as label."},
};

static void check_label(RuleContext *context, NodeId node) {
  const VariableTable *table = source_variables(context->code);
  Text name = tree_text(context->tree, tree_child(context->tree, node, FIELD_LABEL));
  bool is_variable = variable_find(table, name_scope_at(table, node), name) != 0;
  GlobalSetting setting = GLOBAL_UNKNOWN;
  if (!is_variable) setting = variable_setting(context->code, table, name);
  bool is_known = is_variable || setting == GLOBAL_READONLY || setting == GLOBAL_WRITABLE;
  if (is_known) report(context, node, CLASH);
}

const Rule rule_no_label_var = {
    .name = "no-label-var",
    .type = RULE_SUGGESTION,
    .summary = "Disallow labels that share a name with a variable",
    .why = "A label and a variable of one name have nothing to do with each other, which nobody "
           "expects who reads them.",
    .messages = messages,
    .bad = EXAMPLES({"const row = 1;\nrow: for (;;) break row;"}),
    .good = EXAMPLES({"const row = 1;\nrows: for (;;) break rows;"}),
    .visits = VISITS({NODE_LABELED_STATEMENT, check_label}),
};
