// Directives: what comments tell the linter: `eslint-disable` and its kin, and `eslint rule: …`.
//
// Takes: a file, and the reports on it.
// Gives: the rules as comments have changed them, the reports that no comment has silenced, those
//        that one has, and comments that silence nothing.
#pragma once

#include "base/map.h"
#include "rules/run.h"

typedef enum DirectiveKind {
  DIRECTIVE_DISABLE,
  DIRECTIVE_ENABLE,
  DIRECTIVE_DISABLE_LINE,
  DIRECTIVE_DISABLE_NEXT_LINE,
} DirectiveKind;

typedef struct DirectiveComment {
  DirectiveKind kind;
  Span span;
  Span list;           // of the names of rules, blanks around it left out
  Text reason;         // behind `--`
  uint32_t first, end; // its directives
  uint32_t name_count; // names of rules that are not there count, too
} DirectiveComment;

// One rule of a comment, or all.
typedef struct Directive {
  Text rule;        // empty: all
  uint32_t comment; // its index
  bool is_used;
} Directive;

// A member of `eslint rule: …`.
typedef struct InlineRule {
  const Json *value; // its key is the rule's name
  Span span;         // of the comment
} InlineRule;

typedef struct Directives {
  Array(DirectiveComment) comments; // in source order
  Array(Directive) items;
  Array(InlineRule) rules;
  Array(Text) environments; // of `eslint-env`
} Directives;

// Reads all comments of a file. What is wrong with them is added to `reports`.
void directives_read(SourceCode *code, Directives *directives, RuleReports *reports);

// Changes the rules that are on as `eslint rule: …` says. NULL where nothing does.
typedef struct ActiveRules {
  const ActiveRule *at;
  uint32_t count;
} ActiveRules;
const ActiveRules *directives_configure(SourceCode *code, const Directives *directives,
                                        const ActiveRules *rules, RuleReports *reports);

// A comment that silences a report, and the one before it that does so, too.
typedef struct Silencing Silencing;
struct Silencing {
  Text reason;
  uint32_t item; // of the directives
  const Silencing *before;
};

typedef struct SilencedReport {
  const RuleReport *report;
  const Silencing *by; // the last one
} SilencedReport;
typedef Array(SilencedReport) SilencedReports;

// Takes the reports that comments silence out of `reports`, which are in source order.
void directives_apply(SourceCode *code, Directives *directives, RuleReports *reports,
                      SilencedReports *silenced);

// Adds a report for each directive that has silenced nothing. Called after directives_apply; sorts
// the reports anew.
void directives_report_unused(SourceCode *code, Directives *directives, uint8_t severity,
                              RuleReports *reports);

// The name that a report's rule was asked for by; empty: it is the linter's own.
static inline Text report_rule_name(const RuleReport *report) {
  if (!report->rule) return TEXT("");
  return text_of(report->is_stylistic ? report->rule->stylistic : report->rule->name);
}
