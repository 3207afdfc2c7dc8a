// LintProject: the files that are linted, and those that they import, as rules across files ask for
// them (rules/project.h).
//
// Owns:  what it knows of each file, until project_release. The files' texts and trees are not
//        kept.
// Takes: the files to begin with. What packages import is only followed where they export it, too.
// Gives: the same for any number of threads.
#pragma once

#include "lint/config.h"
#include "lint/find.h"
#include "rules/project.h"

typedef struct LintProject LintProject;

typedef struct ProjectWishes {
  Text working_folder;
  const LintTargets *targets;
  bool is_one_of_many; // others, which are not known, may use what they export
  unsigned threads;
  Texts package_folders; // that options name
  Text first_text; // of the first file, padded, in place of what is on the disk; `at` may be NULL
} ProjectWishes;

// Adds the folders that options of a configuration name.
void project_wish_folders(Arena *arena, ProjectWishes *wishes, const LintConfig *config);

// Reads all files. Linear in their number and size.
LintProject *project_make(const ProjectWishes *wishes);
void project_release(LintProject *project);

// The file at an absolute path that it began with, or NULL.
const ProjectFile *project_find(const LintProject *project, Text path);
