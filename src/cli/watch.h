// Watch: building again and again, whenever something that the build depends on changes.
#pragma once

#include "cli/options.h"
#include "cli/screen.h"

// Builds, or builds again what `build` is unless it is NULL; delivers and reports. The caller
// releases the build.
typedef CbBuild *(*BuildOnce)(BuildCommand *command, const Screen *screen, CbBuild *build,
                              bool *is_done);

// Returns once standard input ends, or at once if there is nothing to watch. Tells whether the last
// build went well.
bool watch_run(BuildCommand *command, const Screen *screen, BuildOnce build_once);
