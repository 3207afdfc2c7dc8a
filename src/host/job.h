// Async: work on other threads for a loop, and how they wake it.
#pragma once

#include "host/loop.h"

typedef struct Async Async;

// Calls `on_wake` in the loop's thread after async_wake; once for several that come close together.
Async *async_make(Loop *loop, void (*on_wake)(void *context), void *context);

// From any thread.
void async_wake(Async *async);

// Whether the loop goes on for it alone; it does unless told otherwise.
void async_keeps_loop(Async *async, bool keeps);
void async_release(Async *async);

// Something that takes time. Its memory is the caller's, until `done` is called.
typedef struct Job {
  void (*work)(void *context); // on another thread
  void (*done)(void *context); // on the loop's
  void *context;
} Job;

// Runs `job->work` on a thread of the system's pool, then `job->done` in the loop.
void job_start(Loop *loop, Job *job);
