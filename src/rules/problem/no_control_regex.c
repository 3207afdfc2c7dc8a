// no-control-regex: control characters in regular expressions.
#include "base/buffer.h"
#include "rules/regex_sources.h"

#include <stdlib.h>

enum { UNEXPECTED };

enum { FIRST_PRINTABLE = 0x20 };

static const RuleMessage messages[] = {
    [UNEXPECTED] = {"unexpected", "Unexpected control character(s) in regular expression: {0}."},
};

// As itself, or by its code; `\t` and its like are meant.
static bool is_control(const RegexTree *tree, const RegexNode *node) {
  if (node->kind != REGEX_CHARACTER || node->value >= FIRST_PRINTABLE) return false;
  Text text = text_slice(tree->pattern, node->start, node->end);
  return text.at[0] != '\\' || text_starts(text, TEXT("\\x")) || text_starts(text, TEXT("\\u"));
}

static int compare_places(const void *left, const void *right) {
  const RegexNode *a = *(const RegexNode *const *)left, *b = *(const RegexNode *const *)right;
  return (a->start > b->start) - (a->start < b->start);
}

// Whether a pattern may have one at all: most don't, and need not be taken apart.
static bool may_have_control(Text pattern) {
  for (uint32_t i = 0; i < pattern.size; i++) {
    if ((unsigned char)pattern.at[i] < FIRST_PRINTABLE) return true;
    bool is_code = pattern.at[i] == '\\' && i + 1 < pattern.size && strchr("xu", pattern.at[i + 1]);
    if (is_code) return true;
  }
  return false;
}

static void check(RuleContext *context, NodeId node) {
  RegexSource source;
  if (!regex_source(context->code, node, &source) || !may_have_control(source.pattern)) return;
  if (!source.is_literal && tree_kind(context->tree, source.text) != NODE_STRING) return;
  if (!source.is_literal && !regex_is_global(context->code, node)) return;
  const RegexTree *tree = regex_source_tree(context->code, &source);
  Array(const RegexNode *) found = {0};
  for (uint32_t i = 1; tree && i < tree->node_count; i++) {
    if (is_control(tree, &tree->nodes[i])) array_push(context->arena, &found, &tree->nodes[i]);
  }
  if (!found.count) return;
  qsort(found.at, found.count, sizeof *found.at, compare_places);
  Buffer out = {.arena = context->arena};
  for (uint32_t i = 0; i < found.count; i++)
    buffer_add_format(&out, "%s\\x%02x", i ? ", " : "", found.at[i]->value);
  report(context, source.text, UNEXPECTED, buffer_text(&out));
}

const Rule rule_no_control_regex = {
    .name = "no-control-regex",
    .type = RULE_PROBLEM,
    .flags = RULE_RECOMMENDED,
    .summary = "Disallow control characters in regular expressions",
    .why = "The characters from U+0000 to U+001F are hardly ever in a text, so that a pattern with "
           "one of them is likely a mistake.",
    .messages = messages,
    .bad = EXAMPLES({"const a = /\\x00/;"}, {"const a = new RegExp(\"\\x0C\");"}),
    .good = EXAMPLES({"const a = /\\t\\n/;"}, {"const a = /\\x20/;"}),
    .visits =
        VISITS({NODE_REGEX, check}, {NODE_CALL_EXPRESSION, check}, {NODE_NEW_EXPRESSION, check}),
};
