// no-lonely-if: an `if` that is all there is in the block of an `else`.
#include "rules/braces.h"
#include "rules/rule.h"
#include "rules/semicolons.h"

enum { LONELY };

static const RuleMessage messages[] = {
    [LONELY] = {"unexpectedLonelyIf", "Unexpected if as the only statement in an else block."},
};

// `if (b) c` without a semicolon at its end goes on with what follows the brace, if that can.
static bool needs_brace(RuleContext *context, NodeId node, NodeId block) {
  const Tree *tree = context->tree;
  const TokenTable *tokens = source_tokens(context->code);
  TokenId last = token_last(tokens, tree, node), after = token_after(tokens, tree, block);
  NodeId then = tree_child(tree, node, FIELD_CONSEQUENCE);
  if (tree_kind(tree, then) == NODE_STATEMENT_BLOCK || token_is(tokens, last, TOKEN_SEMICOLON))
    return false;
  if (!after) return false;
  bool is_one_line =
      source_same_line(context->code, tree_node(tree, then)->end, tokens->at[after].start);
  return is_one_line || token_continues(tokens, after) || token_is(tokens, last, TOKEN_INCREMENT) ||
         token_is(tokens, last, TOKEN_DECREMENT);
}

static void fix(RuleContext *context, RuleReport *made, NodeId node, NodeId block) {
  const Tree *tree = context->tree;
  const TokenTable *tokens = source_tokens(context->code);
  const Node *outer = tree_node(tree, block), *inner = tree_node(tree, node);
  if (tokens_have_comment(tokens, outer->start, inner->start) ||
      tokens_have_comment(tokens, inner->end, outer->end) || needs_brace(context, node, block))
    return;
  Text text = tree_text(tree, node);
  TokenId before = token_before(tokens, tree, block);
  bool is_close = tokens->at[before].end == outer->start;
  fix_replace(made, context->arena, (Span){outer->start, outer->end},
              text_format(context->arena, "%s%.*s", is_close ? " " : "", TEXT_ARGS(text)));
}

static void check_if(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeId block = tree_node(tree, node)->parent;
  if (tree_kind(tree, block) != NODE_STATEMENT_BLOCK) return;
  NodeId clause = tree_node(tree, block)->parent;
  if (tree_kind(tree, clause) != NODE_ELSE_CLAUSE || tree_first_named(tree, block) != node) return;
  if (tree_next_named(tree, node) || braces_are_needed(context->code, block)) return;
  fix(context, report(context, node, LONELY), node, block);
}

const Rule rule_no_lonely_if = {
    .name = "no-lonely-if",
    .type = RULE_SUGGESTION,
    .flags = RULE_FIXABLE,
    .summary = "Disallow an `if` alone in the block of an `else`",
    .why = "`else { if (b) … }` is `else if (b) …`, with a level less.",
    .messages = messages,
    .bad = EXAMPLES({"if (a) { one(); } else { if (b) { two(); } }"}),
    .good = EXAMPLES({"if (a) { one(); } else if (b) { two(); }"}),
    .visits = VISITS({NODE_IF_STATEMENT, check_if}),
};
