// no-nonoctal-decimal-escape: "\8" and "\9", which are 8 and 9.
#include "rules/rule.h"

enum { ESCAPE, REFACTOR, BACKSLASH };

static const RuleMessage messages[] = {
    [ESCAPE] = {"decimalEscape", "Don't use '{0}' escape sequence."},
    [REFACTOR] = {"refactor",
                  "Replace '{0}' with '{1}'. This maintains the current functionality."},
    [BACKSLASH] = {"escapeBackslash",
                   "Replace '{0}' with '{1}' to include the actual backslash character."},
};

static void propose(RuleContext *context, RuleReport *to, int message, Span span, Text with) {
  Text was = text_slice(context->code->text, span.start, span.end);
  edits_replace(&suggest(context, to, message, was, with)->edits, context->arena, span, with);
}

// After `\0`, a digit would make it octal: one of them must be written another way.
static void report_escape(RuleContext *context, uint32_t at, bool follows_zero) {
  Span span = {at, at + 2};
  Text text = context->code->text, digit = text_slice(text, at + 1, at + 2);
  RuleReport *made = report_span(context, span, ESCAPE, text_slice(text, at, at + 2));
  if (follows_zero) {
    Text joined = text_concat(context->arena, TEXT("\\u0000"), digit);
    Text coded = text_concat(context->arena, TEXT("\\u003"), digit);
    propose(context, made, REFACTOR, (Span){at - 2, at + 2}, joined);
    propose(context, made, REFACTOR, span, coded);
  } else {
    propose(context, made, REFACTOR, span, digit);
  }
  propose(context, made, BACKSLASH, span, text_concat(context->arena, TEXT("\\\\"), digit));
}

static void check_string(RuleContext *context, NodeId node) {
  uint32_t start = tree_node(context->tree, node)->start;
  Text text = tree_text(context->tree, node);
  uint32_t zero_end = 0; // where `\0` has just ended
  for (uint32_t at = 0; (at = text_find_byte(text, '\\', at)) != TEXT_NOT_FOUND; at += 2) {
    char next = at + 1 < text.size ? text.at[at + 1] : 0;
    if (next == '8' || next == '9') report_escape(context, start + at, zero_end == at && at);
    if (next == '0') zero_end = at + 2;
  }
}

const Rule rule_no_nonoctal_decimal_escape = {
    .name = "no-nonoctal-decimal-escape",
    .type = RULE_SUGGESTION,
    .flags = RULE_RECOMMENDED | RULE_SUGGESTS,
    .summary = "Disallow `\\8` and `\\9` in strings",
    .why = "They look like octal escapes and are only the digits. Either a backslash was meant, or "
           "none.",
    .messages = messages,
    .bad = EXAMPLES({"const a = \"\\8\";"}),
    .good = EXAMPLES({"const a = \"8\";"}, {"const a = \"\\\\8\";"}),
    .visits = VISITS({NODE_STRING, check_string}),
};
