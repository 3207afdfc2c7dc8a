// no-object-constructor: `Object()` and `new Object()` without arguments.
#include "rules/rule.h"
#include "rules/semicolons.h"
#include "rules/static_names.h"

enum { LITERAL, REPLACE, REPLACE_BEHIND };

static const RuleMessage messages[] = {
    [LITERAL] = {"preferLiteral", "The object literal notation {} is preferable."},
    [REPLACE] = {"useLiteral", "Replace with '{0}'."},
    [REPLACE_BEHIND] = {"useLiteralAfterSemicolon", "Replace with '{0}', add preceding semicolon."},
};

// Whether `{` would begin a block there, or end the line before.
static bool needs_parentheses(const Tree *tree, NodeId node) {
  if (statement_begun_by(tree, node)) return true;
  const Node *at = tree_node(tree, node);
  return at->field == FIELD_BODY && tree_kind(tree, at->parent) == NODE_ARROW_FUNCTION;
}

static void check(RuleContext *context, NodeId node, NodeId callee) {
  const Tree *tree = context->tree;
  if (!is_global(context->code, callee, "Object")) return;
  NodeId arguments = tree_child(tree, node, FIELD_ARGUMENTS);
  if (arguments && tree_first_named(tree, arguments)) return;
  RuleReport *made = report(context, node, LITERAL);
  bool in_parentheses = needs_parentheses(tree, node);
  bool behind = statement_begun_by(tree, node) && needs_semicolon_before(context->code, node);
  Text literal = in_parentheses ? TEXT("({})") : TEXT("{}");
  RuleSuggestion *offered = suggest(context, made, behind ? REPLACE_BEHIND : REPLACE, literal);
  if (behind) literal = TEXT(";({})");
  edits_replace(&offered->edits, context->arena, estree_span(context->code, node), literal);
}

static void check_new(RuleContext *context, NodeId node) {
  check(context, node, estree_child(context->tree, node, FIELD_CONSTRUCTOR));
}

static void check_call(RuleContext *context, NodeId node) {
  check(context, node, called_function(context->tree, node));
}

const Rule rule_no_object_constructor = {
    .name = "no-object-constructor",
    .type = RULE_SUGGESTION,
    .flags = RULE_SUGGESTS,
    .summary = "Disallow `Object()` without arguments",
    .why = "`{}` is shorter, means the same, and nobody can replace it.",
    .messages = messages,
    .bad = EXAMPLES({"const box = new Object();"}, {"const box = Object();"}),
    .good = EXAMPLES({"const box = {};"}, {"const box = Object(value);"}),
    .visits = VISITS({NODE_NEW_EXPRESSION, check_new}, {NODE_CALL_EXPRESSION, check_call}),
};
