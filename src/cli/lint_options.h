// LintOptions: the flags of `cbundle lint`, from words on the command line to values.
#pragma once

#include "cli/flags.h"
#include "cli/screen.h"
#include "lint/lint.h"

enum { NO_WARNING_LIMIT = UINT32_MAX };

// What was asked of `cbundle lint`.
typedef struct LintCommand {
  LintOptions lint;
  bool help;
  bool fix, fix_dry_run;
  int source_type; // SyntaxGoal; SYNTAX_UNKNOWN: by the file
  int format;      // FormatId
  int cache_by_content;
  const char *output_file;
  unsigned max_warnings;
  bool watch, timing;
  bool lsp, stdio;
  ColorChoice color;
  bool init, list_rules;
  const char *print_config, *explain; // or NULL
} LintCommand;

extern const FlagTable lint_flags;

// Reads the words after `cbundle lint`. What is wrong is added to `diagnostics`.
void lint_options_read(LintCommand *command, OptionWords words, Diagnostics *diagnostics);

// What --color says among all words, whether the rest is right or not.
ColorChoice lint_options_color(OptionWords words);
