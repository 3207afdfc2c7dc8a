// no-mixed-spaces-and-tabs: lines that are indented with both.
#include "rules/rule.h"

enum { MIXED };

static const RuleMessage messages[] = {
    [MIXED] = {"mixedSpacesAndTabs", "Mixed spaces and tabs."},
};

// The first place in the indentation where a tab and a space meet: a space before a tab; or, unless
// tabs may be followed by spaces, any of the two. TEXT_NOT_FOUND: there is none.
static uint32_t find_mix(Text line, bool allows_alignment) {
  uint32_t at = 0;
  bool has_space = false, has_tab = false;
  for (; at < line.size && (line.at[at] == ' ' || line.at[at] == '\t'); at++) {
    bool is_tab = line.at[at] == '\t';
    if (is_tab ? has_space : has_tab && !allows_alignment) return at - 1;
    has_tab = has_tab || is_tab;
    has_space = has_space || !is_tab;
  }
  return TEXT_NOT_FOUND;
}

// Whether a line begins inside of a template, a string, or (behind its first line) a comment.
static bool is_inside(const TokenTable *tokens, uint32_t start) {
  switch ((int)tokens->at[token_around(tokens, start)].type) {
  case TOKEN_TYPE_BLOCK_COMMENT:
  case TOKEN_TYPE_STRING:
  case TOKEN_TYPE_JSX_TEXT:
  case TOKEN_TYPE_TEMPLATE: return true;
  default: return false;
  }
}

static void check_all(RuleContext *context) {
  SourceCode *code = context->code;
  const SourceLines *lines = source_lines(code);
  bool allows = option_is(context, 0, "smart-tabs") || json_is(option(context, 0), JSON_TRUE);
  for (uint32_t line = 0; line < lines->count; line++) {
    uint32_t start = lines->starts[line], at = find_mix(source_line_text(code, line), allows);
    if (at == TEXT_NOT_FOUND || is_inside(source_tokens(code), start)) continue;
    report_span(context, ((Span){start + at, start + at + 2}), MIXED);
  }
}

const Rule rule_no_mixed_spaces_and_tabs = {
    .name = "no-mixed-spaces-and-tabs",
    .stylistic = "@stylistic/no-mixed-spaces-and-tabs",
    .type = RULE_LAYOUT,
    .flags = RULE_DEPRECATED,
    .summary = "Disallow indentation of tabs and spaces together",
    .why = "How such a line looks depends on how wide a tab is.",
    .options = "'smart-tabs' | boolean",
    .messages = messages,
    .bad = EXAMPLES({" \tgo();"}),
    .good = EXAMPLES({"\tgo();"}, {"  go();"}),
    .end = check_all,
};
