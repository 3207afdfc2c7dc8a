// no-trailing-spaces: spaces at the ends of lines.
#include "base/utf8.h"
#include "rules/rule.h"

enum { TRAILING };

static const RuleMessage messages[] = {
    [TRAILING] = {"trailingSpace", "Trailing spaces not allowed."},
};

static bool is_space(uint32_t code) {
  return code == ' ' || code == '\t' || code == 0xA0 || code == 0x1680 || code == 0x180E ||
         (code >= 0x2000 && code <= 0x200B) || code == 0x3000;
}

// How much of a line is left without the spaces at its end.
static uint32_t size_without_spaces(Text line) {
  uint32_t size = line.size;
  while (size > 0) {
    uint32_t start = size - 1, length;
    while (start > 0 && ((unsigned char)line.at[start] & 0xC0) == 0x80) --start;
    if (!is_space(utf8_decode(line, start, &length))) break;
    size = start;
  }
  return size;
}

static bool is_in_comment(const Tree *tree, uint32_t start, uint32_t end) {
  uint32_t low = 0, high = tree->comment_count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (tree->comments[middle].end < end)
      low = middle + 1;
    else
      high = middle;
  }
  return low < tree->comment_count && tree->comments[low].start < start;
}

static void check_all(RuleContext *context) {
  SourceCode *code = context->code;
  const Tree *tree = context->tree;
  const SourceLines *lines = source_lines(code);
  bool skips_blank = option_flag(context, 0, "skipBlankLines"),
       ignores_comments = option_flag(context, 0, "ignoreComments");
  for (uint32_t line = 0; line < lines->count; line++) {
    Text text = source_line_text(code, line);
    uint32_t size = size_without_spaces(text);
    if (size == text.size || (size == 0 && skips_blank)) continue;
    Span span = {lines->starts[line] + size, lines->starts[line] + text.size};
    const TokenTable *tokens = source_tokens(code);
    if (tokens->at[token_around(tokens, span.start)].type == TOKEN_TYPE_TEMPLATE) continue;
    if (ignores_comments && is_in_comment(tree, span.start, span.end)) continue;
    fix_remove(report_span(context, span, TRAILING), context->arena, span);
  }
}

const Rule rule_no_trailing_spaces = {
    .name = "no-trailing-spaces",
    .stylistic = "@stylistic/no-trailing-spaces",
    .type = RULE_LAYOUT,
    .flags = RULE_DEPRECATED | RULE_FIXABLE,
    .summary = "Disallow spaces at the ends of lines",
    .why = "Nobody sees them, and they make lines look changed.",
    .options = "{ skipBlankLines: boolean = false, ignoreComments: boolean = false }",
    .messages = messages,
    .bad = EXAMPLES({"go();  \nrun();"}),
    .good = EXAMPLES({"go();\nrun();"}),
    .end = check_all,
};
