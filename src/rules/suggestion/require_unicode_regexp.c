// require-unicode-regexp: regular expressions without the flag u or v.
#include "rules/regex_sources.h"
#include "rules/static_names.h"
#include "syntax/regex.h"

enum { ADD_U, ADD_V, REQUIRE_U, REQUIRE_V };

static const RuleMessage messages[] = {
    [ADD_U] = {"addUFlag", "Add the 'u' flag."},
    [ADD_V] = {"addVFlag", "Add the 'v' flag."},
    [REQUIRE_U] = {"requireUFlag", "Use the 'u' flag."},
    [REQUIRE_V] = {"requireVFlag", "Use the 'v' flag."},
};

static bool has_flag(Text flags, char flag) {
  return text_find_byte(flags, flag, 0) != TEXT_NOT_FOUND;
}

// The flag that is asked for: 'u', 'v', or 0 for any of them.
static char wanted_flag(RuleContext *context) {
  Text given = json_text(option_field(context, 0, "requireFlag"));
  return given.size ? *given.at : 0;
}

static bool is_missing(RuleContext *context, Text flags) {
  char wanted = wanted_flag(context);
  return wanted ? !has_flag(flags, wanted) : !has_flag(flags, 'u') && !has_flag(flags, 'v');
}

static RuleReport *complain(RuleContext *context, NodeId node) {
  return report(context, node, wanted_flag(context) == 'v' ? REQUIRE_V : REQUIRE_U);
}

static void check_literal(RuleContext *context, NodeId node) {
  RegexSource source;
  RegexError error;
  regex_source(context->code, node, &source);
  if (!is_missing(context, source.flags)) return;
  RuleReport *made = complain(context, node);
  char flag = wanted_flag(context) == 'v' ? 'v' : 'u', other = flag == 'v' ? 'u' : 'v';
  if (!regex_check_pattern(context->arena, source.pattern, flag == 'u', flag == 'v', &error))
    return;
  RuleSuggestion *adding = suggest(context, made, flag == 'v' ? ADD_V : ADD_U);
  uint32_t end = tree_node(context->tree, node)->end;
  uint32_t at = text_find_byte(source.flags, other, 0);
  Text text = {&flag, 1};
  text = text_copy(context->arena, text);
  Span span = {end, end};
  if (at != TEXT_NOT_FOUND) {
    span.start = end - source.flags.size + at;
    span.end = span.start + 1;
  }
  edits_replace(&adding->edits, context->arena, span, text);
}

static void check_call(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeId first = argument_at(tree, node, 0), flags = argument_at(tree, node, 1);
  if (tree_kind(tree, first) == NODE_SPREAD_ELEMENT) return;
  Text text;
  if (flags && (!regex_constant_text(context->code, flags, &text) || !is_missing(context, text)))
    return;
  complain(context, node);
}

static void check_calls(RuleContext *context) {
  const RegexCalls *calls = regex_calls(context->code);
  for (uint32_t i = 0; i < calls->count; i++) check_call(context, calls->at[i]);
}

const Rule rule_require_unicode_regexp = {
    .name = "require-unicode-regexp",
    .type = RULE_SUGGESTION,
    .flags = RULE_SUGGESTS,
    .summary = "Require the flag `u` or `v` for regular expressions",
    .why = "Without one of them, characters beyond U+FFFF are two, and mistakes in a pattern are "
           "taken for text.",
    .options = "{ requireFlag: ('u' | 'v') }",
    .messages = messages,
    .bad = EXAMPLES({"const a = /b/;"}, {"new RegExp(\"b\", \"g\");"},
                    {"const flags = \"gu\";\nnew RegExp(\"b\", flags[0]);"}),
    .good = EXAMPLES({"const a = /b/u;"}, {"const a = /b/v;", "[{\"requireFlag\": \"v\"}]"}),
    .end = check_calls,
    .visits = VISITS({NODE_REGEX, check_literal}),
};
