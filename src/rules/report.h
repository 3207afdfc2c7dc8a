// Report: what rules found, where, and how it could be mended.
//
// Gives: a list of reports in the order of reporting; their texts and edits live in its arena.
#pragma once

#include "base/array.h"
#include "base/text.h"
#include "syntax/tree.h"

typedef struct Rule Rule;
typedef struct RuleContext RuleContext;

// Bytes of the source from `start` up to `end`.
typedef struct Span {
  uint32_t start, end;
} Span;

enum {
  SPAN_OPEN = UINT32_MAX, // the end of a place that only has a beginning
};

// What becomes of a span of the source.
typedef struct Edit {
  Span span;
  Text text;
} Edit;

typedef struct Edits {
  Edit *at;
  uint32_t count, capacity;
} Edits;

typedef struct RuleSuggestion RuleSuggestion;
struct RuleSuggestion {
  const char *id;
  Text text;
  Edits edits;
  RuleSuggestion *next;
};

typedef struct RuleReport {
  const Rule *rule;
  const char *message_id;
  Text message;
  Span span;
  uint8_t severity;
  bool is_stylistic;
  bool ends_early; // one column before the span's end, in its line: before a line's first, in 0
  bool ends_below; // at the beginning of the line behind the span's, even where the text has none
  uint32_t order;  // of reporting; rules_run sets it
  Edits edits;     // applied together or not at all; none: no fix
  RuleSuggestion *suggestions;
} RuleReport;

typedef struct RuleReports {
  Arena *arena;
  Array(RuleReport *) items;
} RuleReports;

// Reports the message with this number at a span, or at a node (as estree_span has it). `{0}`,
// `{1}`… are replaced by the arguments: `report(context, node, UNEXPECTED, name, kind)`.
RuleReport *report_with(RuleContext *context, Span span, int message, const Text *arguments);
#define report_span(context, span, message, ...)                                                   \
  report_with((context), (span), (message), (const Text[]){__VA_ARGS__ __VA_OPT__(, ){NULL, 0}})
#define report(context, node, message, ...)                                                        \
  report_span((context), estree_span((context)->code, (node)), (message)__VA_OPT__(, ) __VA_ARGS__)

// Adds an edit to the fix of a report. Spans of one fix may not overlap.
void fix_replace(RuleReport *report, Arena *arena, Span span, Text text);
void fix_insert(RuleReport *report, Arena *arena, uint32_t at, Text text);
void fix_remove(RuleReport *report, Arena *arena, Span span);

// Adds a suggestion with a message of the rule; its edits are added to `&result->edits`.
RuleSuggestion *suggest_with(RuleContext *context, RuleReport *to, int message,
                             const Text *arguments);
#define suggest(context, to, message, ...)                                                         \
  suggest_with((context), (to), (message), (const Text[]){__VA_ARGS__ __VA_OPT__(, ){NULL, 0}})

void edits_replace(Edits *edits, Arena *arena, Span span, Text text);

// One edit that does what all of `edits` do, with the source's text between them. False if two of
// them overlap.
bool edits_merge(Arena *arena, Text source, const Edits *edits, Edit *merged);
