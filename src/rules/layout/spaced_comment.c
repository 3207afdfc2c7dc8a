// spaced-comment: a space between the signs of a comment and what it says.
#include "rules/comments.h"
#include "rules/rule.h"
#include "rules/spaces.h"

enum {
  EXPECTED_AFTER,
  EXPECTED_EXCEPTION,
  EXPECTED_BEFORE,
  UNEXPECTED_AFTER,
  UNEXPECTED_AFTER_MARKER,
  UNEXPECTED_BEFORE,
};

static const RuleMessage messages[] = {
    [EXPECTED_AFTER] = {"expectedSpaceAfter", "Expected space or tab after '{0}' in comment."},
    [EXPECTED_EXCEPTION] = {"expectedExceptionAfter",
                            "Expected exception block, space or tab after '{0}' in comment."},
    [EXPECTED_BEFORE] = {"expectedSpaceBefore", "Expected space or tab before '*/' in comment."},
    [UNEXPECTED_AFTER] = {"unexpectedSpaceAfter",
                          "Unexpected space or tab after '{0}' in comment."},
    [UNEXPECTED_AFTER_MARKER] = {"unexpectedSpaceAfterMarker",
                                 "Unexpected space or tab after marker ({0}) in comment."},
    [UNEXPECTED_BEFORE] = {"unexpectedSpaceBefore",
                           "Unexpected space or tab before '*/' in comment."},
};

typedef Array(Text) Texts;

// What is asked of comments of one kind.
typedef struct CommentSetting {
  Texts markers;    // that a comment may begin with; `*` is always one
  Texts exceptions; // that may be repeated instead of a space
} CommentSetting;

typedef struct Settings {
  CommentSetting line, block;
  bool is_balanced;
} Settings;

static Texts read_list(Arena *arena, const Json *options, const char *kind, const char *key) {
  Texts texts = {0};
  const Json *list = json_get(json_get(options, text_of(kind)), text_of(key));
  if (!list) list = json_get(options, text_of(key));
  for (const Json *each = list ? list->first_child : NULL; each; each = each->next)
    array_push(arena, &texts, each->text);
  return texts;
}

static CommentSetting read_setting(Arena *arena, const Json *options, const char *kind) {
  CommentSetting setting = {read_list(arena, options, kind, "markers"),
                            read_list(arena, options, kind, "exceptions")};
  array_push(arena, &setting.markers, TEXT("*"));
  return setting;
}

static void configure(Arena *arena, const Json *const *options, void *settings) {
  Settings *made = settings;
  const Json *given = options[0] ? options[1] : NULL;
  made->line = read_setting(arena, given, "line");
  made->block = read_setting(arena, given, "block");
  const Json *block = json_get(given, TEXT("block"));
  made->is_balanced = json_is(json_get(block, TEXT("balanced")), JSON_TRUE);
}

// ---- The beginning

// Whether an exception is repeated from `at` up to the end of the line.
static bool is_exception(Text value, uint32_t at, Text exception) {
  bool is_there = false;
  while (exception.size && text_starts(text_slice(value, at, value.size), exception)) {
    at += exception.size;
    is_there = true;
  }
  if (!is_there && exception.size) return false;
  Text rest = text_slice(value, at, value.size);
  return rest.size == 0 || rest.at[0] == '\n' || rest.at[0] == '\r' ||
         text_starts(rest, TEXT("\u2028")) || text_starts(rest, TEXT("\u2029"));
}

static bool begins_well(const CommentSetting *setting, Text value, uint32_t at) {
  if (space_size(value, at)) return true;
  for (uint32_t i = 0; i < setting->exceptions.count; i++) {
    if (is_exception(value, at, setting->exceptions.at[i])) return true;
  }
  return false;
}

static bool begins_with_space(const CommentSetting *setting, Text value, uint32_t at) {
  (void)setting;
  return at < value.size && (value.at[at] == ' ' || value.at[at] == '\t');
}

// Whether the comment begins as `begins` says, perhaps behind a marker: the first one that fits.
typedef bool Begins(const CommentSetting *setting, Text value, uint32_t at);
static bool begins_behind_marker(const CommentSetting *setting, Text value, Begins *begins,
                                 Text *marker) {
  for (uint32_t i = 0; i < setting->markers.count; i++) {
    *marker = setting->markers.at[i];
    if (text_starts(value, *marker) && begins(setting, value, marker->size)) return true;
  }
  *marker = TEXT("");
  return begins(setting, value, 0);
}

static Text marker_of(const CommentSetting *setting, Text value) {
  for (uint32_t i = 0; i < setting->markers.count; i++) {
    if (text_starts(value, setting->markers.at[i])) return setting->markers.at[i];
  }
  return TEXT("");
}

static void expect_space_after(RuleContext *context, const CommentSetting *setting, Span span,
                               Text value) {
  Text marker;
  if (begins_behind_marker(setting, value, begins_well, &marker)) return;
  uint32_t behind = span.start + 2 + marker_of(setting, value).size;
  RuleReport *made =
      report_span(context, span, setting->exceptions.count ? EXPECTED_EXCEPTION : EXPECTED_AFTER,
                  text_slice(context->code->text, span.start, behind));
  fix_insert(made, context->arena, behind, TEXT(" "));
}

static void expect_no_space_after(RuleContext *context, const CommentSetting *setting, Span span,
                                  Text value) {
  Text marker;
  if (!begins_behind_marker(setting, value, begins_with_space, &marker)) return;
  Text sign = text_slice(context->code->text, span.start, span.start + 2);
  RuleReport *made =
      report_span(context, span, marker.size ? UNEXPECTED_AFTER_MARKER : UNEXPECTED_AFTER,
                  marker.size ? marker : sign);
  uint32_t end = marker.size;
  while (begins_with_space(setting, value, end)) ++end;
  fix_replace(made, context->arena, (Span){span.start, span.start + 2 + end},
              text_concat(context->arena, sign, marker));
}

// ---- The end

static bool ends_well(const CommentSetting *setting, Text value) {
  if (space_size_before(value, value.size)) return true;
  for (uint32_t i = 0; i < setting->exceptions.count; i++) {
    if (text_ends(value, setting->exceptions.at[i])) return true;
  }
  return false;
}

static void check_end(RuleContext *context, const CommentSetting *setting, Span span, Text value) {
  uint32_t end = span.end - 2, size = value.size;
  if (!option_is(context, 0, "never")) {
    if (ends_well(setting, value)) return;
    fix_insert(report_span(context, span, EXPECTED_BEFORE), context->arena, end, TEXT(" "));
    return;
  }
  while (size && (value.at[size - 1] == ' ' || value.at[size - 1] == '\t')) --size;
  if (size == value.size) return;
  Span spaces = {end - (value.size - size), end};
  fix_remove(report_span(context, span, UNEXPECTED_BEFORE), context->arena, spaces);
}

static void check_comment(RuleContext *context, TokenId comment) {
  const Settings *settings = context->settings;
  const TokenTable *tokens = source_tokens(context->code);
  bool is_block = tokens->at[comment].type == TOKEN_TYPE_BLOCK_COMMENT;
  const CommentSetting *setting = is_block ? &settings->block : &settings->line;
  Text value = comment_text(tokens, comment);
  if (value.size == 0) return;
  for (uint32_t i = 0; i < setting->markers.count; i++) {
    if (text_is(value, setting->markers.at[i])) return;
  }
  Span span = {tokens->at[comment].start, tokens->at[comment].end};
  if (option_is(context, 0, "never"))
    expect_no_space_after(context, setting, span, value);
  else
    expect_space_after(context, setting, span, value);
  if (is_block && settings->is_balanced) check_end(context, setting, span, value);
}

static void check_all(RuleContext *context) {
  for (uint32_t i = 0; i < context->tree->comment_count; i++)
    check_comment(context, comment_token(context->code, i));
}

const Rule rule_spaced_comment = {
    .name = "spaced-comment",
    .stylistic = "@stylistic/spaced-comment",
    .type = RULE_LAYOUT,
    .flags = RULE_DEPRECATED | RULE_FIXABLE,
    .summary = "Require or disallow a space behind the sign that begins a comment",
    .why = "With a space, the first word is easier to read, and prose is told from code that "
           "somebody has commented out. Markers such as `/// <reference>` and rows of signs may "
           "be excepted.",
    .options = "('always' | 'never') = always, { exceptions: string[], markers: string[], line: { "
               "exceptions: string[], markers: string[] }, block: { exceptions: string[], markers: "
               "string[], balanced: boolean = false } }",
    .messages = messages,
    .bad = EXAMPLES({"//waits for the server\nwait();"}, {"// wait();", "[\"never\"]"},
                    {"go(/* fast*/ true);", "[\"always\", {\"block\": {\"balanced\": true}}]"}),
    .good = EXAMPLES({"// waits for the server\nwait();"}, {"/** Goes. */\nfunction go() {}"},
                     {"//--------\n// Waiting", "[\"always\", {\"exceptions\": [\"-\"]}]"},
                     {"//! Licence", "[\"always\", {\"markers\": [\"!\"]}]"}),
    .settings_size = sizeof(Settings),
    .configure = configure,
    .end = check_all,
};
