// Reports are made from the rows of messages that a rule has, edits are kept as they come and
// merged when they are applied.
#include "rules/report.h"
#include "base/buffer.h"
#include "base/check.h"
#include "rules/run.h"

#include <stdlib.h>
#include <string.h>

static Text fill_in(Arena *arena, const char *sentence, const Text *arguments) {
  uint32_t count = 0;
  while (arguments[count].at) ++count;
  Buffer out = {.arena = arena};
  for (const char *at = sentence; *at; ++at) {
    bool is_argument = at[0] == '{' && at[1] >= '0' && at[1] <= '9' && at[2] == '}';
    uint32_t index = is_argument ? (uint32_t)(at[1] - '0') : 0;
    if (is_argument && index < count) {
      buffer_add_text(&out, arguments[index]);
      at += 2;
    } else {
      buffer_add_byte(&out, *at);
    }
  }
  return buffer_text(&out);
}

static void check_span(const RuleContext *context, Span span) {
  uint32_t size = context->code->text.size;
  CHECK(span.start <= size);
  CHECK(span.end == SPAN_OPEN || (span.start <= span.end && span.end <= size));
}

#ifndef NDEBUG
// So that tests see what happens: the rule of this name fails when it reports.
static void fail_if_asked(const Rule *rule) {
  const char *name = getenv("CBUNDLE_FAIL_RULE");
  bool is_good = !name || strcmp(name, rule_name(rule)) != 0;
  CHECK(is_good);
}
#else
static void fail_if_asked(const Rule *rule) {
  (void)rule;
}
#endif

RuleReport *report_with(RuleContext *context, Span span, int message, const Text *arguments) {
  Arena *arena = context->reports->arena;
  const RuleMessage *row = &context->rule->messages[message];
  check_span(context, span);
  fail_if_asked(context->rule);
  RuleReport *made = arena_new(arena, RuleReport, 1);
  *made = (RuleReport){.rule = context->rule,
                       .message_id = row->id,
                       .message = fill_in(arena, row->text, arguments),
                       .span = span,
                       .severity = context->severity,
                       .is_stylistic = context->is_stylistic};
  array_push(arena, &context->reports->items, made);
  return made;
}

void edits_replace(Edits *edits, Arena *arena, Span span, Text text) {
  array_push(arena, edits, (Edit){span, text});
}

void fix_replace(RuleReport *to, Arena *arena, Span span, Text text) {
  edits_replace(&to->edits, arena, span, text);
}

void fix_insert(RuleReport *to, Arena *arena, uint32_t at, Text text) {
  edits_replace(&to->edits, arena, (Span){at, at}, text);
}

void fix_remove(RuleReport *to, Arena *arena, Span span) {
  edits_replace(&to->edits, arena, span, TEXT(""));
}

RuleSuggestion *suggest_with(RuleContext *context, RuleReport *to, int message,
                             const Text *arguments) {
  Arena *arena = context->reports->arena;
  const RuleMessage *row = &context->rule->messages[message];
  RuleSuggestion *made = arena_new(arena, RuleSuggestion, 1);
  *made = (RuleSuggestion){.id = row->id, .text = fill_in(arena, row->text, arguments)};
  RuleSuggestion **last = &to->suggestions;
  while (*last) last = &(*last)->next;
  return *last = made;
}

// ---- Merging

static int compare_places(const void *left, const void *right) {
  const Edit *a = left, *b = right;
  if (a->span.start != b->span.start) return a->span.start < b->span.start ? -1 : 1;
  return (a->span.end > b->span.end) - (a->span.end < b->span.end);
}

bool edits_merge(Arena *arena, Text source, const Edits *edits, Edit *merged) {
  Edit *sorted = arena_new(arena, Edit, edits->count);
  memcpy(sorted, edits->at, sizeof(Edit) * edits->count);
  // A stable order matters where two edits insert at one place; insertion sort keeps it, and a fix
  // has a handful of edits.
  for (uint32_t i = 1; i < edits->count; i++) {
    Edit moved = sorted[i];
    uint32_t to = i;
    for (; to > 0 && compare_places(&sorted[to - 1], &moved) > 0; --to) sorted[to] = sorted[to - 1];
    sorted[to] = moved;
  }
  Buffer out = {.arena = arena};
  uint32_t start = sorted[0].span.start, end = start;
  for (uint32_t i = 0; i < edits->count; i++) {
    if (sorted[i].span.start < end) return false;
    buffer_add_text(&out, text_slice(source, end, sorted[i].span.start));
    buffer_add_text(&out, sorted[i].text);
    end = sorted[i].span.end;
  }
  *merged = (Edit){{start, end}, buffer_text(&out)};
  return true;
}
