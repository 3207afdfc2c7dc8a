// no-useless-call: `f.call(null, a)` where `f(a)` does.
#include "rules/constants.h"
#include "rules/rule.h"

enum { UNNECESSARY };

static const RuleMessage messages[] = {
    [UNNECESSARY] = {"unnecessaryCall", "Unnecessary '.{0}()'."},
};

// `.call` with something, `.apply` with a list that is written there.
static bool is_call_or_apply(RuleContext *context, NodeId call, Text *name) {
  const Tree *tree = context->tree;
  NodeId callee = called_function(tree, call);
  if (tree_kind(tree, callee) != NODE_MEMBER_EXPRESSION) return false;
  *name = tree_text(tree, tree_child(tree, callee, FIELD_PROPERTY));
  NodeId first = argument_at(tree, call, 0);
  if (!first) return false;
  if (text_is(*name, TEXT("call"))) return true;
  NodeId second =
      tree_next_named(tree, tree_first_named(tree, tree_child(tree, call, FIELD_ARGUMENTS)));
  return text_is(*name, TEXT("apply")) && second && !tree_next_named(tree, second) &&
         tree_kind(tree, bare(tree, second)) == NODE_ARRAY;
}

static void check_call(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  Text name;
  if (!is_call_or_apply(context, node, &name)) return;
  NodeId applied = estree_child(tree, called_function(tree, node), FIELD_OBJECT),
         this = argument_at(tree, node, 0);
  NodeKind kind = tree_kind(tree, applied);
  bool is_method = estree_is_member(kind);
  bool is_same = is_method ? tokens_same(source_tokens(context->code), tree,
                                         estree_child(tree, applied, FIELD_OBJECT), this)
                           : is_nullish(context->code, this);
  if (is_same) report(context, node, UNNECESSARY, name);
}

const Rule rule_no_useless_call = {
    .name = "no-useless-call",
    .type = RULE_SUGGESTION,
    .summary = "Disallow `call()` and `apply()` that change nothing",
    .why = "`f.call(undefined, a)` is `f(a)`, and slower.",
    .messages = messages,
    .bad = EXAMPLES({"print.call(undefined, name);"}, {"log.write.apply(log, [name]);"}),
    .good = EXAMPLES({"print(name);"}, {"print.call(self, name);"}),
    .visits = VISITS({NODE_CALL_EXPRESSION, check_call}),
};
