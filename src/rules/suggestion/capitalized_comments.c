// capitalized-comments: how the first word of a comment begins.
#include "base/pattern.h"
#include "base/utf8.h"
#include "rules/comments.h"
#include "rules/letter_case.h"
#include "rules/rule.h"
#include "rules/spaces.h"

#include <ctype.h>

enum { LOWERCASE, UPPERCASE };

static const RuleMessage messages[] = {
    [LOWERCASE] = {"unexpectedLowercaseComment",
                   "Comments should not begin with a lowercase character."},
    [UPPERCASE] = {"unexpectedUppercaseComment",
                   "Comments should not begin with an uppercase character."},
};

// What is asked of comments of one kind.
typedef struct CommentSetting {
  const Pattern *ignored;
  bool ignores_inline, ignores_consecutive;
} CommentSetting;

typedef struct Settings {
  CommentSetting line, block;
} Settings;

static CommentSetting read_setting(Arena *arena, const Json *options, const char *kind) {
  const Json *own = json_get(options, text_of(kind));
  if (own) options = own;
  PatternProblem problem;
  Text pattern = json_text(json_get(options, TEXT("ignorePattern")));
  CommentSetting setting = {
      .ignores_inline = json_is(json_get(options, TEXT("ignoreInlineComments")), JSON_TRUE),
      .ignores_consecutive =
          json_is(json_get(options, TEXT("ignoreConsecutiveComments")), JSON_TRUE),
  };
  if (pattern.size) {
    Text source = text_format(arena, "^\\s*(?:%.*s)", TEXT_ARGS(pattern));
    setting.ignored = pattern_make(arena, source, &problem);
  }
  return setting;
}

static void configure(Arena *arena, const Json *const *options, void *settings) {
  Settings *made = settings;
  const Json *given = options[0] ? options[1] : NULL;
  made->line = read_setting(arena, given, "line");
  made->block = read_setting(arena, given, "block");
}

// `https://…`
static bool is_url(Text value) {
  Text text = text_trim_start(value);
  uint32_t at = 0;
  while (at < text.size && !strchr(":/?#", text.at[at]) && !isspace((unsigned char)text.at[at]))
    ++at;
  Text rest = text_slice(text, at, text.size);
  return at > 0 && text_starts(rest, TEXT("://")) && rest.size > 3 && rest.at[3] != '?' &&
         rest.at[3] != '#';
}

// ---- Places

static bool is_inline(RuleContext *context, TokenId comment) {
  const TokenTable *tokens = source_tokens(context->code);
  TokenId before = token_previous_any(tokens, comment), after = token_next_any(tokens, comment);
  const Token *at = &tokens->at[comment];
  return before && after && source_same_line(context->code, tokens->at[before].end, at->start) &&
         source_same_line(context->code, at->end, tokens->at[after].start);
}

static bool is_consecutive(RuleContext *context, TokenId comment) {
  const TokenTable *tokens = source_tokens(context->code);
  TokenId before = token_previous_any(tokens, comment);
  return before && token_is_comment(tokens, before) &&
         tokens->at[before].type != TOKEN_TYPE_SHEBANG;
}

// The offset of the first letter of a comment's text: nothing but spaces and stars before it.
static bool first_letter(Text value, uint32_t *offset, uint32_t *code) {
  uint32_t length;
  for (uint32_t i = 0; i < value.size; i += length) {
    *code = utf8_decode(value, i, &length);
    if (*code == '*' || space_size(value, i)) continue;
    *offset = i;
    return true;
  }
  return false;
}

// The other form of a letter; two of them have two letters as theirs.
static Text other_form(RuleContext *context, uint32_t code) {
  if (code == 0xDF) return TEXT("SS");
  char *bytes = arena_new(context->arena, char, 4);
  uint32_t size = utf8_encode(letter_other_case(code), bytes);
  return (Text){bytes, size};
}

static void check_comment(RuleContext *context, TokenId comment) {
  const Settings *settings = context->settings;
  const TokenTable *tokens = source_tokens(context->code);
  const Token *token = &tokens->at[comment];
  bool is_line = token->type == TOKEN_TYPE_LINE_COMMENT;
  const CommentSetting *setting = is_line ? &settings->line : &settings->block;
  Text value = comment_text(tokens, comment);
  uint32_t offset, code;
  if (!first_letter(value, &offset, &code)) return;
  bool wants_capital = !option_is(context, 0, "never");
  if (letter_case(code) != (wants_capital ? -1 : 1)) return;
  if (comment_is_for_tools(value) || (setting->ignored && pattern_matches(setting->ignored, value)))
    return;
  if (setting->ignores_inline && is_inline(context, comment)) return;
  if (setting->ignores_consecutive && is_consecutive(context, comment)) return;
  if (is_url(value)) return;
  Span span = {token->start, token->end};
  RuleReport *made = report_span(context, span, wants_capital ? LOWERCASE : UPPERCASE);
  uint32_t start = token->start + 2 + offset, length;
  utf8_decode(value, offset, &length);
  fix_replace(made, context->arena, (Span){start, start + length}, other_form(context, code));
}

static void check_program(RuleContext *context, NodeId node) {
  (void)node;
  for (uint32_t i = 0; i < context->tree->comment_count; i++)
    check_comment(context, comment_token(context->code, i));
}

const Rule rule_capitalized_comments = {
    .name = "capitalized-comments",
    .type = RULE_SUGGESTION,
    .flags = RULE_FIXABLE,
    .summary = "Require or disallow capital letters at the beginning of comments",
    .why = "Comments read as one hand's where they all begin in the same way.",
    .options = "('always' | 'never') = always, { ignorePattern: regex, ignoreInlineComments: "
               "boolean, ignoreConsecutiveComments: boolean, line: { ignorePattern: regex, "
               "ignoreInlineComments: boolean, ignoreConsecutiveComments: boolean }, block: { "
               "ignorePattern: regex, ignoreInlineComments: boolean, ignoreConsecutiveComments: "
               "boolean } }",
    .messages = messages,
    .bad = EXAMPLES({"// waits for the server\nwait();"},
                    {"// Waits for the server\nwait();", "[\"never\"]"}),
    .good = EXAMPLES({"// Waits for the server\nwait();"}, {"// https://example.org\nwait();"}),
    .settings_size = sizeof(Settings),
    .configure = configure,
    .visits = VISITS({NODE_PROGRAM, check_program}),
};
