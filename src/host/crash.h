// Crash: a thread that reads memory it may not, or runs out of stack, tells so in time.
//
// Takes: a function that is called on a stack of its own, in the place of the end of the process,
//        with what has happened. It may leave by longjmp; where it returns, the process ends as if
//        nobody had asked.
// Never: makes sure that what the thread was at is whole, or that no lock is held.
#pragma once

typedef void (*CrashTold)(const char *what);

// From now on, for all threads that call crash_guard_thread.
void crash_watch(CrashTold told);

// The calling thread gets a stack for it, until it ends. Cheap where it has one already.
void crash_guard_thread(void);
