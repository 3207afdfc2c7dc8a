// Loop: what waits for sockets, timers and other threads, and calls who is concerned.
//
// Owns:  the system's means of waiting, from loop_make to loop_release.
// Never: is used by two threads.
#pragma once

#include <stdbool.h>
#include <stdint.h>

typedef struct Loop Loop;

Loop *loop_make(void);

// Runs until nothing is left to wait for.
void loop_run(Loop *loop);

// Everything that waits in the loop must have been closed. Runs the callbacks of closing.
void loop_release(Loop *loop);

// Milliseconds from some fixed point, as of this turn of the loop.
uint64_t loop_now_ms(const Loop *loop);

// libuv's loop, as uv_loop_t.
void *loop_handle(Loop *loop);

// Something to do as soon as what runs now has returned to the loop. Its memory is the caller's.
typedef struct LoopTask LoopTask;
struct LoopTask {
  void (*run)(void *context);
  void *context;
  LoopTask *next, *previous; // of a ring
  bool is_waiting;
};

// Runs `task` on the next turn; once, however often it is asked for until then.
void loop_defer(Loop *loop, LoopTask *task);

// Takes it back, if it waits.
void loop_forget(LoopTask *task);
