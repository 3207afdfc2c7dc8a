// global-require: `require()` anywhere but at the top of a module.
#include "rules/rule.h"
#include "rules/static_names.h"

enum { UNEXPECTED };

static const RuleMessage messages[] = {
    [UNEXPECTED] = {"unexpected", "Unexpected require()."},
};

static bool is_at_top(const Tree *tree, NodeId node) {
  for (NodeId at = node; at != NODE_ROOT; at = tree_node(tree, at)->parent) {
    switch ((int)tree_kind(tree, at)) {
    case NODE_ARGUMENTS:
    case NODE_ASSIGNMENT_EXPRESSION:
    case NODE_AUGMENTED_ASSIGNMENT_EXPRESSION:
    case NODE_CALL_EXPRESSION:
    case NODE_EXPRESSION_STATEMENT:
    case NODE_LEXICAL_DECLARATION:
    case NODE_MEMBER_EXPRESSION:
    case NODE_PARENTHESIZED_EXPRESSION:
    case NODE_SUBSCRIPT_EXPRESSION:
    case NODE_TERNARY_EXPRESSION:
    case NODE_USING_DECLARATION:
    case NODE_VARIABLE_DECLARATION:
    case NODE_VARIABLE_DECLARATOR: break;
    default: return false;
    }
    if (tree_kind(tree, tree_node(tree, at)->parent) == NODE_NEW_EXPRESSION) return false;
  }
  return true;
}

static void check_call(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeId callee = called_function(tree, node);
  if (!callee || !is_identifier(tree, callee, "require") || is_at_top(tree, node)) return;
  uint32_t symbol = tree_node(tree, callee)->symbol;
  if (context->code->scopes->symbols[symbol].kind == SYMBOL_UNBOUND)
    report(context, node, UNEXPECTED);
}

const Rule rule_global_require = {
    .name = "global-require",
    .type = RULE_SUGGESTION,
    .flags = RULE_DEPRECATED,
    .summary = "Require `require()` to stand at the top of a module",
    .why = "There it shows what a module needs, and what is loaded later can not fail or wait in "
           "the midst of work.",
    .messages = messages,
    .bad = EXAMPLES({"function read() {\n  return require(\"fs\").readFileSync(\"a\");\n}"}),
    .good = EXAMPLES({"const fs = require(\"fs\");"},
                     {"const log = DEBUG ? require(\"./log\") : null;"}),
    .visits = VISITS({NODE_CALL_EXPRESSION, check_call}),
};
