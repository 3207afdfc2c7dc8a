// Timer: calls back after a while.
//
// Owns:  nothing but itself, from timer_make to timer_release.
#pragma once

#include "host/loop.h"

typedef struct Timer Timer;

Timer *timer_make(Loop *loop, void (*on_time)(void *context), void *context);

// Calls back in `delay_ms`, and then every `repeat_ms` if that is not 0. Forgets what was set.
void timer_start(Timer *timer, uint64_t delay_ms, uint64_t repeat_ms);
void timer_stop(Timer *timer);

// Whether the loop goes on for it alone; it does unless told otherwise.
void timer_keeps_loop(Timer *timer, bool keeps);

// It does not call back any more.
void timer_release(Timer *timer);
