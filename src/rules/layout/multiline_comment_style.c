// multiline-comment-style: how comments of several lines are written.
#include "base/buffer.h"
#include "rules/comments.h"
#include "rules/rule.h"
#include "rules/spaces.h"

enum {
  EXPECTED_BLOCK,
  EXPECTED_BARE_BLOCK,
  START_NEWLINE,
  END_NEWLINE,
  MISSING_STAR,
  ALIGNMENT,
  EXPECTED_LINES,
};

static const RuleMessage messages[] = {
    [EXPECTED_BLOCK] = {"expectedBlock",
                        "Expected a block comment instead of consecutive line comments."},
    [EXPECTED_BARE_BLOCK] = {"expectedBareBlock",
                             "Expected a block comment without padding stars."},
    [START_NEWLINE] = {"startNewline", "Expected a linebreak after '/*'."},
    [END_NEWLINE] = {"endNewline", "Expected a linebreak before '*/'."},
    [MISSING_STAR] = {"missingStar", "Expected a '*' at the start of this line."},
    [ALIGNMENT] = {"alignment", "Expected this line to be aligned with the start of the comment."},
    [EXPECTED_LINES] = {"expectedLines",
                        "Expected multiple line comments instead of a block comment."},
};

typedef Array(Text) Lines;

// A block comment, or line comments below one another.
typedef struct Group {
  RuleContext *context;
  TokenId first, last;
  Span span;
  bool is_block;
  Text indent;         // before it in its line: blanks
  Lines lines;         // of a block comment's value; the values of line comments
  uint32_t first_said; // the first line that is not blank
} Group;

// ---- Lines

static Text behind(Text text, uint32_t at) {
  return text_slice(text, at, text.size);
}

// Whether a line begins with a star, behind spaces; the offset behind it.
static bool has_star(Text line, uint32_t *end) {
  uint32_t at = spaces_end(line, 0);
  *end = at + 1;
  return at < line.size && line.at[at] == '*';
}

static Lines lines_of(Group *group) {
  RuleContext *context = group->context;
  const TokenTable *tokens = source_tokens(context->code);
  Lines lines = {0};
  for (TokenId id = group->first; !group->is_block && id <= group->last; id++)
    array_push(context->arena, &lines, comment_text(tokens, id));
  if (!group->is_block) return lines;
  uint32_t start = group->span.start + 2, end = group->span.end - 2;
  uint32_t last = source_line(context->code, end);
  for (uint32_t line = source_line(context->code, start); line <= last; line++) {
    uint32_t at = source_lines(context->code)->starts[line];
    uint32_t line_end = at + source_line_text(context->code, line).size;
    array_push(
        context->arena, &lines,
        text_slice(context->code->text, at < start ? start : at, line_end > end ? end : line_end));
  }
  return lines;
}

// Whether all but the first and the last line begin with stars, and those say nothing.
static bool is_starred(const Group *group) {
  uint32_t end, count = group->lines.count;
  if (!group->is_block) return false;
  for (uint32_t i = 0; i < count; i++) {
    Text line = group->lines.at[i];
    bool is_outer = i == 0 || i == count - 1;
    if (is_outer ? !text_is_blank(line) : !has_star(line, &end)) return false;
  }
  return true;
}

// Whether it is `/*` with a mark, lines that are indented, and nothing more on the last line.
static bool is_marked_block(const Group *group, char mark) {
  uint32_t count = group->lines.count;
  if (!group->is_block || count < 2) return false;
  Text first = group->lines.at[0];
  bool begins = first.size && first.at[0] == mark && text_is_blank(behind(first, 1));
  if (!begins || !text_is_blank(group->lines.at[count - 1])) return false;
  for (uint32_t i = 1; i + 1 < count; i++) {
    Text line = group->lines.at[i];
    uint32_t indent = spaces_end(line, 0);
    if (!indent || !memchr(line.at, ' ', indent)) return false;
  }
  return true;
}

static bool is_documentation(const Group *group) {
  return is_marked_block(group, '*');
}

// `/*!`, which tools keep; only the successor knows it.
static bool is_kept(const Group *group) {
  return group->context->is_stylistic && is_marked_block(group, '!');
}

// ---- What a comment says

// Takes the space off that every line begins with which says something.
static void drop_common_space(Lines *lines) {
  for (uint32_t i = 0; i < lines->count; i++) {
    if (!text_is_blank(lines->at[i]) && lines->at[i].at[0] != ' ') return;
  }
  for (uint32_t i = 0; i < lines->count; i++) {
    if (text_starts(lines->at[i], TEXT(" "))) lines->at[i] = behind(lines->at[i], 1);
  }
}

static Lines words_of_starred(const Group *group) {
  Lines lines = {0};
  for (uint32_t i = 1; i + 1 < group->lines.count; i++) {
    uint32_t end;
    has_star(group->lines.at[i], &end);
    array_push(group->context->arena, &lines, behind(group->lines.at[i], end));
  }
  drop_common_space(&lines);
  return lines;
}

// The blanks that a line begins with, a star and the blanks behind it.
static uint32_t size_of_margin(Text line) {
  uint32_t at = spaces_end(line, 0);
  if (at < line.size && line.at[at] == '*') ++at;
  return spaces_end(line, at);
}

// The lines without their margins, but for what these are wider than the least of them.
static Lines words_of_bare(const Group *group) {
  Arena *arena = group->context->arena;
  Lines lines = {0};
  uint32_t wanted = group->indent.size + 3, offset = 0;
  for (uint32_t i = 0; i < group->lines.count; i++) {
    Text line = group->lines.at[i];
    if (text_is_blank(line)) line = TEXT("");
    array_push(arena, &lines, line);
    uint32_t margin = size_of_margin(line);
    if (i > 0 && line.size && margin < wanted && wanted - margin > offset) offset = wanted - margin;
  }
  for (uint32_t i = 0; i < lines.count; i++) {
    Text line = lines.at[i];
    uint32_t margin = size_of_margin(line);
    uint32_t kept = margin > wanted ? margin + offset - wanted : 0;
    if (kept > margin) kept = margin;
    lines.at[i] = behind(line, margin - kept);
  }
  return lines;
}

static Lines words_of(const Group *group) {
  if (group->is_block) return is_starred(group) ? words_of_starred(group) : words_of_bare(group);
  Lines lines = {0};
  for (uint32_t i = 0; i < group->lines.count; i++)
    array_push(group->context->arena, &lines, group->lines.at[i]);
  drop_common_space(&lines);
  return lines;
}

// Joins lines, with the indentation of the comment before each but the first.
static Text join(const Group *group, const Lines *lines, const char *open, const char *before,
                 const char *close) {
  Buffer out = {.arena = group->context->arena};
  buffer_add_text(&out, text_of(open));
  for (uint32_t i = 0; i < lines->count; i++) {
    if (i > 0) {
      buffer_add_byte(&out, '\n');
      buffer_add_text(&out, group->indent);
      buffer_add_text(&out, text_of(before));
    }
    buffer_add_text(&out, lines->at[i]);
  }
  buffer_add_text(&out, text_of(close));
  return buffer_text(&out);
}

static bool some_has_end(const Lines *lines) {
  for (uint32_t i = 0; i < lines->count; i++) {
    if (text_find(lines->at[i], TEXT("*/")) != TEXT_NOT_FOUND) return true;
  }
  return false;
}

static Span sign_span(const Group *group) {
  return (Span){group->span.start, group->span.start + 2};
}

// ---- The three ways

static void convert_to_starred(const Group *group, const Lines *words) {
  RuleContext *context = group->context;
  RuleReport *made = report_span(context, group->span, EXPECTED_BLOCK);
  for (uint32_t i = 0; i < words->count; i++) {
    if (text_starts(words->at[i], TEXT("/"))) return; // would end the comment
  }
  Lines lines = {0};
  array_push(context->arena, &lines, TEXT("/*"));
  for (uint32_t i = 0; i < words->count; i++)
    array_push(context->arena, &lines, text_concat(context->arena, TEXT("* "), words->at[i]));
  array_push(context->arena, &lines, TEXT("*/"));
  fix_replace(made, context->arena, group->span, join(group, &lines, "", " ", ""));
}

// What comes behind the star of a line that gets one: what it is indented more than the first line
// that says something, and the blanks that this one has behind its own star.
static Text offset_behind_star(const Group *group, Text line, uint32_t indent) {
  SourceCode *code = group->context->code;
  Text model = source_line_text(code, source_line(code, group->span.start) + group->first_said);
  uint32_t star = spaces_end(model, 0);
  if (text_starts(behind(model, star), TEXT("/*")))
    star += 2;
  else if (text_starts(behind(model, star), TEXT("*")))
    star += 1;
  uint32_t margin = spaces_end(model, star);
  Text more = indent > margin ? text_slice(line, margin, indent) : TEXT("");
  Text offset = text_concat(group->context->arena, more, text_slice(model, star, margin));
  bool begins_sign = indent < line.size && line.at[indent] == '/';
  return begins_sign && offset.size == 0 ? TEXT(" ") : offset;
}

static void check_line(const Group *group, uint32_t line, Text prefix) {
  RuleContext *context = group->context;
  Text text = source_line_text(context->code, line);
  if (text_starts(text, prefix)) return;
  uint32_t start = source_lines(context->code)->starts[line], end;
  bool is_starred_line = has_star(text, &end);
  RuleReport *made = report_span(context, ((Span){start, start + text.size}),
                                 is_starred_line ? ALIGNMENT : MISSING_STAR);
  if (!is_starred_line) {
    end = spaces_end(text, 0);
    prefix = text_concat(context->arena, prefix, offset_behind_star(group, text, end));
  }
  fix_replace(made, context->arena, (Span){start, start + end}, prefix);
}

static void check_starred(const Group *group) {
  RuleContext *context = group->context;
  Lines words = words_of(group);
  if (some_has_end(&words)) return;
  if (group->last > group->first) {
    convert_to_starred(group, &words);
    return;
  }
  Text first = group->lines.at[0], last = group->lines.at[group->lines.count - 1];
  Text prefix = text_concat(context->arena, group->indent, TEXT(" *"));
  bool is_marked =
      text_starts(first, TEXT("*")) || (context->is_stylistic && text_starts(first, TEXT("!")));
  if (!text_is_blank(is_marked ? behind(first, 1) : first)) {
    RuleReport *made = report_span(context, sign_span(group), START_NEWLINE);
    fix_insert(made, context->arena, group->span.start + (is_marked ? 3 : 2),
               text_concat(context->arena, TEXT("\n"), prefix));
  }
  if (!text_is_blank(last)) {
    Span sign = {group->span.end - 2, group->span.end};
    RuleReport *made = report_span(context, sign, END_NEWLINE);
    fix_replace(made, context->arena, sign,
                text_concat(context->arena, TEXT("\n"), prefix, TEXT("/")));
  }
  uint32_t line = source_line(context->code, group->span.start),
           last_line = source_line(context->code, group->span.end);
  while (++line <= last_line) check_line(group, line, prefix);
}

static void check_separate(const Group *group) {
  RuleContext *context = group->context;
  if (!group->is_block) return;
  bool is_doc = is_documentation(group), is_notice = is_kept(group);
  if (is_doc && !option_flag(context, 1, "checkJSDoc")) return;
  if (is_notice && !option_flag(context, 1, "checkExclamation")) return;
  const TokenTable *tokens = source_tokens(context->code);
  TokenId after = token_next_any(tokens, group->last);
  if (after && source_same_line(context->code, group->span.end, tokens->at[after].start)) return;
  Lines words = words_of(group);
  if (is_doc || is_notice) words = (Lines){words.at + 1, words.count - 2, words.count - 2};
  RuleReport *made = report_span(context, sign_span(group), EXPECTED_LINES);
  fix_replace(made, context->arena, group->span,
              words.count ? join(group, &words, "// ", "// ", "") : TEXT(""));
}

static void check_bare(const Group *group) {
  RuleContext *context = group->context;
  if (is_documentation(group)) return;
  Lines words = words_of(group);
  RuleReport *made = NULL;
  if (!group->is_block && words.count > 1 && !some_has_end(&words))
    made = report_span(context, group->span, EXPECTED_BLOCK);
  else if (is_starred(group))
    made = report_span(context, sign_span(group), EXPECTED_BARE_BLOCK);
  if (made)
    fix_replace(made, context->arena, group->span, join(group, &words, "/* ", "   ", " */"));
}

// ---- Groups

static void check_group(RuleContext *context, TokenId first, TokenId last) {
  const TokenTable *tokens = source_tokens(context->code);
  Group group = {.context = context,
                 .first = first,
                 .last = last,
                 .span = {tokens->at[first].start, tokens->at[last].end},
                 .is_block = tokens->at[first].type == TOKEN_TYPE_BLOCK_COMMENT};
  if (source_same_line(context->code, group.span.start, group.span.end)) return;
  uint32_t line = source_line(context->code, group.span.start);
  group.indent =
      text_slice(context->code->text, source_lines(context->code)->starts[line], group.span.start);
  group.lines = lines_of(&group);
  while (group.first_said + 1 < group.lines.count &&
         text_is_blank(group.lines.at[group.first_said]))
    ++group.first_said;
  if (option_is(context, 0, "separate-lines"))
    check_separate(&group);
  else if (option_is(context, 0, "bare-block"))
    check_bare(&group);
  else
    check_starred(&group);
}

// Whether a comment stands alone at the beginning of its line, for people to read.
static bool is_asked(RuleContext *context, TokenId id) {
  const TokenTable *tokens = source_tokens(context->code);
  bool is_behind =
      id > 1 && source_same_line(context->code, tokens->at[id - 1].end, tokens->at[id].start);
  return !is_behind && !comment_is_for_tools(comment_text(tokens, id));
}

// Whether two comments that follow one another are line comments on lines that do.
static bool is_pair(RuleContext *context, TokenId id) {
  const TokenTable *tokens = source_tokens(context->code);
  if (tokens->at[id].type != TOKEN_TYPE_LINE_COMMENT ||
      tokens->at[id + 1].type != TOKEN_TYPE_LINE_COMMENT)
    return false;
  return source_line(context->code, tokens->at[id].end) + 1 ==
         source_line(context->code, tokens->at[id + 1].start);
}

static void check_all(RuleContext *context) {
  TokenId last = 0; // of the group before
  for (uint32_t i = 0; i < context->tree->comment_count; i++) {
    TokenId first = comment_token(context->code, i);
    if (first <= last || !is_asked(context, first)) continue;
    last = first;
    while (is_pair(context, last) && is_asked(context, last + 1)) ++last;
    check_group(context, first, last);
  }
}

const Rule rule_multiline_comment_style = {
    .name = "multiline-comment-style",
    .stylistic = "@stylistic/multiline-comment-style",
    .type = RULE_LAYOUT,
    .flags = RULE_DEPRECATED | RULE_FIXABLE,
    .summary = "Require comments of several lines to be written in one way",
    .why = "One way everywhere is easier to read: a block with a star at the beginning of each "
           "line (`starred-block`), one without (`bare-block`), or line comments "
           "(`separate-lines`). Comments that tools read are left alone, and so are those of "
           "documentation.",
    .options = "('starred-block' | 'bare-block' | 'separate-lines') = starred-block, { checkJSDoc: "
               "boolean, checkExclamation: boolean }",
    .messages = messages,
    .bad = EXAMPLES({"// This is\n// said at length.\ngo();"},
                    {"/* This is\n   said at length. */\ngo();"},
                    {"/*\n * This is\n * said at length.\n */\ngo();", "[\"separate-lines\"]"}),
    .good = EXAMPLES({"/*\n * This is\n * said at length.\n */\ngo();"},
                     {"/* This is\n   said at length. */\ngo();", "[\"bare-block\"]"},
                     {"// This is\n// said at length.\ngo();", "[\"separate-lines\"]"}),
    .end = check_all,
};
