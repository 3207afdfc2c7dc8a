// no-extra-label: `break a` where `break` goes to the same place.
#include "rules/rule.h"

enum { UNNECESSARY };

static const RuleMessage messages[] = {
    [UNNECESSARY] = {"unexpected", "This label '{0}' is unnecessary."},
};

// Whether a plain `break` stops at a statement.
static bool stops_at(NodeKind kind) {
  switch ((int)kind) {
  case NODE_DO_STATEMENT:
  case NODE_FOR_IN_STATEMENT:
  case NODE_FOR_STATEMENT:
  case NODE_WHILE_STATEMENT: return true;
  case NODE_SWITCH_STATEMENT: return true; // a `continue` goes on beyond it, and may name that
  default: return false;
  }
}

static bool has_label(const Tree *tree, NodeId statement, Text label) {
  NodeId parent = tree_node(tree, statement)->parent;
  for (; tree_kind(tree, parent) == NODE_LABELED_STATEMENT;
       parent = tree_node(tree, parent)->parent) {
    if (text_is(tree_text(tree, tree_child(tree, parent, FIELD_LABEL)), label)) return true;
  }
  return false;
}

static void check_jump(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeId label = tree_child(tree, node, FIELD_LABEL);
  if (!label) return;
  NodeId at = tree_node(tree, node)->parent;
  for (; at && !stops_at(tree_kind(tree, at)); at = tree_node(tree, at)->parent) {
    if (kind_is_function(tree_kind(tree, at)) || at == NODE_ROOT) return;
  }
  Text name = tree_text(tree, label);
  if (!has_label(tree, at, name)) return;
  RuleReport *made = report(context, label, UNNECESSARY, name);
  uint32_t word = tree_node(tree, tree_first_child(tree, node))->end;
  const Node *name_node = tree_node(tree, label);
  if (!tokens_have_comment(source_tokens(context->code), word, name_node->start))
    fix_remove(made, context->arena, (Span){word, name_node->end});
}

const Rule rule_no_extra_label = {
    .name = "no-extra-label",
    .type = RULE_SUGGESTION,
    .flags = RULE_FIXABLE,
    .summary = "Disallow labels of jumps that go there without one",
    .why = "A label says that a jump leaves more than one loop. Where it doesn't, readers look for "
           "the other loop.",
    .messages = messages,
    .bad = EXAMPLES({"rows: for (const row of rows) { break rows; }"}),
    .good = EXAMPLES({"rows: for (const row of rows) { break; }"},
                     {"rows: for (const row of rows) { for (const n of row) { break rows; } }"}),
    .visits = VISITS({NODE_BREAK_STATEMENT, check_jump}, {NODE_CONTINUE_STATEMENT, check_jump}),
};
