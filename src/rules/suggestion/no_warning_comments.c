// no-warning-comments: what comments say is still to be done.
#include "base/buffer.h"
#include "base/pattern.h"
#include "base/utf8.h"
#include "rules/rule.h"

#include <ctype.h>

enum { UNEXPECTED };

static const RuleMessage messages[] = {
    [UNEXPECTED] = {"unexpectedComment", "Unexpected '{0}' comment: '{1}'."},
};

enum { SHOWN_LIMIT = 40 }; // of a comment, in UTF-16 units

typedef struct Term {
  Text text;
  const Pattern *pattern;
} Term;

typedef struct Settings {
  Array(Term) terms;
} Settings;

static void add_escaped(Buffer *out, Text text) {
  for (uint32_t i = 0; i < text.size; i++) {
    if (strchr("\\^$.*+?()[]{}|/-", text.at[i])) buffer_add_byte(out, '\\');
    buffer_add_byte(out, text.at[i]);
  }
}

static bool is_word(char byte) {
  return byte == '_' || isalnum((unsigned char)byte);
}

// The pattern that finds a term: whole words only, and only behind spaces and decorations unless it
// may be anywhere.
static const Pattern *pattern_of(Arena *arena, Text term, bool is_anywhere,
                                 const Json *decorations) {
  Buffer out = {.arena = arena};
  if (is_anywhere) {
    if (is_word(term.at[0])) buffer_add_literal(&out, "\\b");
  } else {
    buffer_add_literal(&out, "^[\\s");
    for (const Json *each = decorations ? decorations->first_child : NULL; each; each = each->next)
      add_escaped(&out, each->text);
    buffer_add_literal(&out, "]*");
  }
  add_escaped(&out, term);
  if (is_word(term.at[term.size - 1])) buffer_add_literal(&out, "\\b");
  PatternProblem problem;
  return pattern_make_caseless(arena, buffer_text(&out), &problem);
}

static void configure(Arena *arena, const Json *const *options, void *settings) {
  Settings *made = settings;
  bool is_anywhere = text_is(json_text(json_get(options[0], TEXT("location"))), TEXT("anywhere"));
  const Json *decorations = json_get(options[0], TEXT("decoration")),
             *terms = json_get(options[0], TEXT("terms"));
  for (const Json *each = terms ? terms->first_child : NULL; each; each = each->next) {
    if (each->text.size)
      array_push(arena, &made->terms,
                 (Term){each->text, pattern_of(arena, each->text, is_anywhere, decorations)});
  }
}

// The comment in a line, its words cut where it gets long.
static Text shown(RuleContext *context, Text comment) {
  Buffer out = {.arena = context->arena};
  bool is_cut = false;
  uint32_t units = 0;
  for (uint32_t at = 0; at < comment.size;) {
    while (at < comment.size && isspace((unsigned char)comment.at[at])) ++at;
    uint32_t end = at;
    while (end < comment.size && !isspace((unsigned char)comment.at[end])) ++end;
    if (end == at) break;
    Text word = text_slice(comment, at, end);
    uint32_t more = utf8_utf16_length(word) + (units ? 1 : 0);
    if (units + more > SHOWN_LIMIT) {
      is_cut = true;
      break;
    }
    if (units) buffer_add_byte(&out, ' ');
    buffer_add_text(&out, word);
    units += more;
    at = end;
  }
  if (is_cut) buffer_add_literal(&out, "...");
  return buffer_text(&out);
}

static void check_comment(RuleContext *context, Text text, Span span) {
  const Settings *settings = context->settings;
  for (uint32_t i = 0; i < settings->terms.count; i++) {
    const Term *term = &settings->terms.at[i];
    if (term->pattern && pattern_matches(term->pattern, text))
      report_span(context, span, UNEXPECTED, term->text, shown(context, text));
  }
}

static void check_all(RuleContext *context) {
  const Tree *tree = context->tree;
  for (uint32_t i = 0; i < tree->comment_count; i++) {
    const Comment *comment = &tree->comments[i];
    if (comment->is_html) continue;
    bool is_block = tree->source.at[comment->start + 1] == '*';
    Text text = text_slice(tree->source, comment->start + 2, comment->end - (is_block ? 2 : 0));
    check_comment(context, text, (Span){comment->start, comment->end});
  }
}

const Rule rule_no_warning_comments = {
    .name = "no-warning-comments",
    .type = RULE_SUGGESTION,
    .summary = "Disallow comments that say that something is still to be done",
    .why = "Such notes are easily forgotten: do it, or put it where such things are kept.",
    .options = "{ terms: string[] = [\"todo\", \"fixme\", \"xxx\"], location: ('start' | "
               "'anywhere') = start, decoration: string[] }",
    .messages = messages,
    .bad = EXAMPLES({"// todo: close the file\nrun();"}),
    .good = EXAMPLES({"// closes the file\nrun();"}),
    .settings_size = sizeof(Settings),
    .configure = configure,
    .end = check_all,
};
