// Watch: building again and again, whenever something that the build depends on changes.
//
// Never: ends because of a mistake, in the files or in the configuration, that was made later.
#pragma once

#include "cli/builds.h"
#include "cli/screen.h"

typedef struct WatchWork {
  // Builds, or builds again what `build` is unless it is NULL; delivers and reports. The caller
  // releases the build.
  CbBuild *(*build_once)(BuildCommand *command, const Screen *screen, CbBuild *build,
                         bool *is_done);
  // Reads the configuration again, into `arena`. The one build that it asks for; NULL, and that is
  // told, if it is wrong. `builds->sources` are set anyway.
  BuildCommand *(*plan_again)(void *context, Builds *builds, Arena *arena);
  void *context;
} WatchWork;

// Builds the one build of `builds`. Returns once standard input ends, or at once if there is
// nothing to watch. Tells whether the last build went well.
bool watch_run(const Builds *builds, const Screen *screen, const WatchWork *work);
