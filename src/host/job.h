// Job: work on another thread for a loop.
#pragma once

#include "host/loop.h"

// Something that takes time. Its memory is the caller's, until `done` is called.
typedef struct Job {
  void (*work)(void *context); // on another thread
  void (*done)(void *context); // on the loop's
  void *context;
} Job;

// Runs `job->work` on a thread of the system's pool, then `job->done` in the loop.
void job_start(Loop *loop, Job *job);
