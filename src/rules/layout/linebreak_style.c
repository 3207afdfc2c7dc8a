// linebreak-style: which line ends a file has.
#include "rules/rule.h"

enum { EXPECTED_LF, EXPECTED_CRLF };

static const RuleMessage messages[] = {
    [EXPECTED_LF] = {"expectedLF", "Expected linebreaks to be 'LF' but found 'CRLF'."},
    [EXPECTED_CRLF] = {"expectedCRLF", "Expected linebreaks to be 'CRLF' but found 'LF'."},
};

static void check_all(RuleContext *context) {
  SourceCode *code = context->code;
  const SourceLines *lines = source_lines(code);
  Text wanted = option_is(context, 0, "windows") ? TEXT("\r\n") : TEXT("\n");
  for (uint32_t line = 0; line + 1 < lines->count; line++) {
    uint32_t next = lines->starts[line + 1],
             end = lines->starts[line] + source_line_text(code, line).size;
    if (text_is(text_slice(code->text, end, next), wanted)) continue;
    RuleReport *made =
        report_span(context, ((Span){end, next}), wanted.size == 1 ? EXPECTED_LF : EXPECTED_CRLF);
    fix_replace(made, context->arena, (Span){end, next}, wanted);
  }
}

const Rule rule_linebreak_style = {
    .name = "linebreak-style",
    .stylistic = "@stylistic/linebreak-style",
    .type = RULE_LAYOUT,
    .flags = RULE_DEPRECATED | RULE_FIXABLE,
    .summary = "Require one kind of line ends",
    .why = "Files with both kinds of line ends look changed on every line where nothing was.",
    .options = "('unix' | 'windows') = unix",
    .messages = messages,
    .bad = EXAMPLES({"go();\r\n"}),
    .good = EXAMPLES({"go();\n"}, {"go();\r\n", "[\"windows\"]"}),
    .end = check_all,
};
