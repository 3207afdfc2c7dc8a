// max-lines: files with many lines.
#include "rules/limits.h"
#include "rules/line_counts.h"

enum { EXCEED, DEFAULT_LIMIT = 300 };

static const RuleMessage messages[] = {
    [EXCEED] = {"exceed", "File has too many lines ({0}). Maximum allowed is {1}."},
};

// The report is at what is too much.
static void finish(RuleContext *context) {
  SourceCode *code = context->code;
  uint32_t limit = limit_option(context, DEFAULT_LIMIT), line_count = source_lines(code)->count;
  if (line_count <= limit) return;
  // A line end at the end of the file begins no line.
  if (line_count > 1 && !source_line_text(code, line_count - 1).size) --line_count;
  const uint32_t *counts = count_lines(code, option_flag(context, 0, "skipBlankLines"),
                                       option_flag(context, 0, "skipComments"));
  if (counts[line_count] <= limit) return;
  uint32_t first = 0;
  while (counts[first + 1] <= limit) ++first;
  Span span = {source_lines(code)->starts[first], code->text.size};
  report_span(context, span, EXCEED, text_format(context->arena, "%u", counts[line_count]),
              text_format(context->arena, "%u", limit));
}

const Rule rule_max_lines = {
    .name = "max-lines",
    .type = RULE_SUGGESTION,
    .summary = "Limit the number of lines of a file",
    .why = "A long file does more than one thing, and nothing is found in it.",
    .options = "integer | { max: integer, skipComments: boolean, skipBlankLines: boolean }",
    .messages = messages,
    .bad = EXAMPLES({"a();\nb();\nc();", "[2]"}),
    .good = EXAMPLES({"a();\nb();", "[2]"},
                     {"// A\na();\n\nb();", "[{\"max\": 2, \"skipComments\": true, "
                                            "\"skipBlankLines\": true}]"}),
    .end = finish,
};
