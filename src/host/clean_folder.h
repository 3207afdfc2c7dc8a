// CleanFolder: removing what is left over in a folder.
#pragma once

#include "base/map.h"

// Removes the files in `folder` (absolute) and below it, and folders that are empty then. What
// stays: the paths in `keep`, and what begins with ".git". Symbolic links go, not what they lead
// to. `*failed`, in `arena`, is what could not be removed.
int folder_clean(Arena *arena, const char *folder, const Map *keep, Text *failed);
