// array-bracket-newline: line ends inside of the brackets of arrays.
#include "rules/array_items.h"
#include "rules/line_breaks.h"

enum { EXTRA_OPEN, EXTRA_CLOSE, MISSING_OPEN, MISSING_CLOSE };

static const RuleMessage messages[] = {
    [EXTRA_OPEN] = {"unexpectedOpeningLinebreak", "There should be no linebreak after '['."},
    [EXTRA_CLOSE] = {"unexpectedClosingLinebreak", "There should be no linebreak before ']'."},
    [MISSING_OPEN] = {"missingOpeningLinebreak", "A linebreak is required after '['."},
    [MISSING_CLOSE] = {"missingClosingLinebreak", "A linebreak is required before ']'."},
};

// Whether an array holds nothing but one comment that takes several lines.
static bool is_long_comment(SourceCode *code, TokenId open, TokenId close) {
  const TokenTable *tokens = source_tokens(code);
  return close == open + 2 && tokens->at[open + 1].type == TOKEN_TYPE_BLOCK_COMMENT &&
         is_multiline_inside(code, open, close);
}

static void check_array(RuleContext *context, NodeId node) {
  SourceCode *code = context->code;
  const TokenTable *tokens = source_tokens(code);
  BreakSetting setting = break_setting(option(context, 0), "minItems");
  if (!option(context, 0)) setting.is_multiline = true;
  TokenId open = token_first(tokens, context->tree, node),
          close = token_last(tokens, context->tree, node);
  BreakCheck check = {open, close, MISSING_OPEN, MISSING_CLOSE, EXTRA_OPEN, EXTRA_CLOSE};
  uint32_t count = count_array_items(context->tree, node);
  bool is_wanted = count >= setting.least ||
                   (setting.is_multiline && count && is_multiline_inside(code, open, close)) ||
                   is_long_comment(code, open, close) ||
                   (setting.is_consistent && breaks_behind(code, open));
  if (is_wanted)
    check_breaks_wanted(context, &check, false);
  else
    check_breaks_unwanted(context, &check);
}

const Rule rule_array_bracket_newline = {
    .name = "array-bracket-newline",
    .stylistic = "@stylistic/array-bracket-newline",
    .type = RULE_LAYOUT,
    .flags = RULE_DEPRECATED | RULE_FIXABLE,
    .summary = "Require or disallow line ends inside of the brackets of arrays",
    .why = "One way everywhere is easier to read, and items that begin lines of their own are easy "
           "to add and to move.",
    .options =
        "'always' | 'never' | 'consistent' | { multiline: boolean, minItems: integer | null }",
    .messages = messages,
    .bad = EXAMPLES({"const list = [1,\n  2];"}, {"const list = [\n  1];", "[\"consistent\"]"}),
    .good = EXAMPLES({"const list = [\n  1,\n  2\n];"}, {"const list = [1, 2];"},
                     {"const list = [\n  1\n];", "[\"always\"]"}),
    .visits = VISITS({NODE_ARRAY, check_array}, {NODE_ARRAY_PATTERN, check_array}),
};
