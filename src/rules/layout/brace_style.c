// brace-style: on which lines braces stand.
#include "rules/spacing.h"

enum {
  NEXT_LINE_OPEN,
  SAME_LINE_OPEN,
  BLOCK_SAME_LINE,
  NEXT_LINE_CLOSE,
  SINGLE_LINE_CLOSE,
  SAME_LINE_CLOSE
};

static const RuleMessage messages[] = {
    [NEXT_LINE_OPEN] =
        {"nextLineOpen",
         "Opening curly brace does not appear on the same line as controlling statement."},
    [SAME_LINE_OPEN] = {"sameLineOpen",
                        "Opening curly brace appears on the same line as controlling statement."},
    [BLOCK_SAME_LINE] = {"blockSameLine",
                         "Statement inside of curly braces should be on next line."},
    [NEXT_LINE_CLOSE] =
        {"nextLineClose",
         "Closing curly brace does not appear on the same line as the subsequent block."},
    [SINGLE_LINE_CLOSE] =
        {"singleLineClose",
         "Closing curly brace should be on the same line as opening curly brace or on "
         "the line after the previous block."},
    [SAME_LINE_CLOSE] = {"sameLineClose",
                         "Closing curly brace appears on the same line as the subsequent block."},
};

// One space in place of a line end, unless a comment stands there.
static void join_lines(RuleContext *context, RuleReport *made, TokenId left, TokenId right) {
  const TokenTable *tokens = source_tokens(context->code);
  Span gap = gap_between(tokens, left, right);
  if (!tokens_have_comment(tokens, gap.start, gap.end))
    fix_replace(made, context->arena, gap, TEXT(" "));
}

static void break_line(RuleContext *context, TokenId brace, uint32_t at, int message) {
  fix_insert(report_span(context, token_span(source_tokens(context->code), brace), message),
             context->arena, at, TEXT("\n"));
}

static void check_pair(RuleContext *context, TokenId open, TokenId close) {
  SourceCode *code = context->code;
  const TokenTable *tokens = source_tokens(code);
  TokenId before = token_previous(tokens, open), first = token_next(tokens, open),
          last = token_previous(tokens, close);
  bool is_single = option_flag(context, 1, "allowSingleLine") && is_on_one_line(code, open, close);
  bool is_allman = option_is(context, 0, "allman"), is_beside = is_on_one_line(code, before, open);
  if (!is_allman && !is_beside)
    join_lines(context, report_span(context, token_span(tokens, open), NEXT_LINE_OPEN), before,
               open);
  if (is_allman && is_beside && !is_single)
    break_line(context, open, tokens->at[open].start, SAME_LINE_OPEN);
  if (is_single) return;
  if (first != close && is_on_one_line(code, open, first))
    break_line(context, open, tokens->at[open].end, BLOCK_SAME_LINE);
  if (last != open && is_on_one_line(code, last, close))
    break_line(context, close, tokens->at[close].start, SINGLE_LINE_CLOSE);
}

// A brace with `else`, `catch` or `finally` behind it.
static void check_before_word(RuleContext *context, NodeId block) {
  SourceCode *code = context->code;
  const TokenTable *tokens = source_tokens(code);
  TokenId brace = token_last(tokens, context->tree, block), word = token_next(tokens, brace);
  bool is_beside = is_on_one_line(code, brace, word), is_wanted = option_is(context, 0, "1tbs");
  if (is_wanted && !is_beside)
    join_lines(context, report_span(context, token_span(tokens, brace), NEXT_LINE_CLOSE), brace,
               word);
  if (!is_wanted && is_beside) break_line(context, brace, tokens->at[brace].end, SAME_LINE_CLOSE);
}

// ---- Where there are braces

static void check_braces(RuleContext *context, NodeId node) {
  const TokenTable *tokens = source_tokens(context->code);
  check_pair(context, token_first(tokens, context->tree, node),
             token_last(tokens, context->tree, node));
}

static void check_block(RuleContext *context, NodeId node) {
  switch ((int)tree_kind(context->tree, tree_node(context->tree, node)->parent)) {
  case NODE_PROGRAM:
  case NODE_STATEMENT_BLOCK:
  case NODE_SWITCH_CASE:
  case NODE_SWITCH_DEFAULT: return; // a statement among others
  default: check_braces(context, node);
  }
}

static void check_if(RuleContext *context, NodeId node) {
  NodeId then = tree_child(context->tree, node, FIELD_CONSEQUENCE);
  bool is_block = tree_kind(context->tree, then) == NODE_STATEMENT_BLOCK;
  if (is_block && tree_child(context->tree, node, FIELD_ALTERNATIVE))
    check_before_word(context, then);
}

static void check_try(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeId handler = tree_child(tree, node, FIELD_HANDLER);
  check_before_word(context, tree_child(tree, node, FIELD_BODY));
  if (handler && tree_child(tree, node, FIELD_FINALIZER))
    check_before_word(context, tree_child(tree, handler, FIELD_BODY));
}

const Rule rule_brace_style = {
    .name = "brace-style",
    .stylistic = "@stylistic/brace-style",
    .type = RULE_LAYOUT,
    .flags = RULE_DEPRECATED | RULE_FIXABLE,
    .summary = "Require one way to place braces",
    .why = "One way everywhere is easier to read.",
    .options = "('1tbs' | 'stroustrup' | 'allman') = 1tbs, { allowSingleLine: boolean = false }",
    .messages = messages,
    .bad = EXAMPLES({"if (ready)\n{\n  go();\n}"}),
    .good = EXAMPLES({"if (ready) {\n  go();\n} else {\n  wait();\n}"},
                     {"if (ready)\n{\n  go();\n}", "[\"allman\"]"}),
    .visits = VISITS({NODE_STATEMENT_BLOCK, check_block}, {NODE_CLASS_BODY, check_braces},
                     {NODE_SWITCH_BODY, check_braces}, {NODE_IF_STATEMENT, check_if},
                     {NODE_TRY_STATEMENT, check_try}),
};
