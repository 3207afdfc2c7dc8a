// space-before-blocks: a space before the brace of a block.
#include "rules/spacing.h"

enum { UNEXPECTED, MISSING };

static const RuleMessage messages[] = {
    [UNEXPECTED] = {"unexpectedSpace", "Unexpected space before opening brace."},
    [MISSING] = {"missingSpace", "Missing space before opening brace."},
};

// "always", "never" or "off" for one of "functions", "keywords" and "classes".
static Text setting_of(RuleContext *context, const char *what) {
  const Json *given = option(context, 0);
  return json_is(given, JSON_OBJECT) ? json_text(json_get(given, text_of(what))) : json_text(given);
}

static void check_brace(RuleContext *context, TokenId brace, Span shown, const char *what) {
  const TokenTable *tokens = source_tokens(context->code);
  TokenId before = token_previous(tokens, brace);
  if (!before || !is_on_one_line(context->code, before, brace)) return;
  Text setting = setting_of(context, what);
  bool is_there = is_spaced(tokens, before, brace);
  if (text_is(setting, TEXT("always")) && !is_there)
    report_missing_space(context, shown, tokens->at[brace].start, MISSING);
  else if (text_is(setting, TEXT("never")) && is_there)
    report_extra_space(context, shown, gap_between(tokens, before, brace), UNEXPECTED);
}

// What stands before the brace is another rule's: `=>`, a keyword, the colon of a case.
static bool is_others(const Tree *tree, const TokenTable *tokens, TokenId before, NodeId block,
                      bool is_function) {
  if (token_is(tokens, before, TOKEN_ARROW)) return true;
  if (tokens->at[before].type == TOKEN_TYPE_KEYWORD && !is_function) return true;
  NodeKind parent = tree_kind(tree, tree_node(tree, block)->parent);
  return token_is(tokens, before, TOKEN_COLON) &&
         (parent == NODE_SWITCH_CASE || parent == NODE_SWITCH_DEFAULT);
}

static void check_block(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  const TokenTable *tokens = source_tokens(context->code);
  TokenId brace = token_first(tokens, tree, node);
  NodeId parent = tree_node(tree, node)->parent;
  bool is_function =
      kind_is_function(tree_kind(tree, parent)) && tree_kind(tree, parent) != NODE_ARROW_FUNCTION;
  if (is_others(tree, tokens, token_previous(tokens, brace), node, is_function)) return;
  check_brace(context, brace, estree_span(context->code, node),
              is_function ? "functions" : "keywords");
}

static void check_class(RuleContext *context, NodeId node) {
  const TokenTable *tokens = source_tokens(context->code);
  TokenId brace = token_first(tokens, context->tree, node), before = token_previous(tokens, brace);
  if (tokens->at[before].type == TOKEN_TYPE_KEYWORD) return;
  check_brace(context, brace, estree_span(context->code, node), "classes");
}

static void check_switch(RuleContext *context, NodeId node) {
  const TokenTable *tokens = source_tokens(context->code);
  TokenId brace = token_first(tokens, context->tree, node);
  check_brace(context, brace, token_span(tokens, brace), "keywords");
}

const Rule rule_space_before_blocks = {
    .name = "space-before-blocks",
    .stylistic = "@stylistic/space-before-blocks",
    .type = RULE_LAYOUT,
    .flags = RULE_DEPRECATED | RULE_FIXABLE,
    .summary = "Require or disallow a space before blocks",
    .why = "One way everywhere is easier to read.",
    .options = "('always' | 'never' | { keywords: ('always' | 'never' | 'off') = always, "
               "functions: ('always' | 'never' | 'off') = always, classes: ('always' | 'never' | "
               "'off') = always }) = always",
    .messages = messages,
    .bad = EXAMPLES({"if (ready){ go(); }"}),
    .good = EXAMPLES({"if (ready) { go(); }"}),
    .visits = VISITS({NODE_STATEMENT_BLOCK, check_block}, {NODE_CLASS_BODY, check_class},
                     {NODE_SWITCH_BODY, check_switch}),
};
