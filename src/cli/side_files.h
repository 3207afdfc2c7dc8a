// SideFiles: what is told about a build in files beside its outputs: the metafile, and the page of
// the analysis.
#pragma once

#include "cli/screen.h"

// Whether each can be written where it was asked for; if not, the reason is shown.
bool side_files_check(const BuildCommand *command, CbBuild *build, const Screen *screen);

// Writes them. False, with the reason shown, if one can't be written.
bool side_files_write(const BuildCommand *command, CbBuild *build, const Screen *screen);

// Where the page of the analysis goes, in `arena`; empty if none was asked for.
Text side_files_page(Arena *arena, const BuildCommand *command);
