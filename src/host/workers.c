// One lock guards a queue of items and a list of batches (workers_each). Work is on whole files,
// some 100 µs apiece, so the lock is free nearly always; inside a batch, indices come from an
// atomic counter. Who waits for a batch has worked on it until no index was left, and then waits
// only for items that are running already: waiting can't deadlock, however calls are nested.
#include "host/workers.h"

#include "base/arena.h"
#include "host/signals.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <uv.h>

enum {
  MOST_THREADS = 256,
  FIRST_QUEUE_ITEMS = 256, // a power of two
};

typedef struct Item {
  WorkFunction work;
  void *context;
  uint32_t item;
} Item;

// A workers_each that is going on; it lives on the caller's stack.
typedef struct Batch Batch;
struct Batch {
  WorkFunction work;
  void *context;
  uint32_t count;
  uint32_t first, stride; // index i stands for item (first + i * stride) % count
  atomic_uint next;
  uint32_t helpers; // threads other than the caller that are in it
  Batch *older;
};

struct Workers {
  Arena arena; // holds this struct and the queue
  uv_mutex_t lock;
  uv_cond_t changed;    // something to take, or the last item was done
  uv_cond_t batch_done; // a batch has lost its last helper
  Item *queue;          // a ring
  uint32_t queue_size, head, length;
  uint32_t running; // items of the queue
  Batch *batches;   // newest first: the innermost call is waited for most urgently
  uint32_t idle;    // threads that wait for `changed`
  uint32_t count, started;
  bool stopping;
  uint64_t shuffle; // state of the random numbers; 0 = take items in order
  uv_thread_t threads[MOST_THREADS];
};

// --- Life

static uint64_t shuffle_seed(void) {
  const char *seed = getenv("CBUNDLE_SHUFFLE");
  // An odd factor spreads small seeds over all bits, and never makes a 0 of another number.
  return seed && *seed ? (strtoull(seed, NULL, 10) + 1) * 0x9E3779B97F4A7C15u : 0;
}

Workers *workers_start(uint32_t count) {
  Arena arena = {0};
  Workers *workers = arena_new(&arena, Workers, 1);
  workers->arena = arena;
  if (count == 0) count = uv_available_parallelism();
  workers->count = count < MOST_THREADS ? count : MOST_THREADS;
  workers->shuffle = shuffle_seed();
  uv_mutex_init(&workers->lock);
  uv_cond_init(&workers->changed);
  uv_cond_init(&workers->batch_done);
  return workers;
}

void workers_stop(Workers *workers) {
  uv_mutex_lock(&workers->lock);
  workers->stopping = true;
  uv_cond_broadcast(&workers->changed);
  uv_mutex_unlock(&workers->lock);
  for (uint32_t i = 0; i < workers->started; i++) uv_thread_join(&workers->threads[i]);
  uv_cond_destroy(&workers->batch_done);
  uv_cond_destroy(&workers->changed);
  uv_mutex_destroy(&workers->lock);
  Arena arena = workers->arena;
  arena_release(&arena);
}

uint32_t workers_count(const Workers *workers) {
  return workers->count;
}

// xorshift64*. The lock must be held.
static uint32_t random_below(Workers *workers, uint32_t limit) {
  uint64_t state = workers->shuffle;
  state ^= state >> 12;
  state ^= state << 25;
  state ^= state >> 27;
  workers->shuffle = state;
  return (uint32_t)((state * 0x2545F4914F6CDD1Du) >> 32) % limit;
}

// --- Batches

static void run_batch(Batch *batch) {
  while (true) {
    uint64_t index = atomic_fetch_add_explicit(&batch->next, 1, memory_order_relaxed);
    if (index >= batch->count) return;
    uint32_t item = (uint32_t)((batch->first + index * batch->stride) % batch->count);
    batch->work(batch->context, item);
  }
}

static void unlink_batch(Workers *workers, Batch *batch) {
  for (Batch **link = &workers->batches; *link; link = &(*link)->older) {
    if (*link != batch) continue;
    *link = batch->older;
    return;
  }
}

// Works on the newest batch until nothing of it is left. The lock is held, and let go meanwhile.
static void help_batch(Workers *workers) {
  Batch *batch = workers->batches;
  batch->helpers++;
  uv_mutex_unlock(&workers->lock);
  run_batch(batch);
  uv_mutex_lock(&workers->lock);
  unlink_batch(workers, batch);
  if (--batch->helpers == 0) uv_cond_broadcast(&workers->batch_done);
}

// --- The queue

static void put_item(Workers *workers, Item item) {
  if (workers->length == workers->queue_size) {
    uint32_t size = workers->queue_size ? workers->queue_size * 2 : FIRST_QUEUE_ITEMS;
    Item *queue = arena_new(&workers->arena, Item, size);
    for (uint32_t i = 0; i < workers->length; i++) {
      queue[i] = workers->queue[(workers->head + i) & (workers->queue_size - 1)];
    }
    workers->queue = queue;
    workers->queue_size = size;
    workers->head = 0;
  }
  workers->queue[(workers->head + workers->length++) & (workers->queue_size - 1)] = item;
}

static Item take_item(Workers *workers) {
  uint32_t mask = workers->queue_size - 1;
  Item *first = &workers->queue[workers->head];
  if (workers->shuffle) {
    Item *chosen = &workers->queue[(workers->head + random_below(workers, workers->length)) & mask];
    Item swapped = *first;
    *first = *chosen;
    *chosen = swapped;
  }
  workers->head = (workers->head + 1) & mask;
  workers->length--;
  return *first;
}

static bool is_drained(const Workers *workers) {
  return workers->length == 0 && workers->running == 0;
}

// Runs the next item. The lock is held, and let go meanwhile.
static void run_item(Workers *workers) {
  Item item = take_item(workers);
  workers->running++;
  uv_mutex_unlock(&workers->lock);
  item.work(item.context, item.item);
  uv_mutex_lock(&workers->lock);
  workers->running--;
  if (is_drained(workers)) uv_cond_broadcast(&workers->changed);
}

// --- Threads

// Does whatever there is to do until `is_over` says so. The lock is held.
static void take_part(Workers *workers, bool (*is_over)(const Workers *)) {
  while (!is_over(workers)) {
    if (workers->batches) {
      help_batch(workers);
    } else if (workers->length) {
      run_item(workers);
    } else {
      workers->idle++;
      uv_cond_wait(&workers->changed, &workers->lock);
      workers->idle--;
    }
  }
}

static bool is_stopping(const Workers *workers) {
  return workers->stopping;
}

static void run_thread(void *argument) {
  Workers *workers = argument;
  uv_mutex_lock(&workers->lock);
  take_part(workers, is_stopping);
  uv_mutex_unlock(&workers->lock);
}

// If the system has no thread for us, those that there are do the work. Signals are left to the
// thread that can make them wait (see write_files.c). The lock is held.
static bool start_thread(Workers *workers) {
  if (workers->started + 1 >= workers->count) return false;
  uv_thread_t *thread = &workers->threads[workers->started];
  HeldSignals held;
  signals_hold(&held);
  int code = uv_thread_create(thread, run_thread, workers);
  signals_release(&held);
  if (code < 0) return false;
  workers->started++;
  return true;
}

// --- Entry points

static uint32_t common_divisor(uint32_t a, uint32_t b) {
  while (b) {
    uint32_t rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}

// Any stride that has no divisor in common with the count visits every index once.
static void shuffle_batch(Workers *workers, Batch *batch) {
  batch->first = random_below(workers, batch->count);
  do {
    batch->stride = 1 + random_below(workers, batch->count);
  } while (common_divisor(batch->stride, batch->count) != 1);
}

void workers_each(Workers *workers, uint32_t count, WorkFunction work, void *context) {
  if (count == 0) return;
  Batch batch = {.work = work, .context = context, .count = count, .stride = 1};
  uv_mutex_lock(&workers->lock);
  if (workers->shuffle) shuffle_batch(workers, &batch);
  batch.older = workers->batches;
  workers->batches = &batch;
  uv_cond_broadcast(&workers->changed);
  for (uint32_t called = 1 + workers->idle; called < count; called++) {
    if (!start_thread(workers)) break;
  }
  uv_mutex_unlock(&workers->lock);
  run_batch(&batch);
  uv_mutex_lock(&workers->lock);
  unlink_batch(workers, &batch);
  while (batch.helpers) uv_cond_wait(&workers->batch_done, &workers->lock);
  uv_mutex_unlock(&workers->lock);
}

void workers_add(Workers *workers, WorkFunction work, void *context, uint32_t item) {
  uv_mutex_lock(&workers->lock);
  put_item(workers, (Item){work, context, item});
  uv_cond_signal(&workers->changed);
  if (workers->idle < workers->length) start_thread(workers);
  uv_mutex_unlock(&workers->lock);
}

void workers_drain(Workers *workers) {
  uv_mutex_lock(&workers->lock);
  take_part(workers, is_drained);
  uv_mutex_unlock(&workers->lock);
}
