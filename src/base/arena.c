// An arena is a list of blocks, each half as large again as the one before, so that a small module
// costs one small block and a large one few large ones. An allocation that would waste much of a
// block's rest gets a block of its own, and the rest goes on being used. Small blocks
// come from calloc, large ones are pages that the system has zeroed already. In sanitizer
// builds the unused part of a block is poisoned, so that an overrun of one allocation is found.
#include "base/arena.h"

#include "base/pages.h"

#include <stdatomic.h>
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
enum { GROWING_BLOCKS = 0 }; // moved pages would hide that the old place is gone
#else
enum { GROWING_BLOCKS = 8 }; // arrays that grow at the same time
#define ASAN_POISON_MEMORY_REGION(at, size)   ((void)(at), (void)(size))
#define ASAN_UNPOISON_MEMORY_REGION(at, size) ((void)(at), (void)(size))
#endif

enum {
  FIRST_BLOCK_BYTES = 4 << 10,    // a small module, or its tables
  LARGEST_STEP_BYTES = 256 << 10, // larger blocks would waste more than they save
  LARGE_SHARE = 4,                // an allocation above this part of a block gets its own
  LARGEST_ALIGN = 64,
};

struct ArenaBlock {
  ArenaBlock *older;
  size_t size_bytes; // of the whole block, this header included
  bool has_pages;    // of its own; else malloc's
};

void (*arena_at_much)(void);

// The one place where reserved bytes are counted, of an arena and of all.
static void count_reserved(Arena *arena, size_t more, size_t less) {
  static atomic_size_t of_all;
  static atomic_flag is_much = ATOMIC_FLAG_INIT;
  arena->reserved_bytes += more - less;
  size_t before = atomic_fetch_add_explicit(&of_all, more - less, memory_order_relaxed);
  if (!arena_at_much || before + more - less < ARENA_MUCH_BYTES) return;
  if (!atomic_flag_test_and_set(&is_much)) arena_at_much();
}

static void out_of_memory(size_t size) {
  fprintf(stderr, "cbundle: out of memory (asked for %zu bytes)\n", size);
  abort();
}

static size_t padding_for(const char *at, size_t align) {
  return (size_t)(-(uintptr_t)at & (align - 1));
}

static ArenaBlock *add_header(Arena *arena, void *memory, size_t size, bool has_pages) {
  if (!memory) out_of_memory(size);
  ArenaBlock *block = memory;
  *block = (ArenaBlock){.size_bytes = size, .has_pages = has_pages};
  count_reserved(arena, size, 0);
  return block;
}

static ArenaBlock *make_block(Arena *arena, size_t size) {
  bool has_pages = size >= PAGES_LEAST_BYTES;
  return add_header(arena, has_pages ? pages_take(size) : calloc(1, size), size, has_pages);
}

static void add_block(Arena *arena, size_t size) {
  ArenaBlock *block = make_block(arena, size);
  block->older = arena->newest;
  arena->newest = block;
  arena->at = (char *)(block + 1);
  arena->end = (char *)block + size;
  ASAN_POISON_MEMORY_REGION(arena->at, (size_t)(arena->end - arena->at));
}

// Puts a block for one allocation behind the newest, which stays in use.
static char *put_behind(Arena *arena, ArenaBlock *block, size_t align) {
  block->older = arena->newest->older;
  arena->newest->older = block;
  char *start = (char *)(block + 1);
  return start + padding_for(start, align);
}

static void *add_large(Arena *arena, size_t size, size_t align) {
  return put_behind(arena, make_block(arena, sizeof(ArenaBlock) + size + align), align);
}

// Of a block for what grows, only what nothing is copied to is zeroed. NULL if it gets none.
static void *grow_large(Arena *arena, const void *old, size_t old_size, size_t size, size_t align) {
  size_t whole = sizeof(ArenaBlock) + size + align;
  bool is_large = size > LARGEST_STEP_BYTES / LARGE_SHARE && old_size < size;
  if (!arena->newest || !is_large || whole >= PAGES_LEAST_BYTES) return NULL;
  char *start = put_behind(arena, add_header(arena, malloc(whole), whole, false), align);
  if (old_size) memcpy(start, old, old_size);
  memset(start + old_size, 0, size - old_size);
  return start;
}

static void *alloc_in_new_block(Arena *arena, size_t size, size_t align) {
  if (size > SIZE_MAX / 2) out_of_memory(size);
  size_t step = arena->next_block_bytes ? arena->next_block_bytes : FIRST_BLOCK_BYTES;
  bool is_large = size > step / LARGE_SHARE;
  if (arena->newest && is_large) return add_large(arena, size, align);
  // A first block that is made for something large still has room for what comes behind it.
  add_block(arena, is_large ? step + size + align : step);
  step += step / 2;
  arena->next_block_bytes = step < LARGEST_STEP_BYTES ? step : LARGEST_STEP_BYTES;
  return arena_alloc(arena, size, align);
}

void *arena_alloc(Arena *arena, size_t size, size_t align) {
  size_t padding = padding_for(arena->at, align);
  size_t left = (size_t)(arena->end - arena->at);
  if (!arena->at || left < padding || left - padding < size) {
    return alloc_in_new_block(arena, size, align);
  }
  char *result = arena->at + padding;
  arena->at = result + size;
  ASAN_UNPOISON_MEMORY_REGION(result, size);
  return result;
}

// Whether an allocation up to `end` is all that there is in a block of pages.
static bool has_own_pages(const ArenaBlock *block, const char *start, const char *end) {
  if (!block || !block->has_pages) return false;
  const char *first = (const char *)(block + 1), *last = (const char *)block + block->size_bytes;
  return start >= first && start - first < LARGEST_ALIGN && end <= last &&
         last - end <= LARGEST_ALIGN;
}

// A block that holds one allocation of pages moves as a whole: nothing is copied, and no page is
// asked for twice. The newest block stays: others are allocated from what it has left.
static void *grow_pages(Arena *arena, char *old, size_t old_size, size_t new_size) {
  ArenaBlock **link = &arena->newest->older;
  for (int depth = 0; *link && depth < GROWING_BLOCKS; depth++, link = &(*link)->older) {
    ArenaBlock *block = *link;
    if (!has_own_pages(block, old, old + old_size)) continue;
    size_t before = (size_t)(old - (char *)block);
    size_t size = before + new_size + LARGEST_ALIGN;
    ArenaBlock *grown = pages_grow(block, block->size_bytes, size);
    if (!grown) return NULL;
    count_reserved(arena, size, grown->size_bytes);
    grown->size_bytes = size;
    *link = grown;
    return (char *)grown + before;
  }
  return NULL;
}

void *arena_grow(Arena *arena, void *old, size_t old_size, size_t new_size, size_t align) {
  bool is_newest = old && (char *)old + old_size == arena->at;
  if (is_newest && new_size >= old_size && (size_t)(arena->end - (char *)old) >= new_size) {
    arena->at = (char *)old + new_size;
    ASAN_UNPOISON_MEMORY_REGION((char *)old + old_size, new_size - old_size);
    return old;
  }
  bool may_move = old_size >= PAGES_LEAST_BYTES && new_size > old_size;
  void *result = may_move ? grow_pages(arena, old, old_size, new_size) : NULL;
  if (result) return result;
  result = grow_large(arena, old, old_size, new_size, align);
  if (!result) {
    result = arena_alloc(arena, new_size, align);
    if (old_size) memcpy(result, old, old_size < new_size ? old_size : new_size);
  }
  if (old_size) ASAN_POISON_MEMORY_REGION(old, old_size);
  return result;
}

// Gives the pages behind an allocation back to the system: to clear them would cost as much as to
// have filled them.
static void trim_pages(Arena *arena, ArenaBlock *block, char *end) {
  size_t old_size = block->size_bytes;
  ASAN_UNPOISON_MEMORY_REGION(block, old_size);
  block->size_bytes = pages_trim(block, old_size, (size_t)(end - (char *)block));
  count_reserved(arena, block->size_bytes, old_size);
}

void arena_trim(Arena *arena, void *allocation, size_t old_size, size_t size) {
  char *start = allocation;
  if (!start || size > old_size || !arena->newest) return;
  if (has_own_pages(arena->newest->older, start, start + old_size)) {
    trim_pages(arena, arena->newest->older, start + size);
    return;
  }
  if (has_own_pages(arena->newest, start, arena->end) && start + old_size == arena->at) {
    trim_pages(arena, arena->newest, start + size);
    arena->at = arena->end = start + size;
    return;
  }
  if (start + old_size != arena->at) return;
  memset(start + size, 0, old_size - size);
  arena->at = start + size;
  ASAN_POISON_MEMORY_REGION(arena->at, old_size - size);
}

char *arena_copy(Arena *arena, const void *bytes, size_t size) {
  char *copy = arena_alloc(arena, size + 1, 1);
  if (size) memcpy(copy, bytes, size);
  return copy;
}

void arena_reset(Arena *arena, size_t most) {
  ArenaBlock *kept = arena->newest;
  if (!kept || kept->older || kept->size_bytes > most) {
    arena_release(arena);
    return;
  }
  char *start = (char *)(kept + 1);
  ASAN_UNPOISON_MEMORY_REGION(start, (size_t)(arena->end - start));
  memset(start, 0, (size_t)(arena->at - start));
  arena->at = start;
  ASAN_POISON_MEMORY_REGION(start, (size_t)(arena->end - start));
}

void arena_release(Arena *arena) {
  count_reserved(arena, 0, arena->reserved_bytes);
  for (ArenaBlock *block = arena->newest; block;) {
    ArenaBlock *older = block->older;
    ASAN_UNPOISON_MEMORY_REGION(block, block->size_bytes);
    if (block->has_pages)
      pages_return(block, block->size_bytes);
    else
      free(block);
    block = older;
  }
  *arena = (Arena){0};
}
