// line-comment-position: line comments above the code that they are about, or beside it.
#include "rules/comments.h"
#include "rules/option_patterns.h"
#include "rules/rule.h"
#include "rules/spaces.h"

enum { ABOVE, BESIDE };

static const RuleMessage messages[] = {
    [ABOVE] = {"above", "Expected comment to be above code."},
    [BESIDE] = {"beside", "Expected comment to be beside code."},
};

typedef struct Settings {
  bool is_beside, ignores_tools;
  const Pattern *ignored;
} Settings;

static void configure(Arena *arena, const Json *const *options, void *settings) {
  Settings *made = settings;
  const Json *given = options[0];
  Text position =
      json_is(given, JSON_STRING) ? given->text : json_text(json_get(given, TEXT("position")));
  const Json *ignores = json_get(given, TEXT("applyDefaultIgnorePatterns"));
  if (!ignores) ignores = json_get(given, TEXT("applyDefaultPatterns"));
  *made = (Settings){.is_beside = text_is(position, TEXT("beside")),
                     .ignores_tools = !json_is(ignores, JSON_FALSE),
                     .ignored = option_pattern(arena, given, "ignorePattern")};
}

// `falls through`
static bool is_fall_through(Text value) {
  value = text_trim_start(value);
  if (!text_starts(value, TEXT("fall"))) return false;
  uint32_t at = 4;
  if (at < value.size && value.at[at] == 's') ++at;
  at += space_size(value, at);
  return text_starts(text_slice(value, at, value.size), TEXT("through"));
}

static void check_comment(RuleContext *context, TokenId comment) {
  const Settings *settings = context->settings;
  const TokenTable *tokens = source_tokens(context->code);
  Span span = {tokens->at[comment].start, tokens->at[comment].end};
  TokenId before = token_previous_any(tokens, comment);
  bool is_beside = before && source_same_line(context->code, tokens->at[before].end, span.start);
  if (is_beside == settings->is_beside) return;
  Text value = comment_text(tokens, comment);
  if (settings->ignores_tools && (comment_is_for_tools(value) || is_fall_through(value))) return;
  if (settings->ignored && pattern_matches(settings->ignored, value)) return;
  report_span(context, span, settings->is_beside ? BESIDE : ABOVE);
}

static void check_all(RuleContext *context) {
  for (uint32_t i = 0; i < context->tree->comment_count; i++) {
    TokenId id = comment_token(context->code, i);
    if (source_tokens(context->code)->at[id].type == TOKEN_TYPE_LINE_COMMENT)
      check_comment(context, id);
  }
}

const Rule rule_line_comment_position = {
    .name = "line-comment-position",
    .stylistic = "@stylistic/line-comment-position",
    .type = RULE_LAYOUT,
    .flags = RULE_DEPRECATED,
    .summary = "Require line comments above the code, or beside it",
    .why = "One way everywhere is easier to read, and comments above the code leave room for it.",
    .options = "('above' | 'beside' | { position: 'above' | 'beside' = above, ignorePattern: "
               "regex, applyDefaultPatterns: boolean, applyDefaultIgnorePatterns: boolean }) = "
               "above",
    .messages = messages,
    .bad = EXAMPLES({"go(); // at once"}, {"// at once\ngo();", "[\"beside\"]"}),
    .good = EXAMPLES({"// at once\ngo();"}, {"go(); // at once", "[\"beside\"]"},
                     {"go(); // eslint-disable-line no-undef"},
                     {"go(); // TS: any", "[{\"ignorePattern\": \"^ TS:\"}]"}),
    .settings_size = sizeof(Settings),
    .configure = configure,
    .end = check_all,
};
