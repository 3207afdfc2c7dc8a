// A text is linted; as long as there are fixes, and as often as ESLint does, the fixed text is
// linted again. A pass whose text does not parse is taken back.
#include "lint/file.h"

#include "base/path.h"
#include "diag/lines.h"
#include "host/clock.h"
#include "host/crash.h"
#include "lint/environments.h"
#include "rules/fix.h"

// Rules that have failed are left out of later passes.
typedef struct FailedRules {
  Array(const Rule *) rules;
  LintFailures told;
} FailedRules;

// What one pass over a text has found.
typedef struct Pass {
  SourceCode *code; // NULL: it does not parse
  RuleReports reports;
  SilencedReports silenced;
  Text problem; // why not, and where
  LintPlace place;
  Span span;
} Pass;

static void fail(const LintWork *work, const SourceFile *file, const Diagnostics *diagnostics,
                 Pass *pass) {
  const Diagnostic *first = diagnostics->items.at[0];
  for (uint32_t i = 0; first->severity != SEVERITY_ERROR; i++) first = diagnostics->items.at[i];
  LineCursor cursor = {0};
  uint32_t start = first->place.file ? first->place.start : 0;
  lines_seek(&cursor, file->text, start);
  bool is_marked = cursor.line == 0 && source_mark_size(file->text) && start;
  pass->problem = text_concat(work->arena, TEXT("Parsing error: "), first->text);
  pass->place = (LintPlace){.line = cursor.line + 1, .column = cursor.column + 1 - is_marked};
  pass->span = (Span){start, first->place.file ? first->place.end : 0};
}

// The name that a rule was asked for by.
static Text name_of(const ActiveRule *active) {
  return text_of(active->is_stylistic ? active->rule->stylistic : rule_name(active->rule));
}

static void add_times(const LintWork *work, const ActiveRules *rules, const uint64_t *spent_ns) {
  for (uint32_t i = 0; i < rules->count; i++) {
    if (spent_ns[i]) lint_times_add(work->times, name_of(&rules->at[i]), spent_ns[i]);
  }
}

static bool has_failed(const FailedRules *failed, const Rule *rule) {
  for (uint32_t i = 0; i < failed->rules.count; i++) {
    if (failed->rules.at[i] == rule) return true;
  }
  return false;
}

static const ActiveRules *without_failed(Arena *arena, const ActiveRules *rules,
                                         const FailedRules *failed) {
  ActiveRule *left = arena_new(arena, ActiveRule, rules->count);
  ActiveRules *result = arena_new(arena, ActiveRules, 1);
  *result = (ActiveRules){left, 0};
  for (uint32_t i = 0; i < rules->count; i++) {
    if (!has_failed(failed, rules->at[i].rule)) left[result->count++] = rules->at[i];
  }
  return result;
}

// False: a rule has failed, and is among those that are left out from now on.
static bool run_rules(const LintWork *work, SourceCode *code, Directives *directives, Pass *pass,
                      FailedRules *failed) {
  const LintConfig *config = work->config;
  const ActiveRules *changed =
      directives_configure(code, directives, &config->rules, &pass->reports);
  const ActiveRules *rules = changed ? changed : &config->rules;
  if (failed->rules.count) rules = changed = without_failed(work->arena, rules, failed);
  const RulePlan *plan = changed ? rules_plan(work->arena, rules->at, rules->count) : config->plan;
  RuleClock clock = {clock_now_ns, NULL};
  if (work->times) clock.spent_ns = arena_new(work->arena, uint64_t, rules->count);
  RuleFailure failure = {0};
  crash_guard_thread();
  rules_run_guarded(plan, code, &pass->reports, work->times ? &clock : NULL, &failure);
  if (failure.rule) {
    array_push(work->arena, &failed->rules, failure.rule->rule);
    LintFailure told = {name_of(failure.rule), text_of(failure.check)};
    array_push(work->arena, &failed->told, told);
    return false;
  }
  if (work->times) add_times(work, rules, clock.spent_ns);
  return true;
}

// Adds the globals of environments that comments name.
static void add_environments(const LintWork *work, SourceCode *code, const Directives *directives) {
  if (!directives->environments.count) return;
  GlobalNames *names = arena_new(work->arena, GlobalNames, 1);
  for (uint32_t i = 0; i < directives->environments.count; i++) {
    environment_add(work->arena, &names->settings, directives->environments.at[i]);
  }
  const Map *before = &work->config->globals->settings;
  for (uint32_t i = 0; i < before->entries.count; i++)
    map_set(work->arena, &names->settings, before->entries.at[i].key, before->entries.at[i].value);
  code->globals = names;
}

// False: a rule has failed.
static bool try_run(const LintWork *work, const SourceFile *file, FailedRules *failed, Pass *pass) {
  *pass = (Pass){.reports = {.arena = work->arena}};
  Diagnostics diagnostics = {.arena = work->arena};
  SourceCode *code = arena_new(work->arena, SourceCode, 1);
  if (!source_code_read(work->arena, file, &work->language, code, &diagnostics)) {
    fail(work, file, &diagnostics, pass);
    return true;
  }
  pass->code = code;
  code->globals = work->config->globals;
  code->project = work->project;
  code->cancelled = work->cancelled;
  if (code->language.goal == SYNTAX_UNKNOWN) code->language.goal = code->tree->goal;
  Directives directives = {0};
  code->no_inline = work->no_inline || work->config->no_inline;
  if (!code->no_inline) directives_read(code, &directives, &pass->reports);
  add_environments(work, code, &directives);
  if (!run_rules(work, code, &directives, pass, failed)) return false;
  directives_apply(code, &directives, &pass->reports, &pass->silenced);
  if (work->reports_unused || work->config->reports_unused)
    directives_report_unused(code, &directives, 1, &pass->reports);
  return true;
}

// What a failed rule leaves behind may be anything: the text is read anew without it.
static Pass run(const LintWork *work, const SourceFile *file, FailedRules *failed) {
  Pass pass;
  while (!try_run(work, file, failed, &pass)) continue;
  return pass;
}

// ---- Fixing

static bool wants_fix(const RuleReport *report, void *with) {
  const LintWork *work = with;
  if (work->is_quiet && report->severity < 2) return false;
  bool is_own = !report->rule || !report->rule->messages; // of the linter itself
  unsigned type = is_own ? (unsigned)FIX_DIRECTIVES : 1u << report->rule->type;
  return work->fix_types & type;
}

// What one must choose is chosen: the first suggestion is the fix.
static void take_suggestions(Pass *pass) {
  for (uint32_t i = 0; i < pass->reports.items.count; i++) {
    RuleReport *report = pass->reports.items.at[i];
    if (!report->edits.count && report->suggestions) report->edits = report->suggestions->edits;
  }
}

static SourceFile padded(const LintWork *work, Text path, Text text) {
  char *bytes = arena_alloc(work->arena, text.size + SYNTAX_PADDING, 1);
  memcpy(bytes, text.at, text.size);
  return (SourceFile){path, {bytes, text.size}};
}

// Gives the pass over the text in the end; sets the result's output if that is another text.
static Pass fix(const LintWork *work, Pass pass, FailedRules *failed, LintResult *result) {
  for (int i = 0; i < FIX_PASS_LIMIT; i++) {
    if (work->fixes_suggestions) take_suggestions(&pass);
    Text fixed;
    if (!fix_apply(&pass.reports, pass.code->text, wants_fix, (void *)work, &fixed)) break;
    SourceFile *file = arena_new(work->arena, SourceFile, 1);
    *file = padded(work, result->file.path, fixed);
    Pass next = run(work, file, failed);
    if (!next.code) break;
    pass = next;
    result->output = file->text;
    result->file = *file;
  }
  return pass;
}

// ---- Results

static void fill(const LintWork *work, Pass *pass, LintResult *result) {
  result->code = pass->code;
  if (!pass->code) {
    lint_result_add_fatal(result, work->arena, pass->problem, pass->place, pass->span);
    return;
  }
  for (uint32_t i = 0; i < pass->reports.items.count; i++) {
    const RuleReport *report = pass->reports.items.at[i];
    if (!work->is_quiet || report->severity == 2) lint_result_add(result, pass->code, report);
  }
  for (uint32_t i = 0; i < pass->silenced.count; i++) {
    lint_result_add_silenced(result, pass->code, &pass->silenced.at[i]);
  }
}

void lint_file(const LintWork *work, LintResult *result) {
  FailedRules failed = {0};
  Pass pass = run(work, &result->file, &failed);
  if (pass.code && work->fixes) pass = fix(work, pass, &failed, result);
  fill(work, &pass, result);
  result->failures = failed.told;
}

Language lint_language(const LanguageWishes *wishes, Text path, SyntaxGoal by_package) {
  Text extension = path_extension(path);
  SyntaxGoal goal = wishes->has_goal ? wishes->goal : by_package;
  if (text_is(extension, TEXT(".mjs"))) goal = SYNTAX_MODULE;
  if (text_is(extension, TEXT(".cjs"))) goal = SYNTAX_COMMONJS;
  bool is_module = goal == SYNTAX_MODULE || goal == SYNTAX_UNKNOWN;
  return (Language){
      .ecma_version = wishes->ecma_version ? wishes->ecma_version : LANGUAGE_LATEST,
      .goal = goal,
      .has_jsx = wishes->jsx != WISH_NO,
      .is_strict = wishes->is_strict == WISH_YES,
      .returns_globally = wishes->returns_globally == WISH_YES && !is_module,
  };
}
