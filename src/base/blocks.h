// Blocks: where arenas have their memory from.
//
// Memory that is touched for the first time stops the program for each page of 4 KB, which costs
// more than to clear the page: half a microsecond, and ten on virtual machines, where it was half
// of a build. So the system is asked for many pages at a time, before they are touched, and blocks
// that come back are given out again.
//
// Owns:  the blocks that nobody has.
// Gives: zeroed memory, from any thread; a block may come back on another.
#pragma once

#include <stddef.h>

enum { BLOCK_MOST_BYTES = 15 << 18 }; // what is larger has pages of its own

// A zeroed block of `*size` bytes or somewhat more, which it then says. NULL: there is no memory.
void *block_take(size_t *size);

// Only the first `used` bytes of the block were written to.
void block_return(void *block, size_t size, size_t used);

// Gives most of the memory behind blocks that nobody has back to the system: for programs that live
// on, when they have done something large.
void blocks_trim(void);
