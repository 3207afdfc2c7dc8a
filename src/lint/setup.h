// LintSetup: what files are linted with: flags, configurations, and what is ignored.
//
// Owns:  what it makes of configurations, until lint_setup_release; all else is in the arena of the
//        diagnostics.
// Takes: flags, which must live as long.
// Gives: for a file, what lint_file wants to know. Folders are for one thread to ask for.
#pragma once

#include "lint/file.h"
#include "lint/find.h"
#include "lint/lint.h"

typedef struct LintSetup {
  const LintOptions *options;
  Diagnostics *diagnostics;
  Arena *arena; // of the diagnostics
  LintFolders folders;
  LintConfigs configs;
  LintWork work; // what is the same for all files
} LintSetup;

// False: something is wrong, as `diagnostics` tell; it must be released all the same.
bool lint_setup_make(LintSetup *setup, const LintOptions *options, Diagnostics *diagnostics);
void lint_setup_release(LintSetup *setup);

// How a file is linted. Any thread may ask.
LintWork lint_setup_work(LintSetup *setup, const LintTarget *target, Arena *arena);
