// Arena: memory that is given out piece by piece and returned all at once.
//
// Owns:  its blocks, until arena_release.
// Gives: zeroed memory; allocation never fails (out of memory ends the program with a message).
// Never: runs destructors, or is shared by two threads at a time.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct ArenaBlock ArenaBlock;

typedef struct Arena {
  char *at;  // the next free byte of the newest block
  char *end; // one past that block's last byte
  ArenaBlock *newest;
  size_t next_block_bytes;
  size_t reserved_bytes; // in all blocks together
} Arena;

// `size` zeroed bytes, aligned to `align` (a power of two).
void *arena_alloc(Arena *arena, size_t size, size_t align);

// Like arena_alloc, for what will be trimmed: only `likely` of the bytes are expected to be used.
void *arena_reserve(Arena *arena, size_t size, size_t likely, size_t align);

// Makes room for `new_size` bytes in place of an allocation of `old_size`, moving it if it must:
// the old place must not be used again.
void *arena_grow(Arena *arena, void *old, size_t old_size, size_t new_size, size_t align);

// Returns the end of an allocation that turned out too large: only its first `size` bytes are kept.
// Does nothing unless it is the newest allocation, or so large that it has pages of its own.
void arena_trim(Arena *arena, void *allocation, size_t old_size, size_t size);

// A NUL-terminated copy of `size` bytes.
char *arena_copy(Arena *arena, const void *bytes, size_t size);

// Takes everything back but keeps one block, if it is no larger than `most` bytes, for what comes.
void arena_reset(Arena *arena, size_t most);

// Takes over all that another arena holds, which is empty then: what was made by several threads
// goes on as one.
void arena_adopt(Arena *arena, Arena *other);

// Returns everything; the arena is empty and usable again.
void arena_release(Arena *arena);

#define arena_new(arena, T, n) ((T *)arena_alloc((arena), sizeof(T) * (size_t)(n), _Alignof(T)))
