// The edits of a report become one; these are sorted by where they start and copied in between what
// stays. A fix that touches the one before it waits for the next pass.
#include "rules/fix.h"
#include "base/buffer.h"

#include <stdlib.h>

typedef struct Fix {
  Edit edit;
  uint32_t order;
} Fix;

static int compare(const void *left, const void *right) {
  const Fix *a = left, *b = right;
  const Span *x = &a->edit.span, *y = &b->edit.span;
  if (x->start != y->start) return x->start < y->start ? -1 : 1;
  if (x->end != y->end) return x->end < y->end ? -1 : 1;
  return a->order < b->order ? -1 : 1;
}

bool fix_apply(RuleReports *reports, Text source, FixWanted *wants, void *with, Text *fixed) {
  Arena *arena = reports->arena;
  Array(Fix) fixes = {0};
  for (uint32_t i = 0; i < reports->items.count; i++) {
    RuleReport *report = reports->items.at[i];
    Edit merged;
    if (!report->edits.count || (wants && !wants(report, with))) continue;
    if (edits_merge(arena, source, &report->edits, &merged))
      array_push(arena, &fixes, (Fix){merged, i});
  }
  if (!fixes.count) return false;
  qsort(fixes.at, fixes.count, sizeof *fixes.at, compare);
  Buffer out = {.arena = arena};
  uint32_t end = 0;
  for (uint32_t i = 0; i < fixes.count; i++) {
    const Edit *edit = &fixes.at[i].edit;
    if (i > 0 && edit->span.start <= end) continue;
    buffer_add_text(&out, text_slice(source, end, edit->span.start));
    buffer_add_text(&out, edit->text);
    end = edit->span.end;
  }
  buffer_add_text(&out, text_slice(source, end, source.size));
  *fixed = buffer_text(&out);
  return true;
}
