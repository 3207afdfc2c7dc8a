// A libuv mutex, so that no other room sees libuv.
#include "host/lock.h"

#include "base/arena.h"

#include <stdlib.h>
#include <uv.h>

struct Lock {
  Arena arena; // holds the lock itself
  uv_mutex_t mutex;
};

Lock *lock_make(void) {
  Arena arena = {0};
  Lock *lock = arena_new(&arena, Lock, 1);
  lock->arena = arena;
  if (uv_mutex_init(&lock->mutex) != 0) abort();
  return lock;
}

void lock_release(Lock *lock) {
  uv_mutex_destroy(&lock->mutex);
  Arena arena = lock->arena;
  arena_release(&arena);
}

void lock_take(Lock *lock) {
  uv_mutex_lock(&lock->mutex);
}

void lock_give(Lock *lock) {
  uv_mutex_unlock(&lock->mutex);
}
