// no-lone-blocks: a block that is no body, and keeps no names to itself.
#include "rules/rule.h"
#include "rules/strictness.h"

enum { BLOCK, NESTED };

static const RuleMessage messages[] = {
    [BLOCK] = {"redundantBlock", "Block is redundant."},
    [NESTED] = {"redundantNestedBlock", "Nested block is redundant."},
};

static bool is_list(const Tree *tree, NodeId node) {
  NodeKind kind = tree_kind(tree, node);
  return kind == NODE_PROGRAM || kind == NODE_STATEMENT_BLOCK || kind == NODE_SWITCH_CASE ||
         kind == NODE_SWITCH_DEFAULT;
}

static bool is_lone(const Tree *tree, NodeId block) {
  NodeId parent = tree_node(tree, block)->parent;
  NodeKind kind = tree_kind(tree, parent);
  if (kind == NODE_SWITCH_CASE ||
      kind == NODE_SWITCH_DEFAULT) { // the only one of a case keeps it together
    NodeId first = tree_child(tree, parent, FIELD_BODY);
    return !(first == block && tree_last_child(tree, parent) == block);
  }
  return is_list(tree, parent);
}

// Whether a block declares something that would be seen outside without it.
static bool keeps_names(RuleContext *context, NodeId block) {
  const Tree *tree = context->tree;
  bool is_modern = context->code->language.ecma_version >= 2015;
  tree_each_named(tree, block, statement) {
    switch ((int)tree_kind(tree, statement)) {
    case NODE_CLASS_DECLARATION:
    case NODE_LEXICAL_DECLARATION:
    case NODE_USING_DECLARATION: return is_modern;
    case NODE_FUNCTION_DECLARATION:
    case NODE_GENERATOR_FUNCTION_DECLARATION:
      if (is_modern && is_strict_around(context->code, statement)) return true;
      break;
    default: break;
    }
  }
  return false;
}

static void check_block(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeId parent = tree_node(tree, node)->parent;
  bool is_nested = tree_kind(tree, parent) == NODE_STATEMENT_BLOCK;
  bool is_only =
      is_nested && tree_first_named(tree, parent) == node && !tree_next_named(tree, node);
  if (!is_lone(tree, node) || (!is_only && keeps_names(context, node))) return;
  report(context, node, is_nested ? NESTED : BLOCK);
}

const Rule rule_no_lone_blocks = {
    .name = "no-lone-blocks",
    .type = RULE_SUGGESTION,
    .summary = "Disallow blocks that have no use",
    .why = "A block by itself does nothing but keep `let`, `const`, classes and functions to "
           "itself. Where it has none, it looks as if an `if` was lost.",
    .messages = messages,
    .bad = EXAMPLES({"{ run(); }"}),
    .good = EXAMPLES({"{ const a = 1; run(a); }"}, {"if (ready) { run(); }"}),
    .visits = VISITS({NODE_STATEMENT_BLOCK, check_block}),
};
