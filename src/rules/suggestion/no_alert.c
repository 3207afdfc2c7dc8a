// no-alert: `alert`, `confirm` and `prompt`.
#include "rules/rule.h"
#include "rules/static_names.h"
#include "rules/variables.h"

enum { DIALOG };

static const RuleMessage messages[] = {
    [DIALOG] = {"unexpected", "Unexpected {0}."},
};

static bool is_dialog(Text name) {
  return text_is(name, TEXT("alert")) || text_is(name, TEXT("confirm")) ||
         text_is(name, TEXT("prompt"));
}

static bool is_declared(RuleContext *context, NodeId identifier) {
  const VariableTable *table = source_variables(context->code);
  VariableId variable = variable_at(table, identifier);
  return table->variables[variable].first_definition != 0;
}

// `window`, `globalThis`, and `this` outside of all scopes.
static bool is_global_object(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  const VariableTable *table = source_variables(context->code);
  if (tree_kind(tree, node) == NODE_THIS) return name_scope_at(table, node) == NAME_SCOPE_ROOT;
  if (is_identifier(tree, node, "globalThis")) return variable_is_global_at(table, node);
  return is_identifier(tree, node, "window") && !is_declared(context, node);
}

static void check_call(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeId callee = called_function(tree, node);
  Text name;
  if (tree_kind(tree, callee) == NODE_IDENTIFIER) {
    name = tree_text(tree, callee);
    if (is_dialog(name) && !is_declared(context, callee)) report(context, node, DIALOG, name);
    return;
  }
  if (!callee || !static_member_name(context->code, callee, &name) || !is_dialog(name)) return;
  if (is_global_object(context, estree_child(tree, callee, FIELD_OBJECT)))
    report(context, node, DIALOG, name);
}

const Rule rule_no_alert = {
    .name = "no-alert",
    .type = RULE_SUGGESTION,
    .summary = "Disallow `alert`, `confirm` and `prompt`",
    .why = "They stop the whole page until somebody answers. Often they are forgotten debugging.",
    .messages = messages,
    .bad = EXAMPLES({"alert(\"here\");"}, {"if (window.confirm(\"Sure?\")) remove();"}),
    .good = EXAMPLES({"dialog.alert(\"here\");"}, {"function alert() {}\nalert();"}),
    .visits = VISITS({NODE_CALL_EXPRESSION, check_call}),
};
