// Sizes are rounded up to one of 96, eight between a power of two and the next. A thread keeps what
// it gives back, up to a limit, then shares it with all; new memory it cuts off a region of its
// own, a growing part of which has been made ready.
#include "base/blocks.h"

#include "base/pages.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

// Sanitizer builds use malloc, so that overruns and leaks of blocks are found; except for the test
// of this file.
#ifndef BLOCKS_TESTED
#if defined(__SANITIZE_ADDRESS__)
#define BLOCKS_ARE_MALLOCS 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define BLOCKS_ARE_MALLOCS 1
#endif
#endif
#endif

#ifdef BLOCKS_ARE_MALLOCS
void *block_take(size_t *size) {
  return calloc(1, *size);
}

void block_return(void *block, size_t size, size_t used) {
  (void)size, (void)used;
  free(block);
}

void blocks_trim(void) {}
#else

enum {
  SIZES = 96,
  LEAST_BITS = 10,    // of the smallest size
  LARGER_SIZES = 4,   // how far above the size that was asked for a used block may be: a half
  OWN_BYTES = 1 << 20 // what a thread keeps to itself
};

enum {
  REGION_BYTES = 32 << 20, // of addresses
  FIRST_BYTES = 512 << 10, // of a thread: small programs need no more
  LEAST_STEP_BYTES = 64 << 10,
  MOST_STEP_BYTES = 2 << 20, // a huge page
  SHARE_OF_STEP = 4,         // a step is this part of what the thread has had so far
  KEPT_BYTES = 32 << 20,     // what a program that lives on does not give back
};

typedef struct FreeBlock {
  struct FreeBlock *next;
  size_t size, used; // only the first `used` bytes are not zero
} FreeBlock;

// Blocks that nobody has, by size.
typedef struct Shelf {
  FreeBlock *blocks[SIZES];
  size_t bytes;
} Shelf;

// Of a thread.
typedef struct Own {
  Shelf shelf;
  char *at, *end; // the rest of its region
  char *ready;    // what is in front of this has been prepared
  size_t taken;   // bytes, of all its regions
  bool is_known;  // its end will be seen
} Own;

static _Thread_local Own own;

static struct {
  pthread_mutex_t mutex;
  Shelf shelf;
  atomic_size_t bytes; // of the shelf, to look at without the mutex
} shared = {.mutex = PTHREAD_MUTEX_INITIALIZER};

// ---- Sizes

static size_t size_of(uint32_t index) {
  if (index == 0) return (size_t)1 << LEAST_BITS;
  return (size_t)(9 + (index - 1) % 8) << (LEAST_BITS - 3 + (index - 1) / 8);
}

// The smallest size that holds `size` bytes.
static uint32_t index_of(size_t size) {
  if (size <= (size_t)1 << LEAST_BITS) return 0;
  uint32_t bits = 63 - (uint32_t)__builtin_clzll(size - 1);
  return (bits - LEAST_BITS) * 8 + (uint32_t)((size - 1) >> (bits - 3)) - 8 + 1;
}

// ---- Shelves

static void shelve(Shelf *shelf, FreeBlock *block) {
  uint32_t index = index_of(block->size);
  block->next = shelf->blocks[index];
  shelf->blocks[index] = block;
  shelf->bytes += block->size;
}

// A block of the size or of one of the `larger` next.
static FreeBlock *unshelve(Shelf *shelf, uint32_t index, uint32_t larger) {
  uint32_t end = index + larger < SIZES ? index + larger + 1 : SIZES;
  while (index < end && !shelf->blocks[index]) index++;
  if (index == end) return NULL;
  FreeBlock *block = shelf->blocks[index];
  shelf->blocks[index] = block->next;
  shelf->bytes -= block->size;
  return block;
}

static FreeBlock *take_shared(uint32_t index) {
  if (atomic_load_explicit(&shared.bytes, memory_order_relaxed) == 0) return NULL;
  pthread_mutex_lock(&shared.mutex);
  FreeBlock *block = unshelve(&shared.shelf, index, LARGER_SIZES);
  atomic_store_explicit(&shared.bytes, shared.shelf.bytes, memory_order_relaxed);
  pthread_mutex_unlock(&shared.mutex);
  return block;
}

static void share(FreeBlock *block) {
  pthread_mutex_lock(&shared.mutex);
  shelve(&shared.shelf, block);
  atomic_store_explicit(&shared.bytes, shared.shelf.bytes, memory_order_relaxed);
  pthread_mutex_unlock(&shared.mutex);
}

// ---- Regions

static void drop_rest(void) {
  if (own.at) pages_trim(own.at, (size_t)(own.end - own.at), 0);
}

// What a thread leaves behind when it ends.
static void leave(void *unused) {
  (void)unused;
  while (own.shelf.bytes) share(unshelve(&own.shelf, 0, SIZES - 1));
  drop_rest();
  own = (Own){0};
}

static pthread_key_t end_of_thread;

static void make_key(void) {
  pthread_key_create(&end_of_thread, leave);
}

static void see_the_end(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, make_key);
  pthread_setspecific(end_of_thread, &own);
  own.is_known = true;
}

static bool add_region(void) {
  if (!own.is_known) see_the_end();
  drop_rest();
  own.at = own.ready = pages_take_mixed(own.taken ? 0 : FIRST_BYTES, REGION_BYTES);
  own.end = own.at ? own.at + REGION_BYTES : NULL;
  return own.at != NULL;
}

// Prepares what is about to be used, and some of what will be.
static void make_ready(char *until) {
  size_t step = own.taken / SHARE_OF_STEP;
  if (step < LEAST_STEP_BYTES) step = LEAST_STEP_BYTES;
  if (step > MOST_STEP_BYTES) step = MOST_STEP_BYTES;
  size_t missing = (size_t)(until - own.ready), left = (size_t)(own.end - own.ready);
  if (step < missing) step = missing;
  if (step > left) step = left;
  pages_prepare(own.ready, step);
  own.ready += step;
}

static void *cut_off(size_t size) {
  if ((size_t)(own.end - own.at) < size && !add_region()) return NULL;
  if (own.at + size > own.ready) make_ready(own.at + size);
  char *block = own.at;
  own.at += size;
  own.taken += size;
  return block;
}

// ---- Both

void *block_take(size_t *size) {
  uint32_t index = index_of(*size);
  FreeBlock *block = unshelve(&own.shelf, index, LARGER_SIZES);
  if (!block) block = take_shared(index);
  if (!block) return cut_off(*size = size_of(index));
  *size = block->size;
  return memset(block, 0, block->used);
}

void block_return(void *block, size_t size, size_t used) {
  FreeBlock *returned = block;
  *returned = (FreeBlock){.size = size, .used = used > sizeof *returned ? used : sizeof *returned};
  if (own.is_known && own.shelf.bytes + size <= OWN_BYTES)
    shelve(&own.shelf, returned);
  else
    share(returned);
}

void blocks_trim(void) {
  size_t filled = 0;
  pthread_mutex_lock(&shared.mutex);
  for (uint32_t i = 0; i < SIZES; i++) {
    for (FreeBlock *block = shared.shelf.blocks[i]; block; block = block->next) {
      if (filled + block->used > KEPT_BYTES)
        block->used = pages_empty(block, block->size, sizeof *block);
      filled += block->used;
    }
  }
  pthread_mutex_unlock(&shared.mutex);
}
#endif
