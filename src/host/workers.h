// Workers: a pool of threads for work on single files.
//
// Owns:  its threads, from workers_start to workers_stop. A thread is started when there is first
//        work for it.
// Never: promises an order. Who takes results puts them into one. With CBUNDLE_SHUFFLE=seed in the
//        environment items are taken in a random order, so that tests find who relies on one.
#pragma once

#include <stdbool.h>
#include <stdint.h>

typedef struct Workers Workers;

typedef void (*WorkFunction)(void *context, uint32_t item);

// Allows `count` threads (0 = one per core; the calling thread takes part as one of them).
Workers *workers_start(uint32_t count);

// Ends the threads. Nothing may be left to do.
void workers_stop(Workers *workers);
uint32_t workers_count(const Workers *workers);

// Runs `work(context, i)` for every i < count, on all threads; returns when all are done. `work`
// may call it again.
void workers_each(Workers *workers, uint32_t count, WorkFunction work, void *context);

// Adds one item that workers take as they can; `work` may itself add items. workers_drain takes
// part and returns when no item is left or running; it is not for use inside `work`.
void workers_add(Workers *workers, WorkFunction work, void *context, uint32_t item);
void workers_drain(Workers *workers);
