// A free object holds the pointer to the next one.
#include "base/pool.h"

#include "base/blocks.h"

#include <stdalign.h>
#include <string.h>

enum { MANY = 256 }; // objects; further ones get pages that go back to the system

void *pool_take(Pool *pool, size_t size) {
  pool->live++;
  void *object = pool->spare;
  if (!object && pool->live > MANY) pool->arena.next_block_bytes = BLOCK_MOST_BYTES + 1;
  if (!object) return arena_alloc(&pool->arena, size, alignof(max_align_t));
  memcpy(&pool->spare, object, sizeof pool->spare);
  memset(object, 0, size);
  return object;
}

void pool_give(Pool *pool, void *object) {
  memcpy(object, &pool->spare, sizeof pool->spare);
  pool->spare = object;
  if (--pool->live > 0) return;
  arena_release(&pool->arena);
  pool->spare = NULL;
}
