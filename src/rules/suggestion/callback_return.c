// callback-return: what a function does after it has called its callback.
#include "rules/rule.h"
#include "rules/static_names.h"

enum { MISSING };

static const RuleMessage messages[] = {
    [MISSING] = {"missingReturn", "Expected return with your callback function."},
};

// `a`, `a.b`, `a[b].c`: what it begins with is a name.
static bool begins_with_name(const Tree *tree, NodeId callee) {
  NodeId at = callee;
  while (estree_is_member(tree_kind(tree, at))) at = estree_child(tree, at, FIELD_OBJECT);
  return is_identifier(tree, at, NULL);
}

static bool is_callback(RuleContext *context, NodeId callee) {
  return json_list_has(option(context, 0), tree_text(context->tree, callee)) &&
         begins_with_name(context->tree, callee);
}

// Whether a statement is the call and nothing else: `call()`, `callback && call()`.
static bool is_call_statement(const Tree *tree, NodeId statement, NodeId call) {
  if (tree_kind(tree, statement) != NODE_EXPRESSION_STATEMENT) return false;
  if (tree_child_of_kind(tree, call, NODE_OPTIONAL_CHAIN)) return false; // a node around it is
  NodeId value = tree_inside_parentheses(tree, tree_first_named(tree, statement));
  return value == call || (tree_kind(tree, value) == NODE_BINARY_EXPRESSION &&
                           estree_child(tree, value, FIELD_RIGHT) == call);
}

// Whether the call is the last thing in a function, or stands right before a `return` that is.
static bool is_last(const Tree *tree, NodeId statement, NodeId call) {
  if (!is_call_statement(tree, statement, call)) return false;
  NodeId block = tree_node(tree, statement)->parent, next = tree_next_named(tree, statement);
  if (!next) return kind_is_function(tree_kind(tree, tree_node(tree, block)->parent));
  return tree_kind(tree, next) == NODE_RETURN_STATEMENT && !tree_next_named(tree, next);
}

static void check_call(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeId callee = called_function(tree, node);
  if (!callee || !is_callback(context, callee)) return;
  NodeId below = node;
  bool is_block_found = false;
  for (NodeId at = tree_node(tree, node)->parent; at; at = tree_node(tree, at)->parent) {
    NodeKind kind = tree_kind(tree, at);
    if (!is_block_found && (kind == NODE_RETURN_STATEMENT || kind == NODE_ARROW_FUNCTION)) return;
    bool is_block = kind == NODE_STATEMENT_BLOCK &&
                    tree_kind(tree, tree_node(tree, at)->parent) != NODE_CLASS_STATIC_BLOCK;
    if (!is_block_found && is_block) {
      if (is_last(tree, below, node)) return;
      is_block_found = true;
    }
    if (kind_is_function(kind)) {
      report(context, node, MISSING);
      return;
    }
    below = at;
  }
}

const Rule rule_callback_return = {
    .name = "callback-return",
    .type = RULE_SUGGESTION,
    .flags = RULE_DEPRECATED,
    .summary = "Require `return` with calls of callbacks",
    .why = "A callback that reports an error ends the work; without `return` the function goes on, "
           "and may call it again.",
    .options = "string[] = [\"callback\", \"cb\", \"next\"]",
    .messages = messages,
    .bad = EXAMPLES({"function load(error, callback) {\n  if (error) {\n    callback(error);\n  }\n"
                     "  callback(null);\n}"}),
    .good = EXAMPLES({"function load(error, callback) {\n  if (error) {\n    return "
                      "callback(error);\n  }\n  callback(null);\n}"},
                     {"function load(error, done) {\n  if (error) done(error);\n  save();\n}"}),
    .visits = VISITS({NODE_CALL_EXPRESSION, check_call}),
};
