// ESLint counts without the byte order mark, so that it is taken off the places of fixes.
#include "lint/result.h"

void lint_tally_add(LintTally *tally, const LintTally *more) {
  tally->errors += more->errors;
  tally->fatal_errors += more->fatal_errors;
  tally->warnings += more->warnings;
  tally->fixable_errors += more->fixable_errors;
  tally->fixable_warnings += more->fixable_warnings;
}

static LintPlace place_of(SourceCode *code, const RuleReport *report) {
  Span span = report->span;
  LintPlace place = {.line = source_line(code, span.start) + 1};
  place.column = source_column(code, span.start) + 1;
  if (span.end == SPAN_OPEN) return place;
  place.end_line = source_line(code, span.end) + 1 + report->ends_below;
  place.end_column = report->ends_below ? 1 : source_column(code, span.end) + !report->ends_early;
  return place;
}

static int64_t unit_of(SourceCode *code, uint32_t offset) {
  return (int64_t)source_unit(code, offset) - (source_mark_size(code->text) != 0);
}

LintFix lint_fix_of(SourceCode *code, const Edits *edits) {
  Edit merged;
  if (!edits->count || !edits_merge(code->arena, code->text, edits, &merged)) return (LintFix){0};
  return (LintFix){unit_of(code, merged.span.start), unit_of(code, merged.span.end), merged.text};
}

static LintMessage message_of(SourceCode *code, const RuleReport *report) {
  return (LintMessage){
      .report = report, .place = place_of(code, report), .has_fix = report->edits.count > 0};
}

static void count(LintTally *tally, const LintMessage *message) {
  if (message->report->severity == 2) {
    tally->errors++;
    tally->fatal_errors += message->is_fatal;
    tally->fixable_errors += message->has_fix;
  } else {
    tally->warnings++;
    tally->fixable_warnings += message->has_fix;
  }
}

void lint_result_add(LintResult *result, SourceCode *code, const RuleReport *report) {
  LintMessage message = message_of(code, report);
  count(&result->tally, &message);
  array_push(code->arena, &result->messages, message);
}

void lint_result_add_silenced(LintResult *result, SourceCode *code,
                              const SilencedReport *silenced) {
  LintMessage message = message_of(code, silenced->report);
  message.silenced = silenced;
  array_push(code->arena, &result->silenced, message);
}

void lint_result_add_fatal(LintResult *result, Arena *arena, Text text, LintPlace place,
                           Span span) {
  RuleReport *report = arena_new(arena, RuleReport, 1);
  *report = (RuleReport){.message = text, .span = span, .severity = 2};
  LintMessage message = {.report = report, .place = place, .is_fatal = true};
  count(&result->tally, &message);
  array_push(arena, &result->messages, message);
}
