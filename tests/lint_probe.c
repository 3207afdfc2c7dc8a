// lint_probe: what the linter's rules say of a text, for scripts that ask many times.
//
// A filter. A request is a line of JSON, an answer is a line of JSON:
//
//   {"rule": NAME, "options": [], "code": TEXT, "filename": TEXT, "languageOptions": {…}}
//   {"errors": [{"message", "messageId", "line", "column", "endLine", "endColumn"}],
//    "output": TEXT or null, "outputFull": TEXT}
//
// as in a record of ESLint: lines and columns from 1, in UTF-16 units; `output` is the text after
// one pass of fixes and null where nothing changed, `outputFull` after all of them. A text that
// does not parse is answered with {"fatal": MESSAGE, "line", "column"}, a rule that is not there
// with {"unknown": NAME}, and options that do not fit with {"options": EXPECTED}.
#include "diag/lines.h"
#include "rules/directives.h"
#include "rules/fix.h"
#include "rules/global_names.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool is_true(const Json *json) {
  return json_is(json, JSON_TRUE);
}

static Language language_of(const Json *request) {
  const Json *options = json_get(request, TEXT("languageOptions"));
  const Json *parser = json_get(options, TEXT("parserOptions"));
  const Json *features = json_get(parser, TEXT("ecmaFeatures"));
  const Json *version = json_get(options, TEXT("ecmaVersion"));
  Text type = json_text(json_get(options, TEXT("sourceType")));
  double year = json_is(version, JSON_NUMBER) ? version->number : LANGUAGE_LATEST;
  if (year >= 6 && year < 2015) year += 2009;
  bool is_script = text_is(type, TEXT("script")) || text_is(type, TEXT("commonjs"));
  return (Language){
      .ecma_version = (uint32_t)year,
      .goal = text_is(type, TEXT("script"))     ? SYNTAX_SCRIPT
              : text_is(type, TEXT("commonjs")) ? SYNTAX_COMMONJS
                                                : SYNTAX_MODULE,
      .has_jsx = is_true(json_get(features, TEXT("jsx"))),
      .is_strict = is_true(json_get(features, TEXT("impliedStrict"))),
      .returns_globally = is_true(json_get(features, TEXT("globalReturn"))) && is_script,
  };
}

static void add_start(Buffer *out, SourceCode *code, uint32_t offset) {
  buffer_add_format(out, ",\"line\":%u,\"column\":%u", source_line(code, offset) + 1,
                    source_column(code, offset) + 1);
}

static void add_end(Buffer *out, SourceCode *code, const RuleReport *report) {
  uint32_t offset = report->span.end;
  uint32_t column = report->ends_below ? 1 : source_column(code, offset) + !report->ends_early;
  buffer_add_format(out, ",\"endLine\":%u,\"endColumn\":%u",
                    source_line(code, offset) + 1 + report->ends_below, column);
}

static void add_report(Buffer *out, SourceCode *code, const RuleReport *report) {
  buffer_add_literal(out, "{\"message\":");
  buffer_add_json_string(out, report->message);
  if (report->message_id) buffer_add_format(out, ",\"messageId\":\"%s\"", report->message_id);
  add_start(out, code, report->span.start);
  if (report->span.end != SPAN_OPEN) add_end(out, code, report);
  buffer_add_byte(out, '}');
}

// A request at work.
typedef struct Work {
  Arena *arena;
  const Json *request;
  Language language;
  const GlobalNames *globals;
  ActiveRule active;
  const RulePlan *plan;
} Work;

static SourceFile padded(Arena *arena, Text path, Text text) {
  char *bytes = arena_alloc(arena, text.size + SYNTAX_PADDING, 1);
  memcpy(bytes, text.at, text.size);
  return (SourceFile){.path = path, .text = {bytes, text.size}};
}

// As comments in the file say.
static void run_rules(const Work *work, SourceCode *code, RuleReports *reports) {
  Directives directives;
  SilencedReports silenced = {0};
  directives_read(code, &directives, reports);
  const ActiveRules active = {&work->active, 1};
  const ActiveRules *changed = directives_configure(code, &directives, &active, reports);
  const RulePlan *plan =
      changed ? rules_plan(work->arena, changed->at, changed->count) : work->plan;
  rules_run(plan, code, reports);
  directives_apply(code, &directives, reports, &silenced);
}

// Runs the rule on a text. False: it does not parse.
static bool run(const Work *work, Text text, SourceCode *code, RuleReports *reports, Buffer *out) {
  Arena *arena = work->arena;
  SourceFile *file = arena_new(arena, SourceFile, 1);
  *file = padded(arena, json_text(json_get(work->request, TEXT("filename"))), text);
  Diagnostics diagnostics = {.arena = arena};
  *reports = (RuleReports){.arena = arena};
  if (!source_code_read(arena, file, &work->language, code, &diagnostics)) {
    const Diagnostic *first = diagnostics.items.at[0];
    LineCursor cursor = {0};
    lines_seek(&cursor, file->text, first->place.start);
    buffer_add_literal(out, "{\"fatal\":");
    buffer_add_json_string(out, first->text);
    buffer_add_format(out, ",\"line\":%u,\"column\":%u}", cursor.line + 1, cursor.column + 1);
    return false;
  }
  code->globals = work->globals;
  run_rules(work, code, reports);
  return true;
}

static void add_fixed(const Work *work, RuleReports reports, SourceCode code, Buffer *out) {
  Text fixed, first = {0}, text = code.text;
  Buffer unused = {.arena = work->arena};
  for (uint32_t pass = 0; pass < FIX_PASS_LIMIT; pass++) {
    if (!fix_apply(&reports, text, NULL, NULL, &fixed)) break;
    if (pass == 0) first = fixed;
    text = fixed;
    if (!run(work, text, &code, &reports, &unused)) break;
  }
  buffer_add_literal(out, ",\"output\":");
  if (first.at)
    buffer_add_json_string(out, first);
  else
    buffer_add_literal(out, "null");
  buffer_add_literal(out, ",\"outputFull\":");
  buffer_add_json_string(out, text);
}

static void answer_with(const Work *work, Buffer *out) {
  SourceCode code;
  RuleReports reports;
  if (!run(work, json_text(json_get(work->request, TEXT("code"))), &code, &reports, out)) return;
  buffer_add_literal(out, "{\"errors\":[");
  for (uint32_t i = 0; i < reports.items.count; i++) {
    if (i) buffer_add_byte(out, ',');
    add_report(out, &code, reports.items.at[i]);
  }
  buffer_add_byte(out, ']');
  add_fixed(work, reports, code, out);
  buffer_add_byte(out, '}');
}

static void answer(Arena *arena, Text line, Buffer *out) {
  uint32_t error;
  const Json *request = json_read(arena, line, &error);
  Work work = {.arena = arena, .request = request, .language = language_of(request)};
  const Json *language = json_get(request, TEXT("languageOptions"));
  work.globals = global_names_read(arena, json_get(language, TEXT("globals")));
  bool is_stylistic;
  const Rule *rule = rule_named(json_text(json_get(request, TEXT("rule"))), &is_stylistic);
  const Json *options = json_get(request, TEXT("options"));
  OptionsProblem problem;
  if (!rule) {
    buffer_add_literal(out, "{\"unknown\":");
    buffer_add_json_string(out, json_text(json_get(request, TEXT("rule"))));
    buffer_add_byte(out, '}');
  } else if (!rule_activate(arena, rule, options ? options->first_child : NULL, &work.active,
                            &problem)) {
    buffer_add_literal(out, "{\"options\":");
    buffer_add_json_string(out, problem.expected);
    buffer_add_byte(out, '}');
  } else {
    work.active.is_stylistic = is_stylistic;
    work.plan = rules_plan(arena, &work.active, 1);
    answer_with(&work, out);
  }
}

int main(void) {
  char *line = NULL;
  size_t capacity = 0;
  for (ssize_t size; (size = getline(&line, &capacity, stdin)) > 0;) {
    Arena arena = {0};
    Buffer out = {.arena = &arena};
    answer(&arena, (Text){line, (uint32_t)size}, &out);
    buffer_add_byte(&out, '\n');
    fwrite(out.at, 1, out.size, stdout);
    fflush(stdout);
    arena_release(&arena);
  }
  free(line);
  return 0;
}
