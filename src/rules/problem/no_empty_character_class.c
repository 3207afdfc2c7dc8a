// no-empty-character-class: `[]`, which nothing matches.
#include "rules/regex_sources.h"

enum { UNEXPECTED };

static const RuleMessage messages[] = {
    [UNEXPECTED] = {"unexpected", "Empty class."},
};

static void check_regex(RuleContext *context, NodeId node) {
  RegexSource source;
  if (text_find(tree_text(context->tree, node), TEXT("[]")) == TEXT_NOT_FOUND) return;
  regex_source(context->code, node, &source);
  const RegexTree *tree = regex_source_tree(context->code, &source);
  for (uint32_t i = 1; i < tree->node_count; i++) {
    const RegexNode *at = &tree->nodes[i];
    if (at->kind == REGEX_CLASS && !at->is_negated && !at->first_child)
      report(context, node, UNEXPECTED);
  }
}

const Rule rule_no_empty_character_class = {
    .name = "no-empty-character-class",
    .type = RULE_PROBLEM,
    .flags = RULE_RECOMMENDED,
    .summary = "Disallow empty classes in regular expressions",
    .why = "An empty class matches no character, so that the pattern never matches.",
    .messages = messages,
    .bad = EXAMPLES({"/^abc[]/.test(text);"}),
    .good = EXAMPLES({"/^abc[a-z]/.test(text);"}, {"/^abc[^]/.test(text);"}),
    .visits = VISITS({NODE_REGEX, check_regex}),
};
