// Lint: files of a project, and what is wrong with them.
//
// Takes: paths and flags.
// Gives: a report in the format that was asked for, in the order of the paths, however many threads
//        there are; fixed files.
// Never: keeps more of a file than its part of the report.
#pragma once

#include "cbundle/cbundle.h"
#include "graph/resolve.h"
#include "lint/cache_use.h"
#include "lint/memory.h"
#include "lint/times.h"

typedef enum LintFixes { LINT_FIX_NOTHING, LINT_FIX_FILES, LINT_FIX_TEXTS } LintFixes;

// What was asked for. Lists may be NULL.
typedef struct LintOptions {
  Text working_folder; // absolute; empty: that of the process
  CbStrings paths;     // none: the working folder
  const CbStrings *extensions;
  CbStrings ignore_patterns;
  bool no_ignore;
  bool from_stdin;
  const char *stdin_filename; // or NULL
  const char *config;         // or NULL: those of each folder and the folders above
  bool no_config;
  CbStrings rules; // "name: setting, …"
  const CbStrings *globals, *environments;
  CbPairs parser_options;
  SyntaxGoal goal; // SYNTAX_UNKNOWN: by each file
  bool no_inline, reports_unused, is_quiet;
  LintFixes fixes;
  const CbStrings *fix_types;
  bool fixes_suggestions;
  const Format *format;
  CacheWishes cache; // its format and words are filled in
  bool color;
  uint32_t width; // of the terminal
  unsigned threads;
  LintMemory *memory; // files that it knows are not linted again; or NULL
  LintTimes *times;   // of all rules that are on, or NULL
  void (*progress)(void *context, size_t done, size_t known);
  void *progress_context;
} LintOptions;

typedef struct LintOutcome {
  LintTally tally;
  uint32_t file_count, fixed_count;
  uint32_t linted_count; // files that the memory did not know
  uint32_t cached_count; // of them, those that the cache knew
  uint32_t failed_count; // rules that failed a check of our own, file by file
  Text report;
  Texts watched; // with a memory: paths on which it depends; with a slash behind: all in a folder
} LintOutcome;

// False: nothing was linted, as `diagnostics` tell. The report is in their arena. Files that could
// not be written, and the like, are told there, too.
bool lint_run(const LintOptions *options, Diagnostics *diagnostics, LintOutcome *outcome);

// Appends the configuration of the file at `path` as JSON. False: `diagnostics` tell why not.
bool lint_print_config(const LintOptions *options, const char *path, Diagnostics *diagnostics,
                       Buffer *out);

// The rules of the working folder's configuration that are its own. False: `diagnostics` tell what
// is wrong with it.
bool lint_own_rules(const LintOptions *options, Diagnostics *diagnostics, OwnRules *own);
