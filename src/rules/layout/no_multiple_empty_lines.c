// no-multiple-empty-lines: empty lines in a row.
#include "rules/rule.h"
#include "rules/spaces.h"

enum { BEGINNING, END, CONSECUTIVE };

static const RuleMessage messages[] = {
    [BEGINNING] = {"blankBeginningOfFile",
                   "Too many blank lines at the beginning of file. Max of {0} allowed."},
    [END] = {"blankEndOfFile", "Too many blank lines at the end of file. Max of {0} allowed."},
    [CONSECUTIVE] = {"consecutiveBlank", "More than {0} blank {1} not allowed."},
};

// Whether a line begins inside of a template's text.
static bool is_in_template(const TokenTable *tokens, uint32_t start) {
  return tokens->at[token_around(tokens, start)].type == TOKEN_TYPE_TEMPLATE;
}

// Reports the blank lines from `first` up to `after`, of which the last `most` stay.
static void report_lines(RuleContext *context, uint32_t first, uint32_t after, uint32_t most,
                         int message) {
  const SourceLines *lines = source_lines(context->code);
  uint32_t start = lines->starts[first + most], size = context->code->text.size;
  bool is_over = after == lines->count; // the file, in a line without an end
  Text shown = text_format(context->arena, "%u", most);
  RuleReport *made = report_span(context, ((Span){start, is_over ? size : lines->starts[after]}),
                                 message, shown, most == 1 ? TEXT("line") : TEXT("lines"));
  made->ends_below = is_over;
  uint32_t kept = after - most;
  fix_remove(made, context->arena,
             (Span){lines->starts[first], kept == lines->count ? size : lines->starts[kept]});
}

static void check_all(RuleContext *context) {
  SourceCode *code = context->code;
  const SourceLines *lines = source_lines(code);
  uint32_t max = (uint32_t)option_number(context, 0, "max", 2);
  uint32_t max_first = (uint32_t)option_number(context, 0, "maxBOF", max),
           max_last = (uint32_t)option_number(context, 0, "maxEOF", max);
  // What is behind the last line end is no line.
  uint32_t count = lines->count;
  if (source_line_text(code, count - 1).size == 0) --count;
  for (uint32_t line = 0; line < count; line++) {
    if (!text_is_blank(source_line_text(code, line)) ||
        is_in_template(source_tokens(code), lines->starts[line]))
      continue;
    uint32_t first = line;
    while (line < count && text_is_blank(source_line_text(code, line)) &&
           !is_in_template(source_tokens(code), lines->starts[line]))
      ++line;
    uint32_t blank = line - first;
    bool is_first = first == 0, is_last = line == count;
    uint32_t most = is_first ? max_first : is_last ? max_last : max;
    if (blank > most)
      report_lines(context, first, line, most, is_first ? BEGINNING : is_last ? END : CONSECUTIVE);
  }
}

const Rule rule_no_multiple_empty_lines = {
    .name = "no-multiple-empty-lines",
    .stylistic = "@stylistic/no-multiple-empty-lines",
    .type = RULE_LAYOUT,
    .flags = RULE_DEPRECATED | RULE_FIXABLE,
    .summary = "Disallow many empty lines in a row",
    .why = "One empty line parts as well as five, and more of the code is on the screen.",
    .options = "{ max: integer = 2, maxEOF: integer, maxBOF: integer }",
    .messages = messages,
    .bad = EXAMPLES({"go();\n\n\n\nrun();"}, {"\n", "[{\"max\": 1, \"maxBOF\": 0}]"}),
    .good = EXAMPLES({"go();\n\nrun();"}),
    .end = check_all,
};
