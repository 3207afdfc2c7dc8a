// Run: the rules that are on, at work on a file in one pass over its nodes.
//
// Takes: rules with their options, and a file.
// Gives: reports in source order.
#pragma once

#include "rules/rule.h"

// A rule with the options of a configuration. `severity`: 1 warns, 2 is an error.
typedef struct ActiveRule {
  const Rule *rule;
  const Json *const *options;
  const void *settings;
  uint8_t severity;
  bool is_stylistic;
} ActiveRule;

typedef struct RulePlan RulePlan;

// The rule with a name ("semi", "@stylistic/semi"), or NULL.
const Rule *rule_named(Text name, bool *is_stylistic);

// What a rule is called: by its own name, or as a successor where it has no other.
static inline const char *rule_name(const Rule *rule) {
  return rule->name ? rule->name : rule->stylistic;
}

// All rules, sorted by name.
const Rule *const *rules_all(uint32_t *count);

// Makes a rule with options given as a chain of JSON values (NULL: none). False: `*problem`.
bool rule_activate(Arena *arena, const Rule *rule, const Json *given, ActiveRule *active,
                   OptionsProblem *problem);

// What is called for which kind of node. Made once for a configuration; any number of threads may
// use it.
const RulePlan *rules_plan(Arena *arena, const ActiveRule *active, uint32_t count);

// Runs all rules of the plan on a file. Linear in the nodes of the file; no recursion.
void rules_run(const RulePlan *plan, SourceCode *code, RuleReports *reports);

// The same, with an eye on time and on mistakes of our own. `clock` may be NULL; it adds the
// nanoseconds that each rule takes to `spent_ns`, by its place in the plan. Where a check fails
// within a rule, `failure` says so: the reports, and what was made of the code on demand, are of no
// use then.
typedef struct RuleClock {
  uint64_t (*now_ns)(void);
  uint64_t *spent_ns;
} RuleClock;
typedef struct RuleFailure {
  const ActiveRule *rule; // NULL: none has failed
  const char *check;
} RuleFailure;
void rules_run_guarded(const RulePlan *plan, SourceCode *code, RuleReports *reports,
                       const RuleClock *clock, RuleFailure *failure);
