// prefer-spread: `f.apply(null, list)` where `f(...list)` does.
#include "rules/constants.h"
#include "rules/rule.h"

enum { PREFER };

static const RuleMessage messages[] = {
    [PREFER] = {"preferSpread", "Use the spread operator instead of '.apply()'."},
};

static bool is_list(NodeKind kind) {
  return kind != NODE_ARRAY && kind != NODE_SPREAD_ELEMENT;
}

static void check_call(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeId callee = called_function(tree, node);
  if (!callee || !is_member_of(context->code, callee, NULL, "apply")) return;
  NodeId this = argument_at(tree, node, 0);
  NodeId second =
      this ? tree_next_named(tree, tree_first_named(tree, tree_child(tree, node, FIELD_ARGUMENTS)))
           : NO_NODE;
  if (!second || tree_next_named(tree, second) || !is_list(tree_kind(tree, bare(tree, second))))
    return;
  NodeId applied = estree_child(tree, callee, FIELD_OBJECT);
  NodeKind kind = tree_kind(tree, applied);
  bool is_method = estree_is_member(kind);
  bool is_same = is_method ? tokens_same(source_tokens(context->code), tree,
                                         estree_child(tree, applied, FIELD_OBJECT), this)
                           : is_nullish(context->code, this);
  if (is_same) report(context, node, PREFER);
}

const Rule rule_prefer_spread = {
    .name = "prefer-spread",
    .type = RULE_SUGGESTION,
    .summary = "Require spreading for `apply()`",
    .why = "`Math.max(...list)` says what `Math.max.apply(Math, list)` does.",
    .messages = messages,
    .bad = EXAMPLES({"print.apply(undefined, list);"}, {"log.write.apply(log, list);"}),
    .good = EXAMPLES({"print(...list);"}, {"print.apply(self, list);"}),
    .visits = VISITS({NODE_CALL_EXPRESSION, check_call}),
};
