// frames: each problem with the code that it is about.
#include "diag/render.h"
#include "lint/format.h"

// The suggestions of a report, as notes.
static Diagnostic *notes_of(Arena *arena, const RuleReport *report) {
  Diagnostic *first = NULL, **end = &first;
  const RuleSuggestion *suggestion = report->suggestions;
  for (; suggestion; suggestion = suggestion->next) {
    Diagnostic *note = arena_new(arena, Diagnostic, 1);
    *note = (Diagnostic){.severity = SEVERITY_NOTE,
                         .text = text_concat(arena, TEXT("Suggestion: "), suggestion->text)};
    *end = note;
    end = &note->next;
  }
  return first;
}

static void add_file(Buffer *out, const LintResult *result, const FormatRun *run) {
  LineCursor cursor = {0};
  RenderOptions options = {.color = run->color, .width = run->width, .cursor = &cursor};
  for (uint32_t i = 0; i < result->messages.count; i++) {
    const LintMessage *message = &result->messages.at[i];
    const RuleReport *report = message->report;
    Text rule = lint_message_rule(message);
    Text text = report->message;
    if (rule.size) text = text_concat(out->arena, text, TEXT(" ["), rule, TEXT("]"));
    uint32_t end = report->span.end == SPAN_OPEN ? report->span.start : report->span.end;
    Diagnostic shown = {.severity = report->severity == 2 ? SEVERITY_ERROR : SEVERITY_WARNING,
                        .text = text,
                        .notes = notes_of(out->arena, report)};
    if (message->place.line) shown.place = (Place){&result->file, report->span.start, end, {0}};
    diag_render(out, &shown, &options);
  }
}

static void end(Buffer *out, const FormatRun *run) {
  format_stylish.end(out, run);
}

const Format format_frames = {
    .file = add_file,
    .end = end,
};
