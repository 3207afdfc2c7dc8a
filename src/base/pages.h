// Pages: large memory straight from the system.
//
// Fresh pages come cleared, and where there are huge ones, a large block costs one fault in place
// of five hundred. On a virtual machine each small page stops the program once more, when it is
// first touched, whoever put memory behind it: two megabytes of them took 10 ms, a huge one 0.2.
#pragma once

#include <stddef.h>

// How many bytes to take where `size` are needed: up to the end of a huge page that is used.
size_t pages_fit(size_t size);

// `size` zeroed bytes, or NULL. Give them back with pages_return.
void *pages_take(size_t size);

// The same, in small pages up to `small`, a multiple of theirs: who uses no more than these does
// not wait until a huge one is cleared.
void *pages_take_mixed(size_t small, size_t size);

// Has the system put memory behind addresses of taken pages before they are touched, all at once:
// a fault for each page would take several times as long. What is there stays as it is.
void pages_prepare(void *at, size_t size);

// Gives the memory behind addresses back, which stay usable. Returns how many bytes from `at` on,
// at least `kept`, may be other than zero.
size_t pages_empty(void *at, size_t size, size_t kept);

// Gives back the pages behind the first `new_size` bytes. Returns how many bytes remain.
size_t pages_trim(void *pages, size_t size, size_t new_size);

// Makes room for `new_size` bytes, further ones zeroed; the pages may move, without being copied.
// NULL, and nothing happens, where the system can't do that.
void *pages_grow(void *pages, size_t size, size_t new_size);

void pages_return(void *pages, size_t size);
