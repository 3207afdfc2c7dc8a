// unicode-bom: the byte order mark at the start of a file.
#include "rules/rule.h"

enum { EXPECTED, UNEXPECTED };

static const RuleMessage messages[] = {
    [EXPECTED] = {"expected", "Expected Unicode BOM (Byte Order Mark)."},
    [UNEXPECTED] = {"unexpected", "Unexpected Unicode BOM (Byte Order Mark)."},
};

#define BOM "\xEF\xBB\xBF"

static void check_start(RuleContext *context) {
  bool has_mark = text_starts(context->tree->source, TEXT(BOM));
  bool is_wanted = option_is(context, 0, "always");
  if (has_mark == is_wanted) return;
  RuleReport *made =
      report_span(context, ((Span){0, SPAN_OPEN}), is_wanted ? EXPECTED : UNEXPECTED);
  if (is_wanted)
    fix_insert(made, context->arena, 0, TEXT(BOM));
  else
    fix_remove(made, context->arena, (Span){0, (uint32_t)strlen(BOM)});
}

const Rule rule_unicode_bom = {
    .name = "unicode-bom",
    .type = RULE_LAYOUT,
    .flags = RULE_FIXABLE,
    .summary = "Require or disallow a byte order mark",
    .why = "UTF-8 needs no byte order mark, and some programs take it for text.",
    .options = "('always' | 'never') = never",
    .messages = messages,
    .bad = EXAMPLES({"\xEF\xBB\xBFgo();"}),
    .good = EXAMPLES({"go();"}),
    .end = check_start,
};
