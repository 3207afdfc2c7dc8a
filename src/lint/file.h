// LintFile: one text linted, and fixed.
//
// Takes: the text of a file, padded as syntax_parse wants it, and its configuration.
// Gives: a result in the arena of the work. Any number of threads may be at it.
// Never: reads or writes files.
#pragma once

#include "lint/config.h"
#include "lint/result.h"
#include "lint/times.h"

typedef struct LintWork {
  Arena *arena;
  const LintConfig *config;
  Language language;
  bool no_inline, reports_unused, is_quiet;
  bool fixes, fixes_suggestions;
  LintTimes *times;           // what --timing wants to know; or NULL
  const ProjectFile *project; // what is known of the files around, or NULL
  const atomic_bool *cancelled; // what comes of it is of no use any more; or NULL
  unsigned fix_types;         // a bit for each RuleType, and FIX_DIRECTIVES
} LintWork;

enum { FIX_DIRECTIVES = 1 << 8, FIX_ALL_TYPES = FIX_DIRECTIVES * 2 - 1 };

// `result` has its path and file; the rest is filled in.
void lint_file(const LintWork *work, LintResult *result);

// How a file is read: by its configuration, its extension, and the nearest package.json, which
// makes it a module, CommonJS, or says nothing (SYNTAX_UNKNOWN).
Language lint_language(const LanguageWishes *wishes, Text path, SyntaxGoal by_package);
