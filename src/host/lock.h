// Lock: one thread at a time.
#pragma once

#include <pthread.h>

typedef struct Lock {
  pthread_mutex_t mutex;
} Lock;

static inline void lock_init(Lock *lock) {
  pthread_mutex_init(&lock->mutex, NULL);
}
static inline void lock_release(Lock *lock) {
  pthread_mutex_destroy(&lock->mutex);
}
static inline void lock_take(Lock *lock) {
  pthread_mutex_lock(&lock->mutex);
}
static inline void lock_leave(Lock *lock) {
  pthread_mutex_unlock(&lock->mutex);
}
