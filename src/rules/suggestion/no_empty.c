// no-empty: a block or a switch with nothing in it.
#include "rules/rule.h"

enum { UNEXPECTED, SUGGEST_COMMENT };

static const RuleMessage messages[] = {
    [UNEXPECTED] = {"unexpected", "Empty {0} statement."},
    [SUGGEST_COMMENT] = {"suggestComment", "Add comment inside empty {0} statement."},
};

static bool has_comment(RuleContext *context, NodeId node) {
  const Node *at = tree_node(context->tree, node);
  return tokens_have_comment(source_tokens(context->code), at->start, at->end);
}

static void report_empty(RuleContext *context, NodeId block, Text kind) {
  const Node *at = tree_node(context->tree, block);
  RuleReport *made = report(context, block, UNEXPECTED, kind);
  RuleSuggestion *comment = suggest(context, made, SUGGEST_COMMENT, kind);
  edits_replace(&comment->edits, context->arena, (Span){at->start + 1, at->end - 1},
                TEXT(" /* empty */ "));
}

static void check_block(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  if (tree_first_named(tree, node)) return;
  NodeId parent = tree_node(tree, node)->parent;
  NodeKind kind = tree_kind(tree, parent);
  if (kind_is_function(kind) || kind == NODE_CLASS_STATIC_BLOCK) return;
  if (kind == NODE_CATCH_CLAUSE && option_flag(context, 0, "allowEmptyCatch")) return;
  if (!has_comment(context, node)) report_empty(context, node, TEXT("block"));
}

static void check_switch(RuleContext *context, NodeId node) {
  NodeId body = tree_child(context->tree, node, FIELD_BODY);
  if (tree_first_named(context->tree, body)) return;
  if (!has_comment(context, body)) report_empty(context, body, TEXT("switch"));
}

const Rule rule_no_empty = {
    .name = "no-empty",
    .type = RULE_SUGGESTION,
    .flags = RULE_RECOMMENDED | RULE_SUGGESTS,
    .summary = "Disallow empty blocks",
    .why = "A block that does nothing looks like code that was lost, and an empty `catch` hides "
           "errors. A comment in it says that it is meant.",
    .options = "{ allowEmptyCatch: boolean = false }",
    .messages = messages,
    .bad = EXAMPLES({"if (ready) {}"}, {"try { save(); } catch (error) {}"}),
    .good = EXAMPLES({"if (ready) { /* nothing to wait for */ }"},
                     {"try { save(); } catch {}", "[{\"allowEmptyCatch\": true}]"}),
    .visits = VISITS({NODE_STATEMENT_BLOCK, check_block}, {NODE_SWITCH_STATEMENT, check_switch}),
};
