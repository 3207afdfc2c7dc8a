// no-return-await: `await` before a value that is returned anyway.
#include "rules/functions.h"
#include "rules/operators.h"
#include "rules/rule.h"

enum { REMOVE, REDUNDANT };

static const RuleMessage messages[] = {
    [REMOVE] = {"removeAwait", "Remove redundant `await`."},
    [REDUNDANT] = {"redundantUseOfAwait", "Redundant use of `await` on a return value."},
};

// Whether the function goes on when what is awaited fails: in a `try`, or in `catch` before
// `finally`.
static bool is_handled(const Tree *tree, NodeId node) {
  for (NodeId at = node; at && !kind_is_function(tree_kind(tree, at));
       at = tree_node(tree, at)->parent) {
    NodeId parent = tree_node(tree, at)->parent;
    if (tree_kind(tree, parent) != NODE_TRY_STATEMENT) continue;
    NodeField field = tree_node(tree, at)->field;
    if (field == FIELD_BODY) return true;
    if (field == FIELD_HANDLER && tree_child(tree, parent, FIELD_FINALIZER)) return true;
  }
  return false;
}

// Whether a node is the value of its parent, if it is anything; `*ends`: it is returned right
// there.
static bool is_value(const Tree *tree, NodeId node, bool *ends) {
  NodeId outside = tree_outside_parentheses(tree, node);
  const Node *at = tree_node(tree, outside);
  *ends = false;
  switch ((int)tree_kind(tree, at->parent)) {
  case NODE_ARROW_FUNCTION: *ends = true; return at->field == FIELD_BODY;
  case NODE_RETURN_STATEMENT: *ends = true; return !is_handled(tree, at->parent);
  case NODE_TERNARY_EXPRESSION:
    return at->field == FIELD_CONSEQUENCE || at->field == FIELD_ALTERNATIVE;
  case NODE_BINARY_EXPRESSION:
    return at->field == FIELD_RIGHT && kind_is_logical(estree_operator(tree, at->parent));
  case NODE_SEQUENCE_EXPRESSION: return !tree_next_named(tree, outside);
  default: return false;
  }
}

static void check_await(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  bool ends = false;
  for (NodeId at = node; !ends; at = estree_parent(tree, at)) {
    if (!is_value(tree, at, &ends)) return;
  }
  RuleReport *made = report(context, node, REDUNDANT);
  const TokenTable *tokens = source_tokens(context->code);
  TokenId word = token_first(tokens, tree, node), next = token_next_any(tokens, word);
  Span span = {tokens->at[word].start, tokens->at[next].start};
  if (!source_same_line(context->code, span.start, span.end)) return;
  RuleSuggestion *removal = suggest(context, made, REMOVE);
  edits_replace(&removal->edits, context->arena, span, TEXT(""));
}

const Rule rule_no_return_await = {
    .name = "no-return-await",
    .type = RULE_SUGGESTION,
    .flags = RULE_SUGGESTS | RULE_DEPRECATED,
    .summary = "Disallow `return await`",
    .why = "An async function waits for what it returns, so that `await` there only costs time. "
           "But it keeps the function in stack traces, which is why this rule is deprecated.",
    .messages = messages,
    .bad = EXAMPLES({"async function f() { return await load(); }"}),
    .good = EXAMPLES({"async function f() { return load(); }"},
                     {"async function f() { try { return await load(); } catch {} }"}),
    .visits = VISITS({NODE_AWAIT_EXPRESSION, check_await}),
};
