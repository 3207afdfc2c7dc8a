// All rules of this kind have the same handlers; which query they are about is in their settings.
#include "rules/query_rule.h"
#include "base/buffer.h"

#include <ctype.h>

enum { FOUND, TOO_LONG };

static const RuleMessage messages[] = {
    [FOUND] = {"query", "{0}"},
    [TOO_LONG] = {"tooLong", "The query takes too long in this file, and may have missed "
                             "something: ask for fewer children that can be anything."},
};

// ---- Templates

static bool is_in_name(char byte) {
  return isalnum((unsigned char)byte) || byte == '_';
}

// The longest name of a capture that stands at a place and ends there; -1: there is none.
static int capture_at(const Query *query, Text text, uint32_t at) {
  int best = -1;
  for (uint32_t i = 0; i < query_capture_count(query); i++) {
    Text name = query_capture_name(query, i), rest = text_slice(text, at, text.size);
    bool is_it =
        text_starts(rest, name) && (rest.size == name.size || !is_in_name(rest.at[name.size]));
    if (is_it && (best < 0 || name.size > query_capture_name(query, (uint32_t)best).size))
      best = (int)i;
  }
  return best;
}

bool query_template_read(Arena *arena, const Query *query, Text text, QueryTemplate *made,
                         QueryProblem *problem) {
  uint32_t start = 0, at = 0;
  for (; at < text.size; at++) {
    if (text.at[at] != '@') continue;
    Text before = text_slice(text, start, at);
    if (at + 1 < text.size && text.at[at + 1] == '@') {
      array_push(arena, made, (QueryPiece){text_slice(text, start, at + 1), -1});
      start = ++at + 1;
      continue;
    }
    int capture = capture_at(query, text, at + 1);
    if (capture < 0) {
      *problem = (QueryProblem){
          at, TEXT("the query has no capture of this name (\"@@\" stands for \"@\")"), {0}};
      return false;
    }
    array_push(arena, made, (QueryPiece){before, capture});
    at += query_capture_name(query, (uint32_t)capture).size;
    start = at + 1;
  }
  array_push(arena, made, (QueryPiece){text_slice(text, start, at), -1});
  return true;
}

// The text of a capture in a sentence: a line, and not too much of it.
static void add_short(Buffer *out, Text text) {
  enum { MOST_BYTES = 60 };
  uint32_t size = 0;
  while (size < text.size && size < MOST_BYTES && text.at[size] != '\n' && text.at[size] != '\r')
    size++;
  while (size > 0 && size < text.size && ((unsigned char)text.at[size] & 0xC0) == 0x80) size--;
  buffer_add_text(out, text_slice(text, 0, size));
  if (size < text.size) buffer_add_literal(out, "…");
}

static void add_captured(Buffer *out, const QueryRun *run, int capture, bool is_short) {
  bool is_first = true;
  for (uint32_t i = 1; i < run->captures.count; i++) {
    const QueryCapture *each = &run->captures.at[i];
    if ((int)each->index != capture) continue;
    Text text = text_slice(run->tree->source, each->start, each->end);
    if (!is_first) buffer_add_literal(out, ", ");
    is_first = false;
    if (is_short)
      add_short(out, text);
    else
      buffer_add_text(out, text);
  }
}

static Text fill(const QueryRun *run, const QueryTemplate *template, bool is_short) {
  Buffer out = {.arena = run->arena};
  for (uint32_t i = 0; i < template->count; i++) {
    buffer_add_text(&out, template->at[i].text);
    if (template->at[i].capture >= 0) add_captured(&out, run, template->at[i].capture, is_short);
  }
  return out.size ? buffer_text(&out) : TEXT("");
}

// ---- At work

static void mend(RuleReport *made, const QueryRun *run, const QueryFix *fix,
                 const QueryCapture *about) {
  Text text = fill(run, &fix->template, false);
  if (fix->capture < 0) {
    fix_replace(made, run->arena, (Span){about->start, about->end}, text);
    return;
  }
  for (uint32_t i = 1; i < run->captures.count; i++) {
    const QueryCapture *each = &run->captures.at[i];
    if ((int)each->index == fix->capture)
      fix_replace(made, run->arena, (Span){each->start, each->end}, text);
  }
}

// A fix whose parts overlap is none.
static void check_fix(RuleReport *made, const QueryRun *run) {
  Edit merged;
  bool is_good =
      !made->edits.count || edits_merge(run->arena, run->tree->source, &made->edits, &merged);
  if (!is_good) made->edits = (Edits){0};
}

static void report_match(QueryRun *run, const QueryCapture *about) {
  RuleContext *context = run->with;
  const QueryRule *query = context->settings;
  RuleReport *made = report_span(context, ((Span){about->start, about->end}), FOUND,
                                 fill(run, &query->message, true));
  for (uint32_t i = 0; i < query->fixes.count; i++) mend(made, run, &query->fixes.at[i], about);
  check_fix(made, run);
}

static void begin(RuleContext *context) {
  QueryRun *run = context->state;
  const QueryRule *query = context->settings;
  *run = (QueryRun){.query = query->query,
                    .tree = context->tree,
                    .arena = context->arena,
                    .report = report_match,
                    .with = context};
  if (!query_wants(query->query, NODE_COMMENT)) return;
  for (uint32_t i = 0; i < context->tree->comment_count; i++)
    query_match_comment(run, &context->tree->comments[i]);
}

static void enter(RuleContext *context, NodeId node) {
  QueryRun *run = context->state;
  if (!run->is_over) query_match(run, node);
}

static void end(RuleContext *context) {
  const QueryRun *run = context->state;
  if (run->is_over || run->is_cut) report_span(context, ((Span){0, 0}), TOO_LONG);
}

static bool wants(const void *settings, NodeKind kind) {
  return query_wants(((const QueryRule *)settings)->query, kind);
}

const Rule *query_rule_make(Arena *arena, const QueryWords *words, const QueryRule *query) {
  Rule *rule = arena_new(arena, Rule, 1);
  *rule = (Rule){
      .name = words->name,
      .type = RULE_SUGGESTION,
      .flags = query->fixes.count ? RULE_FIXABLE : 0,
      .summary = words->summary,
      .why = words->why,
      .messages = messages,
      .bad = words->bad,
      .good = words->good,
      .wanted = {.enter = enter},
      .wants = wants,
      .query = query,
      .state_size = sizeof(QueryRun),
      .begin = begin,
      .end = end,
  };
  return rule;
}
