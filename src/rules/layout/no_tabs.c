// no-tabs: tabs anywhere in a file.
#include "rules/rule.h"

enum { UNEXPECTED };

static const RuleMessage messages[] = {
    [UNEXPECTED] = {"unexpectedTab", "Unexpected tab character."},
};

static void check_all(RuleContext *context) {
  Text text = context->code->text;
  bool allows_indentation = option_flag(context, 0, "allowIndentationTabs"), is_indentation = true;
  for (uint32_t at = 0; at < text.size; at++) {
    char byte = text.at[at];
    if (byte == '\n' || byte == '\r') {
      is_indentation = true;
    } else if (byte != '\t') {
      if (byte != ' ') is_indentation = false;
    } else {
      uint32_t end = at;
      while (end < text.size && text.at[end] == '\t') ++end;
      if (!(allows_indentation && is_indentation))
        report_span(context, ((Span){at, end}), UNEXPECTED);
      at = end - 1;
    }
  }
}

const Rule rule_no_tabs = {
    .name = "no-tabs",
    .stylistic = "@stylistic/no-tabs",
    .type = RULE_LAYOUT,
    .flags = RULE_DEPRECATED,
    .summary = "Disallow tabs",
    .why = "A tab is as wide as each reader's editor makes it.",
    .options = "{ allowIndentationTabs: boolean = false }",
    .messages = messages,
    .bad = EXAMPLES({"\tgo();"}),
    .good = EXAMPLES({"  go();"}, {"\tgo();", "[{\"allowIndentationTabs\": true}]"}),
    .end = check_all,
};
