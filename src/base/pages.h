// Pages: large memory straight from the system.
//
// What malloc's calloc hands out it may have to clear, byte by byte; fresh pages come cleared, and
// where there are huge ones, a large block costs one fault in place of five hundred: together a
// quarter of the time of parsing 9 MB.
#pragma once

#include <stddef.h>

enum { PAGES_LEAST_BYTES = 1 << 20 }; // below, rounding up would waste too much

// `size` zeroed bytes, or NULL. Give them back with pages_return.
void *pages_take(size_t size);

// Gives back the pages behind the first `new_size` bytes. Returns how many bytes remain.
size_t pages_trim(void *pages, size_t size, size_t new_size);

// Makes room for `new_size` bytes, further ones zeroed; the pages may move, without being copied.
// NULL, and nothing happens, where the system can't do that.
void *pages_grow(void *pages, size_t size, size_t new_size);

void pages_return(void *pages, size_t size);
