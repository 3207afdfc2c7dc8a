// Watch: building again and again, whenever something that the build depends on changes.
//
// Never: ends because of a mistake, in the files or in the configuration, that was made later.
#pragma once

#include "cli/builds.h"
#include "cli/screen.h"

// One of the builds that are watched.
typedef struct Watched {
  BuildCommand *command;
  CbBuild *build; // NULL before the first time
  bool is_done;   // it went well the last time
} Watched;
typedef Array(Watched) WatchedBuilds;

typedef struct WatchWork {
  // Builds one of them, or builds it again; delivers and reports. watch_run releases it.
  void (*build_once)(void *context, WatchedBuilds *all, uint32_t index);
  // Reads the configuration again, into `arena`, and gives the builds that it asks for. False, and
  // that is told, if it is wrong. `builds->sources` are set anyway.
  bool (*plan_again)(void *context, Builds *builds, Arena *arena);
  void *context;
} WatchWork;

// Builds all of `builds`. Returns once standard input ends, or at once if there is nothing to
// watch. Tells whether all went well the last time.
bool watch_run(const Builds *builds, const Screen *screen, const WatchWork *work);
