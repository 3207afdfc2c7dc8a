// use-isnan: comparisons with NaN, which are never true.
#include "rules/functions.h"
#include "rules/operators.h"
#include "rules/rule.h"

enum { COMPARISON, SWITCH, CASE, INDEX, REPLACE_IS_NAN, REPLACE_CASTING };

static const RuleMessage messages[] = {
    [COMPARISON] = {"comparisonWithNaN", "Use the isNaN function to compare with NaN."},
    [SWITCH] = {"switchNaN",
                "'switch(NaN)' can never match a case clause. Use Number.isNaN instead of the "
                "switch."},
    [CASE] = {"caseNaN", "'case NaN' can never match. Use Number.isNaN before the switch."},
    [INDEX] = {"indexOfNaN", "Array prototype method '{0}' cannot find NaN."},
    [REPLACE_IS_NAN] = {"replaceWithIsNaN", "Replace with Number.isNaN."},
    [REPLACE_CASTING] = {"replaceWithCastingAndIsNaN",
                         "Replace with Number.isNaN and cast to a Number."},
};

// `NaN`, `Number.NaN`, and a sequence that ends with one of them.
static bool is_nan(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeId at = node ? tree_inside_parentheses(tree, node) : NO_NODE;
  while (tree_kind(tree, at) == NODE_SEQUENCE_EXPRESSION)
    at = tree_inside_parentheses(tree, tree_last_child(tree, at));
  if (is_global(context->code, at, "NaN")) return true;
  return is_member_of(context->code, at, "Number", "NaN") &&
         is_global(context->code, estree_child(tree, at, FIELD_OBJECT), NULL);
}

static void suggest_is_nan(RuleContext *context, RuleReport *made, NodeId node, NodeId value) {
  const Tree *tree = context->tree;
  NodeKind sign = estree_operator(tree, node);
  bool is_strict = sign == TOKEN_STRICT_EQUAL || sign == TOKEN_STRICT_NOT_EQUAL;
  bool is_negated = sign == TOKEN_NOT_EQUAL || sign == TOKEN_STRICT_NOT_EQUAL;
  const Node *at = tree_node(tree, node);
  if (!kind_is_equality(sign) ||
      tokens_have_comment(source_tokens(context->code), at->start, at->end))
    return;
  Text text = tree_text(tree, value);
  bool is_sequence =
      tree_kind(tree, tree_inside_parentheses(tree, value)) == NODE_SEQUENCE_EXPRESSION;
  const char *open = is_sequence && tree_kind(tree, value) == NODE_SEQUENCE_EXPRESSION ? "(" : "";
  for (int casts = 0; casts < (is_strict ? 1 : 2); casts++) {
    RuleSuggestion *replace = suggest(context, made, casts ? REPLACE_CASTING : REPLACE_IS_NAN);
    Text code = text_format(context->arena, "%sNumber.isNaN(%s%s%.*s%s%s)", is_negated ? "!" : "",
                            casts ? "Number(" : "", open, TEXT_ARGS(text), *open ? ")" : "",
                            casts ? ")" : "");
    edits_replace(&replace->edits, context->arena, (Span){at->start, at->end}, code);
  }
}

static void check_binary(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  if (!operator_compares(estree_operator(tree, node))) return;
  NodeId left = tree_child(tree, node, FIELD_LEFT), right = tree_child(tree, node, FIELD_RIGHT);
  bool is_left = is_nan(context, left);
  if (!is_left && !is_nan(context, right)) return;
  RuleReport *made = report(context, node, COMPARISON);
  suggest_is_nan(context, made, node, is_left ? right : left);
}

static void check_switch(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  if (!option_flag(context, 0, "enforceForSwitchCase")) return;
  if (is_nan(context, tree_child(tree, node, FIELD_VALUE))) report(context, node, SWITCH);
  tree_each_named(tree, tree_child(tree, node, FIELD_BODY), child) {
    if (is_nan(context, tree_child(tree, child, FIELD_VALUE))) report(context, child, CASE);
  }
}

static void check_call(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  if (!option_flag(context, 0, "enforceForIndexOf")) return;
  NodeId callee = called_function(tree, node);
  Text name;
  if (!callee || !static_member_name(context->code, callee, &name)) return;
  bool is_last = text_is(name, TEXT("lastIndexOf"));
  if (!is_last && !text_is(name, TEXT("indexOf"))) return;
  NodeId first = tree_first_named(tree, tree_child(tree, node, FIELD_ARGUMENTS));
  NodeId second = first ? tree_next_named(tree, first) : NO_NODE;
  bool is_few = !second || !tree_next_named(tree, second);
  if (is_few && is_nan(context, first)) report(context, node, INDEX, name);
}

const Rule rule_use_isnan = {
    .name = "use-isnan",
    .type = RULE_PROBLEM,
    .flags = RULE_RECOMMENDED | RULE_SUGGESTS,
    .summary = "Require `isNaN()` where NaN is looked for",
    .why = "NaN is not equal to anything, not even to itself: `x === NaN` is never true.",
    .options = "{ enforceForSwitchCase: boolean = true, enforceForIndexOf: boolean = false }",
    .messages = messages,
    .bad = EXAMPLES({"if (total === NaN) reset();"}, {"switch (total) { case NaN: reset(); }"},
                    {"const at = list.indexOf(NaN);", "[{\"enforceForIndexOf\": true}]"}),
    .good = EXAMPLES({"if (Number.isNaN(total)) reset();"}),
    .visits = VISITS({NODE_BINARY_EXPRESSION, check_binary}, {NODE_SWITCH_STATEMENT, check_switch},
                     {NODE_CALL_EXPRESSION, check_call}),
};
