// An arena is a list of blocks, each half as large again as the one before, so that a small module
// costs one small block and a large one few large ones. An allocation that would waste much of a
// block's rest gets a block of its own, and the rest goes on being used. Small blocks
// come from blocks.h, large ones are pages that the system has zeroed already. In sanitizer
// builds the unused part of a block is poisoned, so that an overrun of one allocation is found.
#include "base/arena.h"

#include "base/blocks.h"
#include "base/pages.h"

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
  FIRST_BLOCK_BYTES = 2 << 10,    // a small module, or its tables
  LARGEST_STEP_BYTES = 256 << 10, // larger blocks would waste more than they save
  LARGE_SHARE = 4,                // an allocation above this part of a block gets its own
  LARGEST_ALIGN = 64,
  PREPARED_BYTES = 32 << 20, // of what is larger and grows, half may never be used
};

struct ArenaBlock {
  ArenaBlock *older;
  size_t size_bytes; // of the whole block, this header included
  bool has_pages;    // of its own
  bool is_single;    // one allocation has it all
};

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
  arena->reserved_bytes += size;
  return block;
}

// `likely` of its bytes will be used.
static ArenaBlock *make_block(Arena *arena, size_t size, size_t likely) {
  bool has_pages = size > BLOCK_MOST_BYTES;
  if (has_pages) size = pages_fit(size);
  void *memory = has_pages ? pages_take(size) : block_take(&size);
  if (has_pages && memory) pages_prepare(memory, likely);
  return add_header(arena, memory, size, has_pages);
}

static void return_block(Arena *arena, ArenaBlock *block, size_t used) {
  ASAN_UNPOISON_MEMORY_REGION(block, block->size_bytes);
  arena->reserved_bytes -= block->size_bytes;
  if (block->has_pages)
    pages_return(block, block->size_bytes);
  else
    block_return(block, block->size_bytes, used);
}

static void add_block(Arena *arena, size_t size) {
  ArenaBlock *block = make_block(arena, size, size);
  block->older = arena->newest;
  arena->newest = block;
  arena->at = (char *)(block + 1);
  arena->end = (char *)block + block->size_bytes;
  ASAN_POISON_MEMORY_REGION(arena->at, (size_t)(arena->end - arena->at));
}

// Puts a block for one allocation behind the newest, which stays in use.
static char *put_behind(Arena *arena, ArenaBlock *block, size_t align) {
  block->is_single = true;
  block->older = arena->newest->older;
  arena->newest->older = block;
  char *start = (char *)(block + 1);
  return start + padding_for(start, align);
}

static void *add_large(Arena *arena, size_t size, size_t likely, size_t align) {
  size_t header = sizeof(ArenaBlock) + align;
  return put_behind(arena, make_block(arena, header + size, header + likely), align);
}

static void *alloc_in_new_block(Arena *arena, size_t size, size_t align) {
  if (size > SIZE_MAX / 2) out_of_memory(size);
  size_t step = arena->next_block_bytes ? arena->next_block_bytes : FIRST_BLOCK_BYTES;
  bool is_large = size > step / LARGE_SHARE;
  if (size > BLOCK_MOST_BYTES) return arena_reserve(arena, size, size, align);
  if (arena->newest && is_large) return add_large(arena, size, size, align);
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

void *arena_reserve(Arena *arena, size_t size, size_t likely, size_t align) {
  if (size <= BLOCK_MOST_BYTES || size > SIZE_MAX / 2) return arena_alloc(arena, size, align);
  if (!arena->newest) add_block(arena, FIRST_BLOCK_BYTES);
  return add_large(arena, size, likely, align);
}

// ---- Growing and trimming

static bool is_in_own_block(const ArenaBlock *block, const char *start) {
  const char *first = (const char *)(block + 1);
  return block->is_single && start >= first && start - first < LARGEST_ALIGN;
}

// The place in the list of the block that holds the allocation alone, or NULL.
static ArenaBlock **find_own_block(Arena *arena, const char *start) {
  if (!start || !arena->newest) return NULL;
  ArenaBlock **link = &arena->newest->older;
  for (int depth = 0; *link && depth < GROWING_BLOCKS; depth++, link = &(*link)->older) {
    if (is_in_own_block(*link, start)) return link;
  }
  return NULL;
}

// A block of pages moves as a whole: nothing is copied, and no page is asked for twice.
static void *grow_pages(Arena *arena, ArenaBlock **link, const char *old, size_t new_size) {
  ArenaBlock *block = *link;
  size_t before = (size_t)(old - (char *)block), old_size = block->size_bytes;
  size_t size = pages_fit(before + new_size + LARGEST_ALIGN);
  ArenaBlock *grown = pages_grow(block, old_size, size);
  if (!grown) return NULL;
  if (size < PREPARED_BYTES) pages_prepare((char *)grown + old_size, size - old_size);
  arena->reserved_bytes += size - old_size;
  grown->size_bytes = size;
  *link = grown;
  return (char *)grown + before;
}

void *arena_grow(Arena *arena, void *old, size_t old_size, size_t new_size, size_t align) {
  bool is_newest = old && (char *)old + old_size == arena->at;
  if (is_newest && new_size >= old_size && (size_t)(arena->end - (char *)old) >= new_size) {
    arena->at = (char *)old + new_size;
    ASAN_UNPOISON_MEMORY_REGION((char *)old + old_size, new_size - old_size);
    return old;
  }
  ArenaBlock **link = new_size > old_size ? find_own_block(arena, old) : NULL;
  void *grown = link && (*link)->has_pages ? grow_pages(arena, link, old, new_size) : NULL;
  if (grown) return grown;
  ArenaBlock *block = link ? *link : NULL;
  if (link) *link = block->older;
  void *result = arena_alloc(arena, new_size, align);
  if (old_size) memcpy(result, old, old_size < new_size ? old_size : new_size);
  if (old_size) ASAN_POISON_MEMORY_REGION(old, old_size);
  if (block) return_block(arena, block, block->size_bytes);
  return result;
}

// Gives the pages behind an allocation back to the system: to clear them would cost as much as to
// have filled them.
static void trim_pages(Arena *arena, ArenaBlock *block, char *end) {
  size_t old_size = block->size_bytes;
  ASAN_UNPOISON_MEMORY_REGION(block, old_size);
  block->size_bytes = pages_trim(block, old_size, (size_t)(end - (char *)block));
  memset(end, 0, (size_t)((char *)block + block->size_bytes - end));
  arena->reserved_bytes -= old_size - block->size_bytes;
}

void arena_trim(Arena *arena, void *allocation, size_t old_size, size_t size) {
  char *start = allocation;
  if (!start || size > old_size || !arena->newest) return;
  ArenaBlock *behind = arena->newest->older;
  if (behind && behind->has_pages && is_in_own_block(behind, start)) {
    trim_pages(arena, behind, start + size);
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

void arena_adopt(Arena *arena, Arena *other) {
  if (!other->newest) return;
  if (!arena->newest) {
    *arena = *other;
  } else {
    ArenaBlock *oldest = other->newest;
    while (oldest->older) oldest = oldest->older;
    oldest->older = arena->newest->older;
    arena->newest->older = other->newest;
    arena->reserved_bytes += other->reserved_bytes;
  }
  *other = (Arena){0};
}

void arena_release(Arena *arena) {
  char *at = arena->at;
  for (ArenaBlock *block = arena->newest, *older; block; block = older) {
    older = block->older;
    size_t used = block == arena->newest ? (size_t)(at - (char *)block) : block->size_bytes;
    return_block(arena, block, used);
  }
  *arena = (Arena){0};
}
