// no-regex-spaces: several spaces in a row in a regular expression.
#include "rules/regex_sources.h"

enum { MULTIPLE_SPACES };

static const RuleMessage messages[] = {
    [MULTIPLE_SPACES] = {"multipleSpaces", "Spaces are hard to count. Use {{0}}."},
};

static bool is_quantifier(char c) {
  return c && strchr("+*{?", c);
}

// Whether a place is in a class; places come in order, and classes are passed along with them.
static bool is_in_class(const RegexTree *tree, RegexId *class, uint32_t at) {
  const RegexNode *nodes = tree->nodes;
  while (*class < tree->node_count &&
         (nodes[*class].kind != REGEX_CLASS || nodes[*class].end <= at))
    ++*class;
  return *class < tree->node_count && nodes[*class].start <= at;
}

// The next run of two spaces or more; the last of them, if it is repeated, is not one of the run.
static bool find_run(Text text, uint32_t *at, uint32_t *size) {
  while (*at < text.size) {
    uint32_t end = *at;
    while (end < text.size && text.at[end] == ' ') ++end;
    *size = end - *at;
    if (*size && end < text.size && is_quantifier(text.at[end])) --*size;
    if (*size >= 2) return true;
    *at = end + 1;
  }
  return false;
}

static void report_run(RuleContext *context, const RegexSource *source, uint32_t at,
                       uint32_t size) {
  uint32_t place;
  Text count = text_format(context->arena, "%u", size);
  RuleReport *made = report(context, source->node, MULTIPLE_SPACES, count);
  if (!regex_source_place(context->code, source, at, &place)) return;
  fix_replace(made, context->arena, (Span){place, place + size},
              text_format(context->arena, " {%u}", size));
}

static void check(RuleContext *context, NodeId node) {
  RegexSource source;
  if (!regex_source(context->code, node, &source) || !source.are_flags_known) return;
  if (!source.is_literal && tree_kind(context->tree, source.text) != NODE_STRING) return;
  if (text_find(tree_text(context->tree, source.text), TEXT("  ")) == TEXT_NOT_FOUND) return;
  if (!source.is_literal && !regex_is_global(context->code, node)) return;
  const RegexTree *tree = regex_source_tree(context->code, &source);
  RegexId class = REGEX_ROOT;
  uint32_t at = 0, size = 0;
  for (; tree && find_run(source.pattern, &at, &size); at += size) {
    if (is_in_class(tree, &class, at)) continue;
    report_run(context, &source, at, size);
    return;
  }
}

const Rule rule_no_regex_spaces = {
    .name = "no-regex-spaces",
    .type = RULE_SUGGESTION,
    .flags = RULE_RECOMMENDED | RULE_FIXABLE,
    .summary = "Disallow several spaces in a row in regular expressions",
    .why = "Spaces in a row are hard to count; `/ {3}/` says how many there are.",
    .messages = messages,
    .bad = EXAMPLES({"const a = /b   c/;"}),
    .good = EXAMPLES({"const a = /b {3}c/;"}, {"const a = /b c/;"}),
    .visits =
        VISITS({NODE_REGEX, check}, {NODE_CALL_EXPRESSION, check}, {NODE_NEW_EXPRESSION, check}),
};
