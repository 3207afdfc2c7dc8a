// rule_examples: the examples of the linter's rules as a test: each bad one is reported, no good
// one is; what rules across files find must be seen elsewhere, as an example is one file. Prints
// each complaint, and how many rules have none.
#include "rules/run.h"

#include <stdio.h>

typedef struct Check {
  Arena *arena;
  const Rule *rule;
  uint32_t complaints;
} Check;

static void complain(Check *check, const char *what, const char *code) {
  printf("%s: %s%s%s\n", rule_name(check->rule), what, code ? ":\n" : "", code ? code : "");
  check->complaints++;
}

// How many reports there are of a text; -1: it does not parse as what it is told to be.
static int count_reports(Check *check, const ActiveRule *active, const char *code,
                         SyntaxGoal goal) {
  Text text = text_of(code);
  char *bytes = arena_alloc(check->arena, text.size + SYNTAX_PADDING, 1);
  memcpy(bytes, text.at, text.size);
  SourceFile *file = arena_new(check->arena, SourceFile, 1);
  *file = (SourceFile){TEXT("example.js"), {bytes, text.size}};
  Language language = {.ecma_version = LANGUAGE_LATEST, .goal = goal, .has_jsx = true};
  SourceCode source;
  Diagnostics diagnostics = {.arena = check->arena};
  RuleReports reports = {.arena = check->arena};
  if (!source_code_read(check->arena, file, &language, &source, &diagnostics)) return -1;
  rules_run(rules_plan(check->arena, active, 1), &source, &reports);
  return (int)reports.items.count;
}

// Examples are modules if they can be, else scripts: what is bad may be so in only one of them.
static void check_example(Check *check, const RuleExample *example, bool is_bad) {
  uint32_t error = 0;
  OptionsProblem problem;
  ActiveRule active;
  const char *options = example->options;
  const Json *list = options ? json_read(check->arena, text_of(options), &error) : NULL;
  if (options && !json_is(list, JSON_ARRAY)) {
    complain(check, "options are no JSON list", options);
    return;
  }
  if (!rule_activate(check->arena, check->rule, list ? list->first_child : NULL, &active,
                     &problem)) {
    complain(check, "options do not fit their type", options);
    return;
  }
  active.is_stylistic = !check->rule->name;
  int as_module = count_reports(check, &active, example->code, SYNTAX_MODULE);
  int as_script = count_reports(check, &active, example->code, SYNTAX_SCRIPT);
  if (as_module < 0 && as_script < 0)
    complain(check, "does not parse", example->code);
  else if (is_bad && as_module < 1 && as_script < 1 && !(check->rule->flags & RULE_ACROSS_FILES))
    complain(check, "is bad, but passes", example->code);
  else if (!is_bad && as_module != 0 && as_script != 0)
    complain(check, "is good, but is reported", example->code);
}

static uint32_t check_all(Check *check, const RuleExample *examples, bool is_bad) {
  uint32_t count = 0;
  for (; examples && examples[count].code; count++) check_example(check, &examples[count], is_bad);
  return count;
}

static bool ends_with_stop(const char *text) {
  size_t size = strlen(text);
  return size && strchr(".!?", text[size - 1]);
}

static void check_words(Check *check) {
  const Rule *rule = check->rule;
  if (!rule->summary || !*rule->summary)
    complain(check, "has no summary", NULL);
  else if (ends_with_stop(rule->summary))
    complain(check, "its summary has a full stop", NULL);
  if (!rule->why || !ends_with_stop(rule->why)) complain(check, "its why is no sentence", NULL);
}

static uint32_t check_rule(const Rule *rule) {
  Arena arena = {0};
  Check check = {&arena, rule, 0};
  check_words(&check);
  if (!check_all(&check, rule->bad, true)) complain(&check, "has no bad example", NULL);
  if (!check_all(&check, rule->good, false)) complain(&check, "has no good example", NULL);
  arena_release(&arena);
  return check.complaints;
}

int main(void) {
  uint32_t count, bad = 0;
  const Rule *const *rules = rules_all(&count);
  for (uint32_t i = 0; i < count; i++) bad += check_rule(rules[i]) > 0;
  printf("%u passed, %u failed\n", count - bad, bad);
  return bad != 0;
}
