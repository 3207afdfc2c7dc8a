// Pool: objects of one size that come and go.
//
// Owns:  their memory; it goes back to the system when no object is left.
// Gives: zeroed objects, those that came back last first.
#pragma once

#include "base/arena.h"

typedef struct Pool {
  Arena arena;
  void *spare; // a list of objects that came back
  size_t live; // objects that are out
} Pool;

// An object of `size` bytes: the same for all of a pool, and at least a pointer's.
void *pool_take(Pool *pool, size_t size);

void pool_give(Pool *pool, void *object);
