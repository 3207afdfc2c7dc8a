// eol-last: a line end at the end of a file.
#include "rules/rule.h"

enum { MISSING, UNEXPECTED };

static const RuleMessage messages[] = {
    [MISSING] = {"missing", "Newline required at end of file but not found."},
    [UNEXPECTED] = {"unexpected", "Newline not allowed at end of file."},
};

static void check_end(RuleContext *context) {
  Text text = context->code->text;
  uint32_t end = text.size;
  if (end == 0) return;
  bool has_end = text.at[end - 1] == '\n';
  if (option_is(context, 0, "never")) {
    if (!has_end) return;
    uint32_t start = end;
    bool is_windows = start > 1 && text.at[start - 2] == '\r';
    Span last = {start - (is_windows ? 2 : 1), start};
    RuleReport *made = report_span(context, last, UNEXPECTED);
    while (start > 0 && (text.at[start - 1] == '\n' || text.at[start - 1] == '\r')) --start;
    fix_remove(made, context->arena, (Span){start, end});
  } else if (!has_end) {
    RuleReport *made = report_span(context, ((Span){end, SPAN_OPEN}), MISSING);
    fix_insert(made, context->arena, end,
               option_is(context, 0, "windows") ? TEXT("\r\n") : TEXT("\n"));
  }
}

const Rule rule_eol_last = {
    .name = "eol-last",
    .stylistic = "@stylistic/eol-last",
    .type = RULE_LAYOUT,
    .flags = RULE_DEPRECATED | RULE_FIXABLE,
    .summary = "Require or disallow a line end at the end of a file",
    .why = "Tools that join or compare files expect every line to have an end.",
    .options = "('always' | 'never' | 'unix' | 'windows') = always",
    .messages = messages,
    .bad = EXAMPLES({"go();"}),
    .good = EXAMPLES({"go();\n"}, {"go();", "[\"never\"]"}),
    .end = check_end,
};
