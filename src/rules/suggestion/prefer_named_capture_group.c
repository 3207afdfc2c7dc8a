// prefer-named-capture-group: groups that are only numbered.
#include "rules/regex_sources.h"

enum { ADD_NAME, ADD_NON_CAPTURE, REQUIRED };

static const RuleMessage messages[] = {
    [ADD_NAME] = {"addGroupName", "Add name to capture group."},
    [ADD_NON_CAPTURE] = {"addNonCapture", "Convert group to non-capturing."},
    [REQUIRED] = {"required",
                  "Capture group '{0}' should be converted to a named or non-capturing group."},
};

static void report_group(RuleContext *context, const RegexSource *source, const RegexTree *tree,
                         RegexId id) {
  const RegexNode *group = &tree->nodes[id];
  RuleReport *made = report(context, source->node, REQUIRED, regex_text(tree, id));
  uint32_t place;
  if (!regex_source_place(context->code, source, group->start + 1, &place)) return;
  RuleSuggestion *name = suggest(context, made, ADD_NAME);
  edits_replace(&name->edits, context->arena, (Span){place, place},
                text_format(context->arena, "?<temp%u>", group->value));
  RuleSuggestion *plain = suggest(context, made, ADD_NON_CAPTURE);
  edits_replace(&plain->edits, context->arena, (Span){place, place}, TEXT("?:"));
}

static void check_source(RuleContext *context, const RegexSource *source) {
  if (text_find_byte(source->pattern, '(', 0) == TEXT_NOT_FOUND) return;
  const RegexTree *tree = regex_source_tree(context->code, source);
  for (uint32_t i = 0; tree && i < tree->capture_count; i++) {
    if (!tree->nodes[tree->captures[i]].name.size)
      report_group(context, source, tree, tree->captures[i]);
  }
}

static void check_literal(RuleContext *context, NodeId node) {
  RegexSource source;
  if (regex_source(context->code, node, &source)) check_source(context, &source);
}

static void check_calls(RuleContext *context) {
  const RegexCalls *calls = regex_calls(context->code);
  for (uint32_t i = 0; i < calls->count; i++) {
    RegexSource source;
    if (regex_call_source(context->code, calls->at[i], &source)) check_source(context, &source);
  }
}

const Rule rule_prefer_named_capture_group = {
    .name = "prefer-named-capture-group",
    .type = RULE_SUGGESTION,
    .flags = RULE_SUGGESTS,
    .summary = "Require names for the groups of regular expressions",
    .why = "A name says what a group is for, and does not change when another group comes before "
           "it.",
    .messages = messages,
    .bad = EXAMPLES({"const date = /(\\d{4})-\\d{2}/;"}),
    .good = EXAMPLES({"const date = /(?<year>\\d{4})-\\d{2}/;"}, {"const date = /(?:\\d{4})/;"}),
    .end = check_calls,
    .visits = VISITS({NODE_REGEX, check_literal}),
};
