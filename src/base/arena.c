// An arena is a list of blocks. Each new block is larger than the last, so that a small module
// costs one small block and a large one few large ones. Blocks come from calloc, which hands out
// pages that the kernel has zeroed already: nothing is cleared twice. In sanitizer builds the
// unused part of a block is poisoned, so that an overrun of one allocation is found.
#include "base/arena.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if defined(__SANITIZE_ADDRESS__)
#define ARENA_POISONS 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ARENA_POISONS 1
#endif
#endif

#ifdef ARENA_POISONS
#include <sanitizer/asan_interface.h>
#else
#define ASAN_POISON_MEMORY_REGION(at, size)   ((void)(at), (void)(size))
#define ASAN_UNPOISON_MEMORY_REGION(at, size) ((void)(at), (void)(size))
#endif

enum {
  FIRST_BLOCK_BYTES = 8 << 10,  // a small module and its tables
  LARGEST_STEP_BYTES = 1 << 20, // beyond this, doubling would waste more than it saves
};

struct ArenaBlock {
  ArenaBlock *older;
  size_t size_bytes; // of the whole block, this header included
};

static void out_of_memory(size_t size) {
  fprintf(stderr, "cbundle: out of memory (asked for %zu bytes)\n", size);
  abort();
}

static size_t padding_for(const char *at, size_t align) {
  return (size_t)(-(uintptr_t)at & (align - 1));
}

static void add_block(Arena *arena, size_t least) {
  size_t step = arena->newest ? arena->newest->size_bytes * 2 : FIRST_BLOCK_BYTES;
  if (step > LARGEST_STEP_BYTES) step = LARGEST_STEP_BYTES;
  size_t size = sizeof(ArenaBlock) + least;
  if (size < least) out_of_memory(least);
  if (size < step) size = step;
  ArenaBlock *block = calloc(1, size);
  if (!block) out_of_memory(size);
  *block = (ArenaBlock){arena->newest, size};
  arena->newest = block;
  arena->at = (char *)(block + 1);
  arena->end = (char *)block + size;
  arena->reserved_bytes += size;
  ASAN_POISON_MEMORY_REGION(arena->at, (size_t)(arena->end - arena->at));
}

void *arena_alloc(Arena *arena, size_t size, size_t align) {
  size_t padding = padding_for(arena->at, align);
  if (!arena->at || (size_t)(arena->end - arena->at) < padding ||
      (size_t)(arena->end - arena->at) - padding < size) {
    if (size > SIZE_MAX / 2) out_of_memory(size);
    add_block(arena, size + align);
    padding = padding_for(arena->at, align);
  }
  char *result = arena->at + padding;
  arena->at = result + size;
  ASAN_UNPOISON_MEMORY_REGION(result, size);
  return result;
}

void *arena_grow(Arena *arena, void *old, size_t old_size, size_t new_size, size_t align) {
  bool is_newest = old && (char *)old + old_size == arena->at;
  if (is_newest && new_size >= old_size && (size_t)(arena->end - (char *)old) >= new_size) {
    arena->at = (char *)old + new_size;
    ASAN_UNPOISON_MEMORY_REGION((char *)old + old_size, new_size - old_size);
    return old;
  }
  void *result = arena_alloc(arena, new_size, align);
  if (old_size) memcpy(result, old, old_size < new_size ? old_size : new_size);
  return result;
}

void arena_trim(Arena *arena, void *allocation, size_t old_size, size_t size) {
  char *start = allocation;
  if (!start || start + old_size != arena->at || size > old_size) return;
  memset(start + size, 0, old_size - size);
  arena->at = start + size;
  ASAN_POISON_MEMORY_REGION(arena->at, old_size - size);
}

char *arena_copy(Arena *arena, const void *bytes, size_t size) {
  char *copy = arena_alloc(arena, size + 1, 1);
  if (size) memcpy(copy, bytes, size);
  return copy;
}

void arena_release(Arena *arena) {
  for (ArenaBlock *block = arena->newest; block;) {
    ArenaBlock *older = block->older;
    ASAN_UNPOISON_MEMORY_REGION(block, block->size_bytes);
    free(block);
    block = older;
  }
  *arena = (Arena){0};
}
