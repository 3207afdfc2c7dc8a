// no-useless-constructor: a constructor that does what the default one would.
#include "rules/functions.h"
#include "rules/rule.h"

enum { USELESS, REMOVE };

static const RuleMessage messages[] = {
    [USELESS] = {"noUselessConstructor", "Useless constructor."},
    [REMOVE] = {"removeConstructor", "Remove the constructor."},
};

// Whether the arguments of `super(…)` are the parameters, one by one, or all of them.
static bool passes_all(const Tree *tree, NodeId parameters, NodeId arguments) {
  NodeId argument = tree_first_named(tree, arguments),
         parameter = tree_first_named(tree, parameters);
  bool is_only = argument && !tree_next_named(tree, argument);
  if (is_only && tree_kind(tree, argument) == NODE_SPREAD_ELEMENT &&
      is_identifier(tree, tree_inside_parentheses(tree, tree_first_named(tree, argument)),
                    "arguments")) {
    for (; parameter; parameter = tree_next_named(tree, parameter)) {
      NodeKind kind = tree_kind(tree, parameter);
      bool is_rest = kind == NODE_REST_PATTERN &&
                     tree_kind(tree, tree_first_named(tree, parameter)) == NODE_IDENTIFIER;
      if (kind != NODE_IDENTIFIER && !is_rest) return false;
    }
    return true;
  }
  for (; argument && parameter;
       argument = tree_next_named(tree, argument), parameter = tree_next_named(tree, parameter)) {
    NodeId value = argument, name = parameter;
    if (tree_kind(tree, argument) == NODE_SPREAD_ELEMENT &&
        tree_kind(tree, parameter) == NODE_REST_PATTERN) {
      value = tree_first_named(tree, argument);
      name = tree_first_named(tree, parameter);
    }
    value = tree_inside_parentheses(tree, value);
    if (!is_identifier(tree, value, NULL) || !is_identifier(tree, name, NULL)) return false;
    if (!text_is(tree_text(tree, value), tree_text(tree, name))) return false;
  }
  return !argument && !parameter;
}

static bool is_simple(const Tree *tree, NodeId parameters) {
  tree_each_named(tree, parameters, parameter) {
    NodeKind kind = tree_kind(tree, parameter);
    if (kind == NODE_REST_PATTERN) kind = tree_kind(tree, tree_first_named(tree, parameter));
    if (kind != NODE_IDENTIFIER) return false;
  }
  return true;
}

static bool only_calls_super(const Tree *tree, NodeId constructor) {
  NodeId first = tree_first_named(tree, tree_child(tree, constructor, FIELD_BODY));
  if (!first || tree_next_named(tree, first) || tree_kind(tree, first) != NODE_EXPRESSION_STATEMENT)
    return false;
  NodeId call = tree_inside_parentheses(tree, tree_first_named(tree, first));
  NodeId callee = called_function(tree, call),
         parameters = tree_child(tree, constructor, FIELD_PARAMETERS);
  if (tree_kind(tree, callee) != NODE_SUPER || !is_simple(tree, parameters)) return false;
  return passes_all(tree, parameters, tree_child(tree, call, FIELD_ARGUMENTS));
}

static void check_method(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  if (!function_is_constructor(tree, node)) return;
  NodeId body = tree_child(tree, node, FIELD_BODY);
  NodeId class = tree_node(tree, tree_node(tree, node)->parent)->parent;
  bool is_derived = tree_child_of_kind(tree, class, NODE_CLASS_HERITAGE) != NO_NODE;
  bool is_useless = is_derived ? only_calls_super(tree, node) : !tree_first_named(tree, body);
  if (!is_useless) return;
  RuleReport *made = report(context, tree_child(tree, node, FIELD_NAME), USELESS);
  RuleSuggestion *remove = suggest(context, made, REMOVE);
  edits_replace(&remove->edits, context->arena, estree_span(context->code, node), TEXT(""));
}

const Rule rule_no_useless_constructor = {
    .name = "no-useless-constructor",
    .type = RULE_SUGGESTION,
    .flags = RULE_SUGGESTS,
    .summary = "Disallow constructors that do what the default one does",
    .why = "A class without a constructor has one: an empty one, or one that hands all to `super`.",
    .messages = messages,
    .bad = EXAMPLES({"class A { constructor() {} }"},
                    {"class B extends A { constructor(...all) { super(...all); } }"}),
    .good = EXAMPLES({"class A { constructor() { this.list = []; } }"}),
    .visits = VISITS({NODE_METHOD_DEFINITION, check_method}),
};
