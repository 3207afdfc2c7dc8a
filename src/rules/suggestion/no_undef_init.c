// no-undef-init: `let a = undefined`.
#include "rules/rule.h"
#include "rules/variables.h"

enum { UNNECESSARY };

static const RuleMessage messages[] = {
    [UNNECESSARY] = {"unnecessaryUndefinedInit",
                     "It's not necessary to initialize '{0}' to undefined."},
};

static void check_declarator(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeId value = estree_child(tree, node, FIELD_VALUE);
  if (tree_kind(tree, value) != NODE_UNDEFINED) return;
  NodeId declaration = tree_node(tree, node)->parent;
  NodeKind keyword = tree_kind(tree, tree_first_child(tree, declaration));
  if (keyword != TOKEN_LET_WORD && keyword != TOKEN_VAR_WORD) return;
  const VariableTable *table = source_variables(context->code);
  if (table->variables[variable_at(table, value)].first_definition) return;
  NodeId name = tree_child(tree, node, FIELD_NAME);
  RuleReport *made = report(context, node, UNNECESSARY, tree_text(tree, name));
  NodeKind kind = tree_kind(tree, name);
  bool is_name = kind == NODE_IDENTIFIER || kind == NODE_UNDEFINED;
  if (keyword == TOKEN_VAR_WORD || !is_name) return;
  Span rest = {tree_node(tree, name)->end, tree_node(tree, node)->end};
  if (tokens_have_comment(source_tokens(context->code), rest.start, rest.end)) return;
  fix_remove(made, context->arena, rest);
}

const Rule rule_no_undef_init = {
    .name = "no-undef-init",
    .type = RULE_SUGGESTION,
    .flags = RULE_FIXABLE,
    .summary = "Disallow `undefined` as a first value",
    .why = "A variable without a value is `undefined` by itself.",
    .messages = messages,
    .bad = EXAMPLES({"let found = undefined;"}, {"var found = undefined;"}),
    .good = EXAMPLES({"let found;"}, {"const nothing = undefined;"}),
    .visits = VISITS({NODE_VARIABLE_DECLARATOR, check_declarator}),
};
