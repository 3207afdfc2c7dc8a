// ProjectPackages: what package.json files say to rules across files.
#pragma once

#include "rules/project.h"

typedef struct ProjectPackages {
  Arena *arena;
  Map known;                         // folder → index
  Array(const ProjectPackage *) all; // NULL: there is none in the folder or above
} ProjectPackages;

// The one of an absolute folder itself, or NULL.
const ProjectPackage *project_package_at(Arena *arena, Text folder);

// The nearest one of an absolute folder and those above, or NULL. One thread at a time.
const ProjectPackage *project_package_of(ProjectPackages *packages, Text folder);
