// Progress: a line on the terminal that tells how far a long build is.
//
// Takes: a screen that outlives it. Shows nothing where that is no terminal, or in short builds.
#pragma once

#include "cli/screen.h"

#include <stdatomic.h>

typedef struct Progress {
  const Screen *screen;
  const char *what; // is done: "Reading modules"
  uint64_t started_ns;
  uint64_t drawn_ns; // when the line was last drawn; 0: never
  atomic_flag busy;  // held by the thread that draws
} Progress;

// False where there is nobody to show it to.
bool progress_init(Progress *progress, const Screen *screen);

// Called from any thread, as CbBuildOptions.progress.
void progress_report(void *progress, size_t modules_done, size_t modules_known);

// Takes the line away. No thread may report any more.
void progress_end(Progress *progress);
