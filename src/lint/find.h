// Find: which files are linted.
#pragma once

#include "cbundle/cbundle.h"
#include "host/stamp.h"
#include "lint/folder.h"

typedef struct LintTarget {
  Text path; // absolute
  const LintFolder *folder;
  FileStamp stamp; // before it is read; set with the order
} LintTarget;

typedef Array(LintTarget) LintTargets;

typedef struct FindWishes {
  CbStrings paths;             // of files and folders, and patterns; none: the working folder
  const CbStrings *extensions; // with or without a dot; NULL: the usual ones
} FindWishes;

// Finds the files, sorted by their paths, each once. What is not there is told to the diagnostics
// of the folders' reading.
void find_files(LintFolders *folders, const FindWishes *wishes, LintTargets *targets);

// Whether a file of this name is among those that are looked for in folders.
bool find_takes(const CbStrings *extensions, Text name);

// Whether a path is ignored, by itself or by a folder that it is in.
bool find_is_ignored(LintFolders *folders, Text path);
