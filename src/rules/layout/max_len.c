// max-len: how long lines may be.
#include "base/search.h"
#include "base/utf8.h"
#include "rules/comments.h"
#include "rules/option_patterns.h"
#include "rules/rule.h"
#include "rules/spaces.h"

enum { MAX, MAX_COMMENT };

static const RuleMessage messages[] = {
    [MAX] = {"max", "This line has a length of {0}. Maximum allowed is {1}."},
    [MAX_COMMENT] = {"maxComment",
                     "This line has a comment length of {0}. Maximum allowed is {1}."},
};

typedef struct Settings {
  uint32_t limit, comment_limit, tab_width;
  const Pattern *ignored;
  bool has_comment_limit, ignores_comments, ignores_trailing, ignores_urls;
  bool ignores_strings, ignores_templates, ignores_regexes;
} Settings;

static bool has_flag(const Json *given, const char *key) {
  return json_is(json_get(given, text_of(key)), JSON_TRUE);
}

static void read_number(const Json *given, uint32_t *number) {
  if (json_is(given, JSON_NUMBER)) *number = (uint32_t)given->number;
}

// Only the last option is looked at for its fields; numbers before it are the limit and the width
// of a tab.
static void configure(Arena *arena, const Json *const *options, void *settings) {
  Settings *made = settings;
  const Json *last = NULL;
  for (uint32_t i = 0; options[i]; i++) last = options[i];
  *made = (Settings){.limit = 80, .tab_width = 4};
  read_number(json_get(last, TEXT("code")), &made->limit);
  read_number(json_get(last, TEXT("tabWidth")), &made->tab_width);
  read_number(json_get(last, TEXT("comments")), &made->comment_limit);
  read_number(options[0], &made->limit);
  if (options[0]) read_number(options[1], &made->tab_width);
  made->has_comment_limit = made->comment_limit > 0;
  made->ignored = option_pattern(arena, last, "ignorePattern");
  made->ignores_comments = has_flag(last, "ignoreComments");
  made->ignores_trailing = made->ignores_comments || has_flag(last, "ignoreTrailingComments");
  made->ignores_urls = has_flag(last, "ignoreUrls");
  made->ignores_strings = has_flag(last, "ignoreStrings");
  made->ignores_templates = has_flag(last, "ignoreTemplateLiterals");
  made->ignores_regexes = has_flag(last, "ignoreRegExpLiterals");
}

// ---- Comments

// A line, and what of it is measured.
typedef struct Line {
  Span span;       // without its end
  bool is_comment; // and nothing else
} Line;

// Where a comment is; where it stands in braces of JSX by itself, on one line, where they are.
static Span comment_span(RuleContext *context, TokenId id) {
  const TokenTable *tokens = source_tokens(context->code);
  NodeId open = tokens->at[token_previous(tokens, id)].node;
  NodeId around = tree_node(context->tree, open)->parent;
  Span span = {tokens->at[id].start, tokens->at[id].end};
  if (tree_kind(context->tree, around) != NODE_JSX_EXPRESSION) return span;
  const Node *braces = tree_node(context->tree, around);
  bool is_empty = tree_first_named(context->tree, around) == NO_NODE;
  bool is_in_line = is_empty && source_same_line(context->code, braces->start, braces->end);
  return is_in_line ? (Span){braces->start, braces->end} : span;
}

// Takes the comments at the end of the line off, and the spaces before them.
static void strip_comments(RuleContext *context, uint32_t count, Line *line) {
  Text source = context->code->text;
  Span last = {SPAN_OPEN, SPAN_OPEN};
  while (count-- > 0) {
    Span comment = comment_span(context, comment_token(context->code, count));
    if (comment.start == last.start) continue;
    bool is_at_end =
        comment.end == line->span.end || (comment.end > line->span.end && last.start == SPAN_OPEN);
    if (comment.start < line->span.start || !is_at_end) return;
    last = comment;
    Text rest = text_slice(source, line->span.start, comment.start);
    for (uint32_t size; (size = space_size_before(rest, rest.size));) rest.size -= size;
    line->span.end = line->span.start + rest.size;
  }
}

// Looks at the last comment that begins in the line or before it.
static void look_at_comments(RuleContext *context, Line *line) {
  const Settings *settings = context->settings;
  const Tree *tree = context->tree;
  uint32_t count = search_first(tree->comments, tree->comment_count, start, line->span.end);
  bool is_shebang =
      line->span.start == 0 && tree_child_of_kind(tree, NODE_ROOT, NODE_HASH_BANG_LINE) != NO_NODE;
  if (is_shebang) line->is_comment = true;
  if (count == 0 || is_shebang) return;
  Span comment = comment_span(context, comment_token(context->code, count - 1));
  bool is_first = comment.start < line->span.start ||
                  text_is_blank(text_slice(context->code->text, line->span.start, comment.start));
  if (is_first && comment.end >= line->span.end)
    line->is_comment = true;
  else if (settings->ignores_trailing)
    strip_comments(context, count, line);
}

// ---- Lines

// `a://b`
static bool has_url(Text text) {
  for (uint32_t from = 1, at; from < text.size; from = at + 1) {
    at = text_find(text_slice(text, from, text.size), TEXT("://"));
    if (at == TEXT_NOT_FOUND) return false;
    at += from;
    bool begins = !strchr(":/?#", text.at[at - 1]),
         goes_on = at + 3 < text.size && !strchr("?#", text.at[at + 3]);
    if (begins && goes_on) return true;
  }
  return false;
}

static bool is_ignored_token(const Settings *settings, uint8_t type) {
  switch ((int)type) {
  case TOKEN_TYPE_STRING: return settings->ignores_strings;
  case TOKEN_TYPE_TEMPLATE: return settings->ignores_templates;
  case TOKEN_TYPE_REGEX: return settings->ignores_regexes;
  default: return false;
  }
}

static bool has_ignored_token(RuleContext *context, Span line) {
  const Settings *settings = context->settings;
  if (!settings->ignores_strings && !settings->ignores_templates && !settings->ignores_regexes)
    return false;
  const TokenTable *tokens = source_tokens(context->code);
  TokenId id = token_around(tokens, line.start);
  if (!id) id = token_at(tokens, line.start);
  for (; id && tokens->at[id].start < line.end; id = token_next_any(tokens, id)) {
    if (is_ignored_token(settings, tokens->at[id].type)) return true;
  }
  return false;
}

// How many columns a line takes: a tab goes up to the next multiple of its width.
static uint32_t columns_of(Text line, uint32_t tab_width) {
  int64_t columns = 0, units = 0, more = 0;
  for (uint32_t at = 0, size; at < line.size; at += size) {
    uint32_t code = utf8_decode(line, at, &size);
    if (code == '\t') {
      int64_t used = tab_width ? (units + more) % tab_width : 0;
      more += (int64_t)tab_width - used - 1;
    }
    columns++;
    units += size == 4 ? 2 : 1;
  }
  return (uint32_t)(columns + more);
}

static void check_line(RuleContext *context, Span span) {
  const Settings *settings = context->settings;
  Line line = {.span = span};
  if (settings->ignores_trailing || settings->has_comment_limit) look_at_comments(context, &line);
  if (line.is_comment && settings->ignores_comments) return;
  Text text = text_slice(context->code->text, line.span.start, line.span.end);
  uint32_t columns = columns_of(text, settings->tab_width);
  bool is_comment = line.is_comment && settings->has_comment_limit;
  uint32_t limit = is_comment ? settings->comment_limit : settings->limit;
  if (columns <= limit) return;
  if ((settings->ignored && pattern_matches(settings->ignored, text)) ||
      (settings->ignores_urls && has_url(text)) || has_ignored_token(context, span))
    return;
  report_span(context, line.span, is_comment ? MAX_COMMENT : MAX,
              text_format(context->arena, "%u", columns), text_format(context->arena, "%u", limit));
}

static void check_all(RuleContext *context) {
  const Settings *settings = context->settings;
  const SourceLines *lines = source_lines(context->code);
  Text source = context->code->text;
  uint32_t least = settings->limit;
  if (settings->has_comment_limit && settings->comment_limit < least)
    least = settings->comment_limit;
  for (uint32_t line = 0; line < lines->count; line++) {
    uint32_t start = lines->starts[line],
             end = line + 1 < lines->count ? lines->starts[line + 1] : source.size;
    if (end - start <= least && !memchr(source.at + start, '\t', end - start)) continue;
    Text text = source_line_text(context->code, line);
    check_line(context, (Span){start, start + text.size});
  }
}

const Rule rule_max_len = {
    .name = "max-len",
    .stylistic = "@stylistic/max-len",
    .type = RULE_LAYOUT,
    .flags = RULE_DEPRECATED,
    .summary = "Require lines that are not too long",
    .why = "Long lines are hard to read, and do not fit beside one another on a screen.",
    .options = "integer | { code: integer, comments: integer, tabWidth: integer, ignorePattern: "
               "regex, ignoreComments: boolean, ignoreStrings: boolean, ignoreUrls: boolean, "
               "ignoreTemplateLiterals: boolean, ignoreRegExpLiterals: boolean, "
               "ignoreTrailingComments: boolean }, integer | { code: integer, comments: integer, "
               "tabWidth: integer, ignorePattern: regex, ignoreComments: boolean, ignoreStrings: "
               "boolean, ignoreUrls: boolean, ignoreTemplateLiterals: boolean, "
               "ignoreRegExpLiterals: boolean, ignoreTrailingComments: boolean }, { code: integer, "
               "comments: integer, tabWidth: integer, ignorePattern: regex, ignoreComments: "
               "boolean, ignoreStrings: boolean, ignoreUrls: boolean, ignoreTemplateLiterals: "
               "boolean, ignoreRegExpLiterals: boolean, ignoreTrailingComments: boolean }",
    .messages = messages,
    .bad = EXAMPLES({"go(first, second);", "[10]"},
                    {"// waits for the server\nwait();", "[{\"code\": 80, \"comments\": 20}]"}),
    .good = EXAMPLES({"go(first, second);"},
                     {"open(\"https://example.org\");", "[10, {\"ignoreStrings\": true}]"},
                     {"wait(); // for the server", "[10, {\"ignoreTrailingComments\": true}]"}),
    .settings_size = sizeof(Settings),
    .configure = configure,
    .end = check_all,
};
