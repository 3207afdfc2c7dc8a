// semi-style: semicolons at the ends of lines, or at their beginnings.
#include "rules/spacing.h"

enum { EXPECTED };

static const RuleMessage messages[] = {
    [EXPECTED] = {"expectedSemiColon", "Expected this semicolon to be at {0}."},
};

// Whether a semicolon is the last child of a list of statements, by itself or as a part of the last
// statement.
static bool is_last_child(const Tree *tree, NodeId semicolon) {
  NodeId statement = tree_node(tree, semicolon)->parent;
  if (tree_kind(tree, statement) == NODE_CLASS_BODY) {
    return tree_kind(tree, tree_next_sibling(tree, semicolon)) == TOKEN_BRACE_CLOSE;
  }
  return tree_next_named(tree, statement) == NO_NODE;
}

static void check_semicolon(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  SourceCode *code = context->code;
  const TokenTable *tokens = source_tokens(code);
  NodeId statement = tree_node(tree, node)->parent;
  bool is_for = tree_kind(tree, statement) == NODE_FOR_STATEMENT ||
                tree_node(tree, statement)->field == FIELD_INITIALIZER;
  if (tree_kind(tree, statement) == NODE_EMPTY_STATEMENT) return;
  TokenId id = token_first(tokens, tree, node), before = token_previous(tokens, id),
          after = token_next(tokens, id);
  bool is_before = !before || is_on_one_line(code, before, id),
       is_after = !after || is_on_one_line(code, id, after);
  bool is_last = is_for || option_is(context, 0, "last");
  if (is_last ? is_before : is_after) return;
  if (!is_last && is_last_child(tree, node)) return;
  Span left = gap_between(tokens, before, id),
       right = {tokens->at[id].end, after ? tokens->at[after].start : tokens->at[id].end};
  if (!is_last && !is_before && is_after) return;
  RuleReport *made = report_span(context, token_span(tokens, id), EXPECTED,
                                 is_last ? TEXT("the end of the previous line")
                                         : TEXT("the beginning of the next line"));
  if (tokens_have_comment(tokens, left.start, left.end) ||
      (after && tokens_have_comment(tokens, right.start, right.end)))
    return;
  Text line = is_last ? TEXT(";\n") : TEXT("\n;");
  fix_replace(made, context->arena, (Span){left.start, right.end}, line);
}

const Rule rule_semi_style = {
    .name = "semi-style",
    .stylistic = "@stylistic/semi-style",
    .type = RULE_LAYOUT,
    .flags = RULE_DEPRECATED | RULE_FIXABLE,
    .summary = "Require semicolons at the ends of lines, or at their beginnings",
    .why = "One way everywhere is easier to read.",
    .options = "('last' | 'first') = last",
    .messages = messages,
    .bad = EXAMPLES({"go()\n;run();"}),
    .good = EXAMPLES({"go();\nrun();"}),
    .visits = VISITS({TOKEN_SEMICOLON, check_semicolon}),
};
