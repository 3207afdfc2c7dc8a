// guard-for-in: a `for`-`in` loop that takes inherited properties as well.
#include "rules/rule.h"

enum { WRAP };

static const RuleMessage messages[] = {
    [WRAP] = {"wrap",
              "The body of a for-in should be wrapped in an if statement to filter unwanted "
              "properties from the prototype."},
};

// A body that is an `if`, or begins with one that is all there is or goes on with the next.
static bool is_guarded(const Tree *tree, NodeId body) {
  NodeKind kind = tree_kind(tree, body);
  if (kind == NODE_IF_STATEMENT || kind == NODE_EMPTY_STATEMENT) return true;
  if (kind != NODE_STATEMENT_BLOCK) return false;
  NodeId first = tree_first_named(tree, body);
  if (!first) return true;
  if (tree_kind(tree, first) != NODE_IF_STATEMENT) return false;
  if (!tree_next_named(tree, first)) return true;
  NodeId then = tree_child(tree, first, FIELD_CONSEQUENCE);
  if (tree_kind(tree, then) != NODE_STATEMENT_BLOCK)
    return tree_kind(tree, then) == NODE_CONTINUE_STATEMENT;
  NodeId only = tree_first_named(tree, then);
  return tree_kind(tree, only) == NODE_CONTINUE_STATEMENT && !tree_next_named(tree, only);
}

static void check_loop(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  if (estree_operator(tree, node) != TOKEN_IN_WORD) return;
  if (!is_guarded(tree, tree_child(tree, node, FIELD_BODY))) report(context, node, WRAP);
}

const Rule rule_guard_for_in = {
    .name = "guard-for-in",
    .type = RULE_SUGGESTION,
    .summary = "Require that `for`-`in` loops filter what they get",
    .why = "`for`-`in` also gives what an object inherits, such as methods that somebody added to "
           "its prototype.",
    .messages = messages,
    .bad = EXAMPLES({"for (const key in table) print(key);"}),
    .good = EXAMPLES({"for (const key in table) { if (Object.hasOwn(table, key)) print(key); }"}),
    .visits = VISITS({NODE_FOR_IN_STATEMENT, check_loop}),
};
