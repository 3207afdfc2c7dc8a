// no-octal-escape: "\251" in strings.
#include "rules/rule.h"

enum { SEQUENCE };

static const RuleMessage messages[] = {
    [SEQUENCE] = {"octalEscapeSequence", "Don't use octal: '\\{0}'. Use '\\u....' instead."},
};

static bool is_octal(Text text, uint32_t at) {
  return at < text.size && text.at[at] >= '0' && text.at[at] <= '7';
}

// How many digits of an octal escape stand at `at`; `\0` alone is none.
static uint32_t octal_size(Text text, uint32_t at) {
  if (!is_octal(text, at)) return 0;
  uint32_t most = text.at[at] <= '3' ? 3 : 2, size = 1;
  while (size < most && is_octal(text, at + size)) ++size;
  if (size > 1 || text.at[at] != '0') return size;
  bool is_followed = at + 1 < text.size && (text.at[at + 1] == '8' || text.at[at + 1] == '9');
  return is_followed ? 1 : 0;
}

static void check_string(RuleContext *context, NodeId node) {
  Text text = tree_text(context->tree, node);
  for (uint32_t at = 0; (at = text_find_byte(text, '\\', at)) != TEXT_NOT_FOUND; at += 2) {
    uint32_t size = octal_size(text, at + 1);
    if (!size) continue;
    report(context, node, SEQUENCE, text_slice(text, at + 1, at + 1 + size));
    return;
  }
}

const Rule rule_no_octal_escape = {
    .name = "no-octal-escape",
    .type = RULE_SUGGESTION,
    .summary = "Disallow octal escapes in strings",
    .why = "Octal escapes are old, hard to read, and an error in strict code.",
    .messages = messages,
    .bad = EXAMPLES({"const sign = \"\\251 2020\";"}),
    .good = EXAMPLES({"const sign = \"\\u00A9 2020\";"}, {"const zero = \"\\0\";"}),
    .visits = VISITS({NODE_STRING, check_string}),
};
