// no-inline-comments: comments on a line with code.
#include "rules/option_patterns.h"
#include "rules/rule.h"

enum { UNEXPECTED };

static const RuleMessage messages[] = {
    [UNEXPECTED] = {"unexpectedInlineComment", "Unexpected comment inline with code."},
};

typedef struct Settings {
  const Pattern *ignored;
} Settings;

static void configure(Arena *arena, const Json *const *options, void *settings) {
  Settings *made = settings;
  made->ignored = option_pattern(arena, options[0], "ignorePattern");
}

static bool is_blank(Text text) {
  for (uint32_t i = 0; i < text.size; i++) {
    if (text.at[i] != ' ' && text.at[i] != '\t') return false;
  }
  return true;
}

static bool is_directive(Text text) {
  while (text.size && (text.at[0] == ' ' || text.at[0] == '\t'))
    text = text_slice(text, 1, text.size);
  return text_starts(text, TEXT("eslint")) || text_starts(text, TEXT("global ")) ||
         text_starts(text, TEXT("globals ")) || text_starts(text, TEXT("exported "));
}

static Text trimmed(Text text) {
  while (text.size && strchr(" \t", text.at[0])) text = text_slice(text, 1, text.size);
  while (text.size && strchr(" \t", text.at[text.size - 1])) text.size--;
  return text;
}

// `{/* comment */}` in JSX, with nothing else on its lines.
static bool is_in_jsx(RuleContext *context, TokenId comment, Text before, Text after) {
  const TokenTable *tokens = source_tokens(context->code);
  TokenId open = token_previous(tokens, comment);
  NodeId parent = tree_node(context->tree, tokens->at[open].node)->parent;
  if (!token_is(tokens, open, TOKEN_BRACE_OPEN)) return false;
  if (tree_kind(context->tree, parent) != NODE_JSX_EXPRESSION) return false;
  before = trimmed(before);
  after = trimmed(after);
  return (before.size == 0 || text_is(before, TEXT("{"))) &&
         (after.size == 0 || text_is(after, TEXT("}")));
}

static void check_comment(RuleContext *context, TokenId comment) {
  SourceCode *code = context->code;
  const Settings *settings = context->settings;
  const TokenTable *tokens = source_tokens(code);
  Span span = {tokens->at[comment].start, tokens->at[comment].end};
  const uint32_t *starts = source_lines(code)->starts;
  uint32_t first = source_line(code, span.start), last = source_line(code, span.end);
  Text before = text_slice(code->text, starts[first], span.start);
  Text end = source_line_text(code, last),
       after = text_slice(end, span.end - starts[last], end.size);
  if (is_blank(before) && is_blank(after)) return;
  Text text = comment_text(tokens, comment);
  if (is_directive(text) || (settings->ignored && pattern_matches(settings->ignored, text))) return;
  if (!is_in_jsx(context, comment, before, after)) report_span(context, span, UNEXPECTED);
}

static void check_all(RuleContext *context) {
  const TokenTable *tokens = source_tokens(context->code);
  for (TokenId id = 1; id < tokens->count; id++) {
    bool is_shebang = tokens->at[id].type == TOKEN_TYPE_SHEBANG;
    if (token_is_comment(tokens, id) && !is_shebang) check_comment(context, id);
  }
}

const Rule rule_no_inline_comments = {
    .name = "no-inline-comments",
    .type = RULE_SUGGESTION,
    .summary = "Disallow comments on a line with code",
    .why =
        "Comments on lines of their own keep lines short, and are not moved about with the code.",
    .options = "{ ignorePattern: regex }",
    .messages = messages,
    .bad = EXAMPLES({"const a = 1; // the first"}),
    .good = EXAMPLES({"// the first\nconst a = 1;"}),
    .settings_size = sizeof(Settings),
    .configure = configure,
    .end = check_all,
};
