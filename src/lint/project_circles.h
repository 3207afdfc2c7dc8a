// ProjectCircles: which files of a project import each other.
#pragma once

#include "rules/project.h"

// Gives files that can be reached from each other, by imports of modules, the same number; all
// others 0. Linear in the number of imports.
void project_number_circles(ProjectFile *const *files, uint32_t count);
