// LintResult: what is told of one file, ready to be written in any format.
//
// Owns: nothing; it lives in the arena of its file's work.
#pragma once

#include "rules/directives.h"

// Where a message is: lines and columns from 1, in UTF-16 units. `end_line` 0: it has no end.
typedef struct LintPlace {
  uint32_t line, column, end_line, end_column;
} LintPlace;

// A fix as ESLint has it: offsets in UTF-16 units behind the byte order mark, which is at -1.
typedef struct LintFix {
  int64_t start, end;
  Text text;
} LintFix;

typedef struct LintMessage {
  const RuleReport *report;
  LintPlace place;
  bool has_fix, is_fatal;
  const SilencedReport *silenced; // or NULL
} LintMessage;

typedef Array(LintMessage) LintMessages;

// How many there are.
typedef struct LintTally {
  uint32_t errors, fatal_errors, warnings, fixable_errors, fixable_warnings;
} LintTally;

// A rule that did not do what it should: a mistake of ours.
typedef struct LintFailure {
  Text rule, check; // its name, and what did not hold
} LintFailure;
typedef Array(LintFailure) LintFailures;

typedef struct LintResult {
  Text path;  // absolute; "<text>" for standard input without a name
  Text shown; // as seen from the working folder
  SourceFile file;
  LintMessages messages, silenced;
  LintTally tally;
  SourceCode *code; // NULL where the file could not be parsed
  LintFailures failures;
  Text output; // the text with fixes; `at` is NULL where nothing was fixed
} LintResult;

void lint_tally_add(LintTally *tally, const LintTally *more);

// Adds a report of a file that was parsed.
void lint_result_add(LintResult *result, SourceCode *code, const RuleReport *report);
void lint_result_add_silenced(LintResult *result, SourceCode *code, const SilencedReport *silenced);

// Adds the one message of a file that can't be parsed, or read (a line of 0).
void lint_result_add_fatal(LintResult *result, Arena *arena, Text text, LintPlace place, Span span);

// An edit of the text as ESLint tells it.
LintFix lint_fix_of(SourceCode *code, const Edits *edits);

// The name of the rule; empty: the linter itself speaks.
static inline Text lint_message_rule(const LintMessage *message) {
  return report_rule_name(message->report);
}
