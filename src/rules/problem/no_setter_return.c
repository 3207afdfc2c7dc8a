// no-setter-return: setters that return a value, which nobody gets.
#include "rules/accessors.h"
#include "rules/code_paths.h"
#include "rules/functions.h"

enum { RETURNS_VALUE };

static const RuleMessage messages[] = {
    [RETURNS_VALUE] = {"returnsValue", "Setter cannot return a value."},
};

static bool is_setter(RuleContext *context, NodeId function) {
  NodeKind kind = tree_kind(context->tree, function);
  if (kind == NODE_FUNCTION_DECLARATION || kind == NODE_GENERATOR_FUNCTION_DECLARATION)
    return false;
  return is_accessor(context->tree, function, "set") ||
         is_descriptor_accessor(context->code, function, "set");
}

static void check_return(RuleContext *context, NodeId node) {
  if (!tree_first_named(context->tree, node)) return;
  NodeId function = code_owner(source_code_paths(context->code), node);
  if (kind_is_function(tree_kind(context->tree, function)) && is_setter(context, function))
    report(context, node, RETURNS_VALUE);
}

static void check_arrow(RuleContext *context, NodeId node) {
  if (function_is_expression(context->tree, node) && is_setter(context, node))
    report(context, estree_child(context->tree, node, FIELD_BODY), RETURNS_VALUE);
}

const Rule rule_no_setter_return = {
    .name = "no-setter-return",
    .type = RULE_PROBLEM,
    .flags = RULE_RECOMMENDED,
    .summary = "Disallow returning values from setters",
    .why = "What a setter returns is thrown away: an assignment gives the value that was assigned.",
    .messages = messages,
    .bad = EXAMPLES({"class User { set name(value) { return this.first = value; } }"}),
    .good =
        EXAMPLES({"class User { set name(value) { if (!value) return; this.first = value; } }"}),
    .visits = VISITS({NODE_RETURN_STATEMENT, check_return}, {NODE_ARROW_FUNCTION, check_arrow}),
};
