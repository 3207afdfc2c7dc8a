// init-declarations: variables with or without a first value.
#include "rules/rule.h"

enum { MISSING, GIVEN };

static const RuleMessage messages[] = {
    [MISSING] = {"initialized", "Variable '{0}' should be initialized on declaration."},
    [GIVEN] = {"notInitialized", "Variable '{0}' should not be initialized on declaration."},
};

static bool is_name(NodeKind kind) {
  return kind == NODE_IDENTIFIER || kind == NODE_UNDEFINED;
}

static bool is_constant(NodeKind keyword) {
  return keyword != TOKEN_VAR_WORD && keyword != TOKEN_LET_WORD;
}

static void check(RuleContext *context, NodeId at, NodeId name, NodeKind keyword, bool has_value) {
  if (!is_name(tree_kind(context->tree, name))) return;
  bool is_never = option_is(context, 0, "never");
  if (is_never ? !has_value || is_constant(keyword) : has_value) return;
  report(context, at, is_never ? GIVEN : MISSING, tree_text(context->tree, name));
}

static void check_declarator(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeId declaration = tree_node(tree, node)->parent;
  bool is_loop = tree_kind(tree, tree_node(tree, declaration)->parent) == NODE_FOR_STATEMENT &&
                 tree_node(tree, declaration)->field == FIELD_INITIALIZER;
  if (is_loop && option_flag(context, 1, "ignoreForLoopInit")) return;
  NodeKind keyword = tree_kind(tree, tree_first_child(tree, declaration));
  bool has_value = is_loop || tree_child(tree, node, FIELD_VALUE);
  check(context, node, tree_child(tree, node, FIELD_NAME), keyword, has_value);
}

static void check_loop(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeId keyword = tree_child(tree, node, FIELD_KIND);
  if (!keyword || option_flag(context, 1, "ignoreForLoopInit")) return;
  NodeId left = tree_child(tree, node, FIELD_LEFT);
  check(context, left, left, tree_kind(tree, keyword), true);
}

const Rule rule_init_declarations = {
    .name = "init-declarations",
    .type = RULE_SUGGESTION,
    .summary = "Require or disallow first values of variables",
    .why = "Some want every variable to have a value from the start; some want all declarations "
           "alike, and assignments behind them.",
    .options = "('always' | 'never') = always, { ignoreForLoopInit: boolean = false }",
    .messages = messages,
    .bad = EXAMPLES({"let size;"}, {"let size = 3;", "[\"never\"]"}),
    .good = EXAMPLES({"let size = 3;"}, {"let size;\nsize = 3;", "[\"never\"]"}),
    .visits =
        VISITS({NODE_VARIABLE_DECLARATOR, check_declarator}, {NODE_FOR_IN_STATEMENT, check_loop}),
};
