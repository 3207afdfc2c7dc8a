// Workers: a pool of threads for work on single files.
//
// Owns:  its threads, from workers_start to workers_stop.
// Never: promises an order. Who takes results puts them into one.
#pragma once

#include <stdbool.h>
#include <stdint.h>

typedef struct Workers Workers;

typedef void (*WorkFunction)(void *context, uint32_t item);

// Starts `count` threads (0 = one per core; the calling thread takes part as one of them).
Workers *workers_start(uint32_t count);
void workers_stop(Workers *workers);
uint32_t workers_count(const Workers *workers);

// Runs `work(context, i)` for every i < count, on all threads; returns when all are done.
void workers_each(Workers *workers, uint32_t count, WorkFunction work, void *context);

// Adds one item that workers take as they can; `work` may itself add items. workers_drain returns
// when no item is left or running.
void workers_add(Workers *workers, WorkFunction work, void *context, uint32_t item);
void workers_drain(Workers *workers);
