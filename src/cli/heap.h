// Heap: how malloc asks the system for memory, once a run turns out to be large.
//
// Never: costs a small run anything: the first huge page is cleared as a whole.
#pragma once

// Call it first of all, before there are threads.
void heap_grow_by_huge_pages(void);
