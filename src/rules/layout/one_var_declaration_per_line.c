// one-var-declaration-per-line: variables of a declaration on lines of their own.
#include "rules/spacing.h"

enum { NEW_LINE };

static const RuleMessage messages[] = {
    [NEW_LINE] = {"expectVarOnNewline", "Expected variable declaration to be on a new line."},
};

static void check_declaration(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  if (tree_node(tree, node)->field == FIELD_INITIALIZER) return; // of a `for`
  NodeId before = NO_NODE;
  bool is_always = option_is(context, 0, "always");
  tree_each_named(tree, node, declarator) {
    if (tree_kind(tree, declarator) != NODE_VARIABLE_DECLARATOR) continue;
    NodeId previous = before;
    before = declarator;
    if (!previous || !source_same_line(context->code, tree_node(tree, previous)->end,
                                       tree_node(tree, declarator)->start))
      continue;
    bool has_value =
        tree_child(tree, declarator, FIELD_VALUE) || tree_child(tree, previous, FIELD_VALUE);
    if (!is_always && !has_value) continue;
    RuleReport *made = report(context, declarator, NEW_LINE);
    fix_insert(made, context->arena, tree_node(tree, declarator)->start, TEXT("\n"));
  }
}

const Rule rule_one_var_declaration_per_line = {
    .name = "one-var-declaration-per-line",
    .stylistic = "@stylistic/one-var-declaration-per-line",
    .type = RULE_LAYOUT,
    .flags = RULE_DEPRECATED | RULE_FIXABLE,
    .summary = "Require lines of their own for the variables of a declaration",
    .why = "A variable in the middle of a line is easily overlooked.",
    .options = "('initializations' | 'always') = initializations",
    .messages = messages,
    .bad = EXAMPLES({"let a, b = 1;"}),
    .good = EXAMPLES({"let a,\n  b = 1;"}, {"let a, b;"}),
    .visits = VISITS({NODE_VARIABLE_DECLARATION, check_declaration},
                     {NODE_LEXICAL_DECLARATION, check_declaration},
                     {NODE_USING_DECLARATION, check_declaration}),
};
