// An example is a module if it says so, else a CommonJS file, which may contain most: how files of
// the project are read is not asked, as examples stand for files of all kinds.
#include "lint/config_examples.h"

#include "rules/run.h"

static const Diagnostic *first_error(const Diagnostics *diagnostics) {
  uint32_t i = 0;
  while (diagnostics->items.at[i]->severity != SEVERITY_ERROR) i++;
  return diagnostics->items.at[i];
}

// `scratch` holds all but what `arena` must keep of the outcome.
static ExampleOutcome try(Arena *scratch, Arena *arena, const Rule *rule, Text code) {
  char *bytes = arena_alloc(scratch, code.size + SYNTAX_PADDING, 1);
  memcpy(bytes, code.at, code.size);
  SourceFile *file = arena_new(scratch, SourceFile, 1);
  *file = (SourceFile){TEXT("example.js"), {bytes, code.size}};
  Language language = {.ecma_version = LANGUAGE_LATEST, .goal = SYNTAX_UNKNOWN, .has_jsx = true};
  SourceCode source;
  Diagnostics diagnostics = {.arena = scratch};
  if (!source_code_read(scratch, file, &language, &source, &diagnostics)) {
    const Diagnostic *error = first_error(&diagnostics);
    uint32_t at = error->place.file ? error->place.start : 0;
    return (ExampleOutcome){EXAMPLE_NO_CODE, text_copy(arena, error->text), at};
  }
  source.language.goal = source.tree->goal;
  ActiveRule active;
  OptionsProblem unused;
  rule_activate(scratch, rule, NULL, &active, &unused);
  active.severity = 2;
  RuleReports reports = {.arena = scratch};
  rules_run(rules_plan(scratch, &active, 1), &source, &reports);
  return (ExampleOutcome){.fate = reports.items.count ? EXAMPLE_REPORTED : EXAMPLE_PASSES};
}

ExampleOutcome config_try_example(Arena *arena, const Rule *rule, Text code) {
  Arena scratch = {0};
  ExampleOutcome outcome = try(&scratch, arena, rule, code);
  arena_release(&scratch);
  return outcome;
}
